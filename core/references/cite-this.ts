/** BibTeX for a document of the library: what a reader copies to cite it. */

export interface CitableDocument {
  readonly title: string;
  readonly author: string;
  /** ISO date or null. */
  readonly date: string | null;
  readonly slug: string;
  /** Absolute address, or null when the site has none yet. */
  readonly url: string | null;
  readonly siteTitle: string;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** One `@misc` entry. Text is written so that LaTeX prints it as it stands. */
export function citeThis(document: CitableDocument): string {
  const year = /^(\d{4})/.exec(document.date ?? '')?.[1];
  const month = Number(/^\d{4}-(\d{2})/.exec(document.date ?? '')?.[1] ?? 0);
  const family = document.author.trim().split(/\s+/).at(-1) ?? '';
  const keyPart = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '');
  const word = document.slug.split('-').find((part) => part.length > 3 && /^[a-z]+$/.test(part)) ?? '';
  const fields: [string, string][] = [['title', `{${latex(document.title)}}`]];
  if (document.author !== '') fields.unshift(['author', latex(document.author)]);
  if (year !== undefined) fields.push(['year', year]);
  if (document.url !== null) fields.push(['url', document.url.replace(/[{}\\]/g, encodeURIComponent)]);
  if (document.siteTitle !== document.author) fields.push(['howpublished', latex(document.siteTitle)]);
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(width)} = {${value}}`);
  const monthName = monthNames[month - 1];
  if (monthName !== undefined) lines.splice(-1, 0, `  ${'month'.padEnd(width)} = ${monthName}`);
  return `@misc{${keyPart(family) || 'anonymous'}${year ?? ''}${word},\n${lines.join(',\n')}\n}`;
}

function latex(text: string): string {
  return text
    .replace(/\\/g, '\\textbackslash ')
    .replace(/([&%$#_{}])/g, '\\$1')
    .replace(/~/g, '\\textasciitilde ')
    .replace(/\^/g, '\\textasciicircum ');
}
