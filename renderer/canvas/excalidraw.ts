/**
 * Loads Excalidraw when a figure is first opened or drawn, and never before: it weighs more than the
 * rest of the app together.
 *
 * Fonts lie beside the app (main/build/excalidraw-plugin.mjs puts them there); the package must be told
 * where before it is loaded.
 */

declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string;
  }
}

export type Excalidraw = typeof import('@excalidraw/excalidraw');

let loading: Promise<Excalidraw> | null = null;

export function loadExcalidraw(): Promise<Excalidraw> {
  window.EXCALIDRAW_ASSET_PATH = new URL('excalidraw/', document.baseURI).href;
  loading ??= import('@excalidraw/excalidraw').catch((error: unknown) => {
    // A failed load may be tried again, for example after the server came back.
    loading = null;
    throw error;
  });
  return loading;
}
