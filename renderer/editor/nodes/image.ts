import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { inlineImageView } from '../views/inline-image-view.ts';

export const Image = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({
    src: attribute('src', 'string', '', (element) => element.getAttribute('src')),
    alt: attribute('alt', 'string', '', (element) => element.getAttribute('alt')),
    title: attribute('title', 'string|null', null, (element) => element.getAttribute('title')),
    attributes: attribute('attributes', 'string|null', null),
    reference: attribute('reference', 'string|null', null),
    style: attribute('style', 'string|null', null),
  }),
  parseHTML: () => [{ tag: 'img[src]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['img', { ...HTMLAttributes, alt: String(node.attrs['alt']) }],
  addNodeView: () => inlineImageView,
});
