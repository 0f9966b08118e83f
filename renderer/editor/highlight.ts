/**
 * Colours for code. The highlighter is loaded when the first code block with a language is there, and
 * only the blocks that a transaction touched are coloured again.
 */
import { Extension } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

/** The part of lowlight's tree that matters here. */
interface Coloured {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly Coloured[];
}
interface Highlighter {
  registered(language: string): boolean;
  highlight(language: string, code: string): Coloured;
}

/** Longer code stays plain: colouring it would hold up the keyboard. */
const longest = 30_000;
const key = new PluginKey<DecorationSet>('highlight');
let highlighter: Highlighter | null = null;
let loading: Promise<void> | null = null;

function load(): Promise<void> {
  loading ??= import('lowlight').then(({ common, createLowlight }) => {
    highlighter = createLowlight(common) as unknown as Highlighter;
  });
  return loading;
}

/** `{.python filename="x"}`, `python title=x` and `Python` all name python. */
export function languageIn(info: unknown): string | null {
  if (typeof info !== 'string') return null;
  const name = /^\s*\{?\s*\.?([\w+#-]+)/.exec(info)?.[1];
  return name === undefined ? null : name.toLowerCase();
}

function colour(node: ProseMirrorNode, position: number): Decoration[] {
  const language = languageIn(node.attrs['info']);
  if (highlighter === null || language === null || !highlighter.registered(language)) return [];
  if (node.content.size > longest) return [];
  const decorations: Decoration[] = [];
  let at = position + 1;
  const walk = (children: readonly Coloured[], classes: readonly string[]): void => {
    for (const child of children) {
      if (child.type === 'text') {
        const end = at + (child.value?.length ?? 0);
        if (classes.length > 0) decorations.push(Decoration.inline(at, end, { class: classes.join(' ') }));
        at = end;
      } else {
        const own = child.properties?.className;
        walk(child.children ?? [], Array.isArray(own) ? [...classes, ...own.map(String)] : classes);
      }
    }
  };
  try {
    walk(highlighter.highlight(language, node.textContent).children ?? [], []);
  } catch {
    return [];
  }
  return decorations;
}

function colourAll(doc: ProseMirrorNode): DecorationSet {
  const all: Decoration[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'codeBlock') all.push(...colour(node, position));
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, all);
}

/** The span of the new document that the transaction's steps touched, or null. */
function touched(tr: Transaction): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_oldStart, _oldEnd, start, end) => {
      from = Math.min(from, rest.map(start, -1));
      to = Math.max(to, rest.map(end, 1));
    });
  });
  for (const step of tr.steps) {
    // A changed attribute (the language) leaves no trace in the mapping.
    const position: unknown = (step as { pos?: unknown }).pos;
    if (typeof position === 'number') {
      from = Math.min(from, position);
      to = Math.max(to, position + 1);
    }
  }
  const size = tr.doc.content.size;
  return from <= to ? { from: Math.max(0, Math.min(from, size)), to: Math.max(0, Math.min(to, size)) } : null;
}

function recolour(set: DecorationSet, tr: Transaction): DecorationSet {
  let next = set.map(tr.mapping, tr.doc);
  const span = touched(tr);
  if (span === null) return next;
  tr.doc.nodesBetween(span.from, span.to, (node, position) => {
    if (node.type.name !== 'codeBlock') return !node.isTextblock;
    next = next.remove(next.find(position, position + node.nodeSize)).add(tr.doc, colour(node, position));
    return false;
  });
  return next;
}

function hasLanguage(doc: ProseMirrorNode): boolean {
  let found = false;
  doc.descendants((node) => {
    if (node.type.name === 'codeBlock' && languageIn(node.attrs['info']) !== null) found = true;
    return !found && !node.isTextblock;
  });
  return found;
}

function loadWhenNeeded(view: EditorView): void {
  if (highlighter !== null || !hasLanguage(view.state.doc)) return;
  load().then(
    () => {
      if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, 'all').setMeta('addToHistory', false));
    },
    () => undefined,
  );
}

export const Highlight = Extension.create({
  name: 'highlight',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => colourAll(state.doc),
        apply(tr, set) {
          if (tr.getMeta(key) === 'all') return colourAll(tr.doc);
          return tr.docChanged ? recolour(set, tr) : set;
        },
      },
      props: { decorations: (state) => key.getState(state) },
      view(view) {
        loadWhenNeeded(view);
        return {
          update(current, before) {
            if (highlighter === null && loading === null && current.state.doc !== before.doc) {
              const { $from } = current.state.selection;
              if ($from.parent.type.name === 'codeBlock' || before.doc.content.size < 8)
                loadWhenNeeded(current);
            }
          },
        };
      },
    }),
  ],
});

/** Colours every block: after the whole document was exchanged. */
export function highlightAll(view: EditorView): void {
  loadWhenNeeded(view);
  if (highlighter !== null) view.dispatch(view.state.tr.setMeta(key, 'all').setMeta('addToHistory', false));
}
