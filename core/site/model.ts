/**
 * The site model: the library's documents as pages with addresses, in order, with neighbours and
 * tags. Pure facts: no HTML is made here, and no text is read but what the facts hold.
 */
import { folderOfKind, type Kind, kinds, nameOfKind, type Source, type Status } from '#core/document/kind.ts';
import { fileNameOf } from '#core/host/library-path.ts';
import type { Deliverable } from './deliverables.ts';
import type { Choice, Portfolio } from './portfolio.ts';
import { curlsQuotes, curlText } from './quotes.ts';
import { slugify, slugOr } from './slug.ts';

/** What the model needs to know of a document: its facts and nothing of its body. */
export interface DocumentEntry {
  readonly path: string;
  readonly kind: Kind;
  readonly title: string;
  readonly summary: string;
  readonly date: string | null;
  readonly updated: string | null;
  readonly status: Status | null;
  readonly source: Source | null;
  readonly tags: readonly string[];
  readonly reader: string | null;
  readonly takeaway: string;
  readonly draft: boolean;
  readonly slug: string | null;
  readonly author: string;
  readonly readersBox: boolean;
  /** Whether the sources may be downloaded; null leaves it to portfolio.yml. */
  readonly downloads: boolean | null;
  /** Address of the code, for a project. */
  readonly repository: string | null;
  /** What a project hands over. */
  readonly deliverables: readonly Deliverable[];
  /** Slugs that the page had before (front matter `aliases`); each gets a page that leads on. */
  readonly aliases: readonly string[];
}

export interface SiteDocument extends DocumentEntry {
  /** Path of the page in the site: `posts/why-probes-fail.html`. */
  readonly output: string;
  /** Older document of the same kind. */
  previous: SiteDocument | null;
  /** Newer document of the same kind. */
  next: SiteDocument | null;
}

export interface Tag {
  readonly name: string;
  readonly output: string;
  readonly documents: readonly SiteDocument[];
}

export interface ChosenWork {
  readonly document: SiteDocument;
  readonly sentence: string;
  /** Path of a figure in the library, or null for the document's own first one. */
  readonly figure: string | null;
}

export interface SiteModel {
  readonly portfolio: Portfolio;
  /** Published documents: newest first, undated last, then by path. */
  readonly documents: readonly SiteDocument[];
  readonly byPath: ReadonlyMap<string, SiteDocument>;
  readonly byKind: ReadonlyMap<Kind, readonly SiteDocument[]>;
  readonly tags: readonly Tag[];
  readonly tagOf: ReadonlyMap<string, Tag>;
  readonly chosen: readonly ChosenWork[];
  /** Whether `chosen` was named in portfolio.yml, or stands for the newest. */
  readonly chosenByHand: boolean;
  /** Paths of documents that are drafts and so left out. */
  readonly drafts: ReadonlySet<string>;
}

export interface ModelProblem {
  readonly path: string;
  readonly line: number | null;
  readonly severity: 'error' | 'warning' | 'note';
  readonly rule: string;
  readonly message: string;
}

/** Address of the list page of a kind. Pages have none: each stands in the navigation. */
export function listOutput(kind: Kind): string {
  return `${folderOfKind[kind]}/index.html`;
}

export const publicationsOutput = 'publications.html';

/** Where a document's page stands: kind, then the folders under it, then its slug. */
export function outputOf(document: Pick<DocumentEntry, 'path' | 'kind' | 'slug'>): string {
  const prefix = document.kind === 'page' ? '' : `${folderOfKind[document.kind]}/`;
  if (document.slug !== null) {
    const parts = document.slug
      .split('/')
      .map(slugify)
      .filter((part) => part !== '');
    if (parts.length > 0) return `${prefix}${parts.join('/')}.html`;
  }
  const folders = document.path.split('/').slice(0, -1);
  if (folders[0] === folderOfKind[document.kind]) folders.shift();
  const stem = fileNameOf(document.path).replace(/\.(md|markdown|mdown|mkd|qmd|mdx|txt)$/i, '');
  const undated = document.kind === 'post' ? stem.replace(/^\d{4}-\d{2}-\d{2}[-_ ]+(?=.)/, '') : stem;
  const place = folders.map((folder) => slugOr(folder, 'folder'));
  if (/^(index|readme)$/i.test(undated) && place.length > 0) return `${prefix}${place.join('/')}.html`;
  return `${prefix}${[...place, slugOr(undated, document.kind)].join('/')}.html`;
}

/** Addresses from which a document's old links lead on: its aliases, as slugs or as paths of the site. */
export function redirectOutputs(document: SiteDocument): string[] {
  const outputs = document.aliases.map((alias) => {
    const bare = alias.replace(/^\/+/, '').replace(/(\/index)?\.html$|\/+$/, '');
    if (!alias.includes('/')) return outputOf({ ...document, slug: bare });
    const parts = bare.split('/').map(slugify);
    return parts.every((part) => part !== '') ? `${parts.join('/')}.html` : document.output;
  });
  return [...new Set(outputs)].filter((output) => output !== document.output);
}

