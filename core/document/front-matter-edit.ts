/**
 * Changes one field of the front matter, as text: the field's own lines and no others.
 *
 * The parser only says where a value lies. Comments, order, quoting, anchors, duplicate and unknown
 * keys stay as they are, because nobody writes them again. Every change is read back and refused
 * when another field would read differently.
 */
import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { done, failed, type Outcome } from '../host/outcome.ts';
import {
  type FrontMatterParts,
  frontMatterParts,
  keyName,
  splitFrontMatter,
  yamlDocument,
} from './front-matter-source.ts';
import { jsonText, tomlText, tomlValueRange, yamlText } from './front-matter-text.ts';

export type FieldValue = string | readonly string[] | boolean | number | null;

/**
 * Returns the whole text with one field changed; `null` removes the field. Without front matter a
 * YAML block is put at the top. Fails with `invalid-document` when the front matter has errors.
 */
export function setFrontMatterField(text: string, name: string, value: FieldValue): Outcome<string> {
  const before = splitFrontMatter(text).frontMatter;
  const parts = frontMatterParts(text);
  if (before.format === 'none') {
    return done(value === null ? text : withNewFrontMatter(text, parts, name, value));
  }
  const error = before.problems.find((problem) => !problem.message.startsWith('The field "'));
  if (error !== undefined) {
    return failed(
      'invalid-document',
      `${error.message} (line ${error.line}) Put it right in the source view first.`,
    );
  }
  const content = text.slice(parts.contentStart, parts.contentEnd);
  const changed =
    parts.format === 'toml'
      ? changeToml(content, name, value, endOfLineOf(text))
      : changeYaml(content, name, value, endOfLineOf(text), parts.format === 'json');
  if (changed === null)
    return failed(
      'unsupported',
      `The field "${name}" is written in a way that only the source view can change.`,
    );
  const result = text.slice(0, parts.contentStart) + changed + text.slice(parts.contentEnd);
  const after = splitFrontMatter(result).frontMatter;
  return readsAs(before.fields, after.fields, name, value, isAnchored(content, name))
    ? done(result)
    : failed(
        'unsupported',
        `Changing "${name}" would change other fields too. Change it in the source view.`,
      );
}

/** Whether another field may repeat the value of this one. */
function isAnchored(content: string, name: string): boolean {
  if (!content.includes('&')) return false;
  const { contents } = yamlDocument(content).document;
  const entry = isMap(contents)
    ? (contents.items as Entry[]).findLast((item) => keyName(item.key) === name)
    : undefined;
  return isScalar(entry?.value) && entry.value.anchor !== undefined;
}

function readsAs(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  name: string,
  value: FieldValue,
  anchored: boolean,
): boolean {
  // Fields that repeat this one by its anchor are meant to follow it.
  if (anchored && value !== null) {
    return (
      Object.keys(before).every((key) => Object.hasOwn(after, key)) &&
      JSON.stringify(after[name]) === JSON.stringify(value)
    );
  }
  const expected: Record<string, unknown> = { ...before };
  // An earlier field of the same name may come to light when the last one is removed.
  if (value === null) delete expected[name];
  else expected[name] = value;
  const found: Record<string, unknown> = { ...after };
  if (value === null) delete found[name];
  const sorted = (fields: Record<string, unknown>) =>
    JSON.stringify(
      Object.keys(fields)
        .sort()
        .map((key) => [key, fields[key]]),
    );
  return sorted(expected) === sorted(found);
}

function endOfLineOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function withNewFrontMatter(text: string, parts: FrontMatterParts, name: string, value: FieldValue): string {
  const eol = endOfLineOf(text);
  const mark = text.slice(0, parts.bodyStart);
  const body = text.slice(parts.bodyStart);
  const gap = body === '' || /^[\r\n]/.test(body) ? '' : eol;
  return `${mark}---${eol}${yamlText(name)}: ${yamlText(value)}${eol}---${eol}${gap}${body}`;
}

type Entry = Pair<unknown, unknown>;

