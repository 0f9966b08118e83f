/** A new library: the example portfolio, or an empty one whose files say what they are for. */
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
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

async function copySample(place: string): Promise<void> {
  await cp(join(packageRoot, 'assets', 'sample'), place, {
    recursive: true,
    errorOnExist: true,
    force: false,
  });
}

async function writeEmpty(place: string): Promise<void> {
  const folders = [...kinds.map((kind) => folderOfKind[kind]), 'figures', 'media'];
  for (const folder of folders) await mkdir(join(place, folder), { recursive: true });
  for (const [path, text] of Object.entries(emptyLibraryFiles))
    await writeFile(join(place, path), text, { flag: 'wx', flush: true });
}
