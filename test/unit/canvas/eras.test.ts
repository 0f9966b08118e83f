import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inertElements } from '#core/figure/inert.ts';
import { mergeScene } from '#core/figure/merge.ts';
import { embedScene, readFigure, readScene, type SceneElement } from '#core/figure/scene.ts';
import { eraNames, sceneOf } from './eras.ts';

/** What a canvas makes of elements: unknown properties gone, defaults for what is missing. */
function loaded(elements: readonly SceneElement[]): readonly SceneElement[] {
  return elements.map((element) => {
    const {
      customLegacyIsCollapsed,
      strokeOptions,
      schemaState,
      polygon,
      strokeSharpness,
      boundElementIds,
      font,
      baseline,
      ...known
    } = element;
    return {
      strokeStyle: 'solid',
      groupIds: [],
      roundness: null,
      link: null,
      ...known,
      index: 'a9',
      version: 1,
    } as SceneElement;
  });
}

describe.each(eraNames)('a scene of %s', (era) => {
  test('is read, and nothing is lost when another element is drawn, one is moved, and it is read again', () => {
    fc.assert(
      fc.property(sceneOf(era), (given) => {
        const reading = readScene(structuredClone(given));
        if (!reading.ok) throw new Error(reading.error.message);
        const { scene, aside } = reading.value;
        const shown = loaded(inertElements(scene, aside));
        const moved = { ...shown[0], x: 4711, version: 2 } as SceneElement;
        const drawn: SceneElement = { id: 'new', type: 'ellipse', x: 0, y: 0, width: 5, height: 5 };
        const merged = mergeScene(scene, {
          shown: new Map(shown.map((element) => [element.id, element])),
          elements: [moved, ...shown.slice(1), drawn],
          appState: {},
          files: {},
        });
        const figure = embedScene('<svg xmlns="http://www.w3.org/2000/svg"></svg>', merged);
        const again = figure.ok ? readFigure(figure.value) : figure;
        if (!again.ok) throw new Error(again.error.message);
        const { elements, appState, files, rest } = again.value.scene;
        const [head, ...others] = given.elements;
        expect(elements[0]).toMatchObject({ ...head, x: 4711, version: 2 });
        expect(elements.slice(1, -1)).toEqual(JSON.parse(JSON.stringify(others)));
        expect(elements.at(-1)).toEqual(drawn);
        const { elements: _elements, appState: settings, files: pictures, ...top } = given;
        expect(appState).toEqual(settings ?? {});
        expect(files).toEqual(pictures ?? {});
        expect(rest).toEqual(top);
      }),
      { numRuns: 60 },
    );
  });
});
