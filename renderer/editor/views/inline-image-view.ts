import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { editInline } from '../inline-edit.ts';
import { picture } from './picture.ts';

/** An image within a line of text. A double click opens its Markdown. */
export function inlineImageView(props: NodeViewRendererProps): NodeView {
  let node = props.node;
  const shown = picture(props.editor, 'span');
  shown.element.classList.add('inline-image');
  const show = (): void => shown.show(String(node.attrs['src']), String(node.attrs['alt']));
  show();
  shown.element.addEventListener('dblclick', () => {
    const position = props.getPos();
    if (position !== undefined) editInline(props.editor, position);
  });
  return {
    dom: shown.element,
    update(next: ProseMirrorNode) {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    ignoreMutation: () => true,
    destroy: () => shown.destroy(),
  };
}
