/** Numbers of the figures, in the order of the text. Counted when the writer rests, not per key. */
import { Extension } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

const key = new PluginKey<DecorationSet>('figureNumbers');

function count(doc: ProseMirrorNode): DecorationSet {
  const numbers: Decoration[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'figure') {
      const figureNumber = numbers.length + 1;
      numbers.push(Decoration.node(position, position + node.nodeSize, {}, { figureNumber }));
    }
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, numbers);
}

export const FigureNumbers = Extension.create({
  name: 'figureNumbers',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => count(state.doc),
        apply(tr, set) {
          if (tr.getMeta(key) === 'count') return count(tr.doc);
          return tr.docChanged ? set.map(tr.mapping, tr.doc) : set;
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

function placesOf(set: DecorationSet): string {
  return set
    .find()
    .map((mark) => `${mark.from}:${(mark.spec as { figureNumber: number }).figureNumber}`)
    .join(' ');
}

/** Counts again, when something changed. */
export function countFigures(view: EditorView): void {
  const before = key.getState(view.state);
  if (before !== undefined && placesOf(before) === placesOf(count(view.state.doc))) return;
  view.dispatch(view.state.tr.setMeta(key, 'count').setMeta('addToHistory', false));
}
