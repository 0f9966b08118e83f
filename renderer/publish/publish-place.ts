/** Where the site of a library went last: remembered in the browser, per library, and nowhere else. */

const key = (library: string): string => `legible-publish-place:${library}`;

export function rememberedPlace(library: string): string {
  try {
    return localStorage.getItem(key(library)) ?? `${library.replace(/[\\/]+$/, '')}-site`;
  } catch {
    return `${library}-site`;
  }
}

export function rememberPlace(library: string, place: string): void {
  try {
    localStorage.setItem(key(library), place);
  } catch {
    // Storage is switched off: the place is asked for again next time.
  }
}
