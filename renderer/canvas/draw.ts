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
import { slugify } from '#core/site/slug.ts';
import { benchCanvas } from './bench.ts';
import { elementsFor } from './convert.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { drawPicture } from './picture.ts';
import { restored } from './restore.ts';
import type { SkeletonScene } from './skeleton.ts';

/** A library of stencils (`.excalidrawlib`, version 2) from descriptions that carry a name. */
async function drawStencils(descriptions: readonly (SkeletonScene & { name: string })[]): Promise<string> {
  const items: unknown[] = [];
  for (const description of descriptions) {
    const id = slugify(description.name);
    // Two stencils on one canvas must not share ids, nor their parts groups.
    const own = JSON.parse(
      JSON.stringify(await elementsFor(description)).replace(
        /"(id|elementId|containerId)":"/g,
        (_, name) => `"${name}":"${id}-`,
      ),
    ) as Scene['elements'];
    const elements = own.map((element) => ({ ...element, groupIds: [id] }));
    items.push({ status: 'published', id, name: description.name, created: 1, elements });
  }
  const library = { type: 'excalidrawlib', version: 2, source: 'Legible', libraryItems: items };
  return `${JSON.stringify(library, null, 1)}\n`;
}

async function drawFigure(description: SkeletonScene): Promise<string> {
  const scene: Scene = {
    ...emptyScene,
    elements: await elementsFor(description),
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
    drawStencils?: typeof drawStencils;
    throughCanvas?: typeof throughCanvas;
    benchCanvas?: typeof benchCanvas;
  }
}
window.drawFigure = drawFigure;
window.drawStencils = drawStencils;
window.throughCanvas = throughCanvas;
window.benchCanvas = benchCanvas;
