/**
 * A path inside the library: relative, with forward slashes, never leaving the folder.
 *
 * The brand says that the string went through `libraryPath`. It says nothing about links on the
 * disk: whoever opens the file resolves it and checks again that it lies inside.
 */

declare const brand: unique symbol;
export type LibraryPath = string & { readonly [brand]: 'LibraryPath' };

const controlCharacter = /[\u0000-\u001f\u007f]/;
const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Returns the path when it is one, or null: absolute, empty, `..`, backslash, drive, NUL are refused. */
export function libraryPath(text: string): LibraryPath | null {
  if (text === '' || text.length > 1024) return null;
  if (controlCharacter.test(text) || text.includes('\\') || /^[a-z]:/i.test(text)) return null;
  for (const part of text.split('/')) {
    if (part === '' || part === '.' || part === '..') return null;
    if (windowsDevice.test(part)) return null;
  }
  return text as LibraryPath;
}

/** For paths written in the code itself: throws where `libraryPath` refuses. */
export function knownPath(text: string): LibraryPath {
  const path = libraryPath(text);
  if (path === null) throw new TypeError(`Not a path inside a library: ${text}`);
  return path;
}

/** The folder part, or null at the top of the library. */
export function folderOf(path: LibraryPath): LibraryPath | null {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? null : (path.slice(0, slash) as LibraryPath);
}

/** The last part: `figures/a.svg` gives `a.svg`. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
