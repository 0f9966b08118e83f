/** The document tree becomes Markdown: plain, conventional, in the file's own habits. */
import { type Habits, plainHabits } from './habits.ts';
import type { References } from './parse.ts';
import type { DocumentNode, DocumentTree } from './schema.ts';
import { topPlace, writeBlockAt, writeBlocks } from './write/blocks.ts';

export { type EscapeRow, type EscapeScene, escapes } from './write/escapes.ts';

/** Markdown of one block, lines ended by `\n`, no line end at the end. */
export function writeBlock(
  node: DocumentNode,
  habits: Habits = plainHabits,
  references: References = {},
): string {
  return writeBlockAt(node, { habits, references }, topPlace);
}

/** Markdown of a whole tree, ending with one line end. */
export function writeMarkdown(
  tree: DocumentTree,
  habits: Habits = plainHabits,
  references: References = {},
): string {
  const text = writeBlocks(tree.content, { habits, references });
  return text === '' ? '' : `${text}\n`;
}
