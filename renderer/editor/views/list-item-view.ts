import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';

/** A list item; a task gets a real check box before its text. */
export function listItemView(props: NodeViewRendererProps): NodeView {
  const { editor, getPos } = props;
  const dom = document.createElement('li');
  const contentDOM = document.createElement('div');
  contentDOM.className = 'item-text';
  let box: HTMLInputElement | null = null;
  let node = props.node;

  function makeBox(): HTMLInputElement {
    const input = document.createElement('input');
    input.type = 'checkbox';
    input.contentEditable = 'false';
    input.setAttribute('aria-label', 'Done');
    input.addEventListener('mousedown', (event) => event.preventDefault());
    input.addEventListener('change', () => {
      const position = getPos();
      if (position === undefined || !editor.isEditable) {
        input.checked = node.attrs['checked'] === true;
        return;
      }
      editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'checked', input.checked));
    });
    return input;
  }

  function show(): void {
    const checked: unknown = node.attrs['checked'];
    if (typeof checked !== 'boolean') {
      box?.remove();
      box = null;
      dom.className = '';
      return;
    }
    if (box === null) {
      box = makeBox();
      dom.prepend(box);
    }
    box.checked = checked;
    dom.className = checked ? 'task done' : 'task';
  }

  dom.append(contentDOM);
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
    stopEvent: (event) => event.target === box,
  };
}
