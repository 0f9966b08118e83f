/**
 * The cursor on both sides: which character of the Markdown stands for which character of the formatted
 * text. The plain text of a block is found again in its source by walking both from left to right.
 */

/** For each character of `plain`, its place in `source`; characters that are not there share the next place. */
export function align(plain: string, source: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of plain.split('')) {
    const found = /\s/.test(character) ? indexOfSpace(source, at) : source.indexOf(character, at);
    // A jump over more than a long link's address is a mismatch, not markup.
    if (found >= 0 && found - at < 400) {
      places.push(found);
      at = found + 1;
    } else places.push(at);
  }
  return places;
}

function indexOfSpace(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (/\s/.test(text.charAt(at))) return at;
  return -1;
}

/** Place in the source for a place in the plain text. */
export function toSource(plain: string, source: string, offset: number): number {
  if (offset <= 0) return align(plain, source)[0] ?? 0;
  const before = align(plain, source)[offset - 1];
  return before === undefined ? source.length : Math.min(before + 1, source.length);
}

/** Place in the plain text for a place in the source. */
export function toPlain(plain: string, source: string, offset: number): number {
  const places = align(plain, source);
  const first = places.findIndex((place) => place >= offset);
  return first < 0 ? plain.length : first;
}
