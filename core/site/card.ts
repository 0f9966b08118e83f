/**
 * The picture that a link to a page shows elsewhere (Open Graph, 1200 by 630): the title, set in the
 * theme's face, over who wrote it. Letters were drawn beforehand; here they are only put in their
 * places, so that a picture costs a few milliseconds and needs no browser.
 */
import type { ThemeDescription } from './theme.ts';

export const cardWidth = 1200;
export const cardHeight = 630;
const stride = cardWidth + 1;

/** Advance, left, top (from the pen on the baseline), width, height, place among the levels. */
export type Glyph = readonly [
  advance: number,
  left: number,
  top: number,
  width: number,
  height: number,
  at: number,
];

export interface Letters {
  /** Size of the face in pixels. */
  readonly size: number;
  readonly glyphs: Readonly<Record<string, Glyph>>;
  readonly kerns: Readonly<Record<string, number>>;
  /** One byte for each pixel: 0 for none to 15 for full. */
  readonly levels: Uint8Array;
}

export interface CardText {
  readonly eyebrow: string;
  readonly title: string;
  readonly author: string;
  readonly place: string;
}

export interface Card {
  /** Rows as a PNG has them: a byte 0 (no filter), then one byte for each pixel, a colour of the palette. */
  readonly rows: Uint8Array;
  /** Red, green and blue, one byte each. */
  readonly palette: Uint8Array;
}

/** Colours: 16 steps from paper to ink, 16 from paper to soft, then accent, line and square. */
const ink = 0;
const soft = 16;
const accent = 32;
const line = 33;
const square = 34;

/** Letters of a title that are looked at: more never fit. */
const longest = 240;

/** Text as it can be set; letters that the face lacks lose their marks, or are left out. */
export function settable(text: string, letters: Letters): string {
  let out = '';
  for (const character of text.slice(0, longest).normalize('NFC').replace(/\s+/g, ' ').trim()) {
    if (Object.hasOwn(letters.glyphs, character)) out += character;
    else {
      const [plain = ''] = character.normalize('NFKD');
      if (Object.hasOwn(letters.glyphs, plain)) out += plain;
    }
  }
  return out;
}

/** False for a title of which too much would be missing: then there is no picture. */
export function canSet(title: string, letters: Letters): boolean {
  const written = [...title.slice(0, longest).normalize('NFC')].filter((character) =>
    /[\p{L}\p{N}]/u.test(character),
  );
  const set = [...settable(title, letters)].filter((character) => /[\p{L}\p{N}]/u.test(character));
  return set.length > 0 && set.length >= written.length * 0.9;
}

export function drawCard(
  text: CardText,
  theme: Pick<ThemeDescription, 'light' | 'card'>,
  titles: Letters,
  small: Letters,
): Card {
  const rows = new Uint8Array(stride * cardHeight);
  const sheet = new Sheet(rows);
  const left = theme.card === 'grid' ? 196 : 84;
  const width = cardWidth - left - 84;
  if (theme.card === 'grid') {
    for (let at = 18; at < cardHeight; at += 36) sheet.fill(0, at, cardWidth, 1, square);
    for (let at = 16; at < cardWidth; at += 36) sheet.fill(at, 0, 1, cardHeight, square);
    sheet.fill(147, 0, 3, cardHeight, accent);
  } else if (theme.card === 'rules') {
    sheet.fill(84, 70, cardWidth - 168, 6, ink + 15);
    sheet.fill(84, 534, cardWidth - 168, 2, ink + 15);
  } else {
    sheet.fill(0, 0, 14, cardHeight, accent);
    sheet.fill(84, 534, cardWidth - 168, 2, line);
  }
  sheet.set(settable(text.eyebrow, small), left, 132, small, soft);
  const leading = Math.round(titles.size * 1.16);
  const lines = breakLines(settable(text.title, titles), width, titles, 4);
  lines.forEach((words, index) => {
    sheet.set(words, left - 2, 132 + 96 + index * leading, titles, ink);
  });
  const place = settable(text.place, small);
  const placeWidth = widthOf(place, small);
  const author = shorten(settable(text.author, small), width - placeWidth - 40, small);
  sheet.set(author, left, 586, small, ink);
  sheet.set(place, cardWidth - 84 - placeWidth, 586, small, soft);
  return { rows, palette: paletteOf(theme.light) };
}

