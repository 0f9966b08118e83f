import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { readBlocks } from '../markdown-nodes.ts';
import { leaveBlock } from './maths-view.ts';
import { sourceField } from './source-field.ts';

const captions: Readonly<Record<string, string>> = {
  htmlBlock: 'HTML, kept as it is',
  linkDefinition: 'Link definition',
  sourceBlock: 'Kept as it is',
};

/** A block as its own source text. When the text was changed and is left, it is read as Markdown again. */
export function sourceBlockView(props: NodeViewRendererProps): NodeView {
  const { editor, getPos } = props;
  let node = props.node;
  let before = String(node.attrs['source']);
  const dom = document.createElement('div');
  dom.className = `source-block source-${node.type.name}`;
  const caption = document.createElement('span');
  caption.className = 'source-caption';
  const field = sourceField({
    label: captions[node.type.name] ?? 'Source',
    editable: editor.isEditable,
    change(value) {
      const position = getPos();
      if (position !== undefined) {
        editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'source', value));
      }
    },
    leave: (key) => leaveBlock(props, key),
  });
  field.element.addEventListener('focus', () => {
    before = String(node.attrs['source']);
  });
  field.element.addEventListener('blur', () => {
    if (String(node.attrs['source']) !== before) readAgain();
  });

  function readAgain(): void {
    const position = getPos();
    if (position === undefined) return;
    const source = String(node.attrs['source']);
    const { tr, doc } = editor.state;
    const here = doc.nodeAt(position);
    if (here === null || here.type !== node.type) return;
    if (source.trim() === '') {
      if (doc.childCount > 1) editor.view.dispatch(tr.delete(position, position + here.nodeSize));
      return;
    }
    const blocks = readBlocks(editor.schema, source);
    const only = blocks.length === 1 ? blocks[0] : undefined;
    if (blocks.length === 0 || only?.type === node.type) return;
    editor.view.dispatch(tr.replaceWith(position, position + here.nodeSize, blocks));
  }

  function show(): void {
    const reason: unknown = node.attrs['reason'];
    caption.textContent = captions[node.type.name] ?? 'Source';
    caption.title = typeof reason === 'string' ? reason : '';
    field.show(String(node.attrs['source']));
  }
  dom.append(caption, field.element);
  dom.addEventListener('legible-edit', (event) => {
    event.preventDefault();
    field.element.focus();
  });
  show();
  return {
    dom,
    update(next: ProseMirrorNode) {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    ignoreMutation: () => true,
    stopEvent: (event) => field.element.contains(event.target as globalThis.Node),
  };
}
