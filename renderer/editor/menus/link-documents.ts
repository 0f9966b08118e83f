/** `[[` offers the documents of the library; what is chosen stands as a link by name. */
import { Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import Suggestion from '@tiptap/suggestion';
import { nameOfKind } from '#core/document/kind.ts';
import { editorContext, type NamedDocument } from '../editor-context.ts';
import { readInline } from '../markdown-nodes.ts';
import { type Suggested, suggestionView } from './suggestions.ts';

interface LinkedDocument extends Suggested {
  readonly name: string;
}

const mostRows = 40;

/** The documents whose title or name holds every word that was typed; those that begin with it first. */
export function matchingDocuments(documents: readonly NamedDocument[], query: string): LinkedDocument[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  return documents
    .filter(({ title, name }) => {
      const text = `${title} ${name}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((document) => ({ document, first: document.title.toLowerCase().startsWith(wanted) ? 0 : 1 }))
    .sort((one, other) => one.first - other.first)
    .slice(0, mostRows)
    .map(({ document }) => ({
      id: document.path,
      title: document.title,
      purpose: nameOfKind[document.kind].one.toLowerCase(),
      name: document.name,
    }));
}

export const LinkDocuments = Extension.create({
  name: 'linkDocuments',
  priority: 150,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      Suggestion<LinkedDocument, LinkedDocument>({
        pluginKey: new PluginKey('linkDocuments'),
        editor,
        char: '[[',
        findSuggestionMatch: ({ $position }) => {
          const match = /!?\[\[([^[\]|#]*)$/.exec($position.nodeBefore?.text ?? '');
          if (match === null) return null;
          const from = $position.pos - match[0].length;
          return { range: { from, to: $position.pos }, query: match[1] ?? '', text: match[0] };
        },
        allow: ({ state, range }) => {
          const $from = state.doc.resolve(range.to);
          if ($from.parent.type.spec.code === true) return false;
          return !$from.marks().some((mark) => mark.type.name === 'code');
        },
        items: ({ query }) => matchingDocuments(editorContext(editor)?.documents() ?? [], query),
        command: ({ range, props }) => {
          const { doc, schema } = editor.state;
          const sign = doc.textBetween(range.from, range.from + 1) === '!' ? '!' : '';
          const $to = doc.resolve(range.to);
          const next = $to.nodeAfter?.text ?? '';
          const to = range.to + (next.startsWith(']]') ? 2 : 0);
          const node = readInline(schema, `${sign}[[${props.name}]]`)?.firstChild;
          if (node == null) return;
          editor.chain().focus().insertContentAt({ from: range.from, to }, node.toJSON()).run();
        },
        render: suggestionView<LinkedDocument>('Link to a document'),
      }),
    ];
  },
});
