import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { mathBlockView, mathInlineView } from '../views/maths-view.ts';

/** The TeX that KaTeX and MathJax leave in a page beside what they draw. */
function texOf(element: HTMLElement): string {
  return element.querySelector('annotation[encoding="application/x-tex"]')?.textContent?.trim() ?? '';
}

export const MathBlock = Node.create({
  name: 'mathBlock',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    tex: attribute('tex', 'string', '', texOf),
    attributes: attribute('attributes', 'string|null', null),
    delimiter: attribute('delimiter', 'string|null', null),
    style: attribute('style', 'string|null', null),
  }),
  parseHTML: () => [
    { tag: 'div[data-type="math-block"]' },
    { tag: '.katex-display', priority: 60, getAttrs: (element) => (texOf(element) === '' ? false : null) },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    'div',
    { ...HTMLAttributes, 'data-type': 'math-block' },
    String(node.attrs['tex']),
  ],
  addNodeView: () => mathBlockView,
});

export const MathInline = Node.create({
  name: 'mathInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    tex: attribute('tex', 'string', '', texOf),
    delimiter: attribute('delimiter', 'string|null', null),
  }),
  parseHTML: () => [
    { tag: 'span[data-type="math-inline"]' },
    { tag: '.katex', priority: 55, getAttrs: (element) => (texOf(element) === '' ? false : null) },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    { ...HTMLAttributes, 'data-type': 'math-inline' },
    String(node.attrs['tex']),
  ],
  addNodeView: () => mathInlineView,
});
