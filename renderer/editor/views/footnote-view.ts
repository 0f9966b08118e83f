import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { goToFootnoteReference } from '../footnotes.ts';

/** A footnote's text with its label before it; the label leads back to where it is referred to. */
export function footnoteDefinitionView(props: NodeViewRendererProps): NodeView {
  let node = props.node;
  const dom = document.createElement('aside');
  dom.className = 'footnote-definition';
  const label = document.createElement('button');
  label.type = 'button';
  label.className = 'footnote-label';
  label.contentEditable = 'false';
  const contentDOM = document.createElement('div');
  contentDOM.className = 'footnote-text';
  label.addEventListener('mousedown', (event) => event.preventDefault());
  label.addEventListener('click', () => goToFootnoteReference(props.editor, String(node.attrs['label'])));
  dom.append(label, contentDOM);
  const show = (): void => {
    const name = String(node.attrs['label']);
    label.textContent = name;
    label.setAttribute('aria-label', `Footnote ${name}: back to the text`);
  };
  show();
  return {
    dom,
    contentDOM,
    update(next: ProseMirrorNode) {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    stopEvent: (event) => event.target === label,
  };
}
