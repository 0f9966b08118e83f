/**
 * How references read: author–year in the text, a list at the end.
 * The shape follows the author–date style of The Chicago Manual of Style, 17th ed., ch. 15.
 *
 * Everything answered here is HTML: text from the bibliography is escaped, addresses are checked.
 */
import { escapeHtml, webAddress } from '#core/site/escape.ts';
import type { BibEntry } from './bibtex.ts';
import type { Citation, CitationItem } from './citation.ts';
import { isOthers, type Name } from './names.ts';

export interface CitationContext {
  /** The entry for a key, or undefined when the bibliography has none. */
  entry(key: string): BibEntry | undefined;
  /** `a`, `b`, … where two cited works share authors and year; else empty. */
  yearSuffix(key: string): string;
}

/** "Alain and Bengio", "Elazar et al.": who is named in the text. Plain text. */
export function shortAuthors(entry: BibEntry): string {
  const names = entry.authors.length > 0 ? entry.authors : entry.editors;
  const [first, second] = names;
  if (first === undefined) return entry.fields.get('organization') ?? shortTitle(entry);
  if (second === undefined) return first.family;
  if (isOthers(second) || names.length > 3) return `${first.family} et al.`;
  if (names.length === 2) return `${first.family} and ${second.family}`;
  const third = names[2];
  if (third === undefined || isOthers(third)) return `${first.family} et al.`;
  return `${first.family}, ${second.family}, and ${third.family}`;
}

function shortTitle(entry: BibEntry): string {
  const title = (entry.fields.get('title') ?? entry.key).split(/[:.]/)[0] ?? entry.key;
  return `“${title.trim()}”`;
}

/** Year of the entry as text: `year`, else the year of `date`, else "n.d.". */
export function yearOf(entry: BibEntry): string {
  const year = entry.fields.get('year') ?? /^\d{4}/.exec(entry.fields.get('date') ?? '')?.[0];
  return year ?? 'n.d.';
}

/** A stretch of a citation as it reads. */
export interface CitationPart {
  readonly text: string;
  /** The work that it names, or null for what stands between. */
  readonly key: string | null;
  /** False where the bibliography has no such work: then the text is the key itself. */
  readonly known: boolean;
}

/** The citation as it reads in the text, in stretches. Plain text. */
export function citationParts(citation: Citation, context: CitationContext): readonly CitationPart[] {
  const between = (text: string): CitationPart => ({ text, key: null, known: true });
  const work = (key: string, text: string): CitationPart => ({ text, key, known: true });
  const unknown = (key: string): CitationPart => ({ text: `@${key}`, key, known: false });
  if (citation.narrative && citation.items[0] !== undefined) {
    const [first] = citation.items;
    const entry = context.entry(first.key);
    if (entry === undefined) return [unknown(first.key)];
    const year = yearOf(entry) + context.yearSuffix(first.key) + locatorText(first);
    return [work(first.key, shortAuthors(entry)), between(' ('), work(first.key, year), between(')')];
  }
  const parts = citation.items.flatMap((item, index) => {
    const entry = context.entry(item.key);
    const before = `${index === 0 ? '(' : '; '}${item.prefix === '' ? '' : `${item.prefix} `}`;
    if (entry === undefined) return [between(before), unknown(item.key)];
    const year = yearOf(entry) + context.yearSuffix(item.key);
    const who = item.suppressAuthor ? '' : `${shortAuthors(entry)} `;
    return [between(before), work(item.key, who + year), between(locatorText(item))];
  });
  return [...parts, between(')')].filter((part) => part.text !== '');
}

/** The citation as HTML, each work linked to its place in the reference list. */
export function citationHtml(citation: Citation, context: CitationContext): string {
  return citationParts(citation, context)
    .map(({ text, key, known }) => {
      const html = escapeHtml(text);
      if (key === null) return html;
      return known ? link(key, html) : `<span class="unknown-citation">${html}</span>`;
    })
    .join('');
}

function locatorText(item: CitationItem): string {
  return item.locator === ''
    ? ''
    : `, ${item.locator.replace(/^(pp?\.)\s+/, '$1\u00a0').replace(/(\d)-(\d)/g, '$1–$2')}`;
}

function link(key: string, html: string): string {
  return `<a class="citation" href="#${referenceId(key)}">${html}</a>`;
}

/** Id of a work in the reference list; keys may hold any character, ids should not. */
export function referenceId(key: string): string {
  return `ref-${key.replace(/[^A-Za-z0-9_-]/g, (c) => `_${c.codePointAt(0)?.toString(16) ?? ''}`)}`;
}

