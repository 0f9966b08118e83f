/** Reading YAML with line numbers, and changing one entry while every other byte stays. */
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml';

/** Something in a library file that could not be used: where, and what to do. */
export interface FileProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface YamlSource {
  readonly root: Node | null;
  lineOf(offset: number): number;
  readonly problems: readonly FileProblem[];
}

/** Parses without custom tags and with few aliases: a library file is data, never a program. */
export function readYaml(text: string, file: string): YamlSource {
  const counter = new LineCounter();
  const lineOf = (offset: number): number => counter.linePos(offset).line;
  const document = parseDocument(text, {
    lineCounter: counter,
    schema: 'core',
    merge: false,
    prettyErrors: false,
  });
  const problems = document.errors.map((error) => ({
    file,
    line: error.linePos?.[0].line ?? lineOf(error.pos[0]),
    message: `This line is not valid YAML (${error.message.split('\n')[0]}). Mend it, or take it out.`,
  }));
  const aliases = (text.match(/(?:^|[\s[{,:-])\*[\w-]+/gm) ?? []).length;
  if (aliases > 50) {
    return {
      root: null,
      lineOf,
      problems: [...problems, { file, line: 1, message: 'Too many YAML aliases; write the values out.' }],
    };
  }
  return { root: document.contents, lineOf, problems };
}

export function plain(node: Node | null | undefined): unknown {
  if (node === null || node === undefined) return null;
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item as Node));
  if (isMap(node)) {
    const out: Record<string, unknown> = {};
    for (const pair of node.items) out[String(plain(pair.key as Node))] = plain(pair.value as Node | null);
    return out;
  }
  return null;
}

export function pairNamed(map: YAMLMap, name: string): Pair<Node, Node | null> | null {
  for (const pair of map.items) {
    const key = pair.key as Node;
    if (isScalar(key) && String(key.value) === name) return pair as Pair<Node, Node | null>;
  }
  return null;
}

export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function endOfPair(pair: Pair<Node, Node | null>, text: string): number {
  const end = pair.value?.range?.[1] ?? pair.key.range?.[2] ?? 0;
  let at = pair.value?.range == null ? (pair.key.range?.[1] ?? end) : end;
  if (pair.value === null || (pair.value.range?.[0] ?? 0) >= (pair.value.range?.[1] ?? 0)) {
    // An empty value: the pair ends behind its colon.
    const colon = text.indexOf(':', pair.key.range?.[1] ?? at);
    at = Math.max(at, colon + 1);
  }
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

/** One `name: value` in YAML, without a line end; lists of short words stand on one line. */
export function yamlPair(name: string, value: unknown, column: number, block = false): string {
  const short =
    !block &&
    Array.isArray(value) &&
    value.join(', ').length <= 60 &&
    value.every((item) => /^[\w -]+$/.test(String(item)));
  const flow = short || (typeof value === 'object' && value !== null && !Array.isArray(value));
  const body = flow
    ? `${name}: ${stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: !Array.isArray(value) }).trimEnd()}`
    : stringify({ [name]: value }, { lineWidth: 96, indentSeq: true }).trimEnd();
  return body.replace(/\n/g, `\n${' '.repeat(column)}`);
}

/**
 * Changes fields of one block mapping in a text. `null` takes a field out. What is not named keeps
 * its bytes, comments included. Returns null where the mapping is in flow style (`{a: 1}`).
 */
export function changeFields(
  text: string,
  map: YAMLMap,
  changes: ReadonlyMap<string, unknown>,
): string | null {
  const first = map.items[0] as Pair<Node, Node | null> | undefined;
  const start = first?.key.range?.[0];
  if (map.flow === true || first === undefined || start === undefined) return null;
  const column = columnOf(text, start);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const edits: { from: number; to: number; with: string }[] = [];
  let last = 0;
  for (const item of map.items) last = Math.max(last, endOfPair(item as Pair<Node, Node | null>, text));
  let added = '';
  for (const [name, value] of changes) {
    const pair = pairNamed(map, name);
    if (pair === null) {
      if (value !== null)
        added += `${end}${' '.repeat(column)}${yamlPair(name, value, column).replace(/\n/g, end)}`;
      continue;
    }
    const from = pair.key.range?.[0] ?? 0;
    const to = endOfPair(pair, text);
    if (value !== null)
      edits.push({
        from,
        to,
        with: yamlPair(name, value, column, isSeq(pair.value) && pair.value.flow !== true).replace(
          /\n/g,
          end,
        ),
      });
    else {
      const line = text.indexOf('\n', to);
      // Take the whole line out, unless it carries the dash of a list item.
      const begin = text.lastIndexOf('\n', from - 1) + 1;
      if (text.slice(begin, from).trim() === '')
        edits.push({ from: begin, to: line < 0 ? text.length : line + 1, with: '' });
      else edits.push({ from, to, with: `${name}:` });
    }
  }
  if (added !== '') edits.push({ from: last, to: last, with: added });
  edits.sort((a, b) => b.from - a.from || b.to - a.to);
  let out = text;
  for (const edit of edits) out = out.slice(0, edit.from) + edit.with + out.slice(edit.to);
  return out;
}
