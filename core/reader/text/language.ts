/** Is a paragraph English? The computed prompts and checks read English only, and must know. */

const foreign = new Set(
  `le la les des du un une et est dans pour que qui sur pas avec ce cette sont au aux par plus nous vous ils elle ses leur mais ou où
der die das und ist nicht ein eine einer eines den dem des mit auf für von zu sich auch als wie wir sie es im durch werden wird
el los las y es en por con para una del se lo su como más pero sus al son
il lo gli di che è per non con del della dei si da le nel alla sono
o os as do da dos das em um uma com não para se na no
de het een van niet met zijn voor dat op te ook maar bij`.split(/\s+/),
);
/** Foreign function words that are also English words say nothing either way. */
const shared = new Set([
  'die',
  'on',
  'me',
  'he',
  'a',
  'an',
  'in',
  'i',
  'is',
  'do',
  'no',
  'as',
  'also',
  'so',
  'den',
  'dot',
  'on',
  'was',
  'son',
  'des',
  'per',
  'in',
  'of',
  'van',
  'te',
  'les',
  'se',
  'o',
]);

/** `unsure` when there are too few words to tell. Words come in lower case. */
export function languageOf(
  words: readonly string[],
  stop: ReadonlySet<string>,
): 'english' | 'other' | 'unsure' {
  let english = 0;
  let other = 0;
  let latin = 0;
  for (const word of words) {
    const stopped = stop.has(word);
    if (stopped) english += 1;
    if (foreign.has(word) && !shared.has(word) && !stopped) other += 1;
    if (/^[\p{Script=Latin}\p{N}]/u.test(word)) latin += 1;
  }
  if (words.length === 0) return 'unsure';
  if (latin / words.length < 0.6) return 'other';
  if (words.length < 6) return other > english && other >= 2 ? 'other' : 'unsure';
  if (other > english) return 'other';
  if (words.length >= 12 && english / words.length < 0.12 && other > 0) return 'other';
  return 'english';
}
