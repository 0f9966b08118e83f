/** The library's `.legible` folder: history, trash, drafts, caches. Safe to delete at the price of these. */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStaleTemporary } from './atomic-write.ts';

export const privateFolderName = '.legible';

export type PrivatePart = 'history' | 'trash' | 'drafts' | 'cache';

export function privatePart(root: string, part: PrivatePart): string {
  return join(root, privateFolderName, part);
}

/** Makes `.legible/<part>`, and keeps git away from the whole folder. Rejects when the disk refuses. */
export async function makePrivatePart(root: string, part: PrivatePart): Promise<string> {
  const folder = privatePart(root, part);
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(join(root, privateFolderName, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  return folder;
}

/** Removes the temporary files that an earlier run left in drafts and caches. The history has its own sweep. */
export async function sweepPrivateFolder(root: string): Promise<void> {
  for (const part of ['drafts', 'cache'] as const) {
    const folder = privatePart(root, part);
    for (const name of await readdir(folder).catch(() => [])) {
      const entry = await stat(join(folder, name)).catch(() => null);
      if (entry && isStaleTemporary(name, entry.ctimeMs)) await rm(join(folder, name), { force: true });
    }
  }
}
