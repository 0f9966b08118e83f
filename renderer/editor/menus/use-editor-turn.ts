import type { Editor } from '@tiptap/core';
import { useEffect, useReducer } from 'react';

/**
 * Renders again after each selection change, and after changes of the text, at most once per frame.
 * Only small parts that stand beside the text use it.
 */
export function useEditorTurn(editor: Editor): void {
  const [, turn] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let frame = 0;
    const later = (): void => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        turn();
      });
    };
    editor.on('transaction', later);
    editor.on('focus', later);
    editor.on('blur', later);
    return () => {
      cancelAnimationFrame(frame);
      editor.off('transaction', later);
      editor.off('focus', later);
      editor.off('blur', later);
    };
  }, [editor]);
}
