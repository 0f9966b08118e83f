/** Everything that an export reads: the library's files with their hashes, its records parsed. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeText } from '#core/document/encoding.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { isDocumentName } from '../media-types.ts';
import type { Breather } from './breather.ts';
import { contentHash } from './content-hash.ts';
import { walkLibrary } from './library-walk.ts';
import { isPublishable } from './pictures.ts';

export interface LibrarySource {
  readonly root: string;
  readonly name: string;
  /** Hash of each file that an export may use, by path, in order. */
  readonly hashes: ReadonlyMap<LibraryPath, string>;
  /** Paths of documents, in order. */
  readonly documents: readonly LibraryPath[];
  /** Text of a record or of `theme.css`; null when it is not there. */
  text(path: string): string | null;
  /** Text of a document. */
  document(path: LibraryPath): string;
  /** One hash over all of it. */
  readonly hash: string;
}

/** A README at the top belongs to the repository, not to the portfolio. */
const notPublished = /^(readme|license|licence|changelog|contributing)\.(md|markdown)$/i;

/** Reads every file once. Throws the system's error, with `path`, when one cannot be read. */
export async function readLibrary(root: string, breather: Breather): Promise<LibrarySource> {
  const hashes = new Map<LibraryPath, string>();
  const documents: LibraryPath[] = [];
  const kept = new Map<string, Uint8Array>();
  let all = '';
  for (const path of walkLibrary(root)) {
    const isDocument = isDocumentName(path) && !notPublished.test(path);
    const isText = /^(portfolio|readers)\.ya?ml$|^theme\.css$|\.bib$/.test(path);
    if (!isDocument && !isText && !isPublishable(path)) continue;
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(root, path));
    } catch (error) {
      throw Object.assign(error as object, { path });
    }
    const hash = contentHash(bytes);
    hashes.set(path, hash);
    all += `${path}\n${hash}\n`;
    if (isDocument) documents.push(path);
    if (isDocument || isText) kept.set(path, bytes);
    if (breather.isDue()) await breather.rest();
  }
  // Decoded when asked for: an export with nothing to do asks for none.
  const text = (path: string): string | null => {
    const bytes = kept.get(path);
    return bytes === undefined ? null : decodeText(bytes).text;
  };
  return {
    root,
    name: basename(root),
    hashes,
    documents,
    text,
    document: (path) => text(path) ?? '',
    hash: contentHash(all),
  };
}
