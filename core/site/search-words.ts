/** The words of a text by which it can be found. `assets/site/search.js` cuts queries the same way. */

/** Words of so many documents that they find nothing. */
const common = new Set(
  (
    'the and for are was were has have had this that these those with from into not but can may will would ' +
    'should could its their there then than when where which who what how why our your his her she him they ' +
    'them all any each more most other some such only own same too very just been being did does doing out ' +
    'over under again also one two about because between both during before after above below you we it is in ' +
    'of to on by an as at be or if so no do me my up us he'
  ).split(' '),
);

/** Scripts that put no space between words: found by pairs of signs. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

const longestWord = 28;

/** Words of plain text in small letters and without accents, in order, repeated as they are. */
export function wordsIn(text: string): string[] {
  // Most texts are plain enough for the short way, which gives the same words.
  if (/^[\x00-\x7f]*$/.test(text)) {
    return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((word) => word.slice(0, longestWord));
  }
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
  const words: string[] = [];
  for (const [run] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    const rest = run.replace(unspaced, (signs) => {
      const all = [...signs];
      if (all.length === 1) words.push(signs);
      for (let at = 0; at + 1 < all.length; at++) words.push(`${all[at]}${all[at + 1]}`);
      return ' ';
    });
    for (const word of rest.split(' ')) if (word !== '') words.push(word.slice(0, longestWord));
  }
  return words;
}

/** Words that are worth finding in a Markdown text, with how often each stands there. */
export function wordsOfMarkdown(markdown: string): Map<string, number> {
  const prose = markdown
    .replace(/\]\([^)\n]*\)|\]\[[^\]\n]*\]|https?:\/\/\S+|<[^>\n]*>|\{[#.:][^}\n]*\}/g, ' ')
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$|\\[a-zA-Z]+/g, ' ');
  const counts = new Map<string, number>();
  for (const word of wordsIn(prose)) {
    if (word.length < 2 && /^[\x20-\x7f]*$/.test(word)) continue;
    if (common.has(word)) continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
