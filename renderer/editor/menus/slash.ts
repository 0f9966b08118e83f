/** The slash menu: a `/` at the start of a word offers what can be inserted. */
import { type Editor, Extension, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import Suggestion from '@tiptap/suggestion';
import { Observable } from '#renderer/components/observable.ts';
import { type InsertChoice, insertChoices, matchingChoices } from './insert-choices.ts';
import { suggestionView } from './suggestions.ts';

/** Choices that the workspace adds: a figure, an image from a file. */
export const workspaceChoices = new Observable<readonly InsertChoice[]>([]);

function allChoices(): readonly InsertChoice[] {
  const more = workspaceChoices.get();
  const at = insertChoices.findIndex((choice) => choice.id === 'footnote');
  return [...insertChoices.slice(0, at), ...more, ...insertChoices.slice(at)];
}

export const SlashMenu = Extension.create({
  name: 'slashMenu',
  addProseMirrorPlugins() {
    return [
      Suggestion<InsertChoice, InsertChoice>({
        pluginKey: new PluginKey('slashMenu'),
        editor: this.editor,
        char: '/',
        allowSpaces: false,
        allow: ({ state, range }) => {
          const $from = state.doc.resolve(range.from);
          return $from.parent.type.name === 'paragraph' || $from.parent.type.name === 'heading';
        },
        items: ({ query }) => matchingChoices(allChoices(), query),
        command: ({ editor, range, props }: { editor: Editor; range: Range; props: InsertChoice }) => {
          editor.chain().focus().deleteRange(range).run();
          props.run(editor);
        },
        render: suggestionView<InsertChoice>('Insert a block'),
      }),
    ];
  },
});
