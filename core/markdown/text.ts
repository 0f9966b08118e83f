/** The words of a tree, without its marks. */
import type { DocumentNode } from './schema.ts';

/** What a node says when it is read aloud: formulas by their source, images by their alt text. */
export function textOf(node: DocumentNode): string {
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'hardBreak':
      return ' ';
    case 'image':
    case 'figure':
      return String(node.attrs?.alt ?? '');
    case 'mathInline':
    case 'mathBlock':
      return String(node.attrs?.tex ?? '');
    case 'citation':
    case 'crossReference':
      return String(node.attrs?.source ?? '');
    case 'wikilink':
      return String(node.attrs?.text ?? node.attrs?.target ?? '');
    default:
      return (node.content ?? []).map(textOf).join('');
  }
}

const blocks = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'tableRow',
  'tableCell',
  'tableHeader',
]);

/** The text of a whole document, one block to a line. */
export function plainTextOf(node: DocumentNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.content === undefined) return textOf(node);
  const separator =
    blocks.has(node.content[0]?.type ?? '') || node.content[0]?.content !== undefined ? '\n' : '';
  return node.content.map(plainTextOf).join(separator);
}

/** How many words a text holds; a Chinese or Japanese character counts as one. */
export function countWords(text: string): number {
  const signs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const words = text
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' ')
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu);
  return signs + (words?.length ?? 0);
}
