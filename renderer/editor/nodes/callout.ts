import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { calloutView } from '../views/container-view.ts';

export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block*',
  defining: true,
  addAttributes: () => ({
    kind: attribute('kind', 'string', 'NOTE'),
    title: attribute('title', 'string|null', null),
    fold: attribute('fold', 'string|null', null),
  }),
  parseHTML: () => [{ tag: 'section[data-type="callout"]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', { ...HTMLAttributes, 'data-type': 'callout' }, 0],
  addNodeView: () => calloutView,
});
