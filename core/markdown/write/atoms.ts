/** Inline nodes that are one thing: images, formulas, references, breaks, and what is kept as source. */
import { grammar } from '../grammar/grammar.ts';
import type { DocumentNode } from '../schema.ts';
import type { InlinePlace, WriteContext } from './context.ts';
import { destination } from './link.ts';
import type { Segment } from './segments.ts';

export interface AtomPart {
  readonly text: string;
  /** Text of the writer, to be escaped; it stands between brackets. */
  readonly literal: boolean;
}

/** The parts of one atom; `next` is what stands behind it. */
export function writeAtom(
  node: DocumentNode,
  context: WriteContext,
  place: InlinePlace,
  next: Segment | undefined,
  fullReferences: boolean,
): AtomPart[] {
  const attrs = node.attrs ?? {};
  const one = (text: string): AtomPart[] => [
    { text: place.kind === 'paragraph' ? text : text.replace(/\s*\n\s*/g, ' '), literal: false },
  ];
  switch (node.type) {
    case 'hardBreak': {
      const style = attrs.style ?? context.habits.hardBreak;
      if (place.kind !== 'paragraph' || next === undefined || style === 'html') return one('<br>');
      return one(style === 'spaces' && next.atom?.type !== 'hardBreak' ? '  \n' : '\\\n');
    }
    case 'image':
      return (
        referenceParts(node, context, next, fullReferences) ??
        imageParts(attrs.src, attrs.alt, attrs.title, attrs.attributes, place)
      );
    case 'mathInline':
      return one(formula(String(attrs.tex ?? ''), String(attrs.delimiter ?? '$'), next));
    case 'footnoteReference':
      return one(`[^${attrs.label ?? ''}]`);
    default:
      return one(String(attrs.source ?? ''));
  }
}

/** `![alt][label]` and its short forms, while the definition still says the same; null otherwise. */
function referenceParts(
  node: DocumentNode,
  { references }: WriteContext,
  next: Segment | undefined,
  fullReferences: boolean,
): AtomPart[] | null {
  const { src, alt, title, attributes, reference, style } = node.attrs ?? {};
  if (typeof reference !== 'string') return null;
  const normalize = grammar.utils.normalizeReference;
  const definition = references[normalize(reference)];
  if (definition === undefined || definition.href !== src || (definition.title || '') !== (title ?? ''))
    return null;
  const text = String(alt ?? '');
  const behind = String(attributes ?? '');
  if (style === 'full' || fullReferences || normalize(text) !== normalize(reference)) {
    return [
      { text: '![', literal: false },
      { text, literal: true },
      { text: `][${reference}]${behind}`, literal: false },
    ];
  }
  const short = style === 'shortcut' && (behind !== '' || !/^[([{:]/.test(next?.text ?? ''));
  return [
    { text: '![', literal: false },
    { text, literal: true },
    { text: `${short ? ']' : '][]'}${behind}`, literal: false },
  ];
}

/** `![alt](src "title"){attributes}`, for images in a line and for figures. */
export function imageParts(
  src: unknown,
  alt: unknown,
  title: unknown,
  attributes: unknown,
  place: InlinePlace,
): AtomPart[] {
  const text = String(alt ?? '').replace(/\n\s*\n/g, '\n');
  const titleText = typeof title === 'string' && title !== '' ? title : null;
  const oneLine = (value: string) => (place.kind === 'paragraph' ? value : value.replace(/\s*\n\s*/g, ' '));
  return [
    { text: '![', literal: false },
    { text: oneLine(text), literal: true },
    {
      text: `](${destination(String(src ?? ''), titleText === null ? null : oneLine(titleText))})${attributes ?? ''}`,
      literal: false,
    },
  ];
}

function formula(tex: string, delimiter: string, next: Segment | undefined): string {
  if (delimiter === '$$') return tex.includes('$') ? `\\[${tex}\\]` : `$$${tex}$$`;
  if (delimiter === '\\[') return `\\[${tex}\\]`;
  const followedByDigit = next?.text != null && /^\d/.test(next.text);
  const fits =
    tex !== '' && !/^\s|\s$/.test(tex) && !/(?<!\\)(?:\\\\)*\$/.test(tex) && !/(?<!\\)(?:\\\\)*\\$/.test(tex);
  if (delimiter === '$' && fits && !followedByDigit) return `$${tex}$`;
  return `\\(${tex}\\)`;
}
