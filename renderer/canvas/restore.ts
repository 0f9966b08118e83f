/** The elements of a scene in the shape that Excalidraw works with. */
import type { SceneElement } from '#core/figure/scene.ts';
import type { Excalidraw } from './excalidraw.ts';

/** Leaves out what Excalidraw itself stumbles over; the file keeps it. */
export function restorable(module: Excalidraw, given: readonly SceneElement[]): readonly SceneElement[] {
  type Given = Parameters<typeof module.restoreElements>[0];
  return structuredClone(given).filter((element) => {
    try {
      return module.restoreElements([element] as unknown as Given, null).length === 1;
    } catch {
      return false;
    }
  });
}

/** The elements as the canvas would hold them after opening: old properties renewed, bindings mended. */
export function restored(module: Excalidraw, given: readonly SceneElement[]): readonly SceneElement[] {
  type Given = Parameters<typeof module.restoreElements>[0];
  const elements = restorable(module, given) as unknown as Given;
  return module.restoreElements(elements, null, {
    repairBindings: true,
  }) as unknown as readonly SceneElement[];
}
