/** `@` offers the works of the bibliography and the labels of this document; what is chosen stands as a chip. */
import { type Editor, Extension, InputRule, type Range } from '@tiptap/core';
import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import Suggestion from '@tiptap/suggestion';
import { outlineOf } from '#core/document/outline.ts';
import { isLabel } from '#core/markdown/grammar/citation.ts';
import type { DocumentTree } from '#core/markdown/schema.ts';
import { editorContext } from '../editor-context.ts';
import { readInline } from '../markdown-nodes.ts';
import { type Suggested, suggestionView } from './suggestions.ts';

/** What can be named behind an `@`. */
export interface Citable extends Suggested {
  readonly key: string;
}

const mostRows = 40;

/** Figures, equations, sections and other parts of a document that have a label. */
export function labelsOf(tree: DocumentTree): Citable[] {
  const outline = outlineOf(tree);
  const words = new Map<string, string>();
  for (const figure of outline.figures) words.set(figure.label, figure.caption ?? figure.alt);
  for (const equation of outline.equations) {
    if (equation.label !== null) words.set(equation.label, equation.tex);
  }
  const headings = new Map(outline.headings.map((heading) => [heading.block, heading.text]));
  const seen = new Set<string>();
  const found: Citable[] = [];
  for (const { label, block } of outline.labels) {
    if (seen.has(label)) continue;
    seen.add(label);
    const purpose = words.get(label) ?? headings.get(block) ?? 'in this document';
    found.push({
      id: `label ${label}`,
      key: label,
      title: `@${label}`,
      purpose: purpose.replace(/\s+/g, ' '),
    });
  }
  return found;
}

/** Letters without case and accents, so that "Muller" finds Müller. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** How well a row answers what was typed; null when not at all. Smaller is better. */
function rank(row: Citable, wanted: string): number | null {
  const key = plain(row.key);
  if (key === wanted) return 0;
  if (key.startsWith(wanted)) return 1;
  const words = plain(`${row.title} ${row.purpose}`);
  if (words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return key.includes(wanted) ? 3 : null;
}

/** The rows that answer what was typed behind the `@`, best first. */
export function matchingCitables(rows: readonly Citable[], query: string): Citable[] {
  const wanted = plain(query);
  return rows
    .map((row) => ({ row, rank: rank(row, wanted) }))
    .filter((each): each is { row: Citable; rank: number } => each.rank !== null)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, mostRows)
    .map(({ row }) => row);
}

function works(editor: Editor): Citable[] {
  const list = editorContext(editor)?.references() ?? [];
  return list.map(({ key, who, title }) => ({
    id: `work ${key}`,
    key,
    title: who,
    purpose: title,
    markdown: `@${key}`,
  }));
}

/** The chip for a piece of Markdown, or null when the grammar does not read it as one. */
function chip(schema: Schema, markdown: string): ProseMirrorNode | null {
  const content = readInline(schema, markdown);
  const only = content?.childCount === 1 ? content.firstChild : null;
  return only != null && ['citation', 'crossReference'].includes(only.type.name) ? only : null;
}

