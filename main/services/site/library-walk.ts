/** The files of a library, as an export reads them: sorted, hidden ones left out, no link followed out of it. */
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import { isHidden, liesInside } from '../inside.ts';

/** Answers paths relative to `root`, which is the library's real path. Throws when the folder cannot be read. */
export function walkLibrary(root: string): LibraryPath[] {
  const found: LibraryPath[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (isHidden(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && leadsToFileInside(root, path))) {
        const checked = libraryPath(path);
        if (checked !== null) found.push(checked);
      }
    }
  };
  visit('');
  return found.sort((a, b) => (a < b ? -1 : 1));
}

function leadsToFileInside(root: string, path: string): boolean {
  try {
    const real = realpathSync(join(root, path));
    return (
      liesInside(root, real) &&
      !isHidden(real.slice(root.length + 1)) &&
      statSync(real).isFile() &&
      lstatSync(real).isFile()
    );
  } catch {
    return false;
  }
}
