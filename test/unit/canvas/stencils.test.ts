import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readStencils } from '#renderer/canvas/stencils.ts';

const box = { id: 'a', type: 'rectangle', x: 0, y: 0, width: 9, height: 9 };

test('both versions of a library file are read, and what cannot be drawn is left out', () => {
  const old = { type: 'excalidrawlib', version: 1, library: [[box], [{ ...box, type: 'hexagon' }], 7] };
  expect(readStencils(JSON.stringify(old), 'unpublished')).toMatchObject([
    { status: 'unpublished', elements: [box] },
  ]);
  const page = { ...box, type: 'iframe', link: 'https://elsewhere.example' };
  const now = {
    type: 'excalidrawlib',
    version: 2,
    libraryItems: [{ id: 'x', name: 'Mine', elements: [page] }],
  };
  const [item] = readStencils(JSON.stringify(now), 'unpublished');
  expect(item).toMatchObject({ id: 'x', name: 'Mine', elements: [{ type: 'rectangle', link: null }] });
  for (const wrong of ['', '[]', '{"libraryItems":3}']) expect(readStencils(wrong, 'published')).toEqual([]);
});

test('the house stencils are seven, and share no id', () => {
  const text = readFileSync('assets/stencils/house.excalidrawlib', 'utf8');
  const items = readStencils(text, 'published');
  expect(items.map((item) => item.name)).toEqual([
    'Pipeline',
    'Timeline',
    'Two by two',
    'Causal graph',
    'Agent and environment',
    'Loss curve',
    'Theory of change',
  ]);
  const ids = items.flatMap((item) => item.elements.map((element) => element.id));
  expect(new Set(ids).size).toBe(ids.length);
});
