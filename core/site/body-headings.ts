/** Headings of a body, fitted under the title that the page prints. */
import type { RenderedHeading } from './rendered.ts';

const heading = /<h([1-6])((?:\s[^>]*)?)>([\s\S]*?)<\/h\1>/g;

export interface FittedHeadings {
  readonly html: string;
  readonly headings: readonly RenderedHeading[];
}

/**
 * The page's title is its only `h1`. A first heading that repeats the title goes; if others stand
 * at that level, all move down; and no level is skipped, so that the outline can be followed by ear.
 */
export function fitHeadings(html: string, titleHtml: string): FittedHeadings {
  const words = (text: string) =>
    text
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const first = /^\s*<h1(?:\s[^>]*)?>([\s\S]*?)<\/h1>\n?/.exec(html);
  const text =
    first !== null && words(first[1] ?? '') === words(titleHtml) ? html.slice(first[0].length) : html;
  const shift = /<h1[\s>]/.test(text) ? 1 : 0;
  const headings: RenderedHeading[] = [];
  let last = 1;
  const fitted = text.replace(heading, (_, digit: string, attributes: string, inner: string) => {
    const level = Math.min(Number(digit) + shift, last + 1, 6);
    last = level;
    const id = / id="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (id !== '') headings.push({ level, id, html: plainInline(inner) });
    return `<h${level}${attributes}>${inner}</h${level}>`;
  });
  return { html: fitted, headings };
}

/** Links and notes have no place in a contents list. */
function plainInline(html: string): string {
  return html
    .replace(/<sup class="footnote-ref">[\s\S]*?<\/sup>/g, '')
    .replace(/<\/?a\b[^>]*>/g, '')
    .replace(/ id="[^"]*"/g, '')
    .trim();
}
