/**
 * HTML from other programs, made fit for the schema. The schema decides what is kept; this only puts
 * into a shape that it knows what pages express otherwise: tables with several blocks in a cell, code
 * with a line per element, pictures held in the page itself.
 *
 * The HTML is parsed into a document of its own, in which nothing is loaded and no script runs.
 */

const dropped =
  'script, style, noscript, template, iframe, object, embed, svg, link, meta, title, head, nav, button, select, textarea, form > input:not([type="checkbox"]), [hidden], [aria-hidden="true"]:not(.katex-html)';

const blockTags: ReadonlySet<string> = new Set([
  'P',
  'DIV',
  'UL',
  'OL',
  'LI',
  'BLOCKQUOTE',
  'PRE',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'SECTION',
  'ARTICLE',
]);

/** HTML that can be given to the editor's parser. */
export function cleanHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll(dropped)) {
    if (element.closest('.katex') === null) element.remove();
  }
  for (const image of page.querySelectorAll('img')) {
    const src = image.getAttribute('src') ?? '';
    if (!/^https?:/i.test(src)) image.remove();
  }
  for (const pre of page.querySelectorAll('pre')) flattenCode(page, pre);
  for (const table of [...page.querySelectorAll('table')].reverse()) {
    if (isLayout(table)) unwrapLayout(page, table);
    else squareTable(page, table);
  }
  return page.body.innerHTML;
}

/** Lines that stand in elements of their own become lines of text. */
function flattenCode(page: Document, pre: HTMLElement): void {
  const code = pre.querySelector('code') ?? pre;
  for (const line of code.querySelectorAll('br')) line.replaceWith('\n');
  for (const line of code.querySelectorAll('div, p, li')) {
    if (line.nextSibling !== null && !(line.textContent ?? '').endsWith('\n')) line.append('\n');
  }
  const language = `${code.className} ${pre.className} ${pre.parentElement?.className ?? ''}`;
  const name = /(?:^|\s)(?:language|lang|highlight-source|sourceCode)-?\s?([\w+#.-]{1,40})/.exec(
    language,
  )?.[1];
  const text = (code.textContent ?? '').replace(/\n$/, '');
  const plain = page.createElement('pre');
  const inner = page.createElement('code');
  if (name !== undefined && name !== 'sourceCode') inner.className = `language-${name}`;
  inner.textContent = text;
  plain.append(inner);
  pre.replaceWith(plain);
}

/** A table that only arranges a page: one cell, or another table inside. */
function isLayout(table: HTMLTableElement): boolean {
  return table.querySelector('table') !== null || table.querySelectorAll('td, th').length < 2;
}

function unwrapLayout(page: Document, table: HTMLTableElement): void {
  const parts = page.createDocumentFragment();
  for (const cell of table.querySelectorAll(':scope > tbody > tr > td, :scope > tbody > tr > th')) {
    const part = page.createElement('div');
    part.append(...cell.childNodes);
    parts.append(part);
  }
  table.replaceWith(parts);
}

/** One header row, equal rows, one paragraph in each cell. */
function squareTable(page: Document, table: HTMLTableElement): void {
  const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => withSpan(page, cell)));
  const width = Math.max(1, ...rows.map((row) => row.length));
  const body = page.createElement('tbody');
  rows.forEach((cells, index) => {
    const row = page.createElement('tr');
    for (let column = 0; column < width; column += 1) {
      const cell = page.createElement(index === 0 ? 'th' : 'td');
      const from = cells[column];
      if (from !== undefined) {
        const align = from.style.textAlign || from.getAttribute('align') || '';
        if (/^(left|center|right)$/.test(align)) cell.setAttribute('align', align);
        cell.append(oneParagraph(page, from));
      }
      row.append(cell);
    }
    body.append(row);
  });
  const square = page.createElement('table');
  const caption = table.caption?.textContent?.trim();
  square.append(body);
  table.replaceWith(square);
  if (caption !== undefined && caption !== '') {
    const paragraph = page.createElement('p');
    paragraph.textContent = caption;
    square.after(paragraph);
  }
}

function withSpan(page: Document, cell: HTMLTableCellElement): HTMLElement[] {
  const more = Math.min(Math.max(1, cell.colSpan || 1), 50) - 1;
  return [cell, ...Array.from({ length: more }, () => page.createElement('td'))];
}

/** The content of a cell as one paragraph, its blocks parted by line breaks. */
function oneParagraph(page: Document, cell: HTMLElement): HTMLElement {
  const paragraph = page.createElement('p');
  take(page, cell, paragraph);
  while (paragraph.lastChild?.nodeName === 'BR') paragraph.lastChild.remove();
  return paragraph;
}

function take(page: Document, from: Element, into: HTMLElement): void {
  for (const node of [...from.childNodes]) {
    if (blockTags.has(node.nodeName)) {
      if (into.hasChildNodes() && into.lastChild?.nodeName !== 'BR' && into.textContent?.trim() !== '') {
        into.append(page.createElement('br'));
      }
      take(page, node as Element, into);
    } else into.append(node);
  }
}