/** Puts the chosen key in the place of what was typed. Inside brackets that hold more it stays text until they close. */
function insert(editor: Editor, range: Range, key: string): void {
  const { doc, schema } = editor.state;
  const $at = doc.resolve(range.from);
  const before = $at.parent.textBetween(0, $at.parentOffset, undefined, '\uFFFC');
  const after = $at.parent.textBetween(range.to - $at.start(), $at.parent.content.size, undefined, '\uFFFC');
  const open = /\[([^[\]]*)$/.exec(before);
  let { from, to } = range;
  let markdown = `@${key}`;
  if (open !== null && /^-?$/.test(open[1] ?? '')) {
    from -= open[0].length;
    if (after.startsWith(']')) to += 1;
    markdown = `${open[0]}@${key}]`;
  }
  const node = open === null || from !== range.from ? chip(schema, markdown) : null;
  const chain = editor.chain().focus();
  if (node === null) chain.insertContentAt(range, { type: 'text', text: `@${key}` }).run();
  else chain.insertContentAt({ from, to }, node.toJSON()).run();
}

const behind = '(?<=^|[\\s(\\[;,:—–-])';
const key = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_:.#$%&+?<>~/-]*[\\p{L}\\p{N}_])?';
const typing = new RegExp(`${behind}@((?:${key}[:.#$%&+?<>~/-]*)?)$`, 'u');
const finished = new RegExp(`(?<=^|[\\s(—–])-?@(${key})$`, 'u');

/** Whether a key, as typed, names a work of the bibliography or a label of this document. */
function isKnown(editor: Editor, name: string): boolean {
  if (
    editorContext(editor)
      ?.references()
      .some((work) => work.key === name) === true
  )
    return true;
  return labelsOf(editor.state.doc.toJSON() as DocumentTree).some((label) => label.key === name);
}

/** A word ends behind a key that is known: the key becomes a chip, and what ended the word stays. */
function knownKeyRule(editor: Editor): InputRule {
  return new InputRule({
    find: new RegExp(`(?<=^|[\\s(—–])(-?@(${key}))([^\\S\\n]|[.,;:!?)])$`, 'u'),
    handler: ({ state, range, match }) => {
      const [, source = '', name = '', end = ''] = match;
      // `@doe:` may go on to `@doe:2020`.
      if (end !== ' ' && startsOther(editor, name + end)) return null;
      if (!isKnown(editor, name)) return null;
      const node = chip(state.schema, source);
      if (node === null) return null;
      state.tr.replaceWith(range.from, range.to, node).insertText(end);
      return undefined;
    },
  });
}

/** Whether what was typed may go on to be another key. */
function startsOther(editor: Editor, start: string): boolean {
  const works = editorContext(editor)?.references() ?? [];
  const labels = labelsOf(editor.state.doc.toJSON() as DocumentTree);
  return [...works, ...labels].some((each) => each.key !== start && each.key.startsWith(start));
}

/** Makes a chip of the key that the cursor stands behind. Answers whether there was one. */
function finishWord(editor: Editor, mayGoOn: boolean): boolean {
  const { selection, schema, tr } = editor.state;
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code === true) return false;
  const [source, name = ''] = finished.exec($from.nodeBefore?.text ?? '') ?? [];
  if (source === undefined || !(isKnown(editor, name) || (!mayGoOn && isLabel(name)))) return false;
  if (mayGoOn && (startsOther(editor, name) || /^[\p{L}\p{N}_]/u.test($from.nodeAfter?.text ?? '')))
    return false;
  const node = chip(schema, source);
  if (node === null) return false;
  editor.view.dispatch(tr.replaceWith($from.pos - source.length, $from.pos, node));
  return true;
}

/** Editors in which the last change was an undo: what was taken back is not made again. */
const undone = new WeakSet<Editor>();

/** At rest a key that can be no other is written as what it is, also when nothing was typed behind it. */
export function finishKeyAtRest(editor: Editor): void {
  if (!undone.has(editor) && editor.isEditable) finishWord(editor, true);
}

export const Cite = Extension.create({
  name: 'cite',
  // Before lists and line breaks have their say about Enter.
  priority: 150,
  onTransaction({ editor, transaction }) {
    if (!transaction.docChanged) return;
    if (transaction.getMeta('history$') === undefined) undone.delete(editor);
    else undone.add(editor);
  },
  addInputRules() {
    return [knownKeyRule(this.editor)];
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    // The labels cannot change while the list is open, but for the word that is being typed.
    let labels: Citable[] | null = null;
    return [
      Suggestion<Citable, Citable>({
        pluginKey: new PluginKey('cite'),
        editor,
        char: '@',
        findSuggestionMatch: ({ $position }) => {
          const text = $position.nodeBefore?.text;
          const match = text === undefined ? null : typing.exec(text);
          if (match === null) return null;
          const from = $position.pos - match[0].length;
          return { range: { from, to: $position.pos }, query: match[1] ?? '', text: match[0] };
        },
        allow: ({ state, range }) => {
          const $from = state.doc.resolve(range.to);
          if ($from.parent.type.spec.code === true) return false;
          return !$from.marks().some((mark) => mark.type.name === 'code' || mark.type.name === 'link');
        },
        items: ({ query }) => {
          labels ??= labelsOf(editor.state.doc.toJSON() as DocumentTree);
          return matchingCitables([...works(editor), ...labels], query);
        },
        command: ({ range, props }) => insert(editor, range, props.key),
        render: suggestionView<Citable>('Cite a work or a part of this document', () => {
          labels = null;
        }),
      }),
      new Plugin({
        props: {
          handleKeyDown: (_view, event) => {
            // Enter ends a word too. The chip is made first, and Enter goes on to do what it does.
            if (event.key === 'Enter' && !event.isComposing) finishWord(editor, false);
            return false;
          },
        },
      }),
    ];
  },
});
