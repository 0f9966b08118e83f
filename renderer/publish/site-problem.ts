import type { LibraryPath } from '#core/host/library-path.ts';

/** True for a file that the editor opens. */
export function isDocumentPath(path: LibraryPath | null): path is LibraryPath {
  return path !== null && /\.(md|markdown)$/i.test(path);
}
