/** Slugs: the part of an address that names a page. The rule is that of every name in the library. */
import { slugOf } from '../document/slug.ts';

export { slugOf as slugify };

/** A slug that is never empty: what has no letters is named by a number made from its text. */
export function slugOr(text: string, fallback: string): string {
  const slug = slugOf(text);
  if (slug !== '') return slug;
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return text === '' ? fallback : `${fallback}-${sum}`;
}
