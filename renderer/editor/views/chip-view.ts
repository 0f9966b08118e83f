import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { editorContext } from '../editor-context.ts';
import { editInline } from '../inline-edit.ts';

const names: Readonly<Record<string, string>> = {
  citation: 'Citation',
  crossReference: 'Cross-reference',
  wikilink: 'Link to a document',
  embed: 'Embedded document',
  htmlInline: 'HTML',
  sourceInline: 'Markdown',
};

/** What stands on the chip: its source, or for a wikilink the words that a reader will see. */
function face(node: ProseMirrorNode): string {
  if (node.type.name === 'wikilink') {
    const text: unknown = node.attrs['text'];
    return typeof text === 'string' && text !== '' ? text : String(node.attrs['target']);
  }
  return String(node.attrs['source']);
}

/** A chip. A click opens its source; with Mod a wikilink is followed. */
export function chipView(props: NodeViewRendererProps): NodeView {
  let node = props.node;
  const dom = document.createElement('span');
  dom.className = `inline-chip chip-${node.type.name}`;
  const show = (): void => {
    dom.textContent = face(node);
    dom.title = `${names[node.type.name] ?? 'Markdown'}: ${String(node.attrs['source'])}`;
  };
  show();
  dom.addEventListener('click', (event) => {
    const position = props.getPos();
    if (position === undefined) return;
    const target: unknown = node.attrs['target'];
    if ((event.metaKey || event.ctrlKey) && typeof target === 'string') {
      editorContext(props.editor)?.follow(`[[${target}]]`);
    } else editInline(props.editor, position);
  });
  return {
    dom,
    update(next: ProseMirrorNode) {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    ignoreMutation: () => true,
  };
}
