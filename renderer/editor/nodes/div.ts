import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { divView } from '../views/container-view.ts';

/** A Pandoc fenced div; `attributes` is the text after the colons as written. */
export const Div = Node.create({
  name: 'div',
  group: 'block',
  content: 'block*',
  defining: true,
  addAttributes: () => ({
    name: attribute('name', 'string|null', null),
    attributes: attribute('attributes', 'string|null', ''),
    colons: attribute('colons', 'number|null', 3),
  }),
  parseHTML: () => [{ tag: 'section[data-type="div"]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', { ...HTMLAttributes, 'data-type': 'div' }, 0],
  addNodeView: () => divView,
});
