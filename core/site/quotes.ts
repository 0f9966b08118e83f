/**
 * Straight quotes become the curly ones that a typesetter would use, in English text. Other
 * languages have other marks and habits, so their text stays as it was typed.
 */

export function curlsQuotes(language: string): boolean {
  return /^en\b/i.test(language);
}

/** For plain text. */
export function curlText(text: string): string {
  if (!/['"]/.test(text)) return text;
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    out +=
      character === '"' || character === "'"
        ? curl(character, out.at(-1) ?? ' ', text.slice(at + 1, at + 4))
        : character;
  }
  return out;
}

/** A quote opens at the start and after space, an opening bracket, a dash or another opening quote. */
function curl(quote: string, before: string, after: string): string {
  const opens = /[\s([{\u2014\u2013\u2018\u201c/\u00a0-]/.test(before);
  if (quote === '"') return opens && !/^\s|^$/.test(after) ? '“' : '”';
  // ’90s, ’tis: a letter or figure was left out.
  if (/^(\d\ds?\b|(?:tis|twas|em)\b)/i.test(after)) return '’';
  return opens && /^["“\p{L}\p{N}]/u.test(after) ? '‘' : '’';
}

const pieces = /<[^>]*>|&quot;|&#39;|["']/g;
const asTyped = /^<(\/?)(pre|code|kbd|samp|var|script|style)\b/i;
const blockTag =
  /^<\/?(p|li|h[1-6]|td|th|div|figure|figcaption|caption|blockquote|dd|dt|section|ul|ol|aside|details|summary|table|tr)\b/i;

/** For HTML that Legible wrote; code stays as it was typed. */
export function curlHtml(html: string): string {
  let out = '';
  let from = 0;
  let depth = 0;
  let before = ' ';
  pieces.lastIndex = 0;
  for (let match = pieces.exec(html); match !== null; match = pieces.exec(html)) {
    const [piece] = match;
    const text = html.slice(from, match.index);
    out += text;
    if (text !== '') before = lastCharacter(text);
    from = match.index + piece.length;
    if (piece.startsWith('<')) {
      out += piece;
      const typed = asTyped.exec(piece);
      if (typed !== null) {
        depth = Math.max(0, depth + (typed[1] === '/' ? -1 : 1));
        before = 'x';
      } else if (blockTag.test(piece)) before = ' ';
      else if (piece.startsWith('<!--')) before = 'x';
      continue;
    }
    if (depth > 0) {
      out += piece;
      continue;
    }
    const after = html
      .slice(from, from + 40)
      .replace(/<[^>]*>?/g, '')
      .slice(0, 3);
    const mark = curl(piece === '"' || piece === '&quot;' ? '"' : "'", before, after === '' ? 'x' : after);
    out += mark;
    before = mark;
  }
  return out + html.slice(from);
}

function lastCharacter(text: string): string {
  return text.endsWith('&nbsp;') ? ' ' : text.charAt(text.length - 1);
}
