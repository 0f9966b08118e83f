/** Passages: plain text of a block and where it lies in the editor, and the light marks under it. */
import { Extension } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Passage, PassageMark } from './session.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Text of a block with the position of each of its characters. */
interface PlainText {
  readonly text: string;
  readonly positions: readonly number[];
}

export function positionOfBlock(doc: ProseMirrorNode, block: number): number | null {
  if (block < 0 || block >= doc.childCount) return null;
  let position = 0;
  for (let index = 0; index < block; index += 1) position += doc.child(index).nodeSize;
  return position;
}

export function blockAtPosition(doc: ProseMirrorNode, position: number): number {
  return doc.resolve(Math.max(0, Math.min(position, doc.content.size))).index(0);
}

export function plainText(node: ProseMirrorNode, start: number): PlainText {
  let text = '';
  const positions: number[] = [];
  const add = (piece: string, at: number, stride: 0 | 1): void => {
    for (let index = 0; index < piece.length; index += 1) positions.push(at + index * stride);
    text += piece;
  };
  node.descendants((child, offset) => {
    const at = start + 1 + offset;
    if (child.isText) add(child.text ?? '', at, 1);
    else if (child.isTextblock && text !== '') add('\n', at, 0);
    else if (child.type.name === 'hardBreak') add(' ', at, 1);
    return true;
  });
  return { text, positions };
}

/** Letters and digits only, with where each stood. */
function letters(text: string): { readonly text: string; readonly index: readonly number[] } {
  let kept = '';
  const index: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (!/[\p{L}\p{N}]/u.test(character)) continue;
    kept += character.toLowerCase();
    index.push(at);
  }
  return { text: kept, index };
}

function spanIn(plain: PlainText, from: number, to: number): Span | null {
  const first = plain.positions[from];
  const last = plain.positions[to - 1];
  return first === undefined || last === undefined ? null : { from: first, to: last + 1 };
}

/** Where a passage lies now: by its offsets when its quote still stands there, else by its quote. */
export function locate(doc: ProseMirrorNode, passage: Passage): Span | null {
  const start = positionOfBlock(doc, passage.block);
  if (start === null) return null;
  const block = doc.child(passage.block);
  const { from, to, quote } = passage;
  if (from === undefined && to === undefined && quote === undefined) {
    return { from: start, to: start + block.nodeSize };
  }
  const plain = plainText(block, start);
  if (from !== undefined && to !== undefined) {
    if (quote === undefined || plain.text.slice(from, to) === quote) return spanIn(plain, from, to);
  }
  if (quote === undefined || quote.trim() === '') return null;
  const exact = plain.text.indexOf(quote);
  if (exact >= 0) return spanIn(plain, exact, exact + quote.length);
  const wanted = letters(quote).text;
  const here = letters(plain.text);
  const near = wanted === '' ? -1 : here.text.indexOf(wanted);
  const first = here.index[near];
  const last = here.index[near + wanted.length - 1];
  return near < 0 || first === undefined || last === undefined ? null : spanIn(plain, first, last + 1);
}

/** The selection as a passage of the block that it starts in; null when it is empty. */
export function selectedPassage(state: EditorState): (Passage & { readonly quote: string }) | null {
  const { from, to, empty } = state.selection;
  if (empty) return null;
  const block = blockAtPosition(state.doc, from);
  const start = positionOfBlock(state.doc, block);
  if (start === null) return null;
  const plain = plainText(state.doc.child(block), start);
  const first = plain.positions.findIndex((position) => position >= from);
  let last = plain.positions.length;
  while (last > 0 && (plain.positions[last - 1] ?? 0) >= to) last -= 1;
  if (first < 0 || last <= first) return null;
  return { block, from: first, to: last, quote: plain.text.slice(first, last) };
}

type Change =
  | { readonly type: 'marks'; readonly owner: string; readonly marks: readonly PassageMark[] }
  | { readonly type: 'glow'; readonly span: Span | null };

interface MarksState {
  readonly set: DecorationSet;
}

const key = new PluginKey<MarksState>('passages');

function draw(doc: ProseMirrorNode, owner: string, marks: readonly PassageMark[]): Decoration[] {
  const drawn: Decoration[] = [];
  for (const mark of marks) {
    const span = locate(doc, mark);
    if (span === null) continue;
    const attributes = {
      class: `passage-mark passage-${mark.tone ?? 'margin'}`,
      'data-mark-owner': owner,
      'data-mark-id': mark.id,
    };
    const whole = mark.from === undefined && mark.quote === undefined;
    drawn.push(
      whole
        ? Decoration.node(
            span.from,
            span.to,
            { ...attributes, class: `${attributes.class} passage-block` },
            { owner },
          )
        : Decoration.inline(span.from, span.to, attributes, { owner }),
    );
  }
  return drawn;
}

function apply(set: DecorationSet, doc: ProseMirrorNode, change: Change): DecorationSet {
  const owner = change.type === 'marks' ? change.owner : ' glow';
  const cleared = set.remove(set.find(undefined, undefined, (spec) => spec['owner'] === owner));
  if (change.type === 'marks') return cleared.add(doc, draw(doc, owner, change.marks));
  if (change.span === null) return cleared;
  const { from, to } = change.span;
  const glow = { class: 'passage-glow' };
  const whole = doc.resolve(from).parent === doc && doc.nodeAt(from)?.nodeSize === to - from;
  return cleared.add(doc, [
    whole ? Decoration.node(from, to, glow, { owner }) : Decoration.inline(from, to, glow, { owner }),
  ]);
}

/** Replaces the marks of one owner. */
export function setMarks(view: EditorView, owner: string, marks: readonly PassageMark[]): void {
  const change: Change = { type: 'marks', owner, marks };
  view.dispatch(view.state.tr.setMeta(key, change).setMeta('addToHistory', false));
}

/** Lets a span glow, or none. */
export function setGlow(view: EditorView, span: Span | null): void {
  const change: Change = { type: 'glow', span };
  view.dispatch(view.state.tr.setMeta(key, change).setMeta('addToHistory', false));
}

export interface PassageMarksOptions {
  onChosen(owner: string, id: string): void;
}

export const PassageMarks = Extension.create<PassageMarksOptions>({
  name: 'passageMarks',
  addOptions: () => ({ onChosen: () => undefined }),
  addProseMirrorPlugins() {
    const { onChosen } = this.options;
    return [
      new Plugin<MarksState>({
        key,
        state: {
          init: () => ({ set: DecorationSet.empty }),
          apply(tr, { set }) {
            const mapped = tr.docChanged ? set.map(tr.mapping, tr.doc) : set;
            const change = tr.getMeta(key) as Change | undefined;
            return { set: change === undefined ? mapped : apply(mapped, tr.doc, change) };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.set,
          handleClick(_view, _position, event) {
            const target = event.target instanceof Element ? event.target : null;
            const mark = target?.closest<HTMLElement>('[data-mark-id]');
            const owner = mark?.dataset['markOwner'];
            const id = mark?.dataset['markId'];
            if (owner !== undefined && id !== undefined) onChosen(owner, id);
            return false;
          },
        },
      }),
    ];
  },
});
