/** Tables and equations: captions and numbers, and room to scroll on a narrow screen. */
import { parseAttributes, trailingAttributes } from '#core/markdown/grammar/attributes.ts';
import type { Numbers } from './body-numbers.ts';
import { escapeHtml } from './escape.ts';
import { decodeEntities } from './markup.ts';

const table =
  /(?:<p>: ((?:(?!<\/p>)[\s\S])*)<\/p>\n)?<table>\n([\s\S]*?)<\/table>(?:\n<p>: ([\s\S]*?)<\/p>)?/g;

/** A caption without an empty line before it has become the last row of its table. */
const captionRow = /<tr>\n<td[^>]*>: ([^\n]*)<\/td>\n(?:<td[^>]*><\/td>\n)*<\/tr>\n(<\/tbody>\n<\/table>)/g;

/**
 * A paragraph `: Caption {#tbl-x}` right after a table, or before it, is its caption (Pandoc, Quarto).
 * Columns keep their alignment by class. Each table can be scrolled sideways, also with the keyboard.
 */
export function setTables(html: string, numbers: Numbers): string {
  let unnamed = 0;
  const parted =
    html.includes('<td>: ') || html.includes('">: ') ? html.replace(captionRow, '$2\n<p>: $1</p>') : html;
  return parted.replace(table, (_, before: string | undefined, rows: string, after: string | undefined) => {
    const written = after ?? before;
    const cells = rows
      .replace(/ style="text-align:(left|center|right)"/g, ' class="align-$1"')
      // A corner cell without words heads nothing.
      .replace(/<th((?: class="[^"]*")?) scope="col"><\/th>/g, '<td$1></td>');
    if (written === undefined) {
      unnamed++;
      return `<section class="table-region" aria-label="Table without caption ${unnamed}" tabindex="0">\n<table>\n${cells}</table>\n</section>`;
    }
    const braces = trailingAttributes(decodeEntities(written.trimEnd()));
    const id = braces === null ? null : (parseAttributes(braces.text)?.id ?? null);
    const caption = (braces === null ? written : written.replace(/\s*\{[^{}]*\}\s*$/, '')).trim();
    const number = numbers.number('tbl', id);
    const label = `<span class="caption-label">Table\u00a0${number}.</span>`;
    const idHtml = id === null ? '' : ` id="${escapeHtml(id)}"`;
    return `<section class="table-region"${idHtml} aria-label="Table ${number}" tabindex="0">\n<table>\n<caption>${label} ${caption}</caption>\n${cells}</table>\n</section>`;
  });
}

const equation = /<div( id="([^"]*)")? class="math display">([\s\S]*?)<\/div>/g;

/** Display formulas; those with a label are numbered. */
export function setEquations(html: string, numbers: Numbers): string {
  return html.replace(equation, (_, idHtml: string | undefined, id: string | undefined, inner: string) => {
    const number =
      id === undefined
        ? ''
        : `<span class="equation-number">(${numbers.number('eq', decodeEntities(id))})</span>`;
    return `<div class="equation"${idHtml ?? ''} tabindex="0">${inner}${number}</div>`;
  });
}
