/**
 * Drawings and stencils that are dropped on the canvas. Excalidraw would open a scene over the drawing,
 * with everything in it that can act; here it joins the drawing, inert, and stencils join the library.
 */
import { withFreshIds } from '#core/figure/fresh-ids.ts';
import { readSharedScene } from '#core/figure/import.ts';
import { inertElements } from '#core/figure/inert.ts';
import type { CanvasModel } from './canvas-model.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { restored } from './restore.ts';
import { readStencils } from './stencils.ts';

/** Answers whether the file is one of these; what is done with it comes later. */
export function takeDroppedFile(model: CanvasModel, file: File, at: readonly [number, number]): boolean {
  const stencils = /\.excalidrawlib$/i.test(file.name);
  if (!stencils && !/\.excalidraw(?:\.json)?$/i.test(file.name)) return false;
  void (stencils ? takeStencils(model, file) : takeDrawing(model, file, at));
  return true;
}

async function takeStencils(model: CanvasModel, file: File): Promise<void> {
  const libraryItems = readStencils(await file.text(), 'unpublished').map((item) => ({
    ...item,
    id: crypto.randomUUID(),
  }));
  if (libraryItems.length === 0) {
    model.api?.setToast({ message: `${file.name} holds no stencils that can be drawn.` });
    return;
  }
  await model.api?.updateLibrary({ libraryItems, merge: true, openLibraryMenu: true });
}

async function takeDrawing(model: CanvasModel, file: File, at: readonly [number, number]): Promise<void> {
  const reading = readSharedScene(await file.text());
  if (!reading.ok) {
    model.api?.setToast({ message: `${file.name}: ${reading.error.message}` });
    return;
  }
  const { scene, aside } = reading.value;
  const elements = restored(await loadExcalidraw(), inertElements(scene, aside));
  model.add(
    withFreshIds(elements, () => crypto.randomUUID()),
    scene.files,
    at,
  );
}
