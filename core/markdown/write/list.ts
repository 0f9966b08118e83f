/** Lists: markers, numbers, indents and tightness. */
import type { DocumentNode } from '../schema.ts';
import type { WriteContext } from './context.ts';
import { indentLines } from './lines.ts';
import { isEmptyParagraph } from './segments.ts';

export interface ListSpelling {
  readonly bullet: string;
  readonly delimiter: string;
}

/** Writes a block of an item; `taken` is the sign of a list right before it. */
export type WriteChild = (
  node: DocumentNode,
  place: { readonly itemStart: boolean; readonly inItem: string; readonly taken: string | null },
) => string;

/** Blocks that end the paragraph before them without an empty line. */
function interrupts(node: DocumentNode): boolean {
  switch (node.type) {
    case 'bulletList':
      return !(node.content?.[0]?.content ?? []).slice(0, 1).every(isEmptyParagraph);
    case 'orderedList':
      return (
        Number(node.attrs?.start ?? 1) === 1 &&
        !(node.content?.[0]?.content ?? []).slice(0, 1).every(isEmptyParagraph)
      );
    case 'codeBlock':
    case 'blockquote':
    case 'callout':
    case 'horizontalRule':
    case 'mathBlock':
    case 'div':
    case 'footnoteDefinition':
    case 'table':
      return true;
    case 'heading':
      return true;
    case 'htmlBlock':
      return /^<(?:!--|\/?(?:address|article|aside|blockquote|details|dialog|div|dl|figure|form|h[1-6]|hr|li|nav|ol|p|section|summary|table|ul|pre|script|style)\b)/i.test(
        String(node.attrs?.source ?? ''),
      );
    default:
      return false;
  }
}

/** Blocks behind which a paragraph can start without an empty line. */
const endsItself = new Set(['codeBlock', 'heading', 'horizontalRule', 'mathBlock', 'div']);
/** Blocks that run on until an empty line. */
const runsOn = new Set(['htmlBlock', 'sourceBlock', 'linkDefinition']);
const family: Readonly<Record<string, string>> = { callout: 'blockquote' };

/** Whether two blocks of one item would become one, or be read otherwise, without an empty line. */
export function needsBlank(before: DocumentNode, after: DocumentNode): boolean {
  if (runsOn.has(before.type)) return true;
  if (endsItself.has(before.type)) return after.type === 'codeBlock' && after.attrs?.fence === null;
  const kind = (node: DocumentNode) => family[node.type] ?? node.type;
  // A table cannot end a paragraph that another container holds.
  if (after.type === 'table' && before.type !== 'paragraph' && before.type !== 'figure') return true;
  return !interrupts(after) || kind(before) === kind(after);
}

/** Whether the list can be written without an empty line between its blocks. */
export function canBeTight(items: readonly DocumentNode[]): boolean {
  return items.every((item) => {
    const blocks = itemBlocks(item);
    return blocks.every((block, i) => i === 0 || !needsBlank(blocks[i - 1] as DocumentNode, block));
  });
}

/** An empty paragraph only stands where an item has nothing else. */
function itemBlocks(item: DocumentNode): readonly DocumentNode[] {
  const content = item.content ?? [];
  const full = content.filter((block) => !isEmptyParagraph(block));
  return full.length > 0 ? full : content.slice(0, 1);
}

export function writeList(
  list: DocumentNode,
  context: WriteContext,
  spelling: ListSpelling,
  write: WriteChild,
): string {
  const items = list.content ?? [];
  const tight = list.attrs?.tight !== false && canBeTight(items);
  const written = items.map((item, i) =>
    writeItem(item, markerOf(list, i, context, spelling), context, tight, write),
  );
  return written.join(tight ? '\n' : '\n\n');
}

function markerOf(
  list: DocumentNode,
  index: number,
  { habits }: WriteContext,
  spelling: ListSpelling,
): string {
  if (list.type === 'bulletList') return spelling.bullet;
  const start = Number(list.attrs?.start ?? 1);
  const sameNumber = typeof list.attrs?.sameNumber === 'boolean' ? list.attrs.sameNumber : habits.sameNumber;
  return `${sameNumber ? start : Math.min(999_999_999, start + index)}${spelling.delimiter}`;
}

/** One item with its marker; its other lines stand under its text. */
export function writeItem(
  item: DocumentNode,
  marker: string,
  { habits }: WriteContext,
  tight: boolean,
  write: WriteChild,
): string {
  const blocks = itemBlocks(item);
  const first = blocks[0];
  const checked = item.attrs?.checked;
  const gap = ' '.repeat(habits.markerGap);
  const box = typeof checked === 'boolean' && first?.type === 'paragraph' ? (checked ? '[x] ' : '[ ] ') : '';
  const width = marker.length + gap.length;
  const indent = ' '.repeat(width);
  let text = '';
  let taken: string | null = null;
  blocks.forEach((block, i) => {
    const before = blocks[i - 1];
    const isList = block.type === 'bulletList' || block.type === 'orderedList';
    const body = write(block, {
      itemStart: i === 0 && box === '',
      inItem: marker,
      taken: before?.type === block.type ? taken : null,
    });
    taken = listMarker(block, body);
    const columns =
      isList && i > 0 ? ' '.repeat(Math.max(width, Math.min(habits.nestedIndent, width + 3))) : indent;
    if (before === undefined) text += indentLines(body, indent).replace(/^ +/, '');
    else text += `${tight && !needsBlank(before, block) ? '\n' : '\n\n'}${indentLines(body, columns)}`;
  });
  return `${marker}${gap}${box}${text}`.replace(/[ \t\n]+$/, '');
}

/** The sign that a written list used. */
export function listMarker(node: DocumentNode, text: string): string | null {
  if (node.type === 'bulletList') return text.trimStart()[0] ?? null;
  if (node.type === 'orderedList') return /^\s*\d+([.)])/.exec(text)?.[1] ?? null;
  return null;
}
