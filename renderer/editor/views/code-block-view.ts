import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { nameField } from './name-field.ts';

/** Code with the language in its corner; the language is a field that can be typed into. */
export function codeBlockView(props: NodeViewRendererProps): NodeView {
  const { editor, getPos } = props;
  let node = props.node;
  const dom = document.createElement('div');
  dom.className = 'code-block';
  const pre = document.createElement('pre');
  const contentDOM = document.createElement('code');
  contentDOM.spellcheck = false;
  pre.append(contentDOM);

  const field = nameField({
    label: 'Language of the code',
    placeholder: 'plain',
    editable: editor.isEditable,
    commit(value) {
      const position = getPos();
      const info = value === '' ? null : value;
      if (position === undefined || info === node.attrs['info']) return;
      const { tr } = editor.state;
      // An indented block has no place for a language: it becomes a fenced one.
      if (node.attrs['fence'] === null && info !== null) tr.setNodeAttribute(position, 'fence', '`');
      editor.view.dispatch(tr.setNodeAttribute(position, 'info', info));
    },
    leave: () => editor.commands.focus(),
  });
  field.element.classList.add('code-language');
  dom.append(field.element, pre);

  const show = (): void => {
    field.show(typeof node.attrs['info'] === 'string' ? node.attrs['info'] : '');
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
    stopEvent: (event) => field.element.contains(event.target as globalThis.Node),
  };
}
