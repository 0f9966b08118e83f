/** What is wrong with one document: front matter, round trip, links, figures, footnotes and citations. */
import { type LibraryPath, libraryPath } from '../host/library-path.ts';
import { BlockLedger } from '../markdown/block-ledger.ts';
import { parseAttributes } from '../markdown/grammar/attributes.ts';
import { renderHtml } from '../markdown/html.ts';
import { type OpenDocument, openDocument } from '../markdown/open-document.ts';
import { sourceOf } from '../markdown/parse.ts';
import type { DocumentNode } from '../markdown/schema.ts';
import { writeBlock } from '../markdown/write.ts';
import type { DecodedText } from './encoding.ts';
import { resolveInLibrary } from './links.ts';
import { type Outline, outlineOf, type Place } from './outline.ts';

export interface CheckProblem {
  /** Line in the file, from 1. */
  readonly line: number;
  /** Stable name of the rule, such as `broken-link`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface DocumentCheck {
  readonly path: string;
  /** False for a file that Legible shows and never writes. */
  readonly recognised: boolean;
  readonly reason?: string;
  readonly frontMatter: {
    readonly format: string;
    readonly problems: readonly { readonly line: number; readonly message: string }[];
  };
  /** Whether opening and writing without an edit gives the same bytes. */
  readonly untouched: boolean;
  /** Whether each block, written afresh, gives the same HTML. */
  readonly reserialised: {
    readonly blocks: number;
    readonly same: number;
    readonly differing: readonly { readonly line: number; readonly type: string }[];
  };
  readonly problems: readonly CheckProblem[];
}

/** What the rules ask about the rest of the library. */
export interface LibraryFacts {
  /** Every file, and every folder. */
  readonly files: ReadonlySet<string>;
  /** Names that a wikilink may use, in lower case: file names with and without their ending. */
  readonly names: ReadonlySet<string>;
  /** Keys of every bibliography; null where the library has none. */
  readonly citationKeys: ReadonlySet<string> | null;
  /** The places in another document that a link may lead to, as `placeKey` writes them; null when unknown. */
  placesIn(path: string): ReadonlySet<string> | null;
}

/** Checks one file. */
export function checkDocument(path: string, decoded: DecodedText, library: LibraryFacts): DocumentCheck {
  const open = openDocument(decoded.text);
  const reason = decoded.readOnly ?? open.refused;
  const { format, problems: frontMatterProblems } = open.frontMatter;
  const frontMatter = {
    format,
    problems: frontMatterProblems.map(({ line, message }) => ({ line, message })),
  };
  if (reason !== null) {
    return {
      path,
      recognised: false,
      reason,
      frontMatter,
      untouched: true,
      reserialised: { blocks: 0, same: 0, differing: [] },
      problems: [],
    };
  }
  return {
    path,
    recognised: true,
    frontMatter,
    untouched: isUntouched(open),
    reserialised: reserialise(open),
    problems: problemsIn(path, open, library),
  };
}

function isUntouched(open: OpenDocument): boolean {
  const ledger = new BlockLedger(open);
  ledger.pair(open.tree.content);
  return ledger.compose(open.tree.content.map((node) => ({ key: node, toJSON: () => node }))) === open.text;
}

function reserialise(open: OpenDocument): DocumentCheck['reserialised'] {
  const differing: { line: number; type: string }[] = [];
  let blocks = 0;
  open.tree.content.forEach((node, index) => {
    const source = sourceOf(node);
    if (source === undefined) return;
    blocks++;
    const written = writeBlock(node, open.habits, open.references);
    // Both end with a line end, since code without one would differ by it alone.
    const html = (text: string) => renderHtml(`${text}\n`, { allowHtml: true }, open.references);
    if (html(source.text) !== html(written)) differing.push({ line: open.lineOf(index), type: node.type });
  });
  return { blocks, same: blocks - differing.length, differing };
}

