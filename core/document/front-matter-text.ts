/** How a value is spelled in YAML, JSON and TOML, and where a TOML value lies. */
import { isScalar, isSeq, parseDocument } from 'yaml';

type Value = string | readonly string[] | boolean | number | null;

/** Plain words that YAML 1.1 readers (Jekyll among them) take for something else than text. */
const notText =
  /^(?:y|n|yes|no|on|off|true|false|null|~|[-+]?\d[\d_]*(?:[.:][\d_:]*)?|0x[\da-f]+|[-+]?\.(?:inf|nan)|\.\d+)$/i;

/** A value as YAML. `style` is the parser's name of how the old value was quoted. */
export function yamlText(value: Value, style = 'PLAIN'): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map((item: string) => yamlItem(item)).join(', ')}]`;
  if (typeof value !== 'string') return String(value);
  if (style === 'QUOTE_DOUBLE') return JSON.stringify(value);
  if (style === 'QUOTE_SINGLE' && !/[\r\n\t]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return isPlain(value, (text) => `k: ${text}`) ? value : JSON.stringify(value);
}

function yamlItem(item: string): string {
  return isPlain(item, (text) => `k: [${text}]`) ? item : JSON.stringify(item);
}

/** Whether the text can stand without quotes: every reader of YAML must take it for this very text. */
function isPlain(value: string, place: (text: string) => string): boolean {
  if (
    value === '' ||
    value.trim() !== value ||
    notText.test(value) ||
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value)
  ) {
    return false;
  }
  const document = parseDocument(place(value), { schema: 'core', logLevel: 'silent' });
  if (document.errors.length > 0 || document.warnings.length > 0 || document.comment) return false;
  const found: unknown = document.get('k', true);
  const node = isSeq(found) && found.items.length === 1 ? found.items[0] : found;
  return isScalar(node) && node.type === 'PLAIN' && node.value === value && !node.comment;
}

export function jsonText(value: Value): string {
  return Array.isArray(value)
    ? `[${value.map((item: string) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
}

/** A value as TOML; `old` is what stood there, for its quotes and for dates, which TOML does not quote. */
export function tomlText(value: Value, old: string): string {
  if (Array.isArray(value)) return `[${value.map((item: string) => tomlText(item, '"')).join(', ')}]`;
  if (typeof value !== 'string') return String(value);
  const date = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:\d{2})?)?$/;
  if (date.test(value) && date.test(old)) return value;
  if (old.startsWith("'") && !old.startsWith("'''") && !/['\r\n]/.test(value)) return `'${value}'`;
  return JSON.stringify(value).replaceAll('\u007f', '\\u007F');
}

/** Where the value of a top-level key lies in TOML text, null when there is none. */
export function tomlValueRange(
  content: string,
  name: string,
): { line: number; start: number; end: number } | 'unreadable' | null {
  let at = 0;
  while (at < content.length) {
    const blank = /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))+/.exec(content.slice(at));
    if (blank !== null) at += blank[0].length;
    const rest = content.slice(at);
    if (/^[ \t]*\[/.test(rest) || rest.trim() === '') return null;
    const key = /^[ \t]*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)((?:[ \t]*\.[ \t]*[\w"'-]+)*)[ \t]*=[ \t]*/.exec(
      rest,
    );
    if (key === null) return /^[ \t]*#/.test(rest) ? null : 'unreadable';
    const start = at + key[0].length;
    const end = tomlValueEnd(content, start);
    if (end === null) return 'unreadable';
    if (key[2] === '' && unquoted(key[1] ?? '') === name) return { line: at, start, end };
    const next = /^[^\r\n]*(?:\r\n|\n|\r|$)/.exec(content.slice(end));
    at = end + Math.max(1, next?.[0].length ?? 1);
  }
  return null;
}

function unquoted(key: string): string {
  if (key.startsWith("'")) return key.slice(1, -1);
  if (!key.startsWith('"')) return key;
  try {
    return String(JSON.parse(key));
  } catch {
    return key;
  }
}

function tomlValueEnd(content: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < content.length; at++) {
    const character = content[at] ?? '';
    if (character === '"' || character === "'") {
      const triple = content.startsWith(character.repeat(3), at);
      const close = triple ? character.repeat(3) : character;
      at += close.length;
      while (at < content.length && !content.startsWith(close, at)) {
        at += character === '"' && content[at] === '\\' ? 2 : 1;
      }
      // Up to two more quotes may belong to a triple-quoted text.
      at += close.length - 1;
      while (triple && content[at + 1] === character) at++;
      if (depth === 0) return at + 1;
    } else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') {
      depth--;
      if (depth === 0) return at + 1;
    } else if (character === '#') {
      if (depth === 0) return start + content.slice(start, at).trimEnd().length;
      while (at + 1 < content.length && !/[\r\n]/.test(content[at + 1] ?? '')) at++;
    } else if (/[\r\n]/.test(character) && depth === 0) {
      return start + content.slice(start, at).trimEnd().length;
    }
  }
  return depth === 0 ? start + content.slice(start).trimEnd().length : null;
}
