/** Finding in the open document: the hits, which of them is the current one, and replacing. */
import { type Editor, Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Span } from '../passages.ts';
import { occurrences } from './occurrences.ts';

export interface FindState {
  readonly query: string;
  readonly hits: readonly Span[];
  /** Index of the current hit, or -1. */
  readonly current: number;
  /** From where the next hit is looked for; moves with the text. */
  readonly place: number;
  /** The text that `hits` were found in: while it is being typed in, they are not looked for. */
  readonly doc: ProseMirrorNode;
  readonly drawn: DecorationSet;
}

type Change =
  | { readonly query: string; readonly place?: number }
  | { readonly current: number }
  | 'look again';

const key = new PluginKey<FindState>('find');

/** So many hits are drawn, those around the current one: a letter may have as many as the text is long. */
const mostDrawn = 1000;

function draw(doc: ProseMirrorNode, hits: readonly Span[], current: number): DecorationSet {
  const first = Math.max(0, Math.min(current - mostDrawn / 2, hits.length - mostDrawn));
  const drawn = hits.slice(first, first + mostDrawn).map(({ from, to }, index) =>
    Decoration.inline(from, to, {
      class: first + index === current ? 'find-hit find-current' : 'find-hit',
    }),
  );
  return DecorationSet.create(doc, drawn);
}

/** The first hit at or after a place, or the first of all. */
function hitFrom(hits: readonly Span[], place: number): number {
  if (hits.length === 0) return -1;
  return Math.max(
    0,
    hits.findIndex((hit) => hit.from >= place),
  );
}

function look(doc: ProseMirrorNode, query: string, place: number): FindState {
  const hits = occurrences(doc, query);
  const current = hitFrom(hits, place);
  return { query, hits, current, place, doc, drawn: draw(doc, hits, current) };
}

function changed(tr: Transaction, before: FindState): FindState {
  const change = tr.getMeta(key) as Change | undefined;
  const place = tr.docChanged ? tr.mapping.map(before.place) : before.place;
  if (change === undefined) {
    if (!tr.docChanged || before.query === '') return before.place === place ? before : { ...before, place };
    return { ...before, place, drawn: before.drawn.map(tr.mapping, tr.doc) };
  }
  if (change === 'look again') return look(tr.doc, before.query, place);
  if ('query' in change) return look(tr.doc, change.query, change.place ?? place);
  const hit = before.hits[change.current];
  if (hit === undefined) return before;
  const { current } = change;
  return { ...before, current, place: hit.from, drawn: draw(tr.doc, before.hits, current) };
}

export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin<FindState>({
      key,
      state: {
        init: (_config, { doc }) => look(doc, '', 0),
        apply: changed,
      },
      props: { decorations: (state) => key.getState(state)?.drawn },
    }),
  ],
});

export function findState(state: EditorState): FindState | undefined {
  return key.getState(state);
}

function tell(editor: Editor, change: Change): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, change).setMeta('addToHistory', false));
}

/** Looks for other words from a place in the text on, or from where it was looked last. With no words there are no hits. */
export function findWords(editor: Editor, query: string, place?: number): void {
  tell(editor, place === undefined ? { query } : { query, place });
}

/** Brings the hits up to date with the text. */
export function lookAgain(editor: Editor): FindState | undefined {
  const state = findState(editor.state);
  if (state === undefined || state.doc === editor.state.doc) return state;
  tell(editor, 'look again');
  return findState(editor.state);
}

/** Goes to the next hit or the one before, round the ends. While the text has the keyboard it counts from the cursor, and the hit is selected. */
export function step(editor: Editor, direction: 1 | -1): void {
  const state = lookAgain(editor);
  if (state === undefined || state.hits.length === 0) return;
  const { hits } = state;
  let index = state.current + direction;
  if (editor.view.hasFocus()) {
    const { from, to } = editor.state.selection;
    index =
      direction === 1 ? hits.findIndex((hit) => hit.from >= to) : hits.findLastIndex((hit) => hit.to <= from);
    if (index < 0) index = direction === 1 ? 0 : hits.length - 1;
  }
  tell(editor, { current: (index + hits.length) % hits.length });
  if (editor.view.hasFocus()) selectHit(editor);
  showHit(editor);
}

/** Scrolls to the current hit when it is not well in sight. */
export function showHit(editor: Editor): void {
  const { view } = editor;
  const state = findState(view.state);
  const hit = state?.hits[state.current];
  if (hit === undefined) return;
  const bring = (): void => {
    if (editor.isDestroyed) return;
    const drawn = view.dom.querySelector('.find-current');
    const { node } = view.domAtPos(hit.from);
    const element = drawn ?? (node instanceof Element ? node : node.parentElement);
    const page = element?.closest('.page')?.getBoundingClientRect();
    const place = element?.getBoundingClientRect();
    if (element === null || page === undefined || place === undefined) return;
    // A block far off is not laid out and has no height to go by.
    const inSight = place.height > 0 && place.top > page.top + 96 && place.bottom < page.bottom - 48;
    if (!inSight) element.scrollIntoView({ block: 'center', inline: 'nearest' });
  };
  bring();
  // The blocks on the way get their true heights only now.
  requestAnimationFrame(bring);
}

/** Selects the current hit in the text; answers whether there is one. */
export function selectHit(editor: Editor): boolean {
  const state = lookAgain(editor);
  const hit = state?.hits[state.current];
  if (hit === undefined) return false;
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, hit.from, hit.to)));
  return true;
}

function exchange(tr: Transaction, hit: Span, words: string): void {
  if (words === '') {
    tr.delete(hit.from, hit.to);
    return;
  }
  // The words take the marks that the hit begins with.
  const marks = tr.doc.nodeAt(hit.from)?.marks ?? [];
  tr.replaceWith(hit.from, hit.to, tr.doc.type.schema.text(words, marks));
}

/** Replaces the current hit and goes to the next. */
export function replaceHit(editor: Editor, words: string): void {
  const state = lookAgain(editor);
  const hit = state?.hits[state.current];
  if (hit === undefined || !editor.isEditable) return;
  const { tr } = editor.state;
  exchange(tr, hit, words);
  editor.view.dispatch(closeHistory(tr));
  const after = lookAgain(editor);
  if (after !== undefined && after.hits.length > 0) {
    tell(editor, { current: hitFrom(after.hits, hit.from + words.length) });
    showHit(editor);
  }
}

/** Replaces every hit in one step of undoing; answers how many there were. */
export function replaceAll(editor: Editor, words: string): number {
  const state = lookAgain(editor);
  if (state === undefined || state.hits.length === 0 || !editor.isEditable) return 0;
  const { tr } = editor.state;
  for (const hit of state.hits.toReversed()) exchange(tr, hit, words);
  editor.view.dispatch(closeHistory(tr));
  lookAgain(editor);
  return state.hits.length;
}
