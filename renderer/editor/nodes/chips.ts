/** Inline nodes that stand in the text as a chip with their own source. */
import { type Attributes, Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { chipView } from '../views/chip-view.ts';

type ChipName = 'citation' | 'crossReference' | 'wikilink' | 'embed' | 'htmlInline' | 'sourceInline';

function chip(name: ChipName, more: Attributes = {}) {
  return Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ source: attribute('source', 'string', ''), ...more }),
    parseHTML: () => [{ tag: `span[data-type="${name}"]` }],
    renderHTML: ({ node, HTMLAttributes }) => [
      'span',
      { ...HTMLAttributes, 'data-type': name },
      String(node.attrs['source']),
    ],
    renderText: ({ node }) => String(node.attrs['source']),
    addNodeView: () => chipView,
  });
}

export const Citation = chip('citation');
export const CrossReference = chip('crossReference', { label: attribute('label', 'string', '') });
export const Wikilink = chip('wikilink', {
  target: attribute('target', 'string', ''),
  text: attribute('text', 'string|null', null),
});
export const Embed = chip('embed', { target: attribute('target', 'string', '') });
export const HtmlInline = chip('htmlInline');
export const SourceInline = chip('sourceInline');