/** A heading or label as links name it, whatever rule made the name: letters and digits, without accents. */
export function placeKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Everything in a document that a link with `#` may lead to. */
export function placesOf(open: OpenDocument): Set<string> {
  const outline = outlineOf(open.tree);
  const places = new Set<string>(['', 'top']);
  for (const heading of outline.headings) {
    places.add(placeKey(heading.text));
    places.add(placeKey(heading.id));
  }
  for (const { label } of [...outline.labels, ...outline.footnotes]) places.add(placeKey(label));
  for (const match of open.body.matchAll(/\b(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi))
    places.add(placeKey(match[1] ?? ''));
  for (const match of open.body.matchAll(/\{[^{}\n]*#[^{}\n]*\}/g))
    places.add(placeKey(parseAttributes(match[0])?.id ?? ''));
  return places;
}

function problemsIn(path: string, open: OpenDocument, library: LibraryFacts): CheckProblem[] {
  const outline = outlineOf(open.tree);
  const problems: CheckProblem[] = [];
  const linesBefore = open.frontMatter.source.match(/\r\n|\n|\r/g)?.length ?? 0;
  const add = (place: Place, severity: 'error' | 'warning', rule: string, message: string): void => {
    problems.push({ line: linesBefore + (place.line ?? 0) + 1, rule, severity, message });
  };
  for (const { line, message } of open.frontMatter.problems) {
    const severity = message.startsWith('The field "') ? 'warning' : 'error';
    problems.push({ line, rule: 'front-matter', severity, message });
  }
  const from = libraryPath(path);
  if (from !== null) {
    checkLinks(outline, from, open, library, add);
    checkFigures(outline, from, library, add);
  }
  checkFootnotes(outline, open, add);
  checkReferences(outline, library, add);
  return problems.sort((a, b) => a.line - b.line);
}

type Add = (place: Place, severity: 'error' | 'warning', rule: string, message: string) => void;

function checkLinks(
  outline: Outline,
  from: LibraryPath,
  open: OpenDocument,
  library: LibraryFacts,
  add: Add,
): void {
  const own = placesOf(open);
  for (const link of outline.links) {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link.href)) continue;
    const [address = '', fragment] = link.href.split('#', 2);
    if (address === '') {
      if (fragment !== undefined && !own.has(placeKey(decode(fragment)))) {
        add(link, 'error', 'broken-anchor', `Nothing in this document is named #${fragment}.`);
      }
      continue;
    }
    const target = resolveInLibrary(from, address);
    const found = target === null ? null : existing(target, library);
    if (target === null && !/^[./]*$/.test(address.replace(/[?].*$/, ''))) {
      add(link, 'warning', 'link-outside', `The link to ${link.href} leads out of the library.`);
    } else if (target !== null && found === null) {
      add(link, 'error', 'broken-link', `The link leads to ${link.href}, and there is no such file.`);
    } else if (found !== null && fragment !== undefined && fragment !== '') {
      const places = library.placesIn(found);
      if (places !== null && !places.has(placeKey(decode(fragment)))) {
        add(link, 'error', 'broken-anchor', `Nothing in ${found} is named #${fragment}.`);
      }
    }
  }
  for (const { target, ...place } of outline.wikilinks) {
    if (!isNamed(target, library))
      add(place, 'warning', 'broken-wikilink', `No document is named ${target}.`);
  }
  for (const { target, ...place } of outline.embeds) {
    if (!isNamed(target, library))
      add(place, 'error', 'broken-embed', `There is no file named ${target} to show here.`);
  }
}

/** The file that an address means: itself, or the document whose ending was left off. */
function existing(path: string, { files }: LibraryFacts): string | null {
  for (const candidate of [path, `${path}.md`, `${path}/index.md`, path.replace(/\.html?$/, '.md')]) {
    if (files.has(candidate)) return candidate;
  }
  return null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isNamed(target: string, { names }: LibraryFacts): boolean {
  const name = (target.split('#')[0] ?? '').trim().toLowerCase();
  return name === '' || names.has(name) || names.has(name.slice(name.lastIndexOf('/') + 1));
}

function checkFigures(outline: Outline, from: LibraryPath, library: LibraryFacts, add: Add): void {
  for (const figure of outline.figures) {
    if (!/^[a-z][a-z0-9+.-]*:|^\/\//i.test(figure.src)) {
      const target = resolveInLibrary(from, figure.src);
      if (target === null || !library.files.has(target)) {
        add(figure, 'error', 'missing-figure', `The figure ${figure.src} is not in the library.`);
      }
    }
    if (figure.alt.trim() === '') {
      add(figure, 'warning', 'missing-alt', `The figure ${figure.src} does not say what it shows.`);
    }
  }
}

function checkFootnotes(outline: Outline, open: OpenDocument, add: Add): void {
  const defined = new Set<string>();
  for (const note of outline.footnotes) {
    if (defined.has(note.label))
      add(note, 'warning', 'duplicate-footnote', `The footnote ${note.label} is written twice.`);
    defined.add(note.label);
  }
  const used = new Set(outline.footnoteReferences.map((reference) => reference.label));
  for (const reference of outline.footnoteReferences) {
    if (!defined.has(reference.label)) {
      add(
        reference,
        'error',
        'undefined-footnote',
        `The footnote ${reference.label} is called and never written.`,
      );
    }
  }
  for (const note of outline.footnotes) {
    // A call may also stand in a block that is kept as source.
    if (!used.has(note.label) && !calledInSource(open.tree.content, note.label)) {
      add(note, 'warning', 'unused-footnote', `The footnote ${note.label} is written and never called.`);
    }
  }
}

function calledInSource(nodes: readonly DocumentNode[], label: string): boolean {
  return nodes.some(
    (node) =>
      String(node.attrs?.source ?? '').includes(`[^${label}]`) || calledInSource(node.content ?? [], label),
  );
}

function checkReferences(outline: Outline, { citationKeys }: LibraryFacts, add: Add): void {
  for (const citation of outline.citations) {
    if (citationKeys?.has(citation.key)) continue;
    // `@name` in the middle of a sentence may be a person.
    if (citationKeys === null && citation.bare) continue;
    add(
      citation,
      citation.bare ? 'warning' : 'error',
      'unknown-citation',
      `The bibliography has no entry ${citation.key}.`,
    );
  }
  const labels = new Set(outline.labels.map(({ label }) => label));
  for (const reference of outline.crossReferences) {
    if (!labels.has(reference.label)) {
      add(reference, 'error', 'broken-reference', `Nothing in this document is labelled ${reference.label}.`);
    }
  }
}
