/** Where the site of a library went last: remembered in the browser, per library, and nowhere else. */

export interface Destinations {
  /** Which of the two is meant. */
  readonly to: 'place' | 'branch';
  /** A folder, or a file that ends in .zip. */
  readonly place: string;
  /** A git repository: its address, or the name of a remote of the library's own. */
  readonly remote: string;
  readonly branch: string;
}

const key = (library: string): string => `legible-publish-place:${library}`;

export function rememberedDestinations(library: string): Destinations {
  const usual: Destinations = {
    to: 'place',
    place: `${library.replace(/[\\/]+$/, '')}-site`,
    remote: 'origin',
    branch: 'gh-pages',
  };
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(library)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return usual;
    const { to, place, remote, branch } = kept as Record<string, unknown>;
    const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
    return {
      to: to === 'branch' ? 'branch' : 'place',
      place: text(place, usual.place),
      remote: text(remote, usual.remote),
      branch: text(branch, usual.branch),
    };
  } catch {
    return usual;
  }
}

export function rememberDestinations(library: string, destinations: Destinations): void {
  try {
    localStorage.setItem(key(library), JSON.stringify(destinations));
  } catch {
    // Storage is switched off: the place is asked for again next time.
  }
}

/** False while something that is needed has not been typed. */
export function isComplete({ to, place, remote, branch }: Destinations): boolean {
  return to === 'place' ? place.trim() !== '' : remote.trim() !== '' && branch.trim() !== '';
}
