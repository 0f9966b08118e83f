/**
 * The page behind `main/build/draw-figures.mjs`: turns a short description of a drawing into a figure
 * file, with the same code that saves a figure in the app. It is not part of the app's build.
 */
import { embedScene, emptyScene, readScene, type Scene } from '#core/figure/scene.ts';
import { finishPicture } from '#core/figure/svg.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { drawPicture } from './picture.ts';
import { arrowBetween, elementsOf, type Skeleton, type SkeletonScene, steady, withLook } from './skeleton.ts';

async function drawFigure(description: SkeletonScene): Promise<string> {
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
  const restored = restoreElements(elements as never, null, { repairBindings: true });
  const scene: Scene = {
    ...emptyScene,
    elements: steady(JSON.parse(JSON.stringify(restored)) as Scene['elements']),
    appState: { gridSize: 20, gridStep: 5, gridModeEnabled: false, ...description.appState },
    files: description.files ?? {},
  };
  const checked = readScene(JSON.parse(JSON.stringify({ ...scene.rest, ...scene })));
  if (!checked.ok) throw new Error(checked.error.message);
  const picture = await drawPicture(scene.elements, scene.appState, scene.files);
  if (!picture.fontsEmbedded) throw new Error('The fonts could not be embedded.');
  const figure = embedScene(finishPicture(picture.svg, scene), scene);
  if (!figure.ok) throw new Error(figure.error.message);
  return figure.value;
}

declare global {
  interface Window {
    drawFigure?: typeof drawFigure;
  }
}
window.drawFigure = drawFigure;
