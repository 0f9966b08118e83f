/** Names for headings, files and addresses, made from their text: one rule for all of them. */

/** Longer names help nobody. */
const maxSlug = 96;

/**
 * `Why probes fail!` gives `why-probes-fail`. Lower case; accents of Latin and Greek letters folded away;
 * what is neither letter, mark nor digit of any script turned into one hyphen. `C++` and `C#` keep what
 * tells them apart. Empty when nothing is left.
 */
export function slugOf(text: string): string {
  const letters = text
    .replace(/\+/g, ' plus ')
    .replace(/(?<=\p{L})#/gu, ' sharp ')
    .replace(/['’]/g, '')
    .normalize('NFKD')
    // In other scripts a mark is a vowel or makes another letter: か and が are two.
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/(^|-)\p{M}+/gu, '$1')
    .replace(/^-+/, '');
  return [...letters].slice(0, maxSlug).join('').replace(/-+$/, '');
}

/** Gives each text a name that no other has: the second `Results` becomes `results-2`. */
export class SlugNames {
  readonly #taken = new Set<string>();

  /** Keeps a name that the writer chose. */
  reserve(name: string): void {
    this.#taken.add(name);
  }

  nameFor(text: string, fallback = 'section'): string {
    const base = slugOf(text) || fallback;
    let name = base;
    for (let i = 2; this.#taken.has(name); i++) name = `${base}-${i}`;
    this.#taken.add(name);
    return name;
  }
}
