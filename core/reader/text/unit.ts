/** Units: the text blocks of a document, flattened, with offsets that lead back into the editor. */
import type { DocumentNode } from '#core/markdown/schema.ts';

/** Stands for one inline leaf (formula, citation, image …) or one character of code. */
export const leafCharacter = '\uFFFC';

/** Only `prose` is read by the prose checks; terms are looked for in headings too. */
export type Role = 'prose' | 'heading' | 'quotation' | 'footnote' | 'table' | 'reference';

/** A line of a list of references: surname, initials, a year. It is nobody's prose. */
const referenceLine =
  /^\W*\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)?,? (?:\p{Lu}\.?[ ,-]{0,2}){1,3}(?:[,&(.]|and\b)/u;
const address = /https?:\/\/[^\s)\]]+/g;

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface LinkSpan extends Span {
  readonly href: string;
}

export interface Leaf {
  readonly offset: number;
  readonly node: DocumentNode;
}

/**
 * One text block. Offsets count as ProseMirror counts inside the block: one per UTF-16 unit of
 * text, one per inline leaf.
 */
export interface Unit {
  /** Path below the top-level block: empty when the top-level block is itself the text block. */
  readonly inner: readonly number[];
  readonly role: Role;
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  /** Names of the divs and callouts around it, outermost first; `list` for a list. */
  readonly around: readonly string[];
  readonly text: string;
  /** Same length as `text`; code is masked. */
  readonly prose: string;
  readonly links: readonly LinkSpan[];
  readonly italics: readonly Span[];
  readonly bold: readonly Span[];
  readonly leaves: readonly Leaf[];
  /** Offsets of line ends in the source. */
  readonly lineEnds: readonly number[];
}

/** A div's name in one spelling: `formalPair`, `formal pair` and `formal-pair` are `formal-pair`. */
export function divName(node: DocumentNode): string {
  const name = node.attrs?.name;
  if (typeof name !== 'string') return 'div';
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[\s_]+/g, '-')
    .toLowerCase();
}

function textUnit(node: DocumentNode, inner: readonly number[], role: Role, around: readonly string[]): Unit {
  let text = '';
  let prose = '';
  const links: { from: number; to: number; href: string }[] = [];
  const italics: { from: number; to: number }[] = [];
  const bold: { from: number; to: number }[] = [];
  const leaves: Leaf[] = [];
  const lineEnds: number[] = [];
  const grow = (spans: { from: number; to: number }[], from: number, to: number): void => {
    const last = spans.at(-1);
    if (last !== undefined && last.to === from) last.to = to;
    else spans.push({ from, to });
  };
  for (const child of node.content ?? []) {
    const from = text.length;
    if (child.type === 'text') {
      const piece = child.text ?? '';
      text += piece;
      let code = false;
      for (const mark of child.marks ?? []) {
        if (mark.type === 'code') code = true;
        else if (mark.type === 'softBreak') lineEnds.push(from);
        else if (mark.type === 'italic') grow(italics, from, text.length);
        else if (mark.type === 'bold') grow(bold, from, text.length);
        else if (mark.type === 'link') {
          const href = String(mark.attrs?.href ?? '');
          const last = links.at(-1);
          if (last !== undefined && last.to === from && last.href === href) last.to = text.length;
          else links.push({ from, to: text.length, href });
        }
      }
      prose += code ? leafCharacter.repeat(piece.length) : piece;
    } else if (child.type === 'hardBreak') {
      text += '\n';
      prose += '\n';
      lineEnds.push(from);
    } else {
      leaves.push({ offset: from, node: child });
      text += leafCharacter;
      prose += leafCharacter;
    }
  }
  const kind =
    role === 'prose' && /\b(?:1[89]|20)\d\d\b/.test(text) && referenceLine.test(text) ? 'reference' : role;
  if (prose.includes('://')) prose = prose.replace(address, (url) => leafCharacter.repeat(url.length));
  const level = node.type === 'heading' ? Number(node.attrs?.level ?? 1) : 0;
  return { inner, role: kind, level, around, text, prose, links, italics, bold, leaves, lineEnds };
}

/** The text blocks of one top-level block, in order. */
export function unitsOf(block: DocumentNode): Unit[] {
  const units: Unit[] = [];
  const visit = (
    node: DocumentNode,
    inner: readonly number[],
    role: Role,
    around: readonly string[],
  ): void => {
    if (node.type === 'paragraph') units.push(textUnit(node, inner, role, around));
    else if (node.type === 'heading')
      units.push(textUnit(node, inner, role === 'prose' ? 'heading' : role, around));
    else {
      let next = role;
      let names = around;
      if (node.type === 'blockquote') next = 'quotation';
      else if (node.type === 'footnoteDefinition') next = 'footnote';
      else if (node.type === 'table') next = 'table';
      else if (node.type === 'div') names = [...around, divName(node)];
      else if (node.type === 'callout')
        names = [...around, `callout-${String(node.attrs?.kind ?? '').toLowerCase()}`];
      else if (node.type === 'bulletList' || node.type === 'orderedList') names = [...around, 'list'];
      else if (node.type === 'codeBlock') return;
      (node.content ?? []).forEach((child, index) => {
        visit(child, [...inner, index], next, names);
      });
    }
  };
  visit(block, [], 'prose', []);
  return units;
}

/** Text of a stretch of a unit as a person would read it: formulas and citations as their source. */
export function readable(unit: Unit, from: number, to: number): string {
  const plain = unit.text.slice(from, to);
  // Most stretches are a few words with nothing to spell out.
  if (!/[\uFFFC\n\t]| {2}|^ | $/.test(plain)) return plain;
  let out = '';
  let at = from;
  for (const leaf of unit.leaves) {
    if (leaf.offset < from || leaf.offset >= to) continue;
    out += unit.text.slice(at, leaf.offset) + leafText(leaf.node);
    at = leaf.offset + 1;
  }
  return (out + unit.text.slice(at, to)).replace(/\s+/g, ' ').trim();
}

function leafText(node: DocumentNode): string {
  if (node.type === 'mathInline') return `$${String(node.attrs?.tex ?? '')}$`;
  if (node.type === 'image') return String(node.attrs?.alt ?? '');
  if (node.type === 'footnoteReference') return '';
  if (node.type === 'wikilink') return String(node.attrs?.text ?? node.attrs?.target ?? '');
  if (node.type === 'htmlInline') return '';
  return String(node.attrs?.source ?? '');
}
