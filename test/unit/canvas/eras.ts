/**
 * Scenes as Excalidraw wrote them from 2020 to 2026, made at random. Each era has the properties that its
 * files had and lacks those that came later. Written from the published formats, not copied from files.
 */
import fc from 'fast-check';

type Json = Record<string, unknown>;
type Element = fc.Arbitrary<Json>;

const place = fc.integer({ min: -800, max: 800 });
const size = fc.integer({ min: 4, max: 400 });
const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const colour = fc.constantFrom('#000000', '#c92a2a', 'transparent', 'white', '#1e1e1e', '#ffec99');
const words = fc.constantFrom(
  'Agent',
  'two\nlines',
  'Größe – λ',
  '日本',
  '<b>&amp;"',
  'a very long label that runs on',
);
const point = fc.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -200, max: 200 }));
const points = fc.array(point, { minLength: 1, maxLength: 6 }).map((more) => [[0, 0], ...more]);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** Properties of several generators in one object. */
function all(...parts: readonly Element[]): Element {
  return fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as Json);
}

const typed = (...types: readonly string[]): Element => fc.record({ type: fc.constantFrom(...types) });
const shapes = typed('rectangle', 'diamond', 'ellipse');
const common = fc.record({
  x: place,
  y: place,
  width: size,
  height: size,
  strokeColor: colour,
  backgroundColor: colour,
  fillStyle: fc.constantFrom('hachure', 'solid', 'cross-hatch'),
  strokeWidth: fc.constantFrom(1, 2, 4),
  roughness: fc.constantFrom(0, 1, 2, 3),
  opacity: fc.integer({ min: 0, max: 100 }),
  seed,
});

// 2020, the first months: no versions, selection and drawing cache in the file, one font string.
const first = fc.record(
  { isSelected: fc.boolean(), shape: fc.constant(null), nonce: seed, angle: fc.constant(0) },
  { requiredKeys: [] },
);
const firstText = all(
  typed('text'),
  fc.record({
    text: words,
    font: fc.constantFrom('20px Virgil', '36px Helvetica'),
    baseline: fc.integer({ min: 8, max: 60 }),
  }),
);
const firstLine = all(typed('arrow', 'line'), fc.record({ points }, { requiredKeys: [] }));

// 2020, later: versions, groups, bindings, sharpness; a free line was `draw`.
const versions = fc.record({
  version: fc.nat({ max: 900 }),
  versionNonce: seed,
  isDeleted: fc.constant(false),
});
const sharp = fc.record({
  angle: fc.constantFrom(0, 0.5, 3.1),
  strokeStyle: fc.constantFrom('solid', 'dashed', 'dotted'),
  groupIds: fc.array(fc.constantFrom('g1', 'g2'), { maxLength: 2 }),
  strokeSharpness: fc.constantFrom('round', 'sharp'),
  boundElementIds: maybe(fc.array(fc.constantFrom('e0', 'e1'), { maxLength: 2 })),
});
const text2020 = all(
  typed('text'),
  fc.record({
    text: words,
    fontSize: fc.constantFrom(16, 20, 28, 36),
    fontFamily: fc.constantFrom(1, 2, 3),
    textAlign: fc.constantFrom('left', 'center', 'right'),
    verticalAlign: fc.constantFrom('top', 'middle'),
    baseline: fc.integer({ min: 8, max: 60 }),
  }),
);
const binding = maybe(
  fc.record({
    elementId: fc.constantFrom('e0', 'e1', 'gone'),
    focus: fc.constantFrom(0, -0.4),
    gap: fc.constantFrom(1, 8.5),
  }),
);
const line2020 = all(
  typed('line', 'arrow', 'draw'),
  fc.record({
    points,
    startBinding: binding,
    endBinding: binding,
    lastCommittedPoint: maybe(point),
    startArrowhead: maybe(fc.constant('dot')),
    endArrowhead: maybe(fc.constant('arrow')),
  }),
);

