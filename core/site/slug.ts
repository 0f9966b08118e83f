/** Slugs: the part of an address that names a page. */

/**
 * Lower case, accents folded away, everything that is not a letter or digit of any script turned
 * into one hyphen. `C++` and `C#` keep what tells them apart. Empty when nothing is left.
 */
export function slugify(text: string): string {
  return text
    .replace(/\+/g, ' plus ')
    .replace(/(?<=\p{L})#/gu, ' sharp ')
    .replace(/['’]/g, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 96)
    .replace(/-+$/, '');
}

/** A slug that is never empty: what has no letters is named by a number made from its text. */
export function slugOr(text: string, fallback: string): string {
  const slug = slugify(text);
  if (slug !== '') return slug;
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return text === '' ? fallback : `${fallback}-${sum}`;
}
