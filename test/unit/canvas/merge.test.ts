import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inertElements } from '#core/figure/inert.ts';
import { type CanvasState, mergeScene, sameValue } from '#core/figure/merge.ts';
import { readScene, type Scene, type SceneElement, type SetAside } from '#core/figure/scene.ts';

const box = { type: 'rectangle', x: 0, y: 0, width: 30, height: 20 };

function open(elements: readonly unknown[], files: Readonly<Record<string, unknown>> = {}) {
  const outcome = readScene({ type: 'excalidraw', version: 2, elements, appState: { gridSize: 20 }, files });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

/** What a canvas makes of elements when it opens them: defaults for what is missing, and an order. */
function loaded(scene: Scene, aside: readonly SetAside[]): readonly SceneElement[] {
  return inertElements(scene, aside).map((element, index) => ({
    ...element,
    angle: 0,
    strokeColor: '#1e1e1e',
    roundness: null,
    index: `a${index}`,
    version: 1,
  }));
}

function canvas(
  shown: readonly SceneElement[],
  elements = shown,
  rest: Partial<CanvasState> = {},
): CanvasState {
  return {
    shown: new Map(shown.map((element) => [element.id, element])),
    elements,
    appState: {},
    files: {},
    ...rest,
  };
}

describe('putting a drawing back into its file', () => {
  test('an untouched scene is the scene that was read', () => {
    const element = fc.record(
      {
        id: fc.uuid(),
        type: fc.constantFrom('rectangle', 'hexagon', 'iframe', 'text', 'magicframe'),
        text: fc.string(),
        x: fc.integer(),
        y: fc.integer(),
        width: fc.integer({ min: 0, max: 9 }),
        height: fc.integer({ min: 0, max: 9 }),
        isDeleted: fc.boolean(),
        link: fc.constantFrom('javascript:alert(1)', 'https://example.org'),
        strokeSharpness: fc.constant('round'),
        later: fc.jsonValue(),
      },
      { requiredKeys: ['id', 'type', 'x', 'y', 'width', 'height'] },
    );
    fc.assert(
      fc.property(fc.uniqueArray(element, { selector: (entry) => entry.id, maxLength: 9 }), (elements) => {
        const outcome = readScene({ type: 'excalidraw', elements: [{ ...box, id: 'first' }, ...elements] });
        if (!outcome.ok) throw new Error(outcome.error.message);
        const { scene, aside } = outcome.value;
        const shown = loaded(scene, aside);
        const bumped = shown.map((one) => ({ ...one, version: 9, versionNonce: 3, updated: 4 }));
        expect(mergeScene(scene, canvas(shown, bumped))).toEqual(scene);
      }),
    );
  });

  test('a changed element keeps what the canvas does not know', () => {
    const { scene, aside } = open([{ ...box, id: 'a', later: { deep: [1] }, customData: { mine: 1 } }]);
    const shown = loaded(scene, aside);
    const [merged] = mergeScene(scene, canvas(shown, [{ ...shown[0], x: 5 } as SceneElement])).elements;
    expect(merged).toMatchObject({ x: 5, later: { deep: [1] }, customData: { mine: 1 } });
  });

  test('a changed element loses the old names that would win over the new ones', () => {
    const { scene, aside } = open([
      { ...box, id: 't', type: 'text', text: 'hi', font: '20px Virgil', boundElementIds: [] },
    ]);
    const shown = loaded(scene, aside);
    const [merged] = mergeScene(
      scene,
      canvas(shown, [{ ...shown[0], fontSize: 28 } as SceneElement]),
    ).elements;
    expect(merged).toMatchObject({ fontSize: 28 });
    expect(merged).not.toHaveProperty('font');
    // Nothing took its place: the boxes that it names are as they were.
    expect(merged).toHaveProperty('boundElementIds', []);
  });

  test('a binding keeps what the canvas does not know, until it binds to something else', () => {
    const startBinding = { elementId: 'b', focus: 0, gap: 1, mode: 'orbit' };
    const { scene, aside } = open([
      {
        ...box,
        id: 'a',
        type: 'arrow',
        points: [
          [0, 0],
          [9, 9],
        ],
        startBinding,
      },
    ]);
    const { mode: _mode, ...known } = startBinding;
    const shown = loaded(scene, aside).map((element) => ({ ...element, startBinding: known }));
    const mergedWith = (change: object) =>
      mergeScene(
        scene,
        canvas(shown, [{ ...shown[0], startBinding: { ...known, ...change } } as SceneElement]),
      ).elements[0]?.startBinding;
    expect(mergedWith({ gap: 7 })).toEqual({ ...startBinding, gap: 7 });
    expect(mergedWith({ elementId: 'c' })).toEqual({ ...known, elementId: 'c' });
  });

  test('an embedded page that was moved is still an embedded page, with the link that was not shown', () => {
    const { scene, aside } = open([{ ...box, id: 'e', type: 'embeddable', link: 'https://example.org' }]);
    const shown = loaded(scene, aside);
    const [merged] = mergeScene(scene, canvas(shown, [{ ...shown[0], x: 40 } as SceneElement])).elements;
    expect(merged).toMatchObject({ type: 'embeddable', x: 40, link: 'https://example.org' });
  });

  test('a link that was left out stays in the file, and can be replaced', () => {
    const { scene, aside } = open([{ ...box, id: 'a', link: 'javascript:alert(1)' }]);
    const shown = loaded(scene, aside);
    const mergedWith = (change: object) =>
      mergeScene(scene, canvas(shown, [{ ...shown[0], ...change } as SceneElement])).elements[0];
    expect(mergedWith({ x: 3 })).toMatchObject({ link: 'javascript:alert(1)' });
    expect(mergedWith({ link: 'https://example.org' })).toMatchObject({ link: 'https://example.org' });
  });

  test('what was deleted is gone, what was never shown stays beside its neighbour', () => {
    const { scene, aside } = open([
      { ...box, id: 'zero', type: 'hexagon' },
      { ...box, id: 'a' },
      { ...box, id: 'unseen', type: 'hexagon' },
      { ...box, id: 'b' },
    ]);
    const shown = loaded(scene, aside);
    const elements = shown.map((element) => (element.id === 'b' ? { ...element, isDeleted: true } : element));
    const drawn = { ...box, id: 'new' };
    const merged = mergeScene(scene, canvas(shown, [...elements, drawn]));
    expect(merged.elements.map((element) => element.id)).toEqual(['zero', 'a', 'unseen', 'new']);
  });

  test('the order of the canvas wins', () => {
    const { scene, aside } = open([
      { ...box, id: 'a' },
      { ...box, id: 'b' },
    ]);
    const shown = loaded(scene, aside);
    const merged = mergeScene(scene, canvas(shown, shown.toReversed()));
    expect(merged.elements.map((element) => element.id)).toEqual(['b', 'a']);
  });

  test('pictures go with the last element that used them, and only those', () => {
    const { scene, aside } = open(
      [
        { ...box, id: 'i', type: 'image', fileId: 'used' },
        { ...box, id: 'a' },
      ],
      {
        used: { dataURL: 'data:,1' },
        spare: { dataURL: 'data:,2' },
      },
    );
    const shown = loaded(scene, aside);
    const without = shown.map((element) => (element.id === 'i' ? { ...element, isDeleted: true } : element));
    expect(Object.keys(mergeScene(scene, canvas(shown, without)).files)).toEqual(['spare']);
    const more = { ...box, id: 'j', type: 'image', fileId: 'fresh' };
    const files = { fresh: { dataURL: 'data:,3' }, unused: { dataURL: 'data:,4' } };
    const added = mergeScene(scene, canvas(shown, [...shown, more], { files }));
    expect(Object.keys(added.files).sort()).toEqual(['fresh', 'spare', 'used']);
  });

  test('settings are changed one by one', () => {
    const { scene, aside } = open([{ ...box, id: 'a' }]);
    const merged = mergeScene(
      scene,
      canvas(loaded(scene, aside), undefined, { appState: { gridModeEnabled: true } }),
    );
    expect(merged.appState).toEqual({ gridSize: 20, gridModeEnabled: true });
  });
});

test('values are equal as JSON is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sameValue(value, JSON.parse(JSON.stringify(value)))).toBe(true);
      expect(sameValue({ a: value, b: undefined }, { a: value })).toBe(true);
      expect(sameValue([value], { 0: value })).toBe(false);
    }),
  );
});
