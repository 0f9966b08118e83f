/**
 * Text on its way into another language: HTML, XML, JSON inside a script element, an address.
 * Every value that comes from a file passes one of these, at the place where it is written.
 */

import { safeHref } from '#core/document/links.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Signs with a meaning of their own, and control characters. */
const special = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** For HTML text and for attribute values in double quotes. Control characters become spaces. */
export function escapeHtml(text: string): string {
  return text.replace(special, (character) => entities[character] ?? ' ');
}

/** For XML text and attributes: as for HTML, and lone surrogates, which XML forbids, are replaced. */
export function escapeXml(text: string): string {
  // Only the slow expression tells lone surrogates from pairs; most texts hold neither.
  const paired = /[\ud800-\udfff]/.test(text) ? text.replace(/[\ud800-\udfff]/gu, '\ufffd') : text;
  return escapeHtml(paired);
}

/** JSON that may stand inside `<script type="application/ld+json">`: no `<`, `>`, `&` is left bare. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Characters that browsers drop from an address before they read its scheme. */
const ignored =
  /[\u0000-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/** An absolute http or https address, cleaned; null for everything else. */
export function webAddress(text: string): string | null {
  const address = text.trim().replace(ignored, '');
  if (!/^https?:\/\/[^/\\]/i.test(address) || address.length > 4096) return null;
  return address.replace(/[<>"'`{}|\\^]/g, encodeURIComponent);
}

/**
 * An address as it is written into a link: http, https, mailto, or relative; null for the rest
 * (`safeHref` holds the rule). Characters that an address may not hold are percent-encoded.
 */
export function safeAddress(text: string): string | null {
  const allowed = safeHref(text);
  if (allowed === null) return null;
  const address = allowed.replace(ignored, (character) => (character === ' ' ? '%20' : ''));
  if (/^https?:/i.test(address)) return webAddress(address);
  // What is written is checked as well: `/`, a soft hyphen and `/` name a host once the hyphen is gone.
  if (/^[/\\]?\\/.test(address) || safeHref(address) === null) return null;
  return address.replace(/[<>"'`{}|\\^]/g, encodeURIComponent);
}

/** A path of the site as part of an address: each part percent-encoded, slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** From one output file to another, relative, as both stand in the site: `posts/a.html` to `index.html` gives `../index.html`. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/** As `relativePath`, encoded for an `href`. */
export function relativeAddress(from: string, to: string): string {
  const [path = '', fragment] = to.split('#', 2);
  const relative = path === from ? '' : encodePath(relativePath(from, path));
  return fragment === undefined
    ? relative || encodePath(to.slice(to.lastIndexOf('/') + 1))
    : `${relative}#${fragment}`;
}
