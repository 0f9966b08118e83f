/** What an export is told, what it knows before it begins, and the hash of all that the site is made from. */
import type { PublishedAddresses } from '#core/site/moved.ts';
import type { Breather } from './breather.ts';
import type { Progress } from './build-site.ts';
import { contentHash } from './content-hash.ts';
import type { LastExport } from './last-export.ts';
import type { LibrarySource } from './library-source.ts';
import type { SitePlace } from './site-place.ts';

export interface ExportOptions {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** A theme to try on instead of the one that portfolio.yml names. */
  readonly theme?: string | null;
}

/** What every export knows before it begins. */
export interface Prepared {
  readonly target: SitePlace;
  readonly source: LibrarySource;
  readonly breather: Breather;
  /** Hash of everything that the site is made from: the library and this version of Legible. */
  readonly inputs: string;
  readonly version: string;
  /** Version of what is kept for the next export. */
  readonly memory: string;
  readonly last: LastExport | null;
  readonly theme: string | null;
  readonly addresses: PublishedAddresses;
}

/** Hash of everything that a site is made from. */
export function inputsOf(
  version: string,
  source: LibrarySource,
  theme: string | null,
  { moved }: PublishedAddresses,
): string {
  return contentHash(JSON.stringify([version, source.hash, theme, moved]));
}
