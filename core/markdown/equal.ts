/** Whether two trees mean the same: spelling does not count, and neither does what Markdown cannot say. */
import type { DocumentNode } from './schema.ts';
import { canBeTight } from './write/list.ts';
import { isEmptyParagraph, markKey, type Segment, segmentsOf } from './write/segments.ts';

/** The attributes that carry meaning; every other one is spelling. */
const meaning: Readonly<Record<string, readonly string[]>> = {
  heading: ['level', 'attributes'],
  orderedList: ['start'],
  listItem: ['checked'],
  codeBlock: ['info'],
  tableHeader: ['align'],
  tableCell: ['align'],
  figure: ['src', 'alt', 'caption', 'attributes'],
  image: ['src', 'alt', 'title', 'attributes'],
  mathBlock: ['tex', 'attributes'],
  mathInline: ['tex'],
  footnoteDefinition: ['label'],
  footnoteReference: ['label'],
  callout: ['kind', 'title', 'fold'],
  div: ['attributes'],
  linkDefinition: ['source'],
  htmlBlock: ['source'],
  sourceBlock: ['source'],
  citation: ['source'],
  crossReference: ['source'],
  wikilink: ['source'],
  embed: ['source'],
  htmlInline: ['source'],
  sourceInline: ['source'],
};

const flow = new Set(['paragraph', 'heading']);

export function sameDocument(a: readonly DocumentNode[], b: readonly DocumentNode[]): boolean {
  const left = withoutEmpty(a);
  const right = withoutEmpty(b);
  return left.length === right.length && left.every((node, i) => sameBlock(node, right[i] as DocumentNode));
}

export function sameBlock(a: DocumentNode, b: DocumentNode): boolean {
  if (a.type !== b.type || !sameAttributes(a, b)) return false;
  if (a.type === 'codeBlock') return textIn(a) === textIn(b);
  if (flow.has(a.type)) return sameInline(a.content ?? [], b.content ?? []);
  if (a.type === 'bulletList' || a.type === 'orderedList') {
    if (looseness(a) !== looseness(b)) return false;
  }
  return sameDocument(a.content ?? [], b.content ?? []);
}

/** A list with one block is tight, and one that Markdown cannot write without empty lines is not. */
function looseness(list: DocumentNode): boolean {
  const items = list.content ?? [];
  const blocks = items.reduce((count, item) => count + withoutEmpty(item.content ?? []).length, 0);
  return blocks > 1 && (list.attrs?.tight === false || !canBeTight(items));
}

export function sameInline(a: readonly DocumentNode[], b: readonly DocumentNode[]): boolean {
  const left = joinBreaks(segmentsOf(a));
  const right = joinBreaks(segmentsOf(b));
  return left.length === right.length && left.every((segment, i) => segment === right[i]);
}

/** Each segment as one string; a soft break is a space, and a line break has no marks. */
function joinBreaks(segments: readonly Segment[]): string[] {
  const result: string[] = [];
  let key = '';
  let text = '';
  const flush = (): void => {
    if (text !== '') result.push(`${key}>${text}`);
    text = '';
  };
  for (const segment of segments) {
    const next = segment.atom?.type === 'hardBreak' ? '' : segment.marks.map(markKey).sort().join('|');
    if (segment.atom !== null || next !== key) flush();
    key = next;
    if (segment.atom !== null) result.push(`${key}>${segment.atom.type}${attributesKey(segment.atom)}`);
    else text += segment.text ?? '';
  }
  flush();
  return result;
}

function attributesKey(node: DocumentNode): string {
  return (meaning[node.type] ?? []).map((name) => `${name}=${plain(node, name)}`).join(';');
}

function sameAttributes(a: DocumentNode, b: DocumentNode): boolean {
  return (meaning[a.type] ?? []).every((name) => plain(a, name) === plain(b, name));
}

/** Absent and null are the same; white space in sources and formulas counts once. */
function plain(node: DocumentNode, name: string): string {
  const value = node.attrs?.[name];
  if (value === null || value === undefined || value === '') return '';
  if (typeof value !== 'string') return String(value);
  if (name === 'source' || name === 'info') return value.trim();
  return name === 'href' || name === 'src' ? value : value.replace(/\s+/g, ' ').trim();
}

function textIn(node: DocumentNode): string {
  return (node.content ?? []).map((child) => child.text ?? '').join('');
}

/** Empty paragraphs cannot be written, unless they are all there is. */
function withoutEmpty(nodes: readonly DocumentNode[]): readonly DocumentNode[] {
  const kept = nodes.filter((node) => !isEmptyParagraph(node));
  return kept.length === nodes.length ? nodes : kept;
}
