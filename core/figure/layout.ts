/**
 * From text to drawing: a list or an outline laid out as boxes and arrows. Pure: widths are reckoned from
 * the letters, since text can only be measured in a browser; boxes are made wide enough for that.
 *
 * A flat list is a sequence, drawn from left to right in rows; a list with lists in it is a tree, drawn
 * from left to right with each item beside those that it leads to.
 */

export interface ListItem {
  readonly text: string;
  readonly items: readonly ListItem[];
}

export interface Box {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Join {
  readonly from: string;
  readonly to: string;
  readonly fromSide: 'right' | 'bottom';
  readonly toSide: 'left' | 'top';
}

export interface Layout {
  readonly boxes: readonly Box[];
  readonly joins: readonly Join[];
}

/** Scene units. A letter of the house font at 16 is about 8.4 wide on average; words of capitals are wider. */
const letterWidth = 9.2;
const lineHeight = 20;
const padding = 16;
const narrowest = 96;
const widest = 220;
const gapAcross = 64;
const gapDown = 24;
const rowGap = 56;
const mostInRow = 4;
const longestText = 200;
/** Longer lists are cut off: nobody reads such a drawing. */
export const mostItems = 120;

/** The size of a box that holds a text, broken at words. */
export function boxSize(text: string): { readonly width: number; readonly height: number } {
  const most = Math.floor((widest - 2 * padding) / letterWidth);
  let lines = 1;
  let line = 0;
  let longest = 0;
  for (const word of text.split(' ')) {
    if (line > 0 && line + 1 + word.length > most) {
      lines += 1;
      line = 0;
    }
    line += (line > 0 ? 1 : 0) + word.length;
    // A word longer than a line is broken within.
    lines += Math.max(0, Math.ceil(word.length / most) - 1);
    longest = Math.max(longest, Math.min(line, most));
  }
  const width = Math.min(widest, Math.max(narrowest, Math.ceil(longest * letterWidth) + 2 * padding));
  return { width, height: lines * lineHeight + 2 * padding };
}

function trimmed(items: readonly ListItem[]): readonly ListItem[] {
  let left = mostItems;
  const take = (list: readonly ListItem[]): ListItem[] =>
    list.flatMap((item) => {
      const text = item.text.replace(/\s+/g, ' ').trim();
      if (left <= 0 || (text === '' && item.items.length === 0)) return [];
      left -= 1;
      const shown = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
      return [{ text: shown, items: take(item.items) }];
    });
  return take(items);
}

/** Boxes and arrows for a list; nothing for an empty one. */
export function layoutList(items: readonly ListItem[]): Layout {
  const list = trimmed(items);
  return list.some((item) => item.items.length > 0) ? tree(list) : sequence(list);
}

function sequence(list: readonly ListItem[]): Layout {
  const boxes: Box[] = [];
  const joins: Join[] = [];
  const sizes = list.map((item) => boxSize(item.text));
  const columns = Math.min(mostInRow, list.length);
  const column = (index: number) => index % columns;
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...sizes.filter((_size, index) => column(index) === at).map((size) => size.width)),
  );
  let y = 0;
  for (let start = 0; start < list.length; start += columns) {
    const row = list.slice(start, start + columns);
    const height = Math.max(...sizes.slice(start, start + columns).map((size) => size.height));
    let x = 0;
    for (const [at, item] of row.entries()) {
      const width = widths[at] ?? narrowest;
      boxes.push({ id: `box-${boxes.length + 1}`, text: item.text, x, y, width, height });
      x += width + gapAcross;
    }
    y += height + rowGap;
  }
  for (const [index, box] of boxes.entries()) {
    const next = boxes[index + 1];
    if (next === undefined) continue;
    const turns = column(index + 1) === 0;
    joins.push({
      from: box.id,
      to: next.id,
      fromSide: turns ? 'bottom' : 'right',
      toSide: turns ? 'top' : 'left',
    });
  }
  return { boxes, joins };
}

function tree(list: readonly ListItem[]): Layout {
  const depthOf = (items: readonly ListItem[], depth: number, widths: number[]): number[] => {
    for (const item of items) {
      widths[depth] = Math.max(widths[depth] ?? 0, boxSize(item.text).width);
      depthOf(item.items, depth + 1, widths);
    }
    return widths;
  };
  const widths = depthOf(list, 0, []);
  const left = widths.map((_, depth) =>
    widths.slice(0, depth).reduce((sum, width) => sum + width + gapAcross, 0),
  );
  const boxes: Box[] = [];
  const joins: Join[] = [];
  let bottom = 0;
  const place = (item: ListItem, depth: number): Box => {
    const { height } = boxSize(item.text);
    const at = boxes.length;
    const box = {
      id: `box-${at + 1}`,
      text: item.text,
      x: left[depth] ?? 0,
      y: bottom,
      width: widths[depth] ?? narrowest,
      height,
    };
    boxes.push(box);
    const top = bottom;
    const children = item.items.map((child) => place(child, depth + 1));
    const [first, last] = [children[0], children.at(-1)];
    let placed = box;
    if (first !== undefined && last !== undefined) {
      // Beside the middle of what it leads to, and never above where it began.
      const middle = (first.y + last.y + last.height) / 2;
      placed = { ...box, y: Math.max(top, middle - height / 2) };
      boxes[at] = placed;
    }
    for (const child of children)
      joins.push({ from: box.id, to: child.id, fromSide: 'right', toSide: 'left' });
    bottom = Math.max(bottom, placed.y + height + gapDown);
    return placed;
  };
  for (const item of list) place(item, 0);
  return { boxes, joins };
}
