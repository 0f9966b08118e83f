/** How a file likes to be written: what its own blocks do most often. */
import type { DocumentNode, DocumentTree } from './schema.ts';
import { sourceOf } from './source.ts';

export interface Habits {
  readonly bullet: '-' | '*' | '+';
  readonly delimiter: '.' | ')';
  /** Every item of a numbered list carries the same number. */
  readonly sameNumber: boolean;
  readonly emphasis: '*' | '_';
  readonly strong: '**' | '__';
  readonly fence: '`' | '~';
  readonly heading: 'atx' | 'setext' | 'closed';
  readonly hardBreak: 'backslash' | 'spaces' | 'html';
  readonly thematicBreak: string;
  /** Spaces between a list marker and its text. */
  readonly markerGap: number;
  /** Columns that a nested list stands in, at least. */
  readonly nestedIndent: number;
  /** Whether the columns of tables line up. */
  readonly alignedTables: boolean;
  /** Whether table rows start and end with a bar. */
  readonly outerBars: boolean;
}

/** What is written where a file shows no habit. */
export const plainHabits: Habits = {
  bullet: '-',
  delimiter: '.',
  sameNumber: false,
  emphasis: '*',
  strong: '**',
  fence: '`',
  heading: 'atx',
  hardBreak: 'backslash',
  thematicBreak: '---',
  markerGap: 1,
  nestedIndent: 2,
  alignedTables: true,
  outerBars: true,
};

class Votes {
  readonly #counts = new Map<string, Map<string, number>>();

  add(question: string, answer: unknown): void {
    if (answer === null || answer === undefined) return;
    const counts = this.#counts.get(question) ?? new Map<string, number>();
    this.#counts.set(question, counts);
    counts.set(String(answer), (counts.get(String(answer)) ?? 0) + 1);
  }

  /** The answer given most often; the first of them where two are equal. */
  winner(question: string): string | null {
    let best: string | null = null;
    let most = 0;
    for (const [answer, count] of this.#counts.get(question) ?? []) {
      if (count > most) {
        best = answer;
        most = count;
      }
    }
    return best;
  }
}

/** Reads the habits off a tree that came out of `parseMarkdown`. */
export function habitsOf(tree: DocumentTree): Habits {
  const votes = new Votes();
  for (const block of tree.content) ask(block, votes);
  const choose = <T extends string>(question: string, allowed: readonly T[], fallback: T): T => {
    const winner = votes.winner(question);
    return allowed.find((answer) => answer === winner) ?? fallback;
  };
  const count = (question: string, fallback: number) => {
    const winner = votes.winner(question);
    return winner === null ? fallback : Number(winner);
  };
  const rule = votes.winner('rule');
  return {
    bullet: choose('bullet', ['-', '*', '+'], plainHabits.bullet),
    delimiter: choose('delimiter', ['.', ')'], plainHabits.delimiter),
    sameNumber: votes.winner('sameNumber') === 'true',
    emphasis: choose('emphasis', ['*', '_'], plainHabits.emphasis),
    strong: choose('strong', ['**', '__'], plainHabits.strong),
    fence: choose('fence', ['`', '~'], plainHabits.fence),
    heading: choose('heading', ['atx', 'setext', 'closed'], plainHabits.heading),
    hardBreak: choose('hardBreak', ['backslash', 'spaces'], plainHabits.hardBreak),
    thematicBreak: rule ?? plainHabits.thematicBreak,
    markerGap: Math.min(4, Math.max(1, count('markerGap', plainHabits.markerGap))),
    nestedIndent: Math.min(8, Math.max(2, count('nestedIndent', plainHabits.nestedIndent))),
    alignedTables: votes.winner('alignedTables') !== 'false',
    outerBars: votes.winner('outerBars') !== 'false',
  };
}

function ask(node: DocumentNode, votes: Votes): void {
  const attrs = node.attrs ?? {};
  switch (node.type) {
    case 'bulletList':
      votes.add('bullet', attrs.marker);
      askIndent(node, 1, votes);
      break;
    case 'orderedList':
      votes.add('delimiter', attrs.delimiter);
      if ((node.content?.length ?? 0) > 1) votes.add('sameNumber', attrs.sameNumber);
      askIndent(node, null, votes);
      break;
    case 'codeBlock':
      votes.add('fence', attrs.fence);
      break;
    case 'heading':
      // A deep heading can only be written with signs, so it shows no habit.
      if (Number(attrs.level) <= 2) votes.add('heading', attrs.style);
      break;
    case 'horizontalRule':
      votes.add('rule', attrs.source);
      break;
    case 'table':
      askTable(node, votes);
      return;
    case 'hardBreak':
      if (attrs.style !== 'html') votes.add('hardBreak', attrs.style);
      break;
  }
  for (const mark of node.marks ?? []) {
    if (mark.type === 'italic') votes.add('emphasis', mark.attrs?.marker);
    if (mark.type === 'bold') votes.add('strong', mark.attrs?.marker);
  }
  for (const child of node.content ?? []) ask(child, votes);
}

function askIndent(list: DocumentNode, markerWidth: number | null, votes: Votes): void {
  for (const item of list.content ?? []) {
    const own = sourceOf(item);
    const first = item.content?.[0] === undefined ? undefined : sourceOf(item.content[0]);
    if (own === undefined || first === undefined || own.line !== first.line) continue;
    const width = markerWidth ?? /^\d+[.)]/.exec(own.text)?.[0].length ?? 2;
    if (item.attrs?.checked === null || item.attrs?.checked === undefined) {
      votes.add('markerGap', first.indent - own.indent - leading(own.indent, first.indent, width));
    }
    for (const child of item.content ?? []) {
      if (child.type !== 'bulletList' && child.type !== 'orderedList') continue;
      const nested = sourceOf(child);
      if (nested === undefined || nested.line === own.line) continue;
      const before = nested.text === '' ? 0 : columnOf(child);
      if (before > 0) votes.add('nestedIndent', before);
    }
  }
}

/** The marker takes its width; what is left of the indent is the gap. */
function leading(_own: number, _first: number, width: number): number {
  return width;
}

/** Columns of a nested list from the text of its parent item. */
function columnOf(list: DocumentNode): number {
  const source = sourceOf(list);
  const item = list.content?.[0] === undefined ? undefined : sourceOf(list.content[0]);
  if (source === undefined || item === undefined) return 0;
  return item.indent;
}

function askTable(table: DocumentNode, votes: Votes): void {
  const lines = (sourceOf(table)?.text ?? '').split(/\r\n|\n|\r/).map((line) => line.trim());
  if (lines.length < 2) return;
  votes.add(
    'outerBars',
    lines.every((line) => line.startsWith('|') || line.startsWith('>')),
  );
  votes.add('alignedTables', new Set(lines.map((line) => line.length)).size === 1);
}
