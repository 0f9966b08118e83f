/** `readers.yml`: the readers of a library, read with reasons and written one at a time. */
import { isMap, isSeq, type Node, stringify, type YAMLMap } from 'yaml';
import { attentionModes, newReader, type Reader, type ReaderRole, readerRoles } from './reader.ts';
import { changeFields, columnOf, type FileProblem, pairNamed, plain, readYaml } from './yaml-source.ts';

export interface ReadersFile {
  readonly readers: readonly Reader[];
  readonly problems: readonly FileProblem[];
}

const file = 'readers.yml';

/** The items of the file: a list under `readers:`, or a plain list. */
function itemsOf(root: Node | null): readonly Node[] | null {
  if (isSeq(root)) return root.items as Node[];
  if (isMap(root)) {
    const list = pairNamed(root, 'readers')?.value;
    if (isSeq(list)) return list.items as Node[];
    if (list === null || list === undefined || plain(list) === null) return [];
  }
  return root === null || plain(root) === null ? [] : null;
}

/** Reads `readers.yml`. What cannot be used is left out and named in `problems`, with its line. */
export function parseReaders(text: string): ReadersFile {
  const source = readYaml(text, file);
  const problems: FileProblem[] = [...source.problems];
  const items = itemsOf(source.root);
  if (items === null) {
    problems.push({
      file,
      line: 1,
      message: 'Readers stand in a list under `readers:`. Put one there, each with an id.',
    });
    return { readers: [], problems };
  }
  const readers: Reader[] = [];
  items.forEach((item, index) => {
    const line = source.lineOf(item?.range?.[0] ?? 0);
    const complain = (message: string): void => {
      problems.push({ file, line, message });
    };
    const value = plain(item);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      complain(`Reader ${index + 1} is not a list of fields. Begin it with \`- id: …\`.`);
      return;
    }
    const reader = readerFrom(value as Record<string, unknown>, complain);
    if (reader === null) return;
    if (readers.some((other) => other.id === reader.id)) {
      complain(`Two readers have the id “${reader.id}”. Give this one another id.`);
      return;
    }
    readers.push(reader);
  });
  return { readers, problems };
}

function readerFrom(
  fields: Readonly<Record<string, unknown>>,
  complain: (message: string) => void,
): Reader | null {
  const word = (name: string): string => {
    const value = fields[name];
    if (value === undefined || value === null) return '';
    if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
    complain(`\`${name}\` should be a line of text.`);
    return '';
  };
  const list = (name: string): string[] => {
    const value = fields[name];
    if (value === undefined || value === null) return [];
    if (typeof value === 'string' || typeof value === 'number')
      return [String(value).trim()].filter((item) => item !== '');
    if (Array.isArray(value)) {
      return value
        .filter((item) => typeof item === 'string' || typeof item === 'number')
        .map((item) => String(item).trim());
    }
    complain(`\`${name}\` should be a list.`);
    return [];
  };
  const name = word('name');
  const id = word('id') || name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  if (id === '') {
    complain('This reader has no id. Add one, such as `id: ana`; documents name their reader by it.');
    return null;
  }
  const declared = word('role').replace(/ .*/, '').toLowerCase();
  const role = readerRoles.find((candidate) => candidate === declared) ?? null;
  if (declared !== '' && role === null)
    complain(`The role “${declared}” is not known. Use one of: ${readerRoles.join(', ')}.`);
  const attention = fields.attention;
  let minutes: number | null = null;
  let mode: Reader['attention']['mode'] = 'reads';
  let on: Reader['attention']['on'] = 'screen';
  if (typeof attention === 'number') minutes = attention > 0 ? attention : null;
  else if (typeof attention === 'object' && attention !== null && !Array.isArray(attention)) {
    const given = attention as Record<string, unknown>;
    if (typeof given.minutes === 'number' && given.minutes > 0) minutes = given.minutes;
    else if (given.minutes !== undefined && given.minutes !== null)
      complain('`attention.minutes` should be a number above 0.');
    mode = attentionModes.find((candidate) => candidate === given.mode) ?? 'reads';
    if (given.mode !== undefined && mode !== given.mode)
      complain(`\`attention.mode\` is one of: ${attentionModes.join(', ')}.`);
    on = given.on === 'paper' ? 'paper' : 'screen';
  } else if (attention !== undefined && attention !== null) {
    complain('Write attention as `{ minutes: 10, mode: reads, on: screen }`.');
  }
  return {
    ...newReader(id, name),
    role: role as ReaderRole | null,
    situation: word('situation'),
    packs: list('packs'),
    knows: list('knows'),
    misreadings: list('misreadings'),
    doubts: list('doubts'),
    stake: word('stake'),
    words: list('words'),
    attention: { minutes, mode, on },
    notFor: word('not-for'),
  };
}