class Sheet {
  constructor(private readonly rows: Uint8Array) {}

  fill(x: number, y: number, width: number, height: number, colour: number): void {
    for (let row = y; row < y + height; row++)
      this.rows.fill(colour, row * stride + 1 + x, row * stride + 1 + x + width);
  }

  /** Sets a line of text with its baseline at `y`. */
  set(text: string, x: number, y: number, letters: Letters, colour: number): void {
    let pen = x;
    let before = '';
    for (const character of text) {
      const glyph = letters.glyphs[character];
      if (glyph === undefined) continue;
      pen += letters.kerns[before + character] ?? 0;
      this.put(glyph, Math.round(pen), y, letters.levels, colour);
      pen += glyph[0];
      before = character;
    }
  }

  private put(glyph: Glyph, x: number, y: number, levels: Uint8Array, colour: number): void {
    const [, left, top, width, height, start] = glyph;
    let at = start;
    for (let row = 0; row < height; row++) {
      const to = (y + top + row) * stride + 1 + x + left;
      for (let column = 0; column < width; column++, at++) {
        const level = levels[at] ?? 0;
        if (level > 0 && x + left + column < cardWidth) this.rows[to + column] = colour + level;
      }
    }
  }
}

function widthOf(text: string, letters: Letters): number {
  let width = 0;
  let before = '';
  for (const character of text) {
    width += (letters.glyphs[character]?.[0] ?? 0) + (letters.kerns[before + character] ?? 0);
    before = character;
  }
  return Math.ceil(width);
}

function shorten(text: string, width: number, letters: Letters): string {
  if (widthOf(text, letters) <= width) return text;
  let kept = [...text];
  while (kept.length > 0 && widthOf(`${kept.join('').trimEnd()}…`, letters) > width) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}

interface Word {
  readonly text: string;
  readonly width: number;
}

/** Fills lines from the left, then narrows the measure while the text takes no more of them. */
function breakLines(text: string, width: number, letters: Letters, most: number): string[] {
  const words = text.split(' ').map((word) => ({ text: word, width: widthOf(word, letters) }));
  const space = letters.glyphs[' ']?.[0] ?? 0;
  const join = (line: readonly Word[]) => line.map((word) => word.text).join(' ');
  let lines = fillLines(words, width, space);
  if (lines.length > most) {
    const last = join(lines.slice(most - 1).flat());
    return [...lines.slice(0, most - 1).map(join), shorten(last, width, letters)];
  }
  const widest = Math.max(...words.map((word) => word.width));
  for (let measure = width - 20; measure > Math.max(width * 0.55, widest); measure -= 20) {
    const balanced = fillLines(words, measure, space);
    if (balanced.length > lines.length) break;
    lines = balanced;
  }
  return lines.map((line) => shorten(join(line), width, letters));
}

function fillLines(words: readonly Word[], width: number, space: number): Word[][] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const word of words) {
    if (used > 0 && used + space + word.width > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(word);
    used += word.width + (used > 0 ? space : 0);
  }
  return lines;
}

function paletteOf({ paper, ink: dark, soft: grey, accent: bright }: ThemeDescription['light']): Uint8Array {
  const colours: (readonly number[])[] = [];
  for (const end of [dark, grey])
    for (let step = 0; step < 16; step++) colours.push(mix(paper, end, step / 15));
  colours.push(mix(bright, bright, 0), mix(paper, dark, 0.16), mix(paper, dark, 0.07));
  return Uint8Array.from(colours.flat());
}

function mix(from: string, to: string, share: number): number[] {
  return [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share);
  });
}
