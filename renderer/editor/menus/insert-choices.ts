/** What can be put into the text: the rows of the slash menu, and what the insert commands run. */
import type { ChainedCommands, Editor } from '@tiptap/core';
import { calloutKinds, divNames } from '../block-names.ts';
import { insertFootnote } from '../footnotes.ts';
import { editInline } from '../inline-edit.ts';
import { newTable } from '../table-commands.ts';
import type { Suggested } from './suggestions.ts';

export interface InsertChoice extends Suggested {
  /** Other words to find it by. */
  readonly words: string;
  run(editor: Editor): void;
}

/** Turns the block with the cursor into another kind, out of whatever list it is in. */
function turnInto(editor: Editor, change: (chain: ChainedCommands) => ChainedCommands): void {
  change(editor.chain().focus()).scrollIntoView().run();
}

/** Makes the list around the cursor, or a new one, a list of tasks; takes the boxes away where all have one. */
export function toggleTaskList(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  const inBullets = $from.depth > 2 && $from.node(-2).type.name === 'bulletList';
  if (!inBullets && !editor.chain().focus().toggleList('bulletList', 'listItem').run()) return false;
  const { state } = editor;
  const at = state.selection.$from;
  if (at.depth < 3) return false;
  const list = at.node(-2);
  const start = at.start(-2);
  const allTasks = list.children.every((item) => item.attrs['checked'] !== null);
  const { tr } = state;
  list.forEach((item, offset) => {
    const checked: unknown = item.attrs['checked'];
    tr.setNodeAttribute(start + offset, 'checked', allTasks ? null : checked === true);
  });
  editor.view.dispatch(tr);
  editor.view.focus();
  return true;
}

/** Inserts a block where the cursor is: in place of an empty paragraph, else after the block. */
function insertBlock(editor: Editor, block: object): void {
  editor.chain().focus().insertContent(block).scrollIntoView().run();
}

/** An empty formula with its field open. */
export function insertFormula(editor: Editor): void {
  const { from, to } = editor.state.selection;
  const tex = editor.state.doc.textBetween(from, to);
  editor.chain().focus().insertContent({ type: 'mathInline', attrs: { tex } }).run();
  editInline(editor, from);
}

export function insertDisplayedFormula(editor: Editor): void {
  const { from } = editor.state.selection;
  insertBlock(editor, { type: 'mathBlock', attrs: { tex: '' } });
  requestAnimationFrame(() => {
    let at: number | null = null;
    const { doc } = editor.state;
    doc.nodesBetween(Math.max(0, from - 2), Math.min(doc.content.size, from + 3), (node, position) => {
      if (node.type.name === 'mathBlock' && node.attrs['tex'] === '') at = position;
    });
    if (at !== null) editor.view.nodeDOM(at)?.dispatchEvent(new Event('legible-edit', { cancelable: true }));
  });
}

export function insertTable(editor: Editor): void {
  insertBlock(editor, newTable(2, 3));
  // The cursor goes into the first cell.
  const { $from } = editor.state.selection;
  let table: number | null = null;
  editor.state.doc.nodesBetween(Math.max(0, $from.pos - 60), $from.pos, (node, position) => {
    if (node.type.name === 'table') table = position;
  });
  if (table !== null) editor.commands.focus(table + 4);
}

function wrap(editor: Editor, type: 'callout' | 'div', attrs: Record<string, string>): void {
  if (editor.chain().focus().wrapIn(type, attrs).scrollIntoView().run()) return;
  insertBlock(editor, { type, attrs, content: [{ type: 'paragraph' }] });
}

