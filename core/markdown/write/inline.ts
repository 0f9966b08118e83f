/**
 * Inline content becomes Markdown.
 *
 * First the marks are nested, then everything is laid out as one line of text and syntax, then the
 * text is escaped by the table in `escapes.ts`. What comes out is read again; if it does not say
 * the same, more careful spellings are tried, one after the other.
 */
import { sameInline } from '../equal.ts';
import { grammar } from '../grammar/grammar.ts';
import type { Env, Token } from '../grammar/types.ts';
import { inlineFromTokens } from '../inline-from-tokens.ts';
import type { DocumentMark, DocumentNode } from '../schema.ts';
import { markOrder } from '../schema.ts';
import { writeAtom } from './atoms.ts';
import type { InlinePlace, WriteContext } from './context.ts';
import { escapeAt } from './escapes.ts';
import { destination } from './link.ts';
import { markKey, type Segment, segmentsOf } from './segments.ts';

/** How carefully to write; each one is plainer to read than the next. */
interface Care {
  /** Emphasis inside emphasis uses the other sign. */
  readonly alternate: boolean;
  /** Every sign that could mean something is escaped. */
  readonly escapeAll: boolean;
  /** Reference links name their label, so that their text may be escaped. */
  readonly fullReferences: boolean;
  /** Letters beside an emphasis are written as character references, so that it can open and close. */
  readonly references: boolean;
}

const plain: Care = { alternate: false, escapeAll: false, references: false, fullReferences: false };

const cares: readonly Care[] = [
  plain,
  { ...plain, fullReferences: true },
  { ...plain, alternate: true, fullReferences: true },
  { ...plain, escapeAll: true, fullReferences: true },
  { ...plain, references: true, fullReferences: true },
  { ...plain, alternate: true, references: true, fullReferences: true },
  { alternate: true, escapeAll: true, references: true, fullReferences: true },
];

/**
 * Inline Markdown of a block's content. Line ends are `\n`; in a heading or a cell there are none.
 * A careful spelling is written once more as it reads, so that writing it again changes nothing.
 */
export function writeInline(
  content: readonly DocumentNode[],
  context: WriteContext,
  place: InlinePlace,
  rounds = 3,
): string {
  const segments = segmentsOf(content);
  if (segments.length === 0) return '';
  let first: string | null = null;
  for (const care of cares) {
    const written = layOut(segments, context, place, care);
    first ??= written;
    const read = readBack(written, context, place);
    if (read === null || !sameInline(read, content)) continue;
    return care === plain || rounds === 0 ? written : writeInline(read, context, place, rounds - 1);
  }
  return first ?? '';
}

/** What a reader would make of it; null when it is not one run of text any more. */
function readBack(written: string, context: WriteContext, place: InlinePlace): DocumentNode[] | null {
  const env: Env = { references: Object.assign(Object.create(null), context.references) };
  let tokens: Token[];
  if (place.kind === 'paragraph') {
    tokens = grammar.parse(written, env);
    if (tokens.length !== 3 || tokens[0]?.type !== 'paragraph_open') return null;
  } else if (place.kind === 'heading') {
    tokens = grammar.parse(`# ${written}`, env);
    if (tokens.length !== 3 || tokens[0]?.meta?.attributes !== undefined) return null;
  } else {
    tokens = grammar.parseInline(written, env);
  }
  const inline = tokens.find((token) => token.type === 'inline');
  const read = inlineFromTokens(inline?.children ?? []);
  return read.trouble === null ? read.content : null;
}

interface Span {
  start: number;
  end: number;
  readonly mark: DocumentMark;
}

/** The marks as spans over the segments, none of them crossing another. */
function spansOf(segments: readonly Segment[]): Span[] {
  const spans: Span[] = [];
  const open = new Map<string, Span>();
  segments.forEach((segment, i) => {
    const here = new Set<string>();
    for (const mark of segment.marks) {
      if (mark.type === 'code') continue;
      const key = markKey(mark);
      here.add(key);
      const span = open.get(key);
      if (span !== undefined && span.end === i) span.end = i + 1;
      else {
        const next: Span = { start: i, end: i + 1, mark };
        open.set(key, next);
        spans.push(next);
      }
    }
  });
  // A piece of a mark that was cut is spelled as the text under it was.
  return uncross(spans)
    .map((span) => {
      const key = markKey(span.mark);
      return {
        ...span,
        mark: segments[span.start]?.marks.find((mark) => markKey(mark) === key) ?? span.mark,
      };
    })
    .sort((a, b) => a.start - b.start || b.end - a.end || rank(a) - rank(b));
}

