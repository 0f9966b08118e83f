/** GFM autolinks: bare web addresses, `www.` and e-mail addresses become links; nothing else does. */
import type { MarkdownIt } from './types.ts';

/** What may stand in an address behind `www.`; the last sign is not punctuation. */
const host = /^[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<]*)?/;
const trailing = /[?!.,:*_~'"]+$|&[A-Za-z0-9]+;$/;

export function autolinks(markdown: MarkdownIt): void {
  markdown.set({ linkify: true });
  // Fuzzy links would take `readme.md` for a site in Moldova; GFM asks for `www.` or a scheme.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false });
  markdown.linkify.add('ftp:', null);
  markdown.linkify.add('//', null);
  markdown.linkify.add('www.', {
    validate(text, at) {
      const match = host.exec(text.slice(at, at + 2000));
      if (match === null) return 0;
      let address = match[0].replace(trailing, '');
      // A closing bracket belongs to the address only when it was opened in it.
      while (address.endsWith(')') && count(address, ')') > count(address, '('))
        address = address.slice(0, -1);
      return address.length;
    },
    normalize(match) {
      match.url = `http://${match.url}`;
    },
  });
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
