/** Editing a plain grid: GFM tables have no merged cells, one header row, and an alignment per column. */
import type { Editor, KeyboardShortcutCommand } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { goToNextCell } from '@tiptap/pm/tables';

export type Alignment = 'left' | 'center' | 'right' | null;

interface Place {
  readonly table: ProseMirrorNode;
  /** Position of the table. */
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** The table around the cursor, and the cell in it. */
export function tablePlace(state: EditorState): Place | null {
  const { $head } = state.selection;
  for (let depth = $head.depth; depth > 0; depth -= 1) {
    const table = $head.node(depth);
    if (table.type.name !== 'table') continue;
    const column = $head.depth > depth ? $head.index(depth + 1) : 0;
    return { table, start: $head.before(depth), row: $head.index(depth), column };
  }
  return null;
}

/** Position of the row; the one after the last is the table's inner end. */
function rowStart(place: Place, row: number): number {
  let position = place.start + 1;
  for (let index = 0; index < row; index += 1) position += place.table.child(index).nodeSize;
  return position;
}

function cellStart(place: Place, row: number, column: number): number {
  const node = place.table.child(row);
  let position = rowStart(place, row) + 1;
  for (let index = 0; index < Math.min(column, node.childCount); index += 1)
    position += node.child(index).nodeSize;
  return position;
}

function moveToCell(tr: Transaction, start: number, row: number, column: number): void {
  const table = tr.doc.nodeAt(start);
  if (table === null) return;
  const place: Place = { table, start, row, column };
  const position = cellStart(place, Math.min(row, table.childCount - 1), column);
  tr.setSelection(TextSelection.near(tr.doc.resolve(position + 1))).scrollIntoView();
}

function columns(table: ProseMirrorNode): number {
  return table.firstChild?.childCount ?? 0;
}

function withTable(editor: Editor, edit: (tr: Transaction, place: Place) => boolean): boolean {
  const place = tablePlace(editor.state);
  if (place === null || !editor.isEditable) return false;
  const { tr } = editor.state;
  if (!edit(tr, place)) return false;
  editor.view.dispatch(tr);
  editor.view.focus();
  return true;
}

/** Adds a row below the cursor's (or above, where that is not the header). */
export function addRow(editor: Editor, side: 'above' | 'below'): boolean {
  return withTable(editor, (tr, place) => {
    const { tableRow, tableCell } = editor.schema.nodes;
    if (tableRow === undefined || tableCell === undefined) return false;
    const at = side === 'below' ? place.row + 1 : Math.max(1, place.row);
    const cells: ProseMirrorNode[] = [];
    place.table.firstChild?.forEach((head) => {
      const cell = tableCell.createAndFill({ align: head.attrs['align'] as Alignment });
      if (cell !== null) cells.push(cell);
    });
    tr.insert(rowStart(place, at), tableRow.create(null, cells));
    moveToCell(tr, place.start, at, place.column);
    return true;
  });
}

/** Removes the cursor's row. The header row stays. */
export function removeRow(editor: Editor): boolean {
  return withTable(editor, (tr, place) => {
    if (place.row === 0) return false;
    const from = rowStart(place, place.row);
    tr.delete(from, from + place.table.child(place.row).nodeSize);
    moveToCell(tr, place.start, place.row - 1, place.column);
    return true;
  });
}

export function addColumn(editor: Editor, side: 'before' | 'after'): boolean {
  return withTable(editor, (tr, place) => {
    const { tableHeader, tableCell } = editor.schema.nodes;
    const at = side === 'after' ? place.column + 1 : place.column;
    for (let row = place.table.childCount - 1; row >= 0; row -= 1) {
      const cell = (row === 0 ? tableHeader : tableCell)?.createAndFill();
      if (cell) tr.insert(cellStart(place, row, at), cell);
    }
    moveToCell(tr, place.start, place.row, at);
    return true;
  });
}

/** Removes the cursor's column; the last one takes the table with it. */
export function removeColumn(editor: Editor): boolean {
  return withTable(editor, (tr, place) => {
    if (columns(place.table) < 2) {
      tr.delete(place.start, place.start + place.table.nodeSize);
      return true;
    }
    for (let row = place.table.childCount - 1; row >= 0; row -= 1) {
      const cell = place.table.child(row).maybeChild(place.column);
      const from = cellStart(place, row, place.column);
      if (cell !== null) tr.delete(from, from + cell.nodeSize);
    }
    moveToCell(tr, place.start, place.row, Math.max(0, place.column - 1));
    return true;
  });
}

/** Aligns the cursor's column. */
export function alignColumn(editor: Editor, align: Alignment): boolean {
  return withTable(editor, (tr, place) => {
    for (let row = 0; row < place.table.childCount; row += 1) {
      if (place.table.child(row).maybeChild(place.column) !== null) {
        tr.setNodeAttribute(cellStart(place, row, place.column), 'align', align);
      }
    }
    return true;
  });
}

export function removeTable(editor: Editor): boolean {
  return withTable(editor, (tr, place) => {
    tr.delete(place.start, place.start + place.table.nodeSize);
    return true;
  });
}

/** A new table: a header row and empty rows below it. */
export function newTable(rows: number, width: number): object {
  const line = (type: string): object => ({
    type: 'tableRow',
    content: Array.from({ length: width }, () => ({ type, content: [{ type: 'paragraph' }] })),
  });
  return {
    type: 'table',
    content: [line('tableHeader'), ...Array.from({ length: rows }, () => line('tableCell'))],
  };
}

/** Tab goes from cell to cell and adds a row behind the last; Enter goes down. */
export function tableKeys(editor: Editor): Record<string, KeyboardShortcutCommand> {
  const inTable = (): boolean => tablePlace(editor.state) !== null;
  return {
    Tab: () => {
      if (!inTable()) return false;
      const { state, view } = editor;
      return goToNextCell(1)(state, view.dispatch) || addRow(editor, 'below');
    },
    'Shift-Tab': () => {
      if (!inTable()) return false;
      goToNextCell(-1)(editor.state, editor.view.dispatch);
      return true;
    },
    Enter: () => {
      const place = tablePlace(editor.state);
      if (place === null) return false;
      if (place.row + 1 >= place.table.childCount) return addRow(editor, 'below');
      const { tr } = editor.state;
      moveToCell(tr, place.start, place.row + 1, place.column);
      editor.view.dispatch(tr);
      return true;
    },
  };
}