/** Builds the model from every document of the library, drafts included. */
export function buildModel(
  portfolio: Portfolio,
  entries: readonly DocumentEntry[],
): { readonly model: SiteModel; readonly problems: readonly ModelProblem[] } {
  const problems: ModelProblem[] = [];
  const drafts = new Set<string>();
  const documents: SiteDocument[] = [];
  for (const entry of entries) {
    if (entry.draft) {
      drafts.add(entry.path);
      problems.push({
        path: entry.path,
        line: null,
        severity: 'note',
        rule: 'draft-left-out',
        message: 'Left out: its front matter says draft.',
      });
    } else
      documents.push({ ...curled(entry, portfolio), output: outputOf(entry), previous: null, next: null });
  }
  documents.sort(newestFirst);
  const byKind = new Map<Kind, SiteDocument[]>();
  for (const kind of kinds) {
    const ofKind = documents.filter((document) => document.kind === kind);
    if (ofKind.length === 0) continue;
    byKind.set(kind, ofKind);
    if (kind === 'page') continue;
    ofKind.forEach((document, index) => {
      document.next = ofKind[index - 1] ?? null;
      document.previous = ofKind[index + 1] ?? null;
    });
  }
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const tags = collectTags(documents);
  const tagOf = new Map<string, Tag>();
  for (const tag of tags) for (const name of tag.names) tagOf.set(name, tag);
  const chosen = chooseWorks(portfolio.chosen, byPath, drafts, problems);
  const model: SiteModel = {
    portfolio,
    documents,
    byPath,
    byKind,
    tags,
    tagOf,
    chosen: chosen.length > 0 ? chosen : newestWorks(documents),
    chosenByHand: chosen.length > 0,
    drafts,
  };
  return { model, problems };
}

function curled(entry: DocumentEntry, { language }: Portfolio): DocumentEntry {
  if (!curlsQuotes(language)) return entry;
  const { title, summary, takeaway } = entry;
  return { ...entry, title: curlText(title), summary: curlText(summary), takeaway: curlText(takeaway) };
}

/** Newest first, undated last; ties by path, so that the order never depends on the disk. */
export function newestFirst(a: DocumentEntry, b: DocumentEntry): number {
  const left = a.date ?? '';
  const right = b.date ?? '';
  if (left !== right) return left < right ? 1 : -1;
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Tags that differ in case or spacing only are one tag, named as it is written first. */
function collectTags(documents: readonly SiteDocument[]): (Tag & { readonly names: ReadonlySet<string> })[] {
  const tags = new Map<
    string,
    { name: string; output: string; names: Set<string>; documents: SiteDocument[] }
  >();
  for (const document of documents) {
    for (const name of new Set(document.tags)) {
      const plain = slugOr(name, 'tag');
      const slug = plain === 'index' ? 'tag-index' : plain;
      let tag = tags.get(slug);
      if (tag === undefined) {
        tag = { name, output: `tags/${slug}.html`, names: new Set(), documents: [] };
        tags.set(slug, tag);
      }
      tag.names.add(name);
      if (tag.documents.at(-1) !== document) tag.documents.push(document);
    }
  }
  return [...tags].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}

function chooseWorks(
  choices: readonly Choice[],
  byPath: ReadonlyMap<string, SiteDocument>,
  drafts: ReadonlySet<string>,
  problems: ModelProblem[],
): ChosenWork[] {
  const works: ChosenWork[] = [];
  for (const choice of choices) {
    const path = choice.document.replace(/^\.?\//, '');
    const document = byPath.get(path) ?? byPath.get(`${path}.md`);
    if (document === undefined) {
      problems.push({
        path: 'portfolio.yml',
        line: choice.line,
        severity: 'warning',
        rule: 'chosen-missing',
        message: drafts.has(path)
          ? `The chosen work ${path} is a draft, so the front page leaves it out.`
          : `The chosen work ${path} is not in the library.`,
      });
    } else if (!works.some((work) => work.document === document)) {
      works.push({ document, sentence: choice.sentence ?? document.summary, figure: choice.figure });
    }
  }
  return works;
}

/** Without a choice by the writer: the three newest that are not notes or pages, else the newest at all. */
function newestWorks(documents: readonly SiteDocument[]): ChosenWork[] {
  const works = documents.filter((document) => document.kind !== 'note' && document.kind !== 'page');
  const pool = works.length > 0 ? works : documents.filter((document) => document.kind !== 'page');
  return pool.slice(0, 3).map((document) => ({ document, sentence: document.summary, figure: null }));
}

export interface NavigationEntry {
  readonly name: string;
  readonly output: string;
}

/** The head of every page: a list for each kind that has documents, then the pages. */
export function navigation(model: SiteModel): NavigationEntry[] {
  const lists = kinds.flatMap((kind) =>
    kind !== 'page' && model.byKind.has(kind)
      ? [{ name: kind === 'note' ? 'Notes' : nameOfKind[kind].many, output: listOutput(kind) }]
      : [],
  );
  const pages = [...(model.byKind.get('page') ?? [])]
    .filter((page) => !page.output.includes('/'))
    .sort((a, b) => (a.output < b.output ? -1 : 1))
    .slice(0, 4)
    .map((page) => ({ name: page.title, output: page.output }));
  const publications =
    model.portfolio.publications === null ? [] : [{ name: 'Publications', output: publicationsOutput }];
  return [...lists, ...publications, ...pages];
}
