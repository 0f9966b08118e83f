/**
 * Inline content as the writer sees it: pieces of text and atoms, each with the marks that mean
 * something. White space at the edge of an emphasis is outside of it, because Markdown cannot say
 * anything else.
 */
import type { DocumentMark, DocumentNode, MarkName } from '../schema.ts';

export interface Segment {
  /** The text, null for an atom. */
  text: string | null;
  readonly atom: DocumentNode | null;
  /** A line end of the file, which reads as a space. */
  readonly softBreak: boolean;
  marks: DocumentMark[];
}

/** Two marks are one when they mean the same; how they are spelled does not count. */
export function markKey(mark: DocumentMark): string {
  return mark.type === 'link' ? `link ${mark.attrs?.href ?? ''} ${mark.attrs?.title ?? ''}` : mark.type;
}

const edged: readonly MarkName[] = ['bold', 'italic', 'strike'];

function isBlank(segment: Segment): boolean {
  return (
    segment.softBreak ||
    segment.atom?.type === 'hardBreak' ||
    (segment.text !== null &&
      /^[ \t\n]*$/.test(segment.text) &&
      !segment.marks.some((mark) => mark.type === 'code'))
  );
}

export function segmentsOf(content: readonly DocumentNode[]): Segment[] {
  let segments: Segment[] = [];
  for (const node of content) {
    const marks = node.marks ?? [];
    const meant = marks.filter((mark) => mark.type !== 'softBreak');
    if (node.type !== 'text') {
      segments.push({ text: null, atom: node, softBreak: false, marks: [...meant] });
      continue;
    }
    const softBreak = marks.length > meant.length && (node.text ?? '').trim() === '';
    const text = (node.text ?? '').replace(/[\n\r]/g, ' ');
    const last = segments.at(-1);
    if (!softBreak && last?.text != null && !last.softBreak && sameMeaning(last.marks, meant))
      last.text += text;
    else segments.push({ text: softBreak ? ' ' : text, atom: null, softBreak, marks: [...meant] });
  }
  segments = trimEdges(segments);
  for (const type of edged) segments = withoutBlankEdges(segments, type);
  return segments.filter((segment) => segment.text !== '');
}

export function sameMeaning(a: readonly DocumentMark[], b: readonly DocumentMark[]): boolean {
  if (a.length !== b.length) return false;
  const keys = new Set(a.map(markKey));
  return b.every((mark) => keys.has(markKey(mark)));
}

/** A block neither starts nor ends with white space, and neither does a line. */
function trimEdges(segments: Segment[]): Segment[] {
  const isBreak = (segment: Segment | undefined) =>
    segment === undefined || segment.softBreak || segment.atom?.type === 'hardBreak';
  const kept = [...segments];
  const isCode = (segment: Segment) => segment.marks.some((mark) => mark.type === 'code');
  for (let i = 0; i < kept.length; i++) {
    const segment = kept[i];
    if (segment?.text == null || segment.softBreak || isCode(segment)) continue;
    let text = segment.text;
    if (isBreak(kept[i - 1])) text = text.replace(/^[ \t]+/, '');
    if (isBreak(kept[i + 1])) text = text.replace(/[ \t]+$/, '');
    if (text === '') kept.splice(i--, 1);
    else segment.text = text;
  }
  while (kept[0]?.softBreak) kept.shift();
  while (kept.at(-1)?.softBreak) kept.pop();
  return kept;
}

function withoutBlankEdges(segments: Segment[], type: MarkName): Segment[] {
  const has = (segment: Segment | undefined) => segment?.marks.some((mark) => mark.type === type) === true;
  const strip = (segment: Segment): void => {
    segment.marks = segment.marks.filter((mark) => mark.type !== type);
  };
  const result: Segment[] = [];
  for (let i = 0; i < segments.length; ) {
    if (!has(segments[i])) {
      const segment = segments[i++];
      if (segment !== undefined) result.push(segment);
      continue;
    }
    let end = i;
    while (has(segments[end])) end++;
    const run = segments.slice(i, end).flatMap(splitBlanks);
    let first = 0;
    let last = run.length;
    while (first < last && run[first] !== undefined && isBlank(run[first] as Segment)) first++;
    while (last > first && run[last - 1] !== undefined && isBlank(run[last - 1] as Segment)) last--;
    run.forEach((segment, at) => {
      if (at < first || at >= last) strip(segment);
    });
    result.push(...run);
    i = end;
  }
  return join(result);
}

function splitBlanks(segment: Segment): Segment[] {
  if (segment.text === null || segment.softBreak || segment.marks.some((mark) => mark.type === 'code'))
    return [segment];
  const match = /^([ \t]*)([\s\S]*?)([ \t]*)$/.exec(segment.text);
  if (match === null) return [segment];
  return [match[1], match[2], match[3]]
    .filter((text): text is string => text !== undefined && text !== '')
    .map((text) => ({ ...segment, text, marks: [...segment.marks] }));
}

/** Text that was split and still has the same marks becomes one again. */
function join(segments: Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (
      last?.text != null &&
      segment.text !== null &&
      !last.softBreak &&
      !segment.softBreak &&
      sameMeaning(last.marks, segment.marks)
    ) {
      last.text += segment.text;
    } else joined.push(segment);
  }
  return joined;
}
