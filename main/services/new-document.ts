/** The text that a new document starts with: front matter to fill in, and nothing to delete. */
import { stringify } from 'yaml';
import type { Kind } from '#core/document/kind.ts';

export function newDocumentText(kind: Kind, title: string, now = new Date()): string {
  const fields: Record<string, string> = { title: title.trim() || 'Untitled' };
  if (kind !== 'page') {
    fields.status = 'half-formed';
    fields.date = localDate(now);
  }
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n`;
}

function localDate(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
