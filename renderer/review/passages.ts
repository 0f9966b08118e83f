/** The engine's passages as the session wants them, and the other way round. */
import type { DocumentNode, DocumentTree } from '#core/markdown/schema.ts';
import type { Passage as TextPassage } from '#core/reader/text/model.ts';
import type { Passage } from '#renderer/editor/session.ts';

const textBlocks = new Set(['paragraph', 'heading', 'codeBlock']);

/** Length that an inline node has in the session's plain text: formulas and citations have none. */
function plainLength(node: DocumentNode): number {
  if (node.type === 'text') return node.text?.length ?? 0;
  return node.type === 'hardBreak' ? 1 : 0;
}

function plainOf(node: DocumentNode): string {
  return node.type === 'text' ? (node.text ?? '') : node.type === 'hardBreak' ? ' ' : '';
}

/**
 * The session counts the letters of a top-level block, a line end between the text blocks in it and
 * nothing for a leaf; the engine counts inside one text block as ProseMirror does.
 */
export function sessionPassage(tree: DocumentTree, passage: TextPassage): Passage {
  const [block = 0, ...inner] = passage.block;
  const top = tree.content[block];
  if (top === undefined) return { block };
  let text = '';
  let found: { from: number; to: number } | null = null;
  const visit = (node: DocumentNode, path: readonly number[], isTop: boolean): void => {
    if (textBlocks.has(node.type)) {
      if (!isTop && text !== '') text += '\n';
      const here = path.length === inner.length && path.every((step, at) => step === inner[at]);
      const start = text.length;
      let from = 0;
      let to = 0;
      let offset = 0;
      let plain = 0;
      for (const child of node.content ?? []) {
        const size = child.type === 'text' ? (child.text?.length ?? 0) : 1;
        const length = plainLength(child);
        if (passage.from >= offset) from = plain + Math.min(length, passage.from - offset);
        if (passage.to > offset) to = plain + Math.min(length, passage.to - offset);
        offset += size;
        plain += length;
        text += plainOf(child);
      }
      if (here && to > from) found = { from: start + from, to: start + to };
      return;
    }
    (node.content ?? []).forEach((child, at) => {
      visit(child, [...path, at], false);
    });
  };
  visit(top, [], true);
  const span = found as { from: number; to: number } | null;
  return span === null
    ? { block }
    : { block, from: span.from, to: span.to, quote: text.slice(span.from, span.to) };
}

/** Is the passage in this top-level block? */
export function isInBlock(passage: TextPassage, block: number): boolean {
  return passage.block[0] === block;
}
