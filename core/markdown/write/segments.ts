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

/**
 * A block neither starts nor ends with white space, and neither does a line, as long as nothing of a
 * link stands between the white space and the line end.
 */
function trimEdges(segments: Segment[]): Segment[] {
  const kept = [...segments];
  for (let i = 0; i < kept.length; i++) {
    const segment = kept[i];
    if (segment?.text == null || segment.softBreak || isCode(segment)) continue;
    let text = segment.text;
    if (startsLine(kept[i - 1], segment)) text = text.replace(/^[ \t]+/, '');
    if (endsLine(kept[i + 1], segment)) text = text.replace(/[ \t]+$/, '');
    if (text === '') kept.splice(i--, 1);
    else segment.text = text;
  }
  for (let i = kept.length - 1; i >= 0; i--) {
    if (kept[i]?.softBreak && (endsTheLine(kept[i - 1]) || endsTheLine(kept[i + 1]))) kept.splice(i, 1);
  }
  while (kept[0]?.softBreak && linkOf(kept[0]) === null) kept.shift();
  while (kept.at(-1)?.softBreak && linkOf(kept.at(-1)) === null) kept.pop();
  return kept;
}

/** A line end beside another would make an empty line. */
function endsTheLine(segment: Segment | undefined): boolean {
  return (
    segment?.softBreak === true ||
    (segment?.atom?.type === 'hardBreak' && segment.atom.attrs?.style !== 'html')
  );
}

function isCode(segment: Segment): boolean {
  return segment.marks.some((mark) => mark.type === 'code');
}

function linkOf(segment: Segment | undefined): string | null {
  const link = segment?.marks.find((mark) => mark.type === 'link');
  return link === undefined ? null : markKey(link);
}

function startsLine(before: Segment | undefined, segment: Segment): boolean {
  if (before === undefined) return linkOf(segment) === null;
  const breaks =
    before.softBreak || (before.atom?.type === 'hardBreak' && before.atom.attrs?.style !== 'html');
  return breaks && (before.atom !== null || linkOf(before) === linkOf(segment));
}

/** A backslash keeps the space before it; the two spaces of the other line break do not. */
function endsLine(after: Segment | undefined, segment: Segment): boolean {
  if (after === undefined) return linkOf(segment) === null;
  const style = after.atom?.type === 'hardBreak' ? (after.atom.attrs?.style ?? null) : undefined;
  const breaks = after.softBreak || (style !== undefined && style !== 'html' && style !== 'backslash');
  return breaks && linkOf(after) === linkOf(segment);
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

export function isEmptyParagraph(node: DocumentNode): boolean {
  return node.type === 'paragraph' && segmentsOf(node.content ?? []).length === 0;
}
