/** The width that a figure is given in its attributes, `{width=60%}`: read, and changed without touching the rest. */
import { parseAttributes } from '../markdown/grammar/attributes.ts';

/** A width that a page may use: a percentage of the text or CSS pixels; the site's rule is the same. */
export function figureWidth(attributes: string | null): string | null {
  const width =
    attributes === null ? null : parseAttributes(attributes)?.pairs.find(([name]) => name === 'width');
  const value = width?.[1] ?? '';
  if (/^\d{1,3}(?:\.\d+)?%$/.test(value)) return value;
  return /^\d{1,4}(?:px)?$/.test(value) ? `${Number.parseInt(value, 10)}px` : null;
}

/** The attributes with another width; null for none at all. */
export function withFigureWidth(attributes: string | null, width: string | null): string | null {
  const inner = (attributes ?? '').trim().replace(/^\{|\}$/g, '');
  const rest = inner.replace(/(^|\s)width=(?:"[^"]*"|'[^']*'|[^\s{}"']+)/g, '').trim();
  const parts = [rest, width === null ? '' : `width=${width}`].filter((part) => part !== '');
  return parts.length === 0 ? null : `{${parts.join(' ')}}`;
}
