import { type Attributes, Node } from '@tiptap/core';
import { tableEditing } from '@tiptap/pm/tables';
import { attribute } from '../attribute.ts';
import { tableKeys } from '../table-commands.ts';

/** GFM tables are plain grids; prosemirror-tables wants these attributes and only ever sees 1, 1, null. */
const grid: Attributes = {
  colspan: { default: 1, rendered: false, parseHTML: () => 1 },
  rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
  colwidth: { default: null, rendered: false, parseHTML: () => null },
};

function alignmentOf(element: HTMLElement): string | null {
  const align = element.style.textAlign || element.getAttribute('align') || '';
  return ['left', 'center', 'right'].includes(align) ? align : null;
}

const roles: Readonly<Record<string, string>> = {
  table: 'table',
  tableRow: 'row',
  tableHeader: 'header_cell',
  tableCell: 'cell',
};

const cellAttributes = (): Attributes => ({
  ...grid,
  align: attribute('align', 'string|null', null, alignmentOf),
});

function aligned(align: unknown): Record<string, string> {
  return typeof align === 'string' && /^(left|center|right)$/.test(align) ? { 'data-align': align } : {};
}

export const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    return tableKeys(this.editor);
  },
  extendNodeSchema: (extension) => {
    const role = roles[extension.name];
    return role === undefined ? {} : { tableRole: role };
  },
});

export const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableHeader | tableCell)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
});

export const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'paragraph',
  isolating: true,
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ node, HTMLAttributes }) => ['th', { ...HTMLAttributes, ...aligned(node.attrs['align']) }, 0],
});

export const TableCell = Node.create({
  name: 'tableCell',
  content: 'paragraph',
  isolating: true,
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ node, HTMLAttributes }) => ['td', { ...HTMLAttributes, ...aligned(node.attrs['align']) }, 0],
});
