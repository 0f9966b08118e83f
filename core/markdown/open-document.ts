/** A document as it was opened: its text, its front matter, its tree, and how it likes to be written. */
import { type FrontMatter, splitFrontMatter } from '../document/front-matter.ts';
import { type Habits, habitsOf } from './habits.ts';
import { parseMarkdown, type References, sourceOf } from './parse.ts';
import type { DocumentTree } from './schema.ts';

export interface OpenDocument {
  /** The whole file, byte order mark and line ends included. */
  readonly text: string;
  readonly frontMatter: FrontMatter;
  /** Where the body starts in the text. */
  readonly bodyStart: number;
  readonly body: string;
  /** At least one block; an empty document holds an empty paragraph. */
  readonly tree: DocumentTree;
  readonly habits: Habits;
  /** The line end that the file uses most; `\n` where it uses none. */
  readonly endOfLine: '\n' | '\r\n' | '\r';
  /** Link definitions by normalised label. */
  readonly references: References;
  /** Why the body was not read and is one source block, or null. */
  readonly refused: string | null;
  /** Line in the file, from 1, of a top-level block as it was opened. */
  lineOf(block: number): number;
}

/** Opens a text. Never throws; what cannot be read is kept as source. */
export function openDocument(text: string): OpenDocument {
  const { frontMatter, bodyStart } = splitFrontMatter(text);
  const body = text.slice(bodyStart);
  const { tree, references, refused } = parseMarkdown(body);
  // Needed to write and to point at lines, not to show the document, so worked out when first asked for.
  let habits: Habits | null = null;
  let endOfLine: OpenDocument['endOfLine'] | null = null;
  let linesBefore: number | null = null;
  return {
    text,
    frontMatter,
    bodyStart,
    body,
    tree,
    get habits() {
      habits ??= habitsOf(tree);
      return habits;
    },
    get endOfLine() {
      endOfLine ??= endOfLineOf(text);
      return endOfLine;
    },
    references,
    refused,
    lineOf: (block) => {
      linesBefore ??= frontMatter.source.match(/\r\n|\n|\r/g)?.length ?? 0;
      const node = tree.content[block];
      return linesBefore + (node === undefined ? 0 : (sourceOf(node)?.line ?? 0)) + 1;
    },
  };
}

/** How much of a file is looked at for its line ends. */
const sample = 200_000;

function endOfLineOf(text: string): '\n' | '\r\n' | '\r' {
  const counts = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const match of text.slice(0, sample).matchAll(/\r\n|\n|\r/g)) counts[match[0] as '\n']++;
  if (counts['\r\n'] > counts['\n'] && counts['\r\n'] >= counts['\r']) return '\r\n';
  return counts['\r'] > counts['\n'] ? '\r' : '\n';
}
