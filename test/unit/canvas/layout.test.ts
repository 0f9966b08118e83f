import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, boxSize, type ListItem, layoutList, mostItems } from '#core/figure/layout.ts';

const item = (depth: number): fc.Arbitrary<ListItem> =>
  fc.record({
    text: fc.lorem({ maxCount: 12 }),
    items: depth === 0 ? fc.constant([]) : fc.array(item(depth - 1), { maxLength: 3 }),
  });
const items = fc.array(item(3), { maxLength: 6 });

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('a list as a drawing', () => {
  test('no two boxes lie over each other, and every arrow joins boxes that are there', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { boxes, joins } = layoutList(list);
        const ids = new Set(boxes.map((box) => box.id));
        expect(ids.size).toBe(boxes.length);
        boxes.forEach((one, at) => {
          for (const other of boxes.slice(at + 1)) expect(overlap(one, other)).toBe(false);
        });
        for (const join of joins) expect(ids.has(join.from) && ids.has(join.to)).toBe(true);
      }),
    );
  });

  test('a flat list is a sequence', () => {
    const list = ['a', 'b', 'c', 'd', 'e'].map((text) => ({ text, items: [] }));
    const { boxes, joins } = layoutList(list);
    expect(boxes.map((box) => box.text).join('')).toBe('abcde');
    expect(joins.map((join) => `${join.from}>${join.to} ${join.fromSide}`)).toEqual([
      'box-1>box-2 right',
      'box-2>box-3 right',
      'box-3>box-4 right',
      'box-4>box-5 bottom',
    ]);
  });

  test('a nested list is a tree', () => {
    const leaf = (text: string) => ({ text, items: [] });
    const { boxes, joins } = layoutList([{ text: 'root', items: [leaf('one'), leaf('two')] }]);
    expect(joins.map((join) => [join.from, join.to])).toEqual([
      ['box-1', 'box-2'],
      ['box-1', 'box-3'],
    ]);
    const [root, one, two] = boxes;
    expect(root?.y).toBe(((one?.y ?? 0) + (two?.y ?? 0)) / 2);
  });

  test('nothing gives nothing, and a list without end is cut off', () => {
    expect(layoutList([{ text: ' ', items: [] }])).toEqual({ boxes: [], joins: [] });
    const many = Array.from({ length: 500 }, (_, index) => ({ text: String(index), items: [] }));
    expect(layoutList(many).boxes).toHaveLength(mostItems);
  });

  test('a box grows with its text', () => {
    expect(boxSize('a').width).toBeLessThan(boxSize('a longer label here').width);
    expect(boxSize('word '.repeat(30)).height).toBeGreaterThan(boxSize('word').height);
  });
});