function changeYaml(
  content: string,
  name: string,
  value: FieldValue,
  eol: string,
  json: boolean,
): string | null {
  const { document } = yamlDocument(content);
  if (document.errors.length > 0) return null;
  const write = json ? jsonText : yamlText;
  if (document.contents === null) {
    return value === null ? content : `${content}${yamlText(name)}: ${yamlText(value)}${eol}`;
  }
  if (!isMap(document.contents)) return null;
  const map = document.contents as YAMLMap;
  const entries = map.items as Entry[];
  const entry = entries.findLast((item) => keyName(item.key) === name);
  if (entry === undefined) {
    if (value === null) return content;
    if (map.flow)
      return insertIntoFlow(content, map, `${json ? JSON.stringify(name) : yamlText(name)}: ${write(value)}`);
    const gap = content === '' || /[\r\n]$/.test(content) ? '' : eol;
    return `${content}${gap}${yamlText(name)}: ${yamlText(value)}${eol}`;
  }
  if (value === null) return map.flow ? removeFromFlow(content, entries, entry) : removeLines(content, entry);
  return replaceValue(content, entry, value, json || map.flow === true, write, eol);
}

function rangeOf(node: unknown): readonly [number, number] | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return null;
  return [Number(node.range[0]), Number(node.range[1])];
}

/** The end of a value without the white space and line ends that the parser counts to it. */
function trimmedEnd(content: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(content[at - 1] ?? '')) at--;
  return at;
}

function replaceValue(
  content: string,
  entry: Entry,
  value: FieldValue,
  inFlow: boolean,
  write: (value: FieldValue) => string,
  eol: string,
): string | null {
  const key = rangeOf(entry.key);
  if (key === null) return null;
  const range = rangeOf(entry.value);
  const afterColon = content.indexOf(':', key[1]) + 1;
  if (afterColon === 0) return null;
  const empty = range === null || (isScalar(entry.value) && range[0] === range[1]);
  if (empty) {
    return `${content.slice(0, afterColon)} ${write(value)}${content.slice(afterColon)}`;
  }
  const end = trimmedEnd(content, range[0], range[1]);
  if (Array.isArray(value) && isSeq(entry.value) && !inFlow && !entry.value.flow) {
    return replaceItems(content, entry.value, range, value, eol) ?? null;
  }
  let text = write(value);
  if (isScalar(entry.value) && typeof value === 'string' && !inFlow)
    text = yamlText(value, String(entry.value.type));
  if (Array.isArray(value) && isSeq(entry.value) && entry.value.flow) {
    text = flowItems(content, entry.value, value, write);
  }
  // A block value starts on a line of its own; a plain one stands behind the colon.
  if (isSeq(entry.value) && !entry.value.flow) {
    return `${content.slice(0, afterColon)} ${text}${content.slice(end)}`;
  }
  if (isMap(entry.value) && !entry.value.flow) {
    return `${content.slice(0, afterColon)} ${text}${content.slice(end)}`;
  }
  return content.slice(0, range[0]) + text + content.slice(end);
}

/** A block list: items that stay keep their lines and comments. */
function replaceItems(
  content: string,
  list: YAMLSeq,
  range: readonly [number, number],
  value: readonly string[],
  eol: string,
): string | null {
  const kept = new Map<string, string[]>();
  const starts: number[] = [];
  for (const item of list.items) {
    const at = rangeOf(item)?.[0];
    if (at === undefined) return null;
    starts.push(Math.max(content.lastIndexOf('\n', at - 1), content.lastIndexOf('\r', at - 1)) + 1);
  }
  const listEnd = endOfLineAfter(content, trimmedEnd(content, range[0], range[1]));
  const indent = /^[ \t]*/.exec(content.slice(starts[0] ?? 0))?.[0] ?? '';
  list.items.forEach((item, i) => {
    if (!isScalar(item)) return;
    const lines = content.slice(starts[i], starts[i + 1] ?? listEnd);
    const same = kept.get(String(item.value)) ?? [];
    same.push(lines);
    kept.set(String(item.value), same);
  });
  if (value.length === 0) {
    const first = starts[0] ?? 0;
    const colon = content.lastIndexOf(':', first);
    return `${content.slice(0, colon + 1)} []${content.slice(colon + 1, first)}${content.slice(listEnd)}`;
  }
  let text = '';
  for (const item of value) {
    const lines = kept.get(item)?.shift() ?? `${indent}- ${yamlText(item)}${eol}`;
    text += /[\r\n]$/.test(lines) ? lines : lines + eol;
  }
  return content.slice(0, starts[0] ?? range[0]) + text + content.slice(listEnd);
}

