/** Which inline node's source is being edited. The page shows one small field for it. */
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { Observable } from '#renderer/components/observable.ts';

export interface InlineEdit {
  readonly editor: Editor;
  readonly position: number;
}

export const inlineEdit = new Observable<InlineEdit | null>(null);

/** Nodes whose source can be edited in the small field. */
const editable: ReadonlySet<string> = new Set([
  'mathInline',
  'citation',
  'crossReference',
  'wikilink',
  'embed',
  'htmlInline',
  'sourceInline',
  'image',
]);

/** Selects the node at `position` and opens its source; answers false for a node without one. */
export function editInline(editor: Editor, position: number): boolean {
  const node = editor.state.doc.nodeAt(position);
  if (node === null || !editable.has(node.type.name) || !editor.isEditable) return false;
  editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, position)));
  inlineEdit.set({ editor, position });
  return true;
}
