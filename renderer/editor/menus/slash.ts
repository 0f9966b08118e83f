/** The slash menu: a `/` at the start of a word offers what can be inserted. */
import { type Editor, Extension, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import Suggestion, { type SuggestionProps } from '@tiptap/suggestion';
import { Observable } from '#renderer/components/observable.ts';
import { type InsertChoice, insertChoices, matchingChoices } from './insert-choices.ts';

export interface OpenSlashMenu {
  readonly choices: readonly InsertChoice[];
  readonly selected: number;
  /** Where the slash stands on the screen. */
  readonly place: DOMRect | null;
  choose(choice: InsertChoice): void;
}

/** What the menu shows now; null while it is closed. */
export const slashMenu = new Observable<OpenSlashMenu | null>(null);

/** Choices that the workspace adds: a figure, an image from a file. */
export const workspaceChoices = new Observable<readonly InsertChoice[]>([]);

function allChoices(): readonly InsertChoice[] {
  const more = workspaceChoices.get();
  const at = insertChoices.findIndex((choice) => choice.id === 'footnote');
  return [...insertChoices.slice(0, at), ...more, ...insertChoices.slice(at)];
}

function show(props: SuggestionProps<InsertChoice, InsertChoice>, selected = 0): void {
  if (props.items.length === 0) {
    slashMenu.set(null);
    return;
  }
  slashMenu.set({
    choices: props.items,
    selected,
    place: props.clientRect?.() ?? null,
    choose: (choice) => props.command(choice),
  });
}

function move(by: number): void {
  const open = slashMenu.get();
  if (open === null) return;
  const count = open.choices.length;
  slashMenu.set({ ...open, selected: (open.selected + by + count) % count });
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
        render: () => ({
          onStart: (props) => show(props),
          onUpdate: (props) => show(props),
          onExit: () => slashMenu.set(null),
          onKeyDown: ({ event }) => {
            const open = slashMenu.get();
            if (open === null) return false;
            if (event.key === 'ArrowDown') move(1);
            else if (event.key === 'ArrowUp') move(-1);
            else if (event.key === 'Enter' || event.key === 'Tab') {
              const choice = open.choices[open.selected];
              if (choice === undefined) return false;
              open.choose(choice);
            } else if (event.key === 'Escape') slashMenu.set(null);
            else return false;
            return true;
          },
        }),
      }),
    ];
  },
});
