import type { Plugin } from 'vite';

/** Where the fonts lie, relative to the page. */
export const fontFolder: string;
export function excalidraw(): Plugin;
/** Rewrites one file of the package; `complain` throws. Null when nothing in it has to change. */
export function rewritten(
  code: string,
  complain: (message: string) => never,
  found?: Map<string, number>,
): string | null;
