import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { footnoteDefinitionView } from '../views/footnote-view.ts';

export const FootnoteDefinition = Node.create({
  name: 'footnoteDefinition',
  group: 'block',
  content: 'block+',
  defining: true,
  isolating: true,
  addAttributes: () => ({ label: attribute('label', 'string', '') }),
  parseHTML: () => [{ tag: 'aside[data-type="footnote"]' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', { ...HTMLAttributes, 'data-type': 'footnote' }, 0],
  addNodeView: () => footnoteDefinitionView,
});

export const FootnoteReference = Node.create({
  name: 'footnoteReference',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ label: attribute('label', 'string', '') }),
  parseHTML: () => [{ tag: 'sup[data-type="footnote-reference"]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'sup',
    { ...HTMLAttributes, 'data-type': 'footnote-reference', class: 'footnote-reference' },
    String(node.attrs['label']),
  ],
});
