/** Places in the formatted text as places in the file, and back, for a document that was just opened. */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { OpenDocument } from '#core/markdown/open-document.ts';
import { blockAtPosition, plainText, positionOfBlock } from './passages.ts';
import { toPlain, toSource } from './source-cursor.ts';

/** Character of the file that stands for a ProseMirror position. */
export function placeInSource(open: OpenDocument, doc: ProseMirrorNode, position: number): number {
  const block = blockAtPosition(doc, position);
  const { from, to } = blockSpan(open, block);
  const node = doc.maybeChild(block);
  if (node === null) return from;
  const plain = plainText(node, positionOfBlock(doc, block) ?? 0);
  const before = plain.positions.filter((each) => each < position).length;
  return from + toSource(plain.text, open.text.slice(from, to), before);
}

/** ProseMirror position that stands for a character of the file; null in an empty document. */
export function placeInText(open: OpenDocument, doc: ProseMirrorNode, cursor: number): number | null {
  let block = 0;
  while (block + 1 < doc.childCount && blockSpan(open, block + 1).from <= cursor) block += 1;
  const { from, to } = blockSpan(open, block);
  const start = positionOfBlock(doc, block);
  const node = doc.maybeChild(block);
  if (start === null || node === null) return null;
  const plain = plainText(node, start);
  const offset = toPlain(plain.text, open.text.slice(from, to), Math.max(0, cursor - from));
  const last = plain.positions.at(-1);
  const position = plain.positions[offset] ?? (last === undefined ? start + 1 : last + 1);
  return Math.min(position, doc.content.size);
}

/** Where the source of a top-level block starts, and where the next one's does. */
function blockSpan(open: OpenDocument, block: number): { readonly from: number; readonly to: number } {
  const { text } = open;
  const from = lineStart(text, open.lineOf(block));
  const last = block + 1 >= open.tree.content.length;
  return { from, to: last ? text.length : Math.max(from, lineStart(text, open.lineOf(block + 1))) };
}

function lineStart(text: string, line: number): number {
  const breaks = /\r\n|\n|\r/g;
  let at = 0;
  for (let count = 1; count < line; count += 1) {
    if (breaks.exec(text) === null) return text.length;
    at = breaks.lastIndex;
  }
  return at;
}
