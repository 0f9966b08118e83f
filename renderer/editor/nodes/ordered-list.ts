import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';

export const OrderedList = Node.create({
  name: 'orderedList',
  group: 'block list',
  content: 'listItem+',
  addAttributes: () => ({
    start: attribute('start', 'number', 1, (element) => Number(element.getAttribute('start') ?? 1) || 1),
    tight: attribute('tight', 'boolean', true),
    delimiter: attribute('delimiter', 'string|null', null),
    sameNumber: attribute('sameNumber', 'boolean', false),
  }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'ol',
    {
      ...HTMLAttributes,
      class: node.attrs['tight'] === true ? 'tight' : 'loose',
      start: String(node.attrs['start']),
    },
    0,
  ],
});