function fieldsOf(reader: Reader): [string, unknown][] {
  const some = (list: readonly string[]): readonly string[] | null => (list.length === 0 ? null : list);
  const { minutes, mode, on } = reader.attention;
  return [
    ['id', reader.id],
    ['name', reader.name === '' ? null : reader.name],
    ['role', reader.role],
    ['situation', reader.situation === '' ? null : reader.situation],
    ['packs', some(reader.packs)],
    ['knows', some(reader.knows)],
    ['misreadings', some(reader.misreadings)],
    ['doubts', some(reader.doubts)],
    ['stake', reader.stake === '' ? null : reader.stake],
    ['words', some(reader.words)],
    ['attention', minutes === null ? { mode, on } : { minutes, mode, on }],
    ['not-for', reader.notFor === '' ? null : reader.notFor],
  ];
}

/** A whole reader as a list item, indented by `column` spaces. */
function itemText(reader: Reader, column: number, lineEnd: string): string {
  const fields = Object.fromEntries(fieldsOf(reader).filter(([, value]) => value !== null));
  const { attention, ...rest } = fields;
  const body = stringify(rest, { lineWidth: 96 }).trimEnd();
  const flow = `attention: ${stringify(attention, { collectionStyle: 'flow' }).trim()}`;
  const lines = `${body}\n${flow}`.split('\n');
  const pad = ' '.repeat(column);
  return lines.map((line, index) => `${pad}${index === 0 ? '- ' : '  '}${line}`).join(lineEnd);
}

/**
 * The text of `readers.yml` with this reader in it: the fields that differ are rewritten, every other
 * byte of the file stays; a reader with a new id is added at the end.
 */
export function writeReader(text: string, reader: Reader): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const source = readYaml(text, file);
  const items = itemsOf(source.root) ?? [];
  const item = items.find((candidate) => {
    const value = plain(candidate);
    return (
      typeof value === 'object' &&
      value !== null &&
      readerFrom(value as Record<string, unknown>, () => {})?.id === reader.id
    );
  });
  if (item !== undefined && isMap(item)) return changeReader(text, item, reader, lineEnd);
  if (text.trim() === '' || items.length === 0) {
    const kept =
      source.root === null || plain(source.root) === null
        ? text
        : text.replace(/^readers:.*$/m, '').trimEnd();
    const head = kept.trim() === '' ? '' : `${kept.trimEnd()}${lineEnd}`;
    return `${head}readers:${lineEnd}${itemText(reader, 2, lineEnd)}${lineEnd}`;
  }
  const last = items.at(-1);
  const start = last?.range?.[0] ?? 0;
  const column = Math.max(0, columnOf(text, start) - 2);
  const end = text.slice(0, last?.range?.[1] ?? text.length).trimEnd().length;
  return `${text.slice(0, end)}${lineEnd}${lineEnd}${itemText(reader, column, lineEnd)}${text.slice(end) || lineEnd}`;
}

function changeReader(text: string, item: YAMLMap, reader: Reader, lineEnd: string): string {
  const before = readerFrom(plain(item) as Record<string, unknown>, () => {});
  const old = new Map(before === null ? [] : fieldsOf(before));
  const changes = new Map<string, unknown>();
  for (const [name, value] of fieldsOf(reader)) {
    if (JSON.stringify(old.get(name) ?? null) !== JSON.stringify(value)) changes.set(name, value);
  }
  if (changes.size === 0) return text;
  const changed = changeFields(text, item, changes);
  if (changed !== null) return changed;
  // A reader on one line, `- {id: ana}`: written anew over its own bytes.
  const from = item.range?.[0] ?? 0;
  const to = item.range?.[1] ?? from;
  const column = Math.max(0, columnOf(text, from) - 2);
  return text.slice(0, from) + itemText(reader, column, lineEnd).trimStart().slice(2) + text.slice(to);
}

/** The text of `readers.yml` without this reader. */
export function removeReader(text: string, id: string): string {
  const source = readYaml(text, file);
  const item = (itemsOf(source.root) ?? []).find((candidate) => {
    const value = plain(candidate);
    return (
      typeof value === 'object' &&
      value !== null &&
      readerFrom(value as Record<string, unknown>, () => {})?.id === id
    );
  });
  if (item?.range == null) return text;
  const from = text.lastIndexOf('\n', item.range[0] - 1) + 1;
  const rest = text.slice(item.range[1]);
  return text.slice(0, from) + rest.replace(/^[ \t]*\r?\n/, '');
}

/** The text of `readers.yml` in which this reader knows one more term. */
export function addKnownTerm(text: string, id: string, term: string): string {
  const reader = parseReaders(text).readers.find((candidate) => candidate.id === id);
  if (reader === undefined || reader.knows.includes(term)) return text;
  return writeReader(text, { ...reader, knows: [...reader.knows, term] });
}
