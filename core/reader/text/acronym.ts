/** Acronyms: what looks like one, and which words one stands for. */

const pattern = /^(?:[A-Z][A-Za-z]?[A-Z]{1,5}\d{0,3}|[A-Z]\d[A-Z]{1,3})$/;
const small = /^(?:of|the|and|in|for|from|with|on|to|a|an|by|or|as|at)$/i;

/** `CHAIs`, `CHAI’s` and `CHAIs’` are uses of `CHAI`: the letters without what grammar adds. */
export function bareAcronym(word: string): string {
  return word.replace(/['’]s?$/, '').replace(/s$/, '');
}

/** Two capitals and more, perhaps with a small letter between or digits after: `RLHF`, `LoRA`, `RT60`. */
export function looksLikeAcronym(word: string): boolean {
  const bare = bareAcronym(word);
  return pattern.test(bare) && (bare.match(/[A-Z]/g)?.length ?? 0) >= 2;
}

/** Initials of a run of words, small words left out or kept, in capitals. */
export function initialsMatch(words: readonly string[], acronym: string): boolean {
  const wanted = bareAcronym(acronym).replace(/\d+$/, '').toUpperCase();
  const parts = words.flatMap((word) => word.split('-')).filter((part) => part !== '');
  const initials = (list: readonly string[]): string =>
    list.map((word) => word[0]?.toUpperCase() ?? '').join('');
  return initials(parts) === wanted || initials(parts.filter((word) => !small.test(word))) === wanted;
}

/**
 * The words at the end of `words` that spell an acronym out when letters inside words count too:
 * *sparse autoencoder* for SAE. Letters are looked for from the right; the first must begin a word
 * (after Schwartz and Hearst, 2003).
 */
export function spelledBy(words: readonly string[], acronym: string): string | null {
  const letters = bareAcronym(acronym).replace(/\d+$/, '').toLowerCase();
  if (letters.length < 2) return null;
  const long = words.slice(-Math.min(letters.length + 5, letters.length * 2)).join(' ');
  const text = long.toLowerCase();
  let at = text.length - 1;
  for (let letter = letters.length - 1; letter >= 0; letter -= 1) {
    while (
      at >= 0 &&
      (text[at] !== letters[letter] || (letter === 0 && at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')))
    )
      at -= 1;
    if (at < 0) return null;
    at -= 1;
  }
  const found = long.slice(at + 1).trim();
  const used = found.split(/[\s-]+/).filter((word) => !small.test(word));
  // One word spells out no acronym, and more words than letters are a sentence.
  return used.length < (letters.length > 2 ? 2 : 1) || used.length > letters.length ? null : found;
}
