/** Small pieces of Markdown as editor nodes, and back. */
import { DOMSerializer, Fragment, Node as ProseMirrorNode, type Schema } from '@tiptap/pm/model';
import { plainHabits } from '#core/markdown/habits.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { writeBlock } from '#core/markdown/write.ts';
import { showFormula } from './katex-loader.ts';

/** Blocks of a Markdown text; none when it cannot be read. */
export function readBlocks(schema: Schema, markdown: string): readonly ProseMirrorNode[] {
  try {
    const blocks: ProseMirrorNode[] = [];
    for (const block of parseMarkdown(markdown).tree.content) {
      const node = ProseMirrorNode.fromJSON(schema, block);
      node.check();
      blocks.push(node);
    }
    return blocks;
  } catch {
    return [];
  }
}

/** Inline nodes of one line of Markdown; null when it is more than one paragraph. */
export function readInline(schema: Schema, markdown: string): Fragment | null {
  const blocks = readBlocks(schema, markdown);
  const only = blocks[0];
  if (only === undefined) return Fragment.empty;
  if (blocks.length > 1) return null;
  if (only.type.name === 'paragraph') return only.content;
  if (only.type.name === 'figure') {
    const { src, alt, caption, attributes } = only.attrs;
    const image = schema.nodes['image']?.create({ src, alt, title: caption, attributes });
    return image ? Fragment.from(image) : null;
  }
  return null;
}

/** Inline Markdown as page elements, made by the schema's own rules. Formulas are drawn. */
export function drawInline(schema: Schema, markdown: string): DocumentFragment {
  const target = document.createDocumentFragment();
  const content = markdown === '' ? Fragment.empty : readInline(schema, markdown);
  if (content === null) target.append(markdown);
  else DOMSerializer.fromSchema(schema).serializeFragment(content, { document }, target);
  for (const formula of target.querySelectorAll<HTMLElement>('[data-type="math-inline"]')) {
    showFormula(formula, formula.textContent ?? '', false);
  }
  return target;
}

/** The Markdown of one inline node, as it would be written in plain text. */
export function writeInline(node: ProseMirrorNode): string {
  const source: unknown = node.attrs['source'];
  if (typeof source === 'string') return source;
  const paragraph: DocumentNode = { type: 'paragraph', content: [node.toJSON() as DocumentNode] };
  return writeBlock(paragraph, plainHabits).trim();
}

/** A run of blocks, or of inline nodes, as Markdown: what a copy puts on the clipboard as text. */
export function writeBlocks(content: Fragment): string {
  if (content.firstChild?.isInline === true) {
    const line: DocumentNode = { type: 'paragraph', content: content.toJSON() as DocumentNode[] };
    return writeBlock(line, plainHabits).trim();
  }
  const blocks: string[] = [];
  content.forEach((node) => {
    blocks.push(writeBlock(node.toJSON() as DocumentNode, plainHabits).replace(/\n+$/, ''));
  });
  return blocks.join('\n\n');
}