const everyday: readonly InsertChoice[] = [
  ...([1, 2, 3] as const).map(
    (level): InsertChoice => ({
      id: `heading${level}`,
      title: `Heading ${level}`,
      purpose: ['the largest', 'a section', 'a part of a section'][level - 1] ?? '',
      words: `h${level} title section`,
      markdown: '#'.repeat(level),
      run: (editor) => turnInto(editor, (chain) => chain.setNode('heading', { level })),
    }),
  ),
  {
    id: 'paragraph',
    title: 'Plain paragraph',
    purpose: 'ordinary text',
    words: 'text normal',
    run: (editor) => turnInto(editor, (chain) => chain.setNode('paragraph')),
  },
  {
    id: 'bulletList',
    title: 'List',
    purpose: 'points in no order',
    words: 'bullet unordered',
    markdown: '-',
    run: (editor) => turnInto(editor, (chain) => chain.toggleList('bulletList', 'listItem')),
  },
  {
    id: 'orderedList',
    title: 'Numbered list',
    purpose: 'steps, or points to refer to',
    words: 'ordered number',
    markdown: '1.',
    run: (editor) => turnInto(editor, (chain) => chain.toggleList('orderedList', 'listItem')),
  },
  {
    id: 'taskList',
    title: 'Task list',
    purpose: 'points to tick off',
    words: 'todo check box',
    markdown: '[ ]',
    run: (editor) => {
      toggleTaskList(editor);
    },
  },
  {
    id: 'quote',
    title: 'Quotation',
    purpose: 'someone else’s words',
    words: 'blockquote cite',
    markdown: '>',
    run: (editor) => turnInto(editor, (chain) => chain.toggleWrap('blockquote')),
  },
  {
    id: 'code',
    title: 'Code block',
    purpose: 'with its language',
    words: 'program source fence',
    markdown: '```',
    run: (editor) => turnInto(editor, (chain) => chain.setNode('codeBlock')),
  },
  {
    id: 'table',
    title: 'Table',
    purpose: 'rows and columns',
    words: 'grid cells',
    markdown: '| a | b |',
    run: insertTable,
  },
  {
    id: 'mathsBlock',
    title: 'Displayed formula',
    purpose: 'on a line of its own',
    words: 'maths math equation tex latex',
    markdown: '$$',
    run: insertDisplayedFormula,
  },
  {
    id: 'maths',
    title: 'Formula in the line',
    purpose: 'within a sentence',
    words: 'maths math inline tex latex',
    markdown: '$x$',
    run: insertFormula,
  },
  {
    id: 'footnote',
    title: 'Footnote',
    purpose: 'an aside at the foot of the page',
    words: 'note reference',
    markdown: '[^1]',
    run: (editor) => insertFootnote(editor),
  },
  {
    id: 'rule',
    title: 'Thematic break',
    purpose: 'a pause between parts',
    words: 'line hr divider horizontal rule',
    markdown: '---',
    run: (editor) => insertBlock(editor, [{ type: 'horizontalRule' }, { type: 'paragraph' }]),
  },
];

/** Every choice, in the order of the menu. Figure and image come from the workspace, which knows the files. */
export const insertChoices: readonly InsertChoice[] = [
  ...everyday,
  ...divNames.map(
    ({ value, name, purpose }): InsertChoice => ({
      id: `div:${value}`,
      title: name,
      purpose,
      words: 'block div',
      markdown: `::: ${value}`,
      run: (editor) => wrap(editor, 'div', { name: value, attributes: value }),
    }),
  ),
  ...calloutKinds.map(
    ({ value, name, purpose }): InsertChoice => ({
      id: `callout:${value}`,
      title: name,
      purpose,
      words: 'callout admonition',
      markdown: `[!${value}]`,
      run: (editor) => wrap(editor, 'callout', { kind: value }),
    }),
  ),
];

/** Choices that fit what was typed, the best first. */
export function matchingChoices(choices: readonly InsertChoice[], query: string): InsertChoice[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [...choices];
  const rank = (choice: InsertChoice): number => {
    const title = choice.title.toLowerCase();
    if (title.startsWith(wanted)) return 0;
    if (title.split(' ').some((word) => word.startsWith(wanted))) return 1;
    if (choice.words.split(' ').some((word) => word.startsWith(wanted))) return 2;
    return title.includes(wanted) ? 3 : 9;
  };
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter((row) => row.rank < 9)
    .sort((one, other) => one.rank - other.rank)
    .map((row) => row.choice);
}
