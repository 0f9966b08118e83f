/** Words, stems and keys: the smallest pieces of the text model. */

/** A word of the text model: a letter or digit, then letters, digits, apostrophes and hyphens. */
export const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu;

const keptEs = /(?:biases|lenses|focuses|gases|indexes|boxes)$/;
const stems = new Map<string, string>();

/**
 * The stem of a word: lower case, no possessive, no plural. Deliberately nothing cleverer, so that a
 * writer can foresee what counts as the same word.
 */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  let stem = word.toLowerCase().replace(/’/g, "'");
  if (stem.endsWith("'s")) stem = stem.slice(0, -2);
  else if (stem.endsWith("'")) stem = stem.slice(0, -1);
  if (stem.length > 4 && stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`;
  else if (keptEs.test(stem) || /(?:ss|x|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.length > 3 && stem.endsWith('s') && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
  // A long session must not collect every word it ever saw.
  if (stems.size > 50_000) stems.clear();
  stems.set(word, stem);
  return stem;
}

const keys = new Map<string, string>();

/** Stem in one spelling: American endings, so that *optimiser* and *optimizer* are one word. */
export function keyOfWord(word: string): string {
  const known = keys.get(word);
  if (known !== undefined) return known;
  let key = stemOf(word);
  if (key.length > 6) key = key.replace(/is(e|er|ed|ing|ation|ational)$/, 'iz$1');
  if (key.length > 4) key = key.replace(/our(?=$|al|ed|ing)/, 'or');
  if (keys.size > 50_000) keys.clear();
  keys.set(word, key);
  return key;
}

const termKeys = new Map<string, string>();

/** Key of a term of one or more words: `Mesa-optimisers` and `mesa optimizer` share one. */
export function keyOfTerm(term: string): string {
  const known = termKeys.get(term);
  if (known !== undefined) return known;
  const parts: string[] = [];
  for (const match of term.matchAll(wordPattern)) {
    for (const part of match[0].split('-')) if (part !== '') parts.push(keyOfWord(part));
  }
  const key = parts.join(' ');
  if (termKeys.size > 20_000) termKeys.clear();
  termKeys.set(term, key);
  return key;
}

/** Share of the smaller set that both sets hold: 0 to 1; 0 when either is empty. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const stem of small) if (large.has(stem)) shared += 1;
  return shared / small.size;
}

export function sharesOne(a: Iterable<string>, b: ReadonlySet<string>): boolean {
  for (const stem of a) if (b.has(stem)) return true;
  return false;
}
