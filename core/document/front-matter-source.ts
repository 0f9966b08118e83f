/**
 * Finds the front matter of a document and reads it. Nothing in it is ever evaluated.
 *
 * Recognised: YAML between `---` lines (or closed by `...`), TOML between `+++` lines, and a JSON
 * object at the very start. Everything else is body, to be kept as it is.
 */
import { parse as parseToml, TomlDate } from 'smol-toml';
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';

export type FrontMatterFormat = 'yaml' | 'toml' | 'json' | 'none';

export interface FrontMatterProblem {
  readonly message: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface FrontMatter {
  readonly format: FrontMatterFormat;
  /** The text as it stands in the file: byte order mark, fences and the last line's end included. */
  readonly source: string;
  /** Values by name; empty when the front matter cannot be read. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly problems: readonly FrontMatterProblem[];
}

/** Where the text between the fences lies in the file. */
export interface FrontMatterParts {
  readonly format: FrontMatterFormat;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Where the body starts: after the closing fence and its line end. */
  readonly bodyStart: number;
}

/** Longer front matter is not read: no person wrote it, and reading it would hold up the window. */
export const maxFrontMatterLength = 262_144;

/** How often aliases may be expanded: some themes reuse a mapping, a bomb needs thousands. */
export const maxAliasCount = 100;

/** Splits the front matter from the body. `source.length === bodyStart`, always. */
export function splitFrontMatter(text: string): { frontMatter: FrontMatter; bodyStart: number } {
  const parts = frontMatterParts(text);
  const source = text.slice(0, parts.bodyStart);
  if (parts.format === 'none') {
    return { frontMatter: { format: 'none', source, fields: {}, problems: [] }, bodyStart: parts.bodyStart };
  }
  const content = text.slice(parts.contentStart, parts.contentEnd);
  const firstLine = 1 + lineEndsIn(text.slice(0, parts.contentStart));
  const { fields, problems } = readContent(parts.format, content, firstLine);
  return { frontMatter: { format: parts.format, source, fields, problems }, bodyStart: parts.bodyStart };
}

const lineEnd = /\r\n|\n|\r/g;

function lineEndsIn(text: string): number {
  return text.match(lineEnd)?.length ?? 0;
}

/** Where the line that starts at `from` ends, and where the next one starts. */
function lineAt(text: string, from: number): { end: number; next: number } {
  lineEnd.lastIndex = from;
  const match = lineEnd.exec(text);
  return match === null
    ? { end: text.length, next: text.length }
    : { end: match.index, next: match.index + match[0].length };
}

export function frontMatterParts(text: string): FrontMatterParts {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const none: FrontMatterParts = { format: 'none', contentStart: start, contentEnd: start, bodyStart: start };
  const first = lineAt(text, start);
  const opener = text.slice(start, first.end);
  if (/^---[ \t]*$/.test(opener)) return fenced(text, first.next, 'yaml', /^(?:---|\.\.\.)[ \t]*$/) ?? none;
  if (/^\+\+\+[ \t]*$/.test(opener)) return fenced(text, first.next, 'toml', /^\+\+\+[ \t]*$/) ?? none;
  if (/^\{\s*(?:"|$)/.test(opener)) return jsonObject(text, start) ?? none;
  return none;
}

function fenced(
  text: string,
  contentStart: number,
  format: 'yaml' | 'toml',
  closer: RegExp,
): FrontMatterParts | null {
  const limit = Math.min(text.length, contentStart + maxFrontMatterLength * 4);
  for (let at = contentStart; at < limit; ) {
    const line = lineAt(text, at);
    if (line.end - at < 256 && closer.test(text.slice(at, line.end))) {
      const content = text.slice(contentStart, at);
      if (format === 'yaml' && !looksLikeYaml(content)) return null;
      return { format, contentStart, contentEnd: at, bodyStart: line.next };
    }
    at = line.next;
  }
  return null;
}

/**
 * Prose between two thematic breaks is not front matter. A mapping has a `key:` line, an opening
 * brace, or nothing but comments.
 */
function looksLikeYaml(content: string): boolean {
  let blank = true;
  for (const line of content.split(/\r\n|\n|\r/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (/^(?:[^\s#>*+`|-][^:]*|"[^"]*"|'[^']*'|<<)[ \t]*:(?:[ \t]|$)/.test(line) || /^[{?]/.test(line))
      return true;
    blank = false;
  }
  return blank;
}

function jsonObject(text: string, start: number): FrontMatterParts | null {
  let depth = 0;
  const limit = Math.min(text.length, start + maxFrontMatterLength);
  for (let at = start; at < limit; at++) {
    const character = text[at];
    if (character === '"') {
      at++;
      while (at < limit && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth > 0) continue;
      const line = lineAt(text, at);
      if (text.slice(at + 1, line.end).trim() !== '') return null;
      try {
        JSON.parse(text.slice(start, at + 1));
      } catch {
        return null;
      }
      return { format: 'json', contentStart: start, contentEnd: at + 1, bodyStart: line.next };
    }
  }
  return null;
}

function readContent(
  format: 'yaml' | 'toml' | 'json',
  content: string,
  firstLine: number,
): { fields: Record<string, unknown>; problems: FrontMatterProblem[] } {
  if (content.length > maxFrontMatterLength) {
    return {
      fields: {},
      problems: [{ message: 'The front matter is too long to be read.', line: firstLine }],
    };
  }
  if (format === 'yaml') return readYaml(content, firstLine);
  try {
    const value: unknown = format === 'json' ? JSON.parse(content) : parseToml(content);
    return { fields: plainFields(value), problems: [] };
  } catch (error) {
    return { fields: {}, problems: [tomlProblem(error, firstLine)] };
  }
}

/** The YAML document, read with the core schema: no custom tags, dates stay text, nothing is evaluated. */
export function yamlDocument(content: string): { document: Document.Parsed; lines: LineCounter } {
  const lines = new LineCounter();
  const document = parseDocument(content, {
    schema: 'core',
    customTags: [],
    uniqueKeys: false,
    merge: true,
    logLevel: 'silent',
    lineCounter: lines,
    prettyErrors: false,
  });
  return { document, lines };
}

function readYaml(content: string, firstLine: number) {
  const problems: FrontMatterProblem[] = [];
  // One line end per line, so that the lines of problems are those of the file.
  const { document, lines } = yamlDocument(content.replace(/\r\n?/g, '\n'));
  for (const error of [...document.errors, ...document.warnings]) {
    const sentence = error.message.replace(/\s+/g, ' ').trim();
    problems.push({
      message: `The front matter is not valid YAML: ${sentence}`,
      line: firstLine + lines.linePos(error.pos[0]).line - 1,
    });
  }
  const seen = new Set<string>();
  if (isMap(document.contents)) {
    for (const pair of document.contents.items) {
      const name = keyName(pair.key);
      if (name === null) continue;
      if (seen.has(name)) {
        const at = (pair.key as { range?: readonly number[] }).range?.[0] ?? 0;
        problems.push({
          message: `The field "${name}" stands twice; the last one counts.`,
          line: firstLine + lines.linePos(at).line - 1,
        });
      }
      seen.add(name);
    }
  }
  try {
    return { fields: plainFields(document.toJS({ maxAliasCount })), problems };
  } catch {
    problems.push({
      message: 'The front matter repeats its anchors too often to be read.',
      line: firstLine,
    });
    return { fields: {}, problems };
  }
}

export function keyName(key: unknown): string | null {
  if (typeof key === 'object' && key !== null && 'value' in key) {
    return key.value === null ? '' : String(key.value);
  }
  return null;
}

function tomlProblem(error: unknown, firstLine: number): FrontMatterProblem {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  const line = typeof error === 'object' && error !== null && 'line' in error ? Number(error.line) : 1;
  return { message: `The front matter cannot be read: ${message}`, line: firstLine + (line || 1) - 1 };
}

function plainFields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    Object.defineProperty(fields, name, {
      value: plainValue(field),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return fields;
}

/** TOML dates become the text that they were written as; the rest is JSON already. */
function plainValue(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object' && value !== null) return plainFields(value);
  return value;
}
