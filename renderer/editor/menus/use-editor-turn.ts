import { type Editor, useEditorState } from '@tiptap/react';

/**
 * Renders again with every transaction (typing, selecting, focus) for as long as `shown` says that there is
 * something to show, and not at all while there is nothing: a toolbar that is away costs no rendering per key.
 * `shown` is asked on each transaction, so it must look at the selection only.
 */
export function useEditorTurn(editor: Editor, shown: (editor: Editor) => boolean): void {
  useEditorState({
    editor,
    selector: ({ transactionNumber }) => (shown(editor) ? transactionNumber : -1),
  });
}
