/**
 * The page behind `main/build/draw-figures.mjs`: turns a short description of a drawing into a figure
 * file, with the same code that saves a figure in the app. Tests and benchmarks use it as well, to send
 * scenes through Excalidraw without an app around it. It is not part of the app's build.
 */
import { readSharedScene } from '#core/figure/import.ts';
import { inertElements } from '#core/figure/inert.ts';
import { mergeScene } from '#core/figure/merge.ts';
import { embedScene, emptyScene, readFigure, readScene, type Scene, writeScene } from '#core/figure/scene.ts';
import { finishPicture } from '#core/figure/svg.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { drawPicture } from './picture.ts';
import { restored } from './restore.ts';
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

/** A scene after it was opened, its first element moved, and saved: the new scene's text and its figure. */
interface Saved {
  readonly scene: string;
  readonly svg: string;
  readonly fontsEmbedded: boolean;
}

/** Does what opening and saving do, in one go. Rejects with the reason when one of them fails. */
async function throughCanvas(text: string): Promise<Saved> {
  const reading = readSharedScene(text);
  if (!reading.ok) throw new Error(reading.error.message);
  const { scene, aside } = reading.value;
  const shown = restored(await loadExcalidraw(), inertElements(scene, aside));
  const [first, ...others] = shown;
  const elements = first === undefined ? [] : [{ ...first, x: 4711, version: 99 }, ...others];
  const canvas = {
    shown: new Map(structuredClone(shown).map((element) => [element.id, element])),
    elements,
    appState: {},
    files: {},
  };
  const merged = mergeScene(scene, canvas);
  const picture = await drawPicture(elements, merged.appState, merged.files);
  const figure = embedScene(finishPicture(picture.svg, merged), merged);
  if (!figure.ok) throw new Error(figure.error.message);
  const again = readFigure(figure.value);
  if (!again.ok) throw new Error(again.error.message);
  return {
    scene: writeScene(again.value.scene),
    svg: figure.value,
    fontsEmbedded: picture.fontsEmbedded,
  };
}

declare global {
  interface Window {
    drawFigure?: typeof drawFigure;
    throughCanvas?: typeof throughCanvas;
  }
}
window.drawFigure = drawFigure;
window.throughCanvas = throughCanvas;