/** Links stay whole; an emphasis that crosses the edge of a link or of an earlier emphasis is cut there. */
function uncross(spans: Span[]): Span[] {
  const queue = [...spans].sort(
    (a, b) =>
      Number(b.mark.type === 'link') - Number(a.mark.type === 'link') ||
      a.start - b.start ||
      b.end - a.end ||
      rank(a) - rank(b),
  );
  const placed: Span[] = [];
  for (let span = queue.shift(); span !== undefined; span = queue.shift()) {
    const current = span;
    const cut = placed
      .flatMap((other) =>
        crosses(current, other)
          ? [other.start > current.start && other.start < current.end ? other.start : other.end]
          : [],
      )
      .sort((a, b) => a - b)[0];
    if (cut === undefined) placed.push(current);
    else queue.unshift({ ...current, end: cut }, { ...current, start: cut });
  }
  return placed;
}

function crosses(a: Span, b: Span): boolean {
  return (
    (a.start < b.start && b.start < a.end && a.end < b.end) ||
    (b.start < a.start && a.start < b.end && b.end < a.end)
  );
}

/** Of two marks over the same text, the one that the file had outside comes first. */
function rank({ mark }: Span): number {
  const depth = mark.attrs?.depth;
  return (typeof depth === 'number' ? depth : 50) * 10 + markOrder.indexOf(mark.type);
}

/** One piece of the line. */
interface Piece {
  text: string;
  readonly literal: boolean;
  readonly bracketed: boolean;
  /** Delimiters of emphasis, whose neighbours decide whether they work. */
  readonly delimiter?: boolean;
}

function layOut(segments: readonly Segment[], context: WriteContext, place: InlinePlace, care: Care): string {
  const pieces: Piece[] = [];
  const spans = spansOf(segments);
  const stack: { span: Span; close: string; raw: boolean }[] = [];
  let next = 0;
  let brackets = 0;
  const syntax = (text: string, delimiter = false) => {
    pieces.push({ text, literal: false, bracketed: brackets > 0, delimiter });
  };
  for (let i = 0; i <= segments.length; i++) {
    for (let top = stack.at(-1); top !== undefined && top.span.end <= i; top = stack.at(-1)) {
      stack.pop();
      if (top.span.mark.type === 'link') {
        if (!top.raw) brackets--;
        syntax(top.close);
      } else syntax(top.close, true);
    }
    const segment = segments[i];
    if (segment === undefined) break;
    for (let span = spans[next]; span !== undefined && span.start === i; span = spans[++next]) {
      if (span.mark.type === 'link') {
        const link = linkSyntax(span, segments, context, care);
        syntax(link.open);
        if (!link.raw) brackets++;
        stack.push({ span, close: link.close, raw: link.raw });
      } else {
        const delimiter = delimiterOf(span.mark, context, stack, care);
        syntax(delimiter, true);
        stack.push({ span, close: delimiter, raw: false });
      }
    }
    const raw = stack.some((open) => open.raw);
    if (segment.atom !== null) {
      for (const part of writeAtom(segment.atom, context, place, segments[i + 1], care.fullReferences)) {
        pieces.push({ text: part.text, literal: part.literal, bracketed: part.literal || brackets > 0 });
      }
    } else if (segment.softBreak) syntax(place.kind === 'paragraph' ? '\n' : ' ');
    else if (segment.marks.some((mark) => mark.type === 'code')) syntax(codeSpan(segment.text ?? ''));
    else pieces.push({ text: segment.text ?? '', literal: !raw, bracketed: brackets > 0 });
  }
  if (care.references) referToNeighbours(pieces);
  return escapePieces(pieces, context, place, care);
}

function delimiterOf(
  mark: DocumentMark,
  { habits }: WriteContext,
  stack: readonly { span: Span }[],
  care: Care,
): string {
  if (mark.type === 'strike') return '~~';
  const spelled = typeof mark.attrs?.marker === 'string' ? mark.attrs.marker : null;
  const usual = spelled ?? (mark.type === 'bold' ? habits.strong : habits.emphasis);
  if (!care.alternate) return usual;
  const outer = stack.filter(({ span }) => span.mark.type === 'bold' || span.mark.type === 'italic').length;
  const sign = outer % 2 === 0 ? '*' : '_';
  return mark.type === 'bold' ? sign + sign : sign;
}

