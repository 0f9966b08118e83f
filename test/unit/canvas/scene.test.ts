import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inertElements, inertFiles } from '#core/figure/inert.ts';
import {
  embedScene,
  readableElement,
  readFigure,
  readScene,
  readSceneText,
  type SceneReading,
  writeScene,
} from '#core/figure/scene.ts';

const box = { id: 'a', type: 'rectangle', x: 1, y: 2, width: 30, height: 20 };

function read(value: unknown): SceneReading {
  const outcome = readScene(value);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

function scene(...elements: readonly unknown[]) {
  return { type: 'excalidraw', version: 2, source: 'test', elements, appState: {}, files: {} };
}

describe('the door for scenes', () => {
  test('keeps every property, known or not, through a picture and back', () => {
    const element = fc.record(
      {
        id: fc.uuid(),
        type: fc.constantFrom('rectangle', 'ellipse', 'hexagon'),
        x: fc.integer(),
        y: fc.integer(),
        width: fc.integer({ min: 1, max: 900 }),
        height: fc.integer({ min: 1, max: 900 }),
        customData: fc.jsonValue(),
        later: fc.jsonValue(),
      },
      { requiredKeys: ['id', 'type', 'x', 'y', 'width', 'height'] },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(element, { selector: (entry) => entry.id, maxLength: 8 }),
        fc.jsonValue(),
        (elements, extra) => {
          const whole = JSON.parse(JSON.stringify({ ...scene(...elements), later: extra })) as Record<
            string,
            unknown
          >;
          const first = readScene(whole);
          fc.pre(first.ok);
          if (!first.ok) return;
          const svg = embedScene('<svg xmlns="http://www.w3.org/2000/svg"></svg>', first.value.scene);
          if (!svg.ok) throw new Error(svg.error.message);
          const again = readFigure(svg.value);
          expect(again).toEqual(first);
          expect(again.ok && JSON.parse(writeScene(again.value.scene))).toEqual(whole);
        },
      ),
    );
  });

  test('reads a scene from 2020, which has hardly any properties', () => {
    const old = {
      type: 'excalidraw',
      version: 1,
      elements: [
        { id: 'r', type: 'rectangle', x: 0, y: 0, width: 9, height: 9, strokeSharpness: 'round' },
        {
          id: 'd',
          type: 'draw',
          x: 0,
          y: 0,
          width: 9,
          height: 9,
          points: [
            [0, 0],
            [9, 9],
          ],
        },
        { id: 'o', type: 'arrow', x: 0, y: 0, width: 9, height: 9 },
        { id: 't', type: 'text', x: 0, y: 0, width: 9, height: 9, text: 'hi', font: '20px Virgil' },
      ],
    };
    const { scene: found, aside } = read(old);
    expect(aside).toEqual([]);
    expect(found.elements).toEqual(old.elements);
  });

  test('sets aside what it cannot draw, and says why', () => {
    const { aside, scene: found } = read(
      scene(
        box,
        { ...box, id: 'b', type: 'hexagon' },
        { ...box, id: 'c', x: 'left' },
        {
          ...box,
          id: 'd',
          type: 'line',
          points: [
            [0, null],
            [1, 1],
          ],
        },
        { ...box, id: 'e', isDeleted: true },
        { ...box, id: 'f', type: 'text', text: 7 },
        { ...box, id: 'g', width: 0, height: 0 },
        { ...box, id: 'h', type: 'freedraw' },
      ),
    );
    expect(found.elements).toHaveLength(8);
    expect(Object.fromEntries(aside.map((entry) => [entry.id, entry.reason]))).toEqual({
      b: '"hexagon" is not a kind of element that Legible can draw',
      c: 'its x is not readable',
      d: 'its points is not readable',
      e: 'it is marked as deleted',
      f: 'its text is not readable',
      g: 'it has no size',
      h: 'it has no points',
    });
  });

  test('gives elements without an id, or with one that is taken, an id of their own', () => {
    const { id: _id, ...nameless } = box;
    const ids = read(scene(box, box, nameless)).scene.elements.map((element) => element.id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe('a');
  });

  const refused: Readonly<Record<string, unknown>> = {
    null: null,
    'a list': [],
    'another format': { type: 'drawio', elements: [] },
    'no elements': { type: 'excalidraw' },
    'elements that are no objects': scene(box, 7),
    'settings that are no object': { ...scene(box), appState: 'dark' },
    'files that are no object': { ...scene(box), files: [] },
    'nothing that can be drawn': scene({ ...box, type: 'hexagon' }),
  };
  for (const [name, value] of Object.entries(refused)) {
    test(`refuses ${name} with a sentence`, () => {
      const outcome = readScene(value);
      expect(!outcome.ok && outcome.error.message).toMatch(/[.:]/);
    });
  }

  test('answers for any JSON and any text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof readScene(value).ok).toBe('boolean');
        expect(typeof readScene({ elements: value }).ok).toBe('boolean');
        expect(typeof readScene({ elements: [value, box] }).ok).toBe('boolean');
      }),
    );
    expect(readSceneText('{').ok).toBe(false);
  });
});

