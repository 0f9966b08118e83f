/** Checks every document of a library, for the `legible check` command. Reads, never writes. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDocument, type DocumentCheck, type LibraryFacts, placesOf } from '#core/document/check.ts';
import { decodeText } from '#core/document/encoding.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { openDocument } from '#core/markdown/open-document.ts';
import { parseBibtex } from '#core/references/bibtex.ts';
import { isDocumentName } from './media-types.ts';

export interface LibraryCheck {
  readonly library: string;
  readonly documents: readonly DocumentCheck[];
  /** How many problems are errors. */
  readonly problems: number;
}

/** How a library is read; paths are relative, with forward slashes. */
export interface LibraryReader {
  /** Every file, without hidden folders and `node_modules`. */
  list(): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array>;
}

/** Reads a folder of the disk. Links are not followed. */
export function folderReader(root: string): LibraryReader {
  const walk = async (folder: string): Promise<string[]> => {
    const found: string[] = [];
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) found.push(...(await walk(path)));
      else if (entry.isFile()) found.push(path);
    }
    return found;
  };
  return { list: () => walk(''), read: (path) => readFile(join(root, path)) };
}

/** Documents for the check: what the library shows, and the Markdown of Quarto. */
function isChecked(path: string): boolean {
  return isDocumentName(path) || /\.(?:qmd|mdx)$/i.test(path);
}

/** Checks the library in a folder. Fails with `not-found` when there is no such folder. */
export async function checkLibrary(root: string): Promise<Outcome<LibraryCheck>> {
  const folder = await stat(root).catch(() => null);
  if (folder?.isDirectory() !== true) return failed('not-found', `There is no folder ${root}.`);
  try {
    return done(await checkWith(root, folderReader(root)));
  } catch (error) {
    return failed(
      'internal',
      `The library could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

export async function checkWith(library: string, reader: LibraryReader): Promise<LibraryCheck> {
  const files = await reader.list();
  const texts = new Map<string, Uint8Array>();
  for (const path of files.filter(isChecked)) texts.set(path, await reader.read(path));
  const facts = await factsOf(files, texts, reader);
  const documents = [...texts].map(([path, bytes]) => checkDocument(path, decodeText(bytes), facts));
  const problems = documents.reduce((count, document) => count + errorsIn(document), 0);
  return { library, documents, problems };
}

function errorsIn(document: DocumentCheck): number {
  return (
    document.problems.filter((problem) => problem.severity === 'error').length + (document.untouched ? 0 : 1)
  );
}

async function factsOf(
  files: readonly string[],
  texts: ReadonlyMap<string, Uint8Array>,
  reader: LibraryReader,
): Promise<LibraryFacts> {
  const all = new Set<string>(files);
  const names = new Set<string>();
  for (const path of files) {
    const parts = path.split('/');
    for (let i = 1; i < parts.length; i++) all.add(parts.slice(0, i).join('/'));
    for (const name of [path, parts.at(-1) ?? '']) {
      names.add(name.toLowerCase());
      names.add(name.toLowerCase().replace(/\.(?:md|markdown|qmd|mdx)$/, ''));
    }
  }
  const bibliographies = files.filter((path) => path.toLowerCase().endsWith('.bib'));
  const keys = bibliographies.length === 0 ? null : new Set<string>();
  for (const path of bibliographies) {
    for (const key of parseBibtex(decodeText(await reader.read(path)).text).entries.keys()) keys?.add(key);
  }
  const places = new Map<string, ReadonlySet<string>>();
  return {
    files: all,
    names,
    citationKeys: keys,
    placesIn: (path) => {
      const bytes = texts.get(path);
      if (bytes === undefined) return null;
      const known = places.get(path) ?? placesOf(openDocument(decodeText(bytes).text));
      places.set(path, known);
      return known;
    },
  };
}
