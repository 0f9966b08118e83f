import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';

export const HorizontalRule = Node.create({
  name: 'horizontalRule',
  group: 'block',
  atom: true,
  addAttributes: () => ({ source: attribute('source', 'string|null', null) }),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
});
