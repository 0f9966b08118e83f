/** Which addresses a document may lead to. One rule for the editor, paste, and the site. */

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
