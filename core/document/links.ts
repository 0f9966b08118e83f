/** Which addresses a document may lead to. One rule for the editor, paste, and the site. */

import { type LibraryPath, libraryPath } from '../host/library-path.ts';

const openSchemes: ReadonlySet<string> = new Set(['http', 'https', 'mailto']);

/**
 * The address when it may be followed, or null. Allowed are http, https, mailto, and addresses
 * without a scheme: relative ones and fragments. Control characters and spaces are taken out before
 * the scheme is read, because browsers read past them (WHATWG URL, "scheme state"): `java\nscript:`
 * is a scheme to them. Addresses that name a host without a scheme (`//host`, `\\host`) are refused:
 * from a file on disk they reach other machines.
 */
export function safeHref(href: string): string | null {
  const seen = href.replace(/[\u0000-\u0020\u007f-\u00a0\u2000-\u200f\u2028\u2029\u202f\ufeff]/g, '');
  if (/^[\\/]{2}/.test(seen)) return null;
  const scheme = /^([^/?#]*?):/.exec(seen)?.[1];
  if (scheme !== undefined && !openSchemes.has(scheme.toLowerCase())) return null;
  return href.trim();
}

/** True for http and https addresses with a host. */
export function isWebAddress(href: string): boolean {
  return /^https?:\/\/[^/]/i.test(href.trim());
}

/**
 * The library file that an address in a document names, or null when it names none: another scheme,
 * a bare fragment, or a path that leaves the library. Query and fragment are left off; an address
 * that starts with `/` counts from the top of the library.
 *
 * @param from the document that holds the address
 */
export function resolveInLibrary(from: LibraryPath, href: string): LibraryPath | null {
  const bare = href.trim().replace(/[?#].*$/s, '');
  if (bare === '' || /^[a-z][a-z0-9+.-]*:/i.test(bare) || /^[\\/]{2}/.test(bare)) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(bare);
  } catch {
    decoded = bare;
  }
  const parts = decoded.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of decoded.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return libraryPath(parts.join('/'));
}

/** The address of one library file as another would write it: `../figures/a.svg`, encoded for Markdown. */
export function relativeHref(from: LibraryPath, to: LibraryPath): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => '..');
  return [...up, ...there.slice(shared).map((part) => encodeURI(part).replace(/[?#()]/g, escapeByte))].join(
    '/',
  );
}

/** `encodeURIComponent` leaves brackets alone, which would end a link in Markdown. */
function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
