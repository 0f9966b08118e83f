/** From a path inside the library to a place on the disk, and the promise that it lies inside. */
import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { diskFailure, isMissing } from './disk-failure.ts';

/** True when `place` is `folder` or lies in it. Both are absolute and free of links. */
export function liesInside(folder: string, place: string): boolean {
  const way = relative(folder, place);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^([a-z]:|[\\/])/i.test(way));
}

async function realAncestor(place: string): Promise<string> {
  for (let at = place; ; at = dirname(at)) {
    try {
      return await realpath(at);
    } catch (error) {
      if (!isMissing(error) || dirname(at) === at) throw error;
      // A link to nothing would be created through: it counts as what it points to, so it is refused.
      const dangling = await lstat(at).then(
        (entry) => entry.isSymbolicLink(),
        () => false,
      );
      if (dangling) throw Object.assign(new Error('dangling link'), { code: 'ELOOP' });
    }
  }
}

/**
 * The absolute place of `path`, links followed, for a file that exists or may be made.
 * `root` is the library's real path. A link that leads out of the library is refused.
 */
export async function resolveInside(root: string, path: LibraryPath): Promise<Outcome<string>> {
  const named = join(root, ...path.split('/'));
  try {
    const existing = await realAncestor(named);
    if (!liesInside(root, existing))
      return failed(
        'permission',
        `${path} is a link that leads out of the library. It is not followed.`,
        path,
      );
    const real = await realpath(named).catch((error) => {
      if (isMissing(error)) return named;
      throw error;
    });
    return done(real);
  } catch (error) {
    return diskFailure(error, path);
  }
}

/** Private and foreign folders are never touched: `.legible`, `.git`, `node_modules`. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}
