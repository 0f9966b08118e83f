/** GFM tables: alignment, bars inside cells, columns that line up where the file likes it. */
import type { DocumentNode } from '../schema.ts';
import type { WriteContext } from './context.ts';
import { writeInline } from './inline.ts';
import { widthOf } from './lines.ts';

export function writeCell(cell: DocumentNode | undefined, context: WriteContext): string {
  const content = (cell?.content ?? []).flatMap((block, i) => [
    // A cell holds one paragraph; more of them become lines.
    ...(i > 0 ? [{ type: 'hardBreak', attrs: { style: 'html' } } satisfies DocumentNode] : []),
    ...(block.content ?? []),
  ]);
  const text = writeInline(content, context, { kind: 'cell', itemStart: false, quoteStart: false });
  // The reader trims every kind of space off a cell, so the others are written by name.
  return text
    .replaceAll('|', '\\|')
    .replace(/^[ \t]+|[ \t]+$/g, '')
    .replace(/^\u00a0+|\u00a0+$/g, (spaces) => '&nbsp;'.repeat(spaces.length));
}

/** One row as a line. `widths` pads the cells. */
export function rowLine(cells: readonly string[], widths: readonly number[], outerBars: boolean): string {
  const padded = cells.map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell))));
  if (!outerBars && cells.length > 1 && cells[0] !== '' && cells.at(-1) !== '')
    return padded.join(' | ').trimEnd();
  return `| ${padded.join(' | ')} |`;
}

export function writeTable(table: DocumentNode, context: WriteContext): string {
  const rows = table.content ?? [];
  const head = rows[0]?.content ?? [];
  const columns = Math.max(1, head.length);
  const texts = rows.map((row) =>
    Array.from({ length: columns }, (_, i) => writeCell(row.content?.[i], context)),
  );
  const aligns = head.map((cell) => cell.attrs?.align ?? null);
  const { alignedTables, outerBars } = context.habits;
  const widths = Array.from({ length: columns }, (_, i) =>
    alignedTables ? Math.max(3, ...texts.map((row) => widthOf(row[i] ?? ''))) : 0,
  );
  const rules = Array.from({ length: columns }, (_, i) => {
    const align = aligns[i] ?? null;
    const width = Math.max(3, widths[i] ?? 3);
    const left = align === 'left' || align === 'center' ? ':' : '';
    const right = align === 'right' || align === 'center' ? ':' : '';
    return left + '-'.repeat(width - left.length - right.length) + right;
  });
  const bars = outerBars || texts.some((row) => row.length < 2 || row[0] === '' || row.at(-1) === '');
  const [first, ...others] = texts;
  return [
    rowLine(first ?? [], widths, bars),
    rowLine(rules, [], bars),
    ...others.map((row) => rowLine(row, widths, bars)),
  ].join('\n');
}
