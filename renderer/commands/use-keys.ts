import { useEffect } from 'react';
import { runKey } from './registry.ts';

/** Listens for the keys of all commands, before anything on the page does. */
export function useKeys(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      // A dialog and the drawing surface keep their keys to themselves.
      if (target !== null && target.closest('dialog, .excalidraw') !== null) return;
      const inText =
        target?.closest('.document-text') !== null && target?.closest('input, textarea, select') === null;
      if (!runKey(event, inText)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