/** `[a, 'b']`: items that stay keep their quoting. */
function flowItems(
  content: string,
  list: YAMLSeq,
  value: readonly string[],
  write: (value: FieldValue) => string,
): string {
  const spelled = new Map<string, string>();
  for (const item of list.items) {
    const range = rangeOf(item);
    if (isScalar(item) && range !== null) spelled.set(String(item.value), content.slice(range[0], range[1]));
  }
  const quoted = [...spelled.values()].every((item) => item.startsWith('"')) && spelled.size > 0;
  const items = value.map(
    (item) => spelled.get(item) ?? (quoted ? JSON.stringify(item) : flowItem(item, write)),
  );
  return `[${items.join(', ')}]`;
}

function flowItem(item: string, write: (value: FieldValue) => string): string {
  const text = write([item]);
  return text.slice(1, -1);
}

/** Where the line that holds `at` ends, its line end included. */
function endOfLineAfter(content: string, at: number): number {
  const match = /\r\n|\n|\r/.exec(content.slice(at));
  return match === null ? content.length : at + match.index + match[0].length;
}

function removeLines(content: string, entry: Entry): string | null {
  const key = rangeOf(entry.key);
  if (key === null) return null;
  const start = Math.max(content.lastIndexOf('\n', key[0] - 1), content.lastIndexOf('\r', key[0] - 1)) + 1;
  const range = rangeOf(entry.value);
  const end =
    range === null ? key[1] : trimmedEnd(content, Math.max(range[0], key[1]), Math.max(range[1], key[1]));
  return content.slice(0, key[0] === 0 ? 0 : start) + content.slice(endOfLineAfter(content, end));
}

function insertIntoFlow(content: string, map: YAMLMap, entry: string): string | null {
  const range = rangeOf(map);
  if (range === null) return null;
  const close = content.lastIndexOf('}', range[1]);
  const last = map.items.at(-1) as Entry | undefined;
  const lastEnd = last === undefined ? null : (rangeOf(last.value) ?? rangeOf(last.key));
  if (lastEnd === null) return `${content.slice(0, close)}${entry}${content.slice(close)}`;
  const first = rangeOf((map.items[0] as Entry).key)?.[0] ?? 0;
  const lead = /(?:\r\n|\n|\r)[ \t]*$/.exec(content.slice(0, first))?.[0] ?? ' ';
  const at = trimmedEnd(content, 0, lastEnd[1]);
  return `${content.slice(0, at)},${lead}${entry}${content.slice(at)}`;
}

function removeFromFlow(content: string, entries: readonly Entry[], entry: Entry): string | null {
  const index = entries.indexOf(entry);
  const startOf = (item: Entry | undefined) => rangeOf(item?.key)?.[0];
  const endOf = (item: Entry | undefined) => (rangeOf(item?.value) ?? rangeOf(item?.key))?.[1];
  const start = startOf(entry);
  const end = endOf(entry);
  if (start === undefined || end === undefined) return null;
  const next = startOf(entries[index + 1]);
  if (next !== undefined) return content.slice(0, start) + content.slice(next);
  const previous = endOf(entries[index - 1]);
  return content.slice(0, previous ?? start) + content.slice(end);
}

function changeToml(content: string, name: string, value: FieldValue, eol: string): string | null {
  const range = tomlValueRange(content, name);
  if (range === 'unreadable') return null;
  if (range === null) {
    if (value === null) return content;
    const line = `${/^[\w-]+$/.test(name) ? name : JSON.stringify(name)} = ${tomlText(value, '')}${eol}`;
    const table = /^[ \t]*\[/m.exec(content);
    if (table === null) return `${content}${content === '' || /[\r\n]$/.test(content) ? '' : eol}${line}`;
    return content.slice(0, table.index) + line + content.slice(table.index);
  }
  if (value === null) return content.slice(0, range.line) + content.slice(endOfLineAfter(content, range.end));
  const old = content.slice(range.start, range.end);
  return content.slice(0, range.start) + tomlText(value, old) + content.slice(range.end);
}