describe('what the canvas is given', () => {
  const inert = (...elements: readonly unknown[]) => {
    const { scene: found, aside } = read(scene(...elements));
    return inertElements(found, aside);
  };

  test('no web page inside the drawing', () => {
    const [frame, page, magic] = inert(
      { ...box, id: '1', type: 'iframe', customData: { generationData: { html: '<script>' } } },
      { ...box, id: '2', type: 'embeddable', link: 'https://example.org' },
      { ...box, id: '3', type: 'magicframe', name: 'm' },
    );
    expect(frame).toMatchObject({ type: 'rectangle', link: null });
    expect(frame).not.toHaveProperty('customData');
    expect(page).toMatchObject({ type: 'rectangle', link: null });
    expect(magic).toMatchObject({ type: 'frame', name: 'm' });
  });

  test('no link that could act', () => {
    const hostile = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'file:///etc/passwd',
      'ms-word:x',
      '//elsewhere.example/x',
    ];
    for (const link of hostile) expect(inert({ ...box, link })[0]).toHaveProperty('link', null);
    for (const link of ['https://example.org', 'http://example.org', 'mailto:a@b.c', '#part']) {
      expect(inert({ ...box, link })[0]).toHaveProperty('link', link);
    }
  });

  test('no picture that it would have to fetch', () => {
    const file = (dataURL: unknown) => ({ mimeType: 'image/png', dataURL });
    const carried = {
      png: file('data:image/png;base64,AAAA'),
      svg: file('data:image/svg+xml;base64,PHN2Zz4='),
    };
    expect(
      inertFiles({
        ...carried,
        web: file('https://elsewhere.example/x.png'),
        host: file('//elsewhere.example/x.png'),
        disk: file('file:///etc/passwd'),
        page: file('data:text/html,<script>'),
        none: file(7),
        empty: null,
      }),
    ).toEqual(carried);
  });

  test('no property of a shape that it would stumble over, and every other one', () => {
    const [given] = inert({
      ...box,
      groupIds: 'g',
      fontFamily: 'hand-drawn',
      boundElements: [{ type: 'arrow' }],
      roundness: 'round',
      startBinding: { focus: 1 },
      strokeWidth: '2',
      opacity: null,
      later: 'kept',
    });
    expect(given).toEqual({ ...box, opacity: null, later: 'kept' });
  });

  test('old ways of writing, in today’s', () => {
    const [arrow, text] = inert(
      { ...box, id: 'o', type: 'arrow' },
      { ...box, id: 't', type: 'text', text: 'Hi', font: '24px Cascadia' },
    );
    expect(arrow).toMatchObject({
      points: [
        [0, 0],
        [30, 20],
      ],
    });
    expect(text).toMatchObject({ fontSize: 24, fontFamily: 3 });
    expect(text).not.toHaveProperty('font');
  });

  test('nothing that was set aside', () => {
    expect(inert(box, { ...box, id: 'b', type: 'hexagon' }).map((element) => element.id)).toEqual(['a']);
  });
});

test.each([
  ['a0', true],
  ['Zz', true],
  ['a0V', true],
  ['b0', false],
  ['a0V0', false],
  ['not an index', false],
  [`A${'0'.repeat(26)}`, false],
])('%s as the order of an element', (index, kept) => {
  const element = { id: 'a', type: 'rectangle', index };
  expect('index' in readableElement(element)).toBe(kept);
});