// 2021: free drawing with pressure, images, labels in boxes, links.
const linked = fc.record({
  updated: fc.integer({ min: 1_600_000_000_000, max: 1_790_000_000_000 }),
  link: maybe(fc.constantFrom('https://example.org/a?b=1', 'mailto:a@example.org', 'javascript:alert(1)')),
  boundElements: maybe(
    fc.array(fc.record({ id: fc.constantFrom('e0', 'e1'), type: fc.constantFrom('arrow', 'text') }), {
      maxLength: 2,
    }),
  ),
});
const freedraw = all(
  typed('freedraw'),
  fc.record({
    points,
    pressures: fc.array(fc.constantFrom(0.1, 0.5, 1), { maxLength: 6 }),
    simulatePressure: fc.boolean(),
    lastCommittedPoint: maybe(point),
  }),
);
const image = all(
  typed('image'),
  fc.record({
    status: fc.constantFrom('saved', 'pending'),
    fileId: fc.constantFrom('f1', 'f-missing'),
    scale: fc.constantFrom([1, 1], [-1, 1]),
  }),
);
const text2021 = all(
  text2020,
  fc.record({ originalText: words, containerId: maybe(fc.constantFrom('e0', 'gone')) }),
);

// 2022: roundness in place of sharpness, locks, data of other programs.
const round = fc.record({
  angle: fc.constantFrom(0, 0.5),
  strokeStyle: fc.constantFrom('solid', 'dashed', 'dotted'),
  groupIds: fc.array(fc.constantFrom('g1', 'g2'), { maxLength: 2 }),
  roundness: maybe(
    fc.record({ type: fc.constantFrom(1, 2, 3), value: fc.constantFrom(8, 32) }, { requiredKeys: ['type'] }),
  ),
  locked: fc.boolean(),
  customData: fc.record({ plugin: fc.constant('x'), deep: fc.constant({ list: [1, null, 'a'] }) }),
});

// 2023: frames, embedded pages, line heights.
const frame = all(
  typed('frame'),
  fc.record({ name: maybe(fc.constantFrom('Left half', 'Ж')), customLegacyIsCollapsed: fc.boolean() }),
);
const embeddable = all(
  typed('embeddable'),
  fc.record({ validated: maybe(fc.boolean()), link: fc.constant('https://www.youtube.com/watch?v=x') }),
);
const framed = fc.record({ frameId: maybe(fc.constantFrom('e0', 'gone')) });
const text2023 = all(text2021, fc.record({ lineHeight: fc.constantFrom(1.25, 1.2) }));

// 2024: order keys, elbow arrows, cropped images, generated pages.
const ordered = fc.record({ index: maybe(fc.constantFrom('a0', 'a1', 'Zz', 'a0V', 'not an index')) });
const elbow = all(
  typed('arrow'),
  fc.record({
    points: fc.constantFrom(
      [
        [0, 0],
        [80, 0],
        [80, 60],
      ],
      [
        [0, 0],
        [120, 0],
      ],
    ),
    elbowed: fc.boolean(),
    fixedSegments: fc.constant(null),
    startIsSpecial: maybe(fc.boolean()),
    endIsSpecial: maybe(fc.boolean()),
    startBinding: maybe(
      fc.record({
        elementId: fc.constantFrom('e0', 'gone'),
        focus: fc.constant(0),
        gap: fc.constant(4),
        fixedPoint: fc.constant([0.5, -0.1]),
      }),
    ),
    endBinding: fc.constant(null),
    endArrowhead: maybe(fc.constantFrom('triangle', 'triangle_outline', 'crowfoot_many', 'diamond')),
  }),
);
const cropped = all(
  image,
  fc.record({
    crop: maybe(
      fc.record({
        x: fc.constant(1),
        y: fc.constant(1),
        width: fc.constant(4),
        height: fc.constant(4),
        naturalWidth: fc.constant(8),
        naturalHeight: fc.constant(8),
      }),
    ),
  }),
);
const generated = all(
  typed('iframe', 'magicframe'),
  fc.record({
    name: maybe(fc.constant('A page')),
    customData: fc.constant({ generationData: { status: 'done', html: '<script>window.ran=1</script>' } }),
  }),
);
const text2024 = all(
  text2023,
  fc.record({ autoResize: fc.boolean(), fontFamily: fc.constantFrom(5, 6, 7, 8, 9) }),
);

