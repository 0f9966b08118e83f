import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { figureView } from '../views/figure-view.ts';

function imageOf(element: HTMLElement): HTMLImageElement | null {
  return element instanceof HTMLImageElement ? element : element.querySelector('img');
}

/** An image alone in its paragraph. `caption` is inline Markdown. */
export const Figure = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    src: attribute('src', 'string', '', (element) => imageOf(element)?.getAttribute('src') ?? ''),
    alt: attribute('alt', 'string', '', (element) => imageOf(element)?.getAttribute('alt') ?? ''),
    caption: attribute('caption', 'string|null', null, (element) => {
      const caption = element.querySelector('figcaption')?.textContent?.trim();
      return caption === undefined || caption === '' ? null : caption;
    }),
    attributes: attribute('attributes', 'string|null', null),
    reference: attribute('reference', 'string|null', null),
    style: attribute('style', 'string|null', null),
  }),
  parseHTML: () => [{ tag: 'figure', getAttrs: (element) => (imageOf(element) === null ? false : null) }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'figure',
    HTMLAttributes,
    ['img', { alt: String(node.attrs['alt']) }],
  ],
  addNodeView: () => figureView,
});