function codeSpan(text: string): string {
  const plain = text.replace(/\s*\n\s*/g, ' ');
  const runs = new Set([...plain.matchAll(/`+/g)].map((run) => run[0].length));
  let length = 1;
  while (runs.has(length)) length++;
  const fence = '`'.repeat(length);
  const pad = /^`|`$/.test(plain) || (/^ .* $/s.test(plain) && plain.trim() !== '') ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

function linkSyntax(
  span: Span,
  segments: readonly Segment[],
  context: WriteContext,
  care: Care,
): { open: string; close: string; raw: boolean } {
  const { href, title, style, reference } = span.mark.attrs ?? {};
  const address = String(href ?? '');
  const inside = segments.slice(span.start, span.end);
  const text = inside.every(
    (segment) => segment.text !== null && !segment.marks.some((mark) => mark.type === 'code'),
  )
    ? inside.map((segment) => segment.text).join('')
    : null;
  const plainTitle = typeof title === 'string' && title !== '' ? title : null;
  if (text !== null && plainTitle === null && inside.length === 1) {
    if (style === 'autolink' && isAutolink(text, address)) return { open: '<', close: '>', raw: true };
    if (style === 'bare' && isBareLink(text, address)) return { open: '', close: '', raw: true };
    if (style === 'bare' && isAutolink(text, address)) return { open: '<', close: '>', raw: true };
  }
  const inline = { open: '[', close: `](${destination(address, plainTitle)})`, raw: false };
  if (typeof reference !== 'string') return inline;
  const normalize = grammar.utils.normalizeReference;
  const definition = context.references[normalize(reference)];
  if (definition === undefined || definition.href !== address || (definition.title || null) !== plainTitle)
    return inline;
  if (style === 'full' || care.fullReferences || text === null || normalize(text) !== normalize(reference)) {
    return { open: '[', close: `][${reference}]`, raw: false };
  }
  const after = segments[span.end]?.text ?? '';
  if (style === 'collapsed' || /^[([{:]/.test(after)) return { open: '[', close: '][]', raw: false };
  return { open: '[', close: ']', raw: false };
}

function isAutolink(text: string, href: string): boolean {
  if (/[\s<>]/.test(text)) return false;
  return (
    (text === href && /^[A-Za-z][A-Za-z\d+.-]{1,31}:/.test(text)) ||
    (href === `mailto:${text}` && /^[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+$/.test(text))
  );
}

function isBareLink(text: string, href: string): boolean {
  const found = grammar.linkify.match(text);
  return (
    found?.length === 1 &&
    found[0]?.index === 0 &&
    found[0].lastIndex === text.length &&
    found[0].url === href
  );
}

/** Letters that touch a delimiter become references: `&#x306F;` is punctuation where it matters, and a letter on the page. */
function referToNeighbours(pieces: Piece[]): void {
  for (let i = 0; i < pieces.length; i++) {
    if (pieces[i]?.delimiter !== true) continue;
    const before = pieces[i - 1];
    const after = pieces[i + 1];
    if (before?.literal === true && /[\p{L}\p{N}]$/u.test(before.text)) {
      const last = [...before.text].at(-1) ?? '';
      before.text = before.text.slice(0, -last.length);
      pieces.splice(i++, 0, { text: reference(last), literal: false, bracketed: before.bracketed });
    }
    if (after?.literal === true && /^[\p{L}\p{N}]/u.test(after.text)) {
      const first = [...after.text][0] ?? '';
      after.text = after.text.slice(first.length);
      pieces.splice(i + 1, 0, { text: reference(first), literal: false, bracketed: after.bracketed });
    }
  }
}

function reference(character: string): string {
  return `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;
}

/** Signs that may mean something somewhere. Brackets become references: an escaped one may open a formula. */
const careful = /[\\`*_{}<>#+\-!|~$@^:=&]/;

function escapePieces(
  pieces: readonly Piece[],
  { references }: WriteContext,
  place: InlinePlace,
  care: Care,
): string {
  const text = pieces.map((piece) => piece.text).join('');
  const literal: boolean[] = [];
  const bracketed: boolean[] = [];
  for (const piece of pieces) {
    for (let i = 0; i < piece.text.length; i++) {
      literal.push(piece.literal);
      bracketed.push(piece.bracketed);
    }
  }
  const scene = { text, literal, bracketed, place, references };
  let written = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (literal[at] !== true) written += sign;
    else if (care.escapeAll && (sign === '[' || sign === ']')) written += sign === '[' ? '&#91;' : '&#93;';
    else if (
      (care.escapeAll && careful.test(sign)) ||
      escapeAt(scene, at) !== null ||
      linksBy(text, at, literal, care)
    )
      written += `\\${sign}`;
    else written += sign;
  }
  return written;
}

/** `://`, `www.` and the `@` of an address would become a link. */
function linksBy(text: string, at: number, literal: readonly boolean[], care: Care): boolean {
  const sign = text[at];
  if (sign !== ':' && sign !== '.' && sign !== '@') return false;
  if (sign === ':' && !text.startsWith('://', at) && !/mailto$/i.test(text.slice(Math.max(0, at - 6), at)))
    return false;
  if (sign === '.' && !/(?:^|[^\p{L}\p{N}])www$/iu.test(text.slice(Math.max(0, at - 4), at))) return false;
  if (sign === '@' && !/[\w.+-]$/.test(text.slice(0, at))) return false;
  if (care.escapeAll) return true;
  const start = Math.max(0, at - 100);
  const around = text.slice(start, at + 300);
  return (grammar.linkify.match(around) ?? []).some(
    (link) => link.index + start <= at && link.lastIndex + start > at && literal[link.index + start] === true,
  );
}
