/** `glossary.yml`: the terms of a library and what they mean in it. */
import { isMap, isSeq, type Node } from 'yaml';
import { keyOfTerm } from './text/stem.ts';
import { type FileProblem, pairNamed, plain, readYaml, yamlPair } from './yaml-source.ts';

export interface GlossaryEntry {
  readonly term: string;
  readonly means: string;
  /** Other names for the same thing. */
  readonly also: readonly string[];
}

export interface Glossary {
  readonly entries: readonly GlossaryEntry[];
  readonly problems: readonly FileProblem[];
}

export const emptyGlossary: Glossary = { entries: [], problems: [] };

const file = 'glossary.yml';

/** Accepts a list under `terms:`, a plain list, or a plain map from term to meaning. */
export function parseGlossary(text: string): Glossary {
  const source = readYaml(text, file);
  const problems: FileProblem[] = [...source.problems];
  const entries: GlossaryEntry[] = [];
  const add = (value: unknown, node: Node | null): void => {
    const entry = entryFrom(value);
    if (entry === null) {
      problems.push({
        file,
        line: source.lineOf(node?.range?.[0] ?? 0),
        message: 'A glossary entry needs a term. Write `- term: …` and `means: …` below it.',
      });
    } else entries.push(entry);
  };
  const { root } = source;
  const list = isMap(root) ? (pairNamed(root, 'terms')?.value ?? null) : root;
  if (isSeq(list)) for (const item of list.items) add(plain(item as Node), item as Node);
  else if (isMap(root) && pairNamed(root, 'terms') === null) {
    for (const pair of root.items) {
      const term = String(plain(pair.key as Node));
      const value = plain(pair.value as Node | null);
      add(
        typeof value === 'object' && value !== null ? { term, ...value } : { term, means: value },
        pair.key as Node,
      );
    }
  }
  return { entries, problems };
}

function entryFrom(value: unknown): GlossaryEntry | null {
  if (typeof value === 'string' && value.trim() !== '') return { term: value.trim(), means: '', also: [] };
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Record<string, unknown>;
  if (typeof fields.term !== 'string' || fields.term.trim() === '') return null;
  const also = fields.also ?? fields.synonyms;
  return {
    term: fields.term.trim(),
    means: String(fields.means ?? fields.meaning ?? '').trim(),
    also: Array.isArray(also) ? also.map(String) : typeof also === 'string' ? [also] : [],
  };
}

/** The text of `glossary.yml` with one more term at its end; unchanged when the term is there already. */
export function addGlossaryTerm(text: string, entry: GlossaryEntry): string {
  const glossary = parseGlossary(text);
  const key = keyOfTerm(entry.term);
  if (glossary.entries.some((other) => keyOfTerm(other.term) === key)) return text;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const { root } = readYaml(text, file);
  if (isMap(root) && root.items.length > 0 && pairNamed(root, 'terms') === null) {
    return `${text.trimEnd()}${lineEnd}${yamlPair(entry.term, entry.means, 0)}${lineEnd}`;
  }
  const list = isMap(root) ? pairNamed(root, 'terms')?.value : root;
  const first = isSeq(list) ? (list.items[0] as Node | undefined) : undefined;
  const column =
    first?.range == null
      ? 2
      : Math.max(0, first.range[0] - (text.lastIndexOf('\n', first.range[0] - 1) + 1) - 2);
  const pad = ' '.repeat(column);
  const lines = [
    `${pad}- ${yamlPair('term', entry.term, column + 2)}`,
    `${pad}  ${yamlPair('means', entry.means, column + 2)}`,
  ];
  if (entry.also.length > 0) lines.push(`${pad}  ${yamlPair('also', entry.also, column + 2)}`);
  const empty = first === undefined;
  const head = empty ? `${text.replace(/^terms:.*$/m, '').trimEnd()}` : text.trimEnd();
  return `${head}${head === '' ? '' : lineEnd}${empty ? `terms:${lineEnd}` : ''}${lines.join(lineEnd)}${lineEnd}`;
}
