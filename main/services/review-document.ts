/** One document of a library, reviewed for one reader: for the command line, outside any window. */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { splitFrontMatter } from '#core/document/front-matter.ts';
import { folderOfKind } from '#core/document/kind.ts';
import { resolveInLibrary } from '#core/document/links.ts';
import { outlineOf } from '#core/document/outline.ts';
import { type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { parseMarkdown, sourceOf } from '#core/markdown/parse.ts';
import type { DocumentTree } from '#core/markdown/schema.ts';
import { assembleInput, readLibraryModel } from '#core/reader/assemble.ts';
import { changedShare, versionBefore } from '#core/reader/changed-share.ts';
import { review } from '#core/reader/engine.ts';
import { figureLabels } from '#core/reader/figure-labels.ts';
import { type ReviewReport, reportOf } from '#core/reader/report.ts';
import { checksPath, recordPath } from '#core/reader/review-record.ts';
import { starterReaders } from '#core/reader/starter-readers.ts';
import { History } from './history.ts';
import { shippedLexicon } from './lexicon-files.ts';

/** The library that a file lies in: the nearest folder above it with a portfolio.yml or readers.yml, else its own. */
export function libraryAround(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'portfolio.yml')) || existsSync(join(folder, 'readers.yml'))) return folder;
    if (dirname(folder) === folder) break;
  }
  // `posts/a.md` says what kind of document it is by its folder.
  const folder = dirname(file);
  return Object.values(folderOfKind).includes(basename(folder)) ? dirname(folder) : folder;
}

async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

async function labelsOfFigures(
  library: string,
  from: LibraryPath,
  tree: DocumentTree,
): Promise<Record<string, string[]>> {
  const labels: Record<string, string[]> = {};
  for (const { src } of outlineOf(tree).figures) {
    const path = resolveInLibrary(from, src);
    if (path === null || !path.toLowerCase().endsWith('.svg')) continue;
    const svg = await textAt(join(library, path));
    if (svg !== null) labels[src] = figureLabels(svg);
  }
  return labels;
}

/** Relative links to files that are not there. */
function deadLinksOf(library: string, from: LibraryPath, tree: DocumentTree): string[] {
  return outlineOf(tree)
    .links.map((link) => link.href)
    .filter((href) => href !== '' && !/^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(href))
    .filter((href) => {
      const path = resolveInLibrary(from, href);
      return path !== null && !existsSync(join(library, path));
    });
}

/** Share of the text that is younger than twelve hours, by the history of its library; null without one. */
async function newWithinTwelveHours(
  library: string,
  path: LibraryPath,
  text: string,
): Promise<number | null> {
  const history = new History(library);
  const base = versionBefore(await history.list(path), Date.now());
  if (base === null) return null;
  const before = await history.read(path, base.revision);
  return before === null ? null : changedShare(new TextDecoder().decode(before), text);
}

/**
 * Reviews a file for a reader (by id; null for the one that the document names). The same file,
 * library, day and rules give the same report.
 */
export async function reviewDocument(file: string, readerId: string | null): Promise<Outcome<ReviewReport>> {
  const absolute = resolve(file);
  const found = await stat(absolute).catch(() => null);
  if (found === null || !found.isFile()) return failed('not-found', `There is no file ${file}.`);
  const library = libraryAround(absolute);
  const path = libraryPath(relative(library, absolute).split(sep).join('/'));
  if (path === null) return failed('invalid-document', `The name of ${file} cannot stand in a library.`);
  const text = await textAt(absolute);
  if (text === null) return failed('permission', `${file} could not be read.`);
  const [readers, glossary, bibliography, checks, record, lexicon] = await Promise.all([
    textAt(join(library, 'readers.yml')),
    textAt(join(library, 'glossary.yml')),
    textAt(join(library, 'references.bib')),
    textAt(join(library, checksPath)),
    textAt(join(library, recordPath(path))),
    shippedLexicon(),
  ]);
  const inLibrary = readLibraryModel({ readers, glossary, bibliography, checks });
  // A folder with no readers of its own can borrow one of those that the app ships.
  const model =
    readers === null && readerId !== null
      ? { ...inLibrary, readers: { readers: starterReaders, problems: [] } }
      : inLibrary;
  if (readerId !== null && !model.readers.readers.some((reader) => reader.id === readerId)) {
    const known = model.readers.readers.map((reader) => reader.id).join(', ');
    return failed(
      'not-found',
      `readers.yml has no reader “${readerId}”. ${known === '' ? 'It names none.' : `It names: ${known}.`}`,
    );
  }
  const { frontMatter, bodyStart } = splitFrontMatter(text);
  const { tree } = parseMarkdown(text.slice(bodyStart));
  const attached = frontMatter.fields['source-text'];
  const sourcePath = typeof attached === 'string' ? resolveInLibrary(path, attached) : null;
  const input = assembleInput(
    {
      path,
      frontMatter,
      tree,
      record,
      readerId,
      figureLabels: await labelsOfFigures(library, path, tree),
      deadLinks: deadLinksOf(library, path, tree),
      sourceText: sourcePath === null ? null : await textAt(join(library, sourcePath)),
      today: new Date().toISOString().slice(0, 10),
      changes: { lastTwelveHours: await newWithinTwelveHours(library, path, text), sincePublished: null },
    },
    model,
    lexicon,
  );
  const bodyLine = text.slice(0, bodyStart).split('\n').length;
  const problems = [
    ...model.readers.problems,
    ...model.glossary.problems,
    ...model.problems,
    ...input.record.problems,
  ];
  return done(
    reportOf(
      path,
      input,
      review(input),
      (node) => {
        const source = sourceOf(node);
        return source === undefined ? null : bodyLine + source.line;
      },
      problems,
    ),
  );
}
