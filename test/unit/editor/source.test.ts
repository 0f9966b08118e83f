import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingLines, excerpt } from '#renderer/editor/line-difference.ts';
import { toPlain, toSource } from '#renderer/editor/source-cursor.ts';
import { carryOver, filePlace, shownPlace, shownText } from '#renderer/editor/source-edit.ts';

const piece = fc.constantFrom('a', 'b', ' ', '\n', '\r\n', '\r', 'x\n', '\r\ny');
const file = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

describe('typing in the source view', () => {
  it('leaves the file alone when nothing is typed', () => {
    fc.assert(
      fc.property(file, (text) => {
        expect(carryOver(text, shownText(text), '\n')).toBe(text);
      }),
    );
  });

  it('shows what was typed, and keeps the line ends before and behind it', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.constantFrom('', 'Z', 'Z\nZ'), (text, at, typed) => {
        const shown = shownText(text);
        const place = at % (shown.length + 1);
        const after = shown.slice(0, place) + typed + shown.slice(place);
        const result = carryOver(text, after, '\r\n');
        expect(shownText(result)).toBe(after);
        const ends = (each: string): number => each.match(/\r\n|\n|\r/g)?.length ?? 0;
        expect(ends(result)).toBe(ends(text) + ends(typed));
      }),
    );
  });

  it('counts places both ways', () => {
    fc.assert(
      fc.property(file, fc.nat(), (text, at) => {
        const place = at % (shownText(text).length + 1);
        expect(shownPlace(text, filePlace(text, place))).toBe(place);
      }),
    );
  });
});

describe('the cursor', () => {
  const source = 'Some **bold** and [a link](https://x.org) and more.';
  const plain = 'Some bold and a link and more.';

  it.each(['bold', 'a link', 'more'])('stands before “%s” on both sides', (word) => {
    const there = source.indexOf(word);
    const here = plain.indexOf(word);
    expect(toPlain(plain, source, there)).toBe(here);
    expect(source.slice(toSource(plain, source, here + 1), there + 5)).toBe(
      source.slice(there + 1, there + 5),
    );
  });

  it('stays inside whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(200), (one, other, at) => {
        expect(toSource(one, other, at % (one.length + 1))).toBeLessThanOrEqual(other.length);
        expect(toPlain(one, other, at)).toBeLessThanOrEqual(one.length);
      }),
    );
  });
});

describe('the difference of two versions', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'));

  it('holds both versions whole and in order', () => {
    fc.assert(
      fc.property(lines, lines, (mine, theirs) => {
        const all = differingLines(mine, theirs);
        const of = (side: 'mine' | 'theirs'): string =>
          all
            .filter((line) => line.side === 'both' || line.side === side)
            .map((line) => line.text)
            .join('\n');
        expect(of('mine')).toBe(mine);
        expect(of('theirs')).toBe(theirs);
      }),
    );
  });

  it('marks only what differs, and leaves far lines out', () => {
    const mine = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
    const shown = excerpt(differingLines(mine, mine.replace('line 10', 'line ten')));
    expect(shown.filter((line) => line !== null && line.side !== 'both')).toEqual([
      { side: 'mine', text: 'line 10' },
      { side: 'theirs', text: 'line ten' },
    ]);
    expect(shown).toHaveLength(8);
  });
});
