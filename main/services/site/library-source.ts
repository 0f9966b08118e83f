/** Everything that an export reads: the library's files with their hashes, its records parsed. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeText } from '#core/document/encoding.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { isDocumentName } from '../media-types.ts';
import type { Breather } from './breather.ts';
import { contentHash } from './content-hash.ts';
import { walkLibrary } from './library-walk.ts';
import { isPublishable } from './publishable.ts';

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

const slabSize = 1 << 20;

/**
 * Reads small files into large pieces of memory, one after another: a thousand buffers, and asking a
 * thousand times how large a file is, take longer than the reading.
 */
class Slab {
  private memory = Buffer.allocUnsafeSlow(slabSize);
  private used = 0;

  /** The bytes of a file. They hold until the next `read`, or for good after `keep`. */
  read(path: string): Uint8Array {
    const file = openSync(path, 'r');
    try {
      let length = 0;
      for (;;) {
        if (this.used + length === this.memory.length) this.grow(length);
        const count = readSync(
          file,
          this.memory,
          this.used + length,
          this.memory.length - this.used - length,
          null,
        );
        if (count === 0) return this.memory.subarray(this.used, this.used + length);
        length += count;
      }
    } finally {
      closeSync(file);
    }
  }

  /** Keeps what was read last. */
  keep(bytes: Uint8Array): Uint8Array {
    this.used += bytes.length;
    return bytes;
  }

  /** Goes on in a new slab, with the part of the file that was read already. */
  private grow(length: number): void {
    const memory = Buffer.allocUnsafeSlow(Math.max(slabSize, 2 * length));
    this.memory.copy(memory, 0, this.used, this.used + length);
    this.memory = memory;
    this.used = 0;
  }
}

/** Reads every file once. Throws the system's error, with `path`, when one cannot be read. */
export async function readLibrary(root: string, breather: Breather): Promise<LibrarySource> {
  const hashes = new Map<LibraryPath, string>();
  const documents: LibraryPath[] = [];
  const kept = new Map<string, Uint8Array>();
  const slab = new Slab();
  let all = '';
  for (const path of walkLibrary(root)) {
    const ofTheme = path.startsWith('themes/');
    const isDocument = isDocumentName(path) && !notPublished.test(path) && !ofTheme;
    const isText = /^(portfolio|readers)\.ya?ml$|^theme\.css$|\.bib$/.test(path);
    if (!isDocument && !isText && !ofTheme && !isPublishable(path)) continue;
    let bytes: Uint8Array;
    try {
      bytes = slab.read(join(root, path));
    } catch (error) {
      throw Object.assign(error as object, { path });
    }
    const hash = contentHash(bytes);
    hashes.set(path, hash);
    all += `${path}\n${hash}\n`;
    if (isDocument) documents.push(path);
    if (isDocument || isText) kept.set(path, slab.keep(bytes));
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
