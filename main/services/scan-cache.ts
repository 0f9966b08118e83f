/** What the last walk found, kept in `.legible/cache`, so that a large library opens without being read again. */
import { readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSummary, Revision } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { temporaryName } from './atomic-write.ts';
import { packageVersion } from './package-root.ts';
import { makePrivatePart, privatePart } from './private-folder.ts';

export interface ScannedFile {
  /** Size, inode and change time: no program can set the last, so equal marks mean equal content. */
  readonly mark: string;
  readonly revision: Revision;
  /** Null for a figure. */
  readonly summary: DocumentSummary | null;
}

const fileName = 'documents.json';
/** Smaller libraries are read faster than anyone notices; they get no cache file. */
const worthCaching = 500;
/** Another version may summarise differently, so its cache is not used. */
const format = `1 ${packageVersion}`;

/** Empty when there is no cache, or none that this version wrote. */
export async function readScanCache(root: string): Promise<Map<LibraryPath, ScannedFile>> {
  try {
    const kept = JSON.parse(await readFile(join(privatePart(root, 'cache'), fileName), 'utf8'));
    return new Map(kept.format === format ? kept.files : []);
  } catch {
    return new Map();
  }
}

/** A cache that cannot be written is no loss. */
export async function writeScanCache(
  root: string,
  files: ReadonlyMap<LibraryPath, ScannedFile>,
): Promise<void> {
  if (files.size < worthCaching) return;
  try {
    const folder = await makePrivatePart(root, 'cache');
    const temporary = join(folder, temporaryName());
    await writeFile(temporary, JSON.stringify({ format, files: [...files] }), { flag: 'wx' });
    await rename(temporary, join(folder, fileName)).catch(() => unlink(temporary));
  } catch {
    // The next start reads the files again.
  }
}
