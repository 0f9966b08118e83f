/** Blocks that stand in the editor as their own source text. */
import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { sourceBlockView } from '../views/source-block-view.ts';

function sourceNode(name: 'linkDefinition' | 'htmlBlock' | 'sourceBlock') {
  return Node.create({
    name,
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () => ({
      source: attribute('source', 'string', ''),
      ...(name === 'sourceBlock' ? { reason: attribute('reason', 'string|null', null) } : {}),
    }),
    parseHTML: () => [{ tag: `pre[data-type="${name}"]`, priority: 60 }],
    renderHTML: ({ node, HTMLAttributes }) => [
      'pre',
      { ...HTMLAttributes, 'data-type': name },
      String(node.attrs['source']),
    ],
    addNodeView: () => sourceBlockView,
  });
}

export const LinkDefinition = sourceNode('linkDefinition');
export const HtmlBlock = sourceNode('htmlBlock');
export const SourceBlock = sourceNode('sourceBlock');
