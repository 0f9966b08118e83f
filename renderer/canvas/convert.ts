/** Turns short descriptions of drawings into elements, with Excalidraw's own measures for their text. */
import type { SceneElement } from '#core/figure/scene.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { arrowBetween, elementsOf, type Skeleton, type SkeletonScene, steady, withLook } from './skeleton.ts';

/** The elements of a description, the same in every run. */
export async function elementsFor(description: SkeletonScene): Promise<readonly SceneElement[]> {
  const { convertToExcalidrawElements, exportToCanvas, restoreElements } = await loadExcalidraw();
  type Given = Parameters<typeof convertToExcalidrawElements>[0];
  type Drawn = ReturnType<typeof convertToExcalidrawElements>;
  const skeletons = withLook(description);
  const convert = (list: readonly Skeleton[]) =>
    convertToExcalidrawElements(list as unknown as Given, { regenerateIds: false });

  // Text is measured in the fonts that are loaded: draw once so that they are, then convert again.
  const joins = skeletons.filter((skeleton) => skeleton.from !== undefined);
  const fixed = skeletons.filter((skeleton) => skeleton.from === undefined);
  const words = joins.flatMap(({ label }) => (label ? [{ type: 'text', x: 0, y: 0, ...label }] : []));
  await exportToCanvas({ elements: convert([...fixed, ...words]) as Drawn, files: {}, appState: {} });
  await document.fonts.ready;
  const boxes = new Map(convert(fixed).map((element) => [element.id, element]));
  const placed = skeletons.map((skeleton) => {
    const from = skeleton.from && boxes.get(skeleton.from);
    const to = skeleton.to && boxes.get(skeleton.to);
    return from && to ? arrowBetween(skeleton, from, to) : skeleton;
  });
  const elements = elementsOf(convert(placed) as never, placed);
  const mended = restoreElements(elements as never, null, { repairBindings: true });
  return steady(JSON.parse(JSON.stringify(mended)) as readonly SceneElement[]);
}