/** One work of the reference list, as HTML without its `<li>`. */
export function referenceHtml(entry: BibEntry, yearSuffix: string): string {
  const field = (name: string) => entry.fields.get(name);
  const parts: string[] = [];
  const names = entry.authors.length > 0 ? entry.authors : entry.editors;
  const title = field('title') ?? entry.key;
  const whole = [
    'book',
    'phdthesis',
    'mastersthesis',
    'thesis',
    'report',
    'techreport',
    'proceedings',
    'manual',
  ];
  const year = yearOf(entry) + yearSuffix;
  const titleHtml = whole.includes(entry.type)
    ? `<cite>${escapeHtml(title)}</cite>`
    : `“${escapeHtml(title)}`;
  if (names.length > 0) {
    const list = nameList(names);
    parts.push(escapeHtml(entry.authors.length > 0 ? list : `${list}, ed${names.length > 1 ? 's' : ''}.`));
    parts.push(escapeHtml(year));
    parts.push(endOf(titleHtml, title));
  } else {
    parts.push(endOf(titleHtml, title));
    parts.push(escapeHtml(year));
  }
  const container = containerHtml(entry);
  if (container !== '') parts.push(container);
  const address = addressHtml(entry);
  const sentence = parts.map((part) => (/[.?!”]$/.test(strip(part)) ? part : `${part}.`)).join(' ');
  return address === '' ? sentence : `${sentence} ${address}`;
}

/** Closes the quotation of a title with the full stop inside, as Chicago does. */
function endOf(html: string, title: string): string {
  if (!html.startsWith('“')) return html;
  return /[.?!]$/.test(title) ? `${html}”` : `${html}.”`;
}

function strip(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

function nameList(names: readonly Name[]): string {
  const shown = names.filter((name) => !isOthers(name));
  const etAl = shown.length < names.length || shown.length > 10;
  const listed = shown.slice(0, shown.length > 10 ? 7 : shown.length);
  const texts = listed.map((name, index) => {
    if (name.given === '') return name.family;
    const suffix = name.suffix === '' ? '' : ` ${name.suffix}`;
    return index === 0 ? `${name.family}, ${name.given}${suffix}` : `${name.given} ${name.family}${suffix}`;
  });
  if (etAl) return `${texts.join(', ')}, et al.`;
  if (texts.length <= 1) return texts.join('');
  return `${texts.slice(0, -1).join(', ')}, and ${texts.at(-1)}`;
}

function containerHtml(entry: BibEntry): string {
  const field = (name: string) => entry.fields.get(name);
  const journal = field('journal') ?? field('journaltitle');
  const pages = field('pages')?.replace(/(\d)\s*[-–—]+\s*(\d)/g, '$1–$2');
  if (journal !== undefined) {
    const volume = field('volume');
    const number = field('number') ?? field('issue');
    let html = `<cite>${escapeHtml(journal)}</cite>`;
    if (volume !== undefined) html += ` ${escapeHtml(volume)}`;
    if (number !== undefined)
      html += volume === undefined ? `, no. ${escapeHtml(number)}` : ` (${escapeHtml(number)})`;
    if (pages !== undefined) html += `: ${escapeHtml(pages)}`;
    return html;
  }
  const book = field('booktitle');
  if (book !== undefined) {
    let html = `In <cite>${escapeHtml(book)}</cite>`;
    if (pages !== undefined) html += `, ${escapeHtml(pages)}`;
    const publisher = field('publisher');
    if (publisher !== undefined) html += `. ${escapeHtml(publisher)}`;
    return html;
  }
  const publisher = field('publisher') ?? field('school') ?? field('institution') ?? field('howpublished');
  if (publisher !== undefined && webAddress(publisher) === null) return escapeHtml(publisher);
  return '';
}

/** The DOI as a link, else the address, else the arXiv number. */
function addressHtml(entry: BibEntry): string {
  const doi = entry.fields.get('doi')?.replace(/^https?:\/\/(dx\.)?doi\.org\//i, '');
  const arxiv = entry.fields.get('eprint');
  const candidates = [
    doi === undefined ? undefined : `https://doi.org/${doi}`,
    entry.fields.get('url'),
    arxiv !== undefined && /^[\w.-]+(\/\d+)?$/.test(arxiv) ? `https://arxiv.org/abs/${arxiv}` : undefined,
  ];
  for (const candidate of candidates) {
    const address = candidate === undefined ? null : webAddress(candidate);
    if (address !== null) {
      return `<a href="${escapeHtml(address)}">${escapeHtml(address.replace(/^https?:\/\//, ''))}</a>`;
    }
  }
  return '';
}

/** Order of the reference list: by family names, then year, then title. */
export function compareEntries(a: BibEntry, b: BibEntry): number {
  return sortKey(a).localeCompare(sortKey(b), 'en') || (a.key < b.key ? -1 : 1);
}

function sortKey(entry: BibEntry): string {
  const names = entry.authors.length > 0 ? entry.authors : entry.editors;
  const who = names.map((name) => `${name.family} ${name.given}`).join(' ');
  return `${who === '' ? (entry.fields.get('title') ?? '') : who} ${yearOf(entry)} ${entry.fields.get('title') ?? ''}`;
}

/** Letters for works that would look the same in the text: same short authors and year. */
export function yearSuffixes(entries: readonly BibEntry[]): ReadonlyMap<string, string> {
  const groups = new Map<string, BibEntry[]>();
  for (const entry of [...entries].sort(compareEntries)) {
    const look = `${shortAuthors(entry)} ${yearOf(entry)}`;
    const group = groups.get(look);
    if (group === undefined) groups.set(look, [entry]);
    else group.push(entry);
  }
  const suffixes = new Map<string, string>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    group.forEach((entry, index) => {
      suffixes.set(entry.key, index < 26 ? String.fromCharCode(97 + index) : String(index));
    });
  }
  return suffixes;
}
