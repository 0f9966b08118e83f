/** A new library: the example portfolio, or an empty one whose files say what they are for. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { folderOfKind, kinds } from '#core/document/kind.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { diskFailure, isMissing, systemCode } from './disk-failure.ts';
import { emptyLibraryFiles } from './empty-library.ts';
import { packageRoot } from './package-root.ts';

/**
 * Fills `place` (an absolute path) and answers it. The folder is made when it is missing; one that
 * holds anything is refused, so that nothing of somebody else's is mixed with the new files.
 */
export async function createLibrary(place: string, sample: boolean): Promise<Outcome<string>> {
  if (!isAbsolute(place)) return failed('not-found', `${place} is not a full path to a folder.`);
  try {
    const there = await readdir(place).catch((error) => {
      if (isMissing(error) && systemCode(error) === 'ENOENT') return [];
      throw error;
    });
    if (there.some((name) => name !== '.git' && name !== '.DS_Store'))
      return failed('conflict', `${place} is not empty. Choose an empty folder or a new name.`, place);
    await mkdir(place, { recursive: true });
    if (sample) await copySample(place);
    else await writeEmpty(place);
    return done(place);
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR')
      return failed('conflict', `${place} is a file. Choose a folder.`, place);
    return diskFailure(error, place);
  }
}

/** File by file, because Electron reads its packed files through these calls and not through `cp`. */
async function copySample(place: string): Promise<void> {
  await copyFolder(join(packageRoot, 'assets', 'sample'), place);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else await writeFile(target, await readFile(source), { flag: 'wx' });
  }
}

async function writeEmpty(place: string): Promise<void> {
  const folders = [...kinds.map((kind) => folderOfKind[kind]), 'figures', 'media'];
  for (const folder of folders) await mkdir(join(place, folder), { recursive: true });
  for (const [path, text] of Object.entries(emptyLibraryFiles))
    await writeFile(join(place, path), text, { flag: 'wx', flush: true });
}
