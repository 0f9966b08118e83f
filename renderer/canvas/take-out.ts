/** A drawing on its way out: as a file, to the clipboard, on paper. Always in its light colours. */

import { inertFiles } from '#core/figure/inert.ts';
import type { Scene, SceneElement } from '#core/figure/scene.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { hasOwnBackground } from './picture.ts';

/** Space around the drawing, in scene units; as in the figure's own file. */
const margin = 12;

export interface OpenDrawing {
  readonly elements: readonly SceneElement[];
  readonly appState: Scene['appState'];
  readonly files: Scene['files'];
}

/** The drawing as a PNG, `scale` pixels for each unit, on white where it has no ground of its own. */
export async function pngOf(drawing: OpenDrawing, scale: number): Promise<Blob> {
  const { exportToBlob, getNonDeletedElements } = await loadExcalidraw();
  type Elements = Parameters<typeof getNonDeletedElements>[0];
  const { appState } = drawing;
  const options = {
    elements: getNonDeletedElements(drawing.elements as unknown as Elements),
    files: inertFiles(drawing.files),
    appState: {
      exportBackground: true,
      viewBackgroundColor: hasOwnBackground(appState) ? String(appState.viewBackgroundColor) : '#ffffff',
      exportWithDarkMode: false,
      exportEmbedScene: false,
      frameRendering: { enabled: true, clip: true, name: false, outline: false },
    },
    exportPadding: margin,
    mimeType: 'image/png',
    getDimensions: (width: number, height: number) => ({
      width: width * scale,
      height: height * scale,
      scale,
    }),
  };
  return await exportToBlob(options as unknown as Parameters<typeof exportToBlob>[0]);
}

/** Hands a file to the person, as a download. */
export function saveAs(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts the drawing on the clipboard as a picture. Rejects where the browser does not allow it. */
export async function copyPicture(drawing: OpenDrawing): Promise<void> {
  // The promise goes in as it is: the clipboard must be asked in the same moment as the click.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(drawing, 2) })]);
}

/**
 * Opens the browser's print view with the drawing alone on a page of its own size, from where it is saved
 * as PDF: lines stay lines. Nothing else of the page is printed.
 */
export async function printPicture(svg: string, width: number, height: number): Promise<void> {
  const image = new Image();
  image.className = 'canvas-print';
  image.alt = '';
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  image.src = address;
  await image.decode();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `@page { size: ${Math.ceil(width)}px ${Math.ceil(height)}px; margin: 0 }` +
      '@media screen { .canvas-print { display: none } }' +
      '@media print { body > :not(.canvas-print) { display: none !important } ' +
      'html, body { margin: 0; padding: 0; height: auto; overflow: visible; background: white } ' +
      `.canvas-print { display: block; width: ${width}px; height: ${height}px; color-scheme: light } }`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.body.append(image);
  const tidy = () => {
    image.remove();
    URL.revokeObjectURL(address);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  window.addEventListener('afterprint', tidy, { once: true });
  window.print();
}
