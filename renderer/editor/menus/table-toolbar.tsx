/** What can be done with the table around the cursor. */
import type { Editor } from '@tiptap/react';
import {
  AlignCenter,
  AlignLeft,
  AlignRight,
  BetweenHorizontalEnd,
  BetweenVerticalEnd,
  type LucideIcon,
  Trash2,
} from 'lucide-react';
import { Floating } from '#renderer/components/floating.tsx';
import {
  addColumn,
  addRow,
  alignColumn,
  removeColumn,
  removeRow,
  removeTable,
  tablePlace,
} from '../table-commands.ts';
import { useEditorTurn } from './use-editor-turn.ts';

interface Tool {
  readonly title: string;
  readonly icon?: LucideIcon;
  readonly words?: string;
  run(editor: Editor): boolean;
}

const tools: readonly Tool[] = [
  { title: 'Add a row below', icon: BetweenHorizontalEnd, run: (editor) => addRow(editor, 'below') },
  { title: 'Add a column after', icon: BetweenVerticalEnd, run: (editor) => addColumn(editor, 'after') },
  { title: 'Align the column left', icon: AlignLeft, run: (editor) => alignColumn(editor, 'left') },
  { title: 'Centre the column', icon: AlignCenter, run: (editor) => alignColumn(editor, 'center') },
  { title: 'Align the column right', icon: AlignRight, run: (editor) => alignColumn(editor, 'right') },
  { title: 'Remove the row', words: 'Remove row', run: removeRow },
  { title: 'Remove the column', words: 'Remove column', run: removeColumn },
  { title: 'Remove the table', icon: Trash2, run: removeTable },
];

function inTable(editor: Editor): boolean {
  return tablePlace(editor.state) !== null;
}

export function TableToolbar(props: { readonly editor: Editor }) {
  const { editor } = props;
  useEditorTurn(editor, inTable);
  const place = tablePlace(editor.state);
  if (place === null || !editor.isEditable || !editor.isFocused || !editor.state.selection.empty) return null;
  const dom = editor.view.nodeDOM(place.start);
  if (!(dom instanceof HTMLElement)) return null;
  const box = dom.getBoundingClientRect();
  if (box.bottom < 60 || box.top > window.innerHeight) return null;
  return (
    <Floating
      place={{ left: box.left, right: box.right, top: Math.max(box.top, 92), bottom: box.bottom }}
      side="above"
      className="table-toolbar"
      role="toolbar"
      label="Table"
    >
      {tools.map((tool) => {
        const Icon = tool.icon;
        return (
          <button
            key={tool.title}
            type="button"
            className="button quiet"
            title={tool.title}
            aria-label={tool.words === undefined ? tool.title : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => tool.run(editor)}
          >
            {Icon === undefined ? tool.words : <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
          </button>
        );
      })}
    </Floating>
  );
}
