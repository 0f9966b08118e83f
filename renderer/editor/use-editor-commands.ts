/** The commands of the open document: formatting, inserting, undo, source view. */
import type { ChainedCommands } from '@tiptap/core';
import type { CommandId } from '#core/commands/catalogue.ts';
import { type Command, command, useCommands } from '#renderer/commands/registry.ts';
import {
  insertChoices,
  insertDisplayedFormula,
  insertFormula,
  toggleTaskList,
} from './menus/insert-choices.ts';
import { editLink } from './menus/selection-toolbar.tsx';
import type { OpenSession } from './open-session.ts';

export function useEditorCommands(session: OpenSession): void {
  const { editor } = session;
  const canWrite = (): boolean => session.readOnly === null && session.mode.get() === 'rich';
  const inProse = (): boolean => canWrite() && editor.state.selection.$from.parent.type.spec.code !== true;

  const text = (
    id: CommandId,
    change: (chain: ChainedCommands) => ChainedCommands,
    active?: () => boolean,
  ): Command =>
    command(id, () => void change(editor.chain().focus()).run(), {
      enabled: canWrite,
      inText: true,
      ...(active === undefined ? {} : { active }),
    });
  const mark = (id: CommandId, name: 'bold' | 'italic' | 'strike' | 'code'): Command =>
    command(id, () => void editor.chain().focus().toggleMark(name).run(), {
      enabled: inProse,
      inText: true,
      active: () => editor.isActive(name),
    });
  const insert = (id: CommandId, choice: string): Command =>
    command(id, () => insertChoices.find((each) => each.id === choice)?.run(editor), {
      enabled: inProse,
      inText: true,
    });

  useCommands([
    command(
      'document.save',
      async () => {
        await session.flush();
      },
      { enabled: () => session.readOnly === null },
    ),
    command(
      'edit.source',
      () => {
        if (session.mode.get() === 'rich') session.showSource();
        else session.showRich();
      },
      { active: () => session.mode.get() === 'source' },
    ),
    text('edit.undo', (chain) => chain.undo()),
    text('edit.redo', (chain) => chain.redo()),
    mark('format.bold', 'bold'),
    mark('format.italic', 'italic'),
    mark('format.strike', 'strike'),
    mark('format.code', 'code'),
    command('format.link', () => editLink(editor), { enabled: inProse, inText: true }),
    text('format.paragraph', (chain) => chain.setNode('paragraph')),
    text('format.heading1', (chain) => chain.toggleNode('heading', 'paragraph', { level: 1 })),
    text('format.heading2', (chain) => chain.toggleNode('heading', 'paragraph', { level: 2 })),
    text('format.heading3', (chain) => chain.toggleNode('heading', 'paragraph', { level: 3 })),
    text('format.bulletList', (chain) => chain.toggleList('bulletList', 'listItem')),
    text('format.orderedList', (chain) => chain.toggleList('orderedList', 'listItem')),
    command('format.taskList', () => void toggleTaskList(editor), { enabled: inProse, inText: true }),
    text('format.quote', (chain) => chain.toggleWrap('blockquote')),
    insert('insert.table', 'table'),
    text('insert.code', (chain) => chain.toggleNode('codeBlock', 'paragraph')),
    command('insert.maths', () => insertFormula(editor), { enabled: inProse, inText: true }),
    command('insert.mathsBlock', () => insertDisplayedFormula(editor), { enabled: inProse, inText: true }),
    insert('insert.footnote', 'footnote'),
    insert('insert.rule', 'rule'),
  ]);
}
