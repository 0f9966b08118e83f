/**
 * A library's own `theme.css`, before it goes to the site.
 *
 * The site's content policy lets no style reach another host, but a host may serve the pages with
 * headers of its own, and readers may switch policies off: the sheet itself must ask nobody.
 */

export type OwnStyle =
  | { readonly ok: true; readonly css: string }
  /** `reason` completes "theme.css is left out: …". */
  | { readonly ok: false; readonly reason: string };

/** A path beside the sheet: no scheme, no host, not from the top of the server or the disk. */
const besideIt = /^[\w%.~ -]+(?:\/[\w%.~ -]+)*(?:[?#][^"'()\\]*)?$/;
const carried = /^data:(?:font\/|application\/(?:x-)?font|image\/(?:png|jpe?g|gif|webp|avif|svg\+xml))/i;

/**
 * The sheet as it may be published, without its comments, or why it may not be. It is refused whole:
 * a sheet with some of its rules missing would look broken rather than wrong.
 */
export function ownStyle(text: string): OwnStyle {
  // What is checked is what is published: a comment sign inside of a string hides nothing.
  const css = text
    .replace(/^\ufeff/, '')
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
    .replace(/@charset[^;]*;/gi, '')
    .trim();
  const read = unescapeCss(css);
  if (/@import/i.test(read)) return { ok: false, reason: 'it imports another sheet with @import' };
  const call = /(?<![\w-])(?:-webkit-)?(image-set|image|src)\s*\(/i.exec(read)?.[1];
  if (call !== undefined) return { ok: false, reason: `it uses ${call}(); use url() instead` };
  for (const [, written = ''] of read.matchAll(/url\s*\(([^)]*)/gi)) {
    const target = written.trim().replace(/^["']\s*|\s*["']$/g, '');
    if (target === '' || target.startsWith('#') || carried.test(target) || besideIt.test(target)) continue;
    return { ok: false, reason: `it asks for ${target.slice(0, 80)}, which is not on the site` };
  }
  return { ok: true, css: `${css}\n` };
}

/** Escapes as a browser reads them (CSS Syntax, "consume an escaped code point"): they can hide a name. */
function unescapeCss(css: string): string {
  return css.replace(
    /\\(?:([0-9a-f]{1,6})[ \t\r\n\f]?|([^\r\n\f]))/gi,
    (_, code?: string, character?: string) => {
      const point = Number.parseInt(code ?? '', 16);
      return character ?? (point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
    },
  );
}
