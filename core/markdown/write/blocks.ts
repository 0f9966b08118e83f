/** Blocks become Markdown, one after the other, with an empty line between them. */
import type { DocumentNode } from '../schema.ts';
import { imageParts } from './atoms.ts';
import { type InlinePlace, paragraphPlace, type WriteContext } from './context.ts';
import { writeInline } from './inline.ts';
import { indentLines, quoteLines, widthOf } from './lines.ts';
import { listMarker, writeList } from './list.ts';
import { isEmptyParagraph } from './segments.ts';
import { writeTable } from './table.ts';

/** What a block must know about where it stands. */
export interface BlockPlace {
  /** The list before it has this marker, so that a new list needs another one. */
  readonly takenMarker: string | null;
  readonly itemStart: boolean;
  readonly quoteStart: boolean;
  /** The marker of the list item that it starts, for a break that would be read with it. */
  readonly inItem: string | null;
  /** What stands before it takes indented lines for its own. */
  readonly afterContainer: boolean;
}

export const topPlace: BlockPlace = {
  takenMarker: null,
  itemStart: false,
  quoteStart: false,
  inItem: null,
  afterContainer: false,
};

/** The blocks of one container. Empty paragraphs are left out: Markdown has no way to write them. */
export function writeBlocks(
  nodes: readonly DocumentNode[],
  context: WriteContext,
  quoteStart = false,
): string {
  const parts: string[] = [];
  let previous: DocumentNode | null = null;
  let marker: string | null = null;
  for (const node of nodes) {
    if (isEmptyParagraph(node)) continue;
    const taken = previous?.type === node.type ? marker : null;
    const text = writeBlockAt(node, context, {
      ...topPlace,
      takenMarker: taken,
      quoteStart: quoteStart && parts.length === 0,
      afterContainer: previous !== null && takesIndented.has(previous.type),
    });
    marker = listMarker(node, text);
    parts.push(text);
    previous = node;
  }
  return parts.join('\n\n');
}

const takesIndented = new Set(['bulletList', 'orderedList', 'footnoteDefinition']);

export function writeBlockAt(node: DocumentNode, context: WriteContext, place: BlockPlace): string {
  const attrs = node.attrs ?? {};
  const inline: InlinePlace = { ...paragraphPlace, itemStart: place.itemStart, quoteStart: place.quoteStart };
  switch (node.type) {
    case 'paragraph':
      return writeInline(node.content ?? [], context, inline);
    case 'heading':
      return writeHeading(node, context, place);
    case 'blockquote':
      return quoteLines(writeBlocks(node.content ?? [], context, true));
    case 'callout':
      return writeCallout(node, context);
    case 'div':
      return writeDiv(node, context);
    case 'footnoteDefinition': {
      const body = indentLines(writeBlocks(node.content ?? [], context), '    ').trimStart();
      return `[^${attrs.label ?? ''}]: ${body}`.replace(/[ \t\n]+$/, '');
    }
    case 'bulletList':
    case 'orderedList':
      return writeList(
        node,
        context,
        spellingOf(node, context, place),
        (child, { itemStart, inItem, taken }) =>
          writeBlockAt(child, context, { ...topPlace, itemStart, inItem, takenMarker: taken }),
      );
    case 'listItem':
    case 'tableRow':
    case 'tableCell':
    case 'tableHeader':
    case 'doc':
      return writeBlocks(node.content ?? [], context);
    case 'codeBlock':
      return writeCode(node, context, place);
    case 'horizontalRule':
      return writeRule(node, context, place);
    case 'table':
      return writeTable(node, context);
    case 'figure':
      return writeFigure(node, context);
    case 'mathBlock':
      return writeMath(node);
    default:
      return String(attrs.source ?? '').replace(/\r\n?/g, '\n');
  }
}

function spellingOf(node: DocumentNode, { habits }: WriteContext, { takenMarker }: BlockPlace) {
  const bullet = typeof node.attrs?.marker === 'string' ? node.attrs.marker : habits.bullet;
  const delimiter = typeof node.attrs?.delimiter === 'string' ? node.attrs.delimiter : habits.delimiter;
  return {
    bullet: bullet === takenMarker ? (bullet === '-' ? '*' : '-') : bullet,
    delimiter: delimiter === takenMarker ? (delimiter === '.' ? ')' : '.') : delimiter,
  };
}

function writeHeading(node: DocumentNode, context: WriteContext, place: BlockPlace): string {
  const level = Math.min(6, Math.max(1, Number(node.attrs?.level ?? 1)));
  const attributes =
    typeof node.attrs?.attributes === 'string' && node.attrs.attributes !== ''
      ? ` ${node.attrs.attributes}`
      : '';
  const style = node.attrs?.style ?? context.habits.heading;
  const breaks = (node.content ?? []).some((child) => child.marks?.some((mark) => mark.type === 'softBreak'));
  // Below the text of a list item an underlined heading would take that text in.
  if (style === 'setext' && level <= 2 && place.inItem === null) {
    const text = writeInline(
      node.content ?? [],
      context,
      breaks ? paragraphPlace : { ...paragraphPlace, kind: 'heading' },
    );
    const start = writeInline(node.content ?? [], context, paragraphPlace);
    // With a bar in it, the line above the underline would be the head of a table.
    // Braces at its end would be its attributes.
    if (text !== '' && start === text && !text.includes('|') && !text.endsWith('}')) {
      const lines = `${text}${attributes}`.split('\n');
      return `${lines.join('\n')}\n${(level === 1 ? '=' : '-').repeat(Math.max(3, ...lines.map(widthOf)))}`;
    }
  }
  const text = writeInline(node.content ?? [], context, { ...paragraphPlace, kind: 'heading' });
  const signs = '#'.repeat(level);
  return `${signs} ${text}${attributes}${style === 'closed' ? ` ${signs}` : ''}`.replace(/[ \t]+$/, '');
}

