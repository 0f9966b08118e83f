import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';

export const BulletList = Node.create({
  name: 'bulletList',
  group: 'block list',
  content: 'listItem+',
  addAttributes: () => ({
    tight: attribute('tight', 'boolean', true),
    marker: attribute('marker', 'string|null', null),
  }),
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'ul',
    { ...HTMLAttributes, class: node.attrs['tight'] === true ? 'tight' : 'loose' },
    0,
  ],
});