// 2025 and 2026: bindings by fixed points, closed lines, and what is not known here yet.
const orbit = maybe(
  fc.record({
    elementId: fc.constantFrom('e0', 'gone'),
    mode: fc.constantFrom('orbit', 'inside'),
    fixedPoint: fc.constant([0.25, 0.75]),
  }),
);
const line2025 = all(
  typed('line', 'arrow'),
  fc.record({
    points,
    polygon: fc.boolean(),
    startBinding: orbit,
    endBinding: orbit,
    startArrowhead: maybe(fc.constantFrom('cardinality_many', 'bar')),
    endArrowhead: fc.constant(null),
  }),
);
const later = fc.record(
  {
    strokeOptions: fc.record({
      variability: fc.constantFrom('constant', 'variable'),
      streamline: fc.constant(0.5),
    }),
    schemaState: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const unknownType = typed('table', 'stickynote');

const eras: Readonly<Record<string, { readonly elements: readonly Element[]; readonly top: Json }>> = {
  '2020 first': {
    elements: [all(shapes, common, first), all(common, first, firstText), all(common, first, firstLine)],
    top: { type: 'excalidraw', version: 1, source: 'https://excalidraw.com' },
  },
  '2020 later': {
    elements: [
      all(shapes, common, versions, sharp),
      all(common, versions, sharp, text2020),
      all(common, versions, sharp, line2020),
    ],
    top: { type: 'excalidraw', version: 2, source: 'https://excalidraw.com' },
  },
  '2021': {
    elements: [
      all(shapes, common, versions, sharp, linked),
      all(common, versions, sharp, linked, text2021),
      all(common, versions, sharp, linked, line2020),
      all(common, versions, sharp, freedraw),
      all(common, versions, sharp, image),
    ],
    top: { type: 'excalidraw', version: 2, source: 'https://excalidraw.com' },
  },
  '2022': {
    elements: [
      all(shapes, common, versions, round, linked),
      all(common, versions, round, linked, text2021),
      all(common, versions, round, line2020),
      all(common, versions, round, freedraw),
    ],
    top: { type: 'excalidraw', version: 2, source: 'file://' },
  },
  '2023': {
    elements: [
      all(shapes, common, versions, round, linked, framed),
      all(common, versions, round, framed, text2023),
      all(common, versions, round, frame),
      all(common, versions, round, embeddable),
      all(common, versions, round, line2020, framed),
    ],
    top: { type: 'excalidraw', version: 2, source: 'https://marketplace.visualstudio.com/items?itemName=x' },
  },
  '2024': {
    elements: [
      all(shapes, common, versions, round, linked, framed, ordered),
      all(common, versions, round, ordered, text2024),
      all(common, versions, round, ordered, elbow),
      all(common, versions, round, ordered, cropped),
      all(common, versions, round, ordered, generated),
    ],
    top: { type: 'excalidraw', version: 2, source: 'https://excalidraw.com' },
  },
  '2025 and 2026': {
    elements: [
      all(shapes, common, versions, round, linked, framed, ordered, later),
      all(common, versions, round, ordered, text2024, later),
      all(common, versions, round, ordered, line2025, later),
      all(common, versions, unknownType, later),
      all(common, versions, round, freedraw, later),
    ],
    top: {
      type: 'excalidraw',
      version: 3,
      source: 'https://excalidraw.com',
      formatState: { migrated: true },
    },
  },
};

export const eraNames = Object.keys(eras);

/** A square of 8 by 8 pixels. */
export const bitmap =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';

/** Scenes of one era: parsed JSON as it stands in the file. The first element can always be drawn. */
export function sceneOf(
  era: string,
): fc.Arbitrary<{ readonly elements: readonly Json[]; readonly [name: string]: unknown }> {
  const known = eras[era];
  if (known === undefined) throw new Error(`No era is called ${era}.`);
  const [plain, ...others] = known.elements;
  if (plain === undefined) throw new Error(`${era} has no elements.`);
  return fc
    .record({
      elements: fc.tuple(
        plain,
        fc.array(fc.oneof(plain, ...others), { minLength: others.length, maxLength: 9 }),
      ),
      appState: maybe(
        fc.record(
          {
            viewBackgroundColor: fc.constantFrom('#ffffff', '#fdf8f6', 'transparent'),
            gridSize: maybe(fc.constant(20)),
            later: fc.constant({ deep: true }),
          },
          { requiredKeys: [] },
        ),
      ),
    })
    .map(({ elements: [head, rest], appState }) => {
      const elements = [head, ...rest].map((element, index): Json => ({ id: `e${index}`, ...element }));
      const images = elements.some((element) => element.type === 'image');
      const files = images
        ? {
            f1: {
              mimeType: 'image/png',
              id: 'f1',
              dataURL: bitmap,
              created: 1_600_000_000_000,
              lastRetrieved: 5,
            },
          }
        : undefined;
      const scene = {
        ...known.top,
        elements,
        ...(appState === null ? {} : { appState }),
        ...(files === undefined ? {} : { files }),
      };
      // As it stands in a file: without undefined and negative zero.
      return JSON.parse(JSON.stringify(scene)) as typeof scene;
    });
}