function writeCallout(node: DocumentNode, context: WriteContext): string {
  const { kind, fold, title } = node.attrs ?? {};
  const heading =
    typeof title === 'string' && title.trim() !== '' ? ` ${title.replace(/\s+/g, ' ').trim()}` : '';
  const body = writeBlocks(node.content ?? [], context);
  return quoteLines(`[!${String(kind ?? 'NOTE')}]${fold ?? ''}${heading}${body === '' ? '' : `\n${body}`}`);
}

/** Blocks that would swallow the closing fence without an empty line before it. */
const swallows = new Set(['htmlBlock', 'sourceBlock', 'linkDefinition']);

function writeDiv(node: DocumentNode, context: WriteContext): string {
  const { attributes, name, colons } = node.attrs ?? {};
  const fence = ':'.repeat(Math.max(3, Number(colons ?? 3)));
  const words = String(attributes ?? '').trim() || String(name ?? 'div');
  const body = writeBlocks(node.content ?? [], context);
  const last = node.content?.at(-1)?.type ?? 'paragraph';
  const gap = swallows.has(last) ? '\n' : '';
  return `${fence} ${words}\n${body === '' ? '' : `${body}\n${gap}`}${fence}`;
}

function textIn(node: DocumentNode): string {
  return (node.content ?? [])
    .map((child) => child.text ?? '')
    .join('')
    .replace(/\r\n?/g, '\n');
}

function writeCode(node: DocumentNode, { habits }: WriteContext, place: BlockPlace): string {
  const text = textIn(node);
  const { info, fence, fenceLength } = node.attrs ?? {};
  const words = typeof info === 'string' ? info.replace(/\s*\n\s*/g, ' ').trim() : '';
  const indented =
    fence === null &&
    words === '' &&
    place.inItem === null &&
    /^\S/.test(text) &&
    !/\n\s*$/.test(text) &&
    !place.quoteStart &&
    !place.afterContainer;
  if (indented) return indentLines(text, '    ');
  const preferred = fence === '`' || fence === '~' ? fence : habits.fence;
  const sign = words.includes('`') ? '~' : preferred;
  const longest = Math.max(
    0,
    ...[...text.matchAll(sign === '`' ? /^[ \t]*(`{3,})/gm : /^[ \t]*(~{3,})/gm)].map(
      (run) => run[1]?.length ?? 0,
    ),
  );
  const fenceText = sign.repeat(Math.max(3, Number(fenceLength ?? 3), longest + 1));
  return `${fenceText}${words}\n${text === '' ? '' : `${text}\n`}${fenceText}`;
}

function writeRule(node: DocumentNode, { habits }: WriteContext, place: BlockPlace): string {
  const written =
    typeof node.attrs?.source === 'string' && node.attrs.source !== ''
      ? node.attrs.source
      : habits.thematicBreak;
  // Behind a list marker a break of the same sign would be read as one break; below text, as a heading.
  if (place.inItem !== null) return place.inItem === '*' ? '___' : '***';
  return written;
}

function writeFigure(node: DocumentNode, context: WriteContext): string {
  const { src = '', alt = '', caption = null, attributes = null } = node.attrs ?? {};
  const { reference = null, style = null } = node.attrs ?? {};
  const image: DocumentNode = {
    type: 'image',
    attrs: { src, alt, title: caption, attributes, reference, style },
  };
  const text = writeInline([image], context, paragraphPlace);
  return text === ''
    ? imageParts(src, alt, caption, attributes, paragraphPlace)
        .map((part) => part.text)
        .join('')
    : text;
}

function writeMath(node: DocumentNode): string {
  const { tex, attributes, delimiter, style } = node.attrs ?? {};
  const formula = String(tex ?? '').replace(/\r\n?/g, '\n');
  const brackets = delimiter === '\\[' || formula.includes('$$');
  const [open, close] = brackets && !formula.includes('\\]') ? ['\\[', '\\]'] : ['$$', '$$'];
  const label = typeof attributes === 'string' && attributes !== '' ? ` ${attributes}` : '';
  if ((style === 'line' || style === 'spaced') && formula.trim() !== '' && !/\n/.test(formula)) {
    const space = style === 'spaced' ? ' ' : '';
    return `${open}${space}${formula.trim()}${space}${close}${label}`;
  }
  return `${open}\n${formula === '' ? '' : `${formula}\n`}${close}${label}`;
}
