/** Where a site may be put, and where it may not. */
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { diskFailure, isMissing } from '../disk-failure.ts';
import { liesInside } from '../inside.ts';
import { type ReadManifest, readManifest } from './site-manifest.ts';

export interface SitePlace {
  /** Absolute, links followed as far as it exists. */
  readonly place: string;
  readonly form: 'folder' | 'zip';
  /** What an earlier export wrote there; null when there is none. */
  readonly manifest: ReadManifest | null;
}

/** Follows links of the part that exists, so that no link can lead a site into a refused place. */
function realPlace(place: string): string {
  try {
    return realpathSync(place);
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw Object.assign(new Error('dangling link'), { code: 'ELOOP' });
    }
    const parent = dirname(place);
    return parent === place ? place : join(realPlace(parent), basename(place));
  }
}

/**
 * Checks a place that the person chose. Refused: the root of a disk, the home folder, the library,
 * a folder around it or in it, and a folder that holds things but no site of ours.
 */
export function checkPlace(library: string, chosen: string): Outcome<SitePlace> {
  try {
    const place = realPlace(resolve(chosen.replace(/^~(?=$|[\\/])/, homedir())));
    const root = realpathSync(library);
    const form = /\.zip$/i.test(place) ? 'zip' : 'folder';
    if (place === parse(place).root) return refused(`${chosen} is a whole disk.`);
    if (place === realPlace(resolve(homedir()))) return refused(`${chosen} is your home folder.`);
    // Copies of branches that a site is published to are the one place in a library for it.
    const isCheckout = liesInside(join(root, '.legible', 'cache', 'publish'), place);
    if (liesInside(root, place) && !isCheckout) return refused(`${chosen} lies in the library.`);
    if (liesInside(place, root)) return refused(`The library lies in ${chosen}.`);
    const entry = statSync(place, { throwIfNoEntry: false });
    if (entry === undefined) return done({ place, form, manifest: null });
    if (form === 'zip') {
      if (!entry.isFile()) return refused(`${chosen} is not a file.`);
      return done({ place, form, manifest: null });
    }
    if (!entry.isDirectory()) return refused(`${chosen} is a file, not a folder.`);
    const manifest = readManifest(place);
    // Whether a branch without a site may be used was decided when it was fetched.
    if (manifest === null && !isCheckout && readdirSync(place).length > 0) {
      return refused(`${chosen} is not empty, and Legible did not make what is in it.`);
    }
    return done({ place, form, manifest });
  } catch (error) {
    return diskFailure(error, chosen);
  }
}

function refused(reason: string): Outcome<never> {
  return failed(
    'permission',
    `${reason} Choose a new or empty folder for the site, or a file that ends in .zip.`,
  );
}
