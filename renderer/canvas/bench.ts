/** What `test/bench/canvas` measures, on the drawing page; no part of the app's build. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { inertElements } from '#core/figure/inert.ts';
import { mergeScene } from '#core/figure/merge.ts';
import { embedScene, emptyScene, readFigure, type Scene, type SceneElement } from '#core/figure/scene.ts';
import { finishPicture } from '#core/figure/svg.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { drawPicture } from './picture.ts';
import { restorable } from './restore.ts';

/** Milliseconds from mounting the component until it tells its first scene, and of one save. */
export async function benchCanvas(
  text: string,
  whose: 'ours' | 'plain',
): Promise<{ open: number; save: number }> {
  const module = await loadExcalidraw();
  const plain: Scene = { ...emptyScene, elements: JSON.parse(text).elements };
  const file = embedScene('<svg xmlns="http://www.w3.org/2000/svg"></svg>', plain);
  if (!file.ok) throw new Error(file.error.message);
  const place = document.createElement('div');
  place.style.cssText = 'width:1100px;height:700px';
  document.body.append(place);
  const root = createRoot(place);

  const begun = performance.now();
  let scene = plain;
  let given = plain.elements;
  if (whose === 'ours') {
    const reading = readFigure(file.value);
    if (!reading.ok) throw new Error(reading.error.message);
    scene = reading.value.scene;
    given = restorable(module, inertElements(scene, reading.value.aside));
  }
  const shown = await new Promise<readonly SceneElement[]>((resolve) => {
    const props = {
      initialData: { elements: given },
      onChange: (elements: unknown, state: { isLoading: boolean }) => {
        if (!state.isLoading) resolve(elements as readonly SceneElement[]);
      },
    };
    root.render(
      createElement(module.Excalidraw, props as unknown as Parameters<typeof module.Excalidraw>[0]),
    );
  });
  const open = performance.now() - begun;

  const before = new Map(structuredClone(shown).map((element) => [element.id, element]));
  const elements = shown.map((element, index) => (index === 0 ? { ...element, x: 5, version: 9 } : element));
  const started = performance.now();
  if (whose === 'ours') {
    const merged = mergeScene(scene, { shown: before, elements, appState: {}, files: {} });
    const picture = await drawPicture(elements, merged.appState, merged.files);
    embedScene(finishPicture(picture.svg, merged), merged);
  } else {
    const options = { elements, files: {}, appState: { exportEmbedScene: true, exportBackground: false } };
    const svgOf = module.exportToSvg as unknown as (given: unknown) => Promise<SVGSVGElement>;
    new XMLSerializer().serializeToString(await svgOf(options));
  }
  const save = performance.now() - started;
  root.unmount();
  place.remove();
  return { open, save };
}
