/** What a document says about itself in its front matter, in one shape whatever its format. */
import { parseMarkdown } from '../markdown/parse.ts';
import { textOf } from '../markdown/text.ts';
import { type FrontMatter, splitFrontMatter } from './front-matter.ts';
import { type Kind, kindOf, type Source, type Status, sources, statuses } from './kind.ts';

export interface DocumentFacts {
  readonly kind: Kind;
  /** Front matter, else the first heading, else the file name in words. */
  readonly title: string;
  readonly summary: string | null;
  /** ISO date, or the text as written when it is no date. */
  readonly date: string | null;
  readonly updated: string | null;
  readonly status: Status | null;
  readonly source: Source | null;
  readonly tags: readonly string[];
  /** The named reader's id. */
  readonly reader: string | null;
  /** Every reader, the first one included. */
  readonly readers: readonly string[];
  readonly takeaway: string | null;
  readonly draft: boolean;
  readonly slug: string | null;
  readonly author: string | null;
  readonly authors: readonly string[];
  readonly readersBox: boolean;
  /** Whether the title stands in the front matter, so that the page prints it. */
  readonly titleDeclared: boolean;
  readonly frontMatter: FrontMatter;
}

/** Reads the facts of one document. `path` is its path in the library; nothing is read from disk. */
export function documentFacts(path: string, text: string): DocumentFacts {
  const { frontMatter, bodyStart } = splitFrontMatter(text);
  return factsFrom(path, frontMatter, () => firstHeading(text.slice(bodyStart)));
}

/** The same from front matter that was read already; `heading` is asked only when no title is declared. */
export function factsFrom(
  path: string,
  frontMatter: FrontMatter,
  heading: () => string | null,
): DocumentFacts {
  const fields = frontMatter.fields;
  const declared = asText(fields.title);
  const reader = asText(fields.reader);
  const readers = [...new Set([...(reader === null ? [] : [reader]), ...asList(fields.readers)])];
  const authors = asList(fields.author ?? fields.authors);
  return {
    kind: kindOf(path, fields.kind),
    title: declared ?? heading() ?? titleFromPath(path),
    summary: asText(fields.summary) ?? asText(fields.description),
    date: asDate(fields.date) ?? dateFromPath(path),
    updated: asDate(fields.updated ?? fields.lastmod ?? fields['date-modified']),
    status: statuses.find((status) => status === fields.status) ?? null,
    source: sources.find((source) => source === fields.source) ?? null,
    tags: asList(fields.tags ?? fields.keywords),
    reader: reader ?? readers[0] ?? null,
    readers,
    takeaway: asText(fields.takeaway),
    draft: fields.draft === true || fields.published === false,
    slug: asText(fields.slug),
    author: authors[0] ?? null,
    authors,
    readersBox: fields['readers-box'] === true,
    titleDeclared: declared !== null,
    frontMatter,
  };
}

function asText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

function asList(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => asText(isNamed(item) ? item.name : item) ?? []);
  if (isNamed(value)) return asList(value.name);
  const text = asText(value);
  if (text === null) return [];
  return text
    .split(text.includes(',') ? ',' : /$^/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function isNamed(value: unknown): value is { name: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'name' in value;
}

/** `2026-03-01T10:00:00Z` gives `2026-03-01`; a text that is no date stays as it is. */
function asDate(value: unknown): string | null {
  const text = asText(value);
  if (text === null) return null;
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text;
}

function dateFromPath(path: string): string | null {
  return /(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]*$/.exec(path)?.[1] ?? null;
}

/** `posts/why-probes-fail.md` gives `Why probes fail`. */
export function titleFromPath(path: string): string {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.(?:md|markdown|qmd|mdx)$/i, '')
    .replace(/^\d{4}-\d{2}-\d{2}-/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return name === '' ? 'Untitled' : name.charAt(0).toUpperCase() + name.slice(1);
}

/** How much of a body is searched for its first heading. */
const searched = 20_000;

function firstHeading(body: string): string | null {
  const { tree } = parseMarkdown(body.slice(0, searched));
  const heading = tree.content.find((block) => block.type === 'heading');
  const text = heading === undefined ? '' : textOf(heading).trim();
  return text === '' ? null : text;
}
