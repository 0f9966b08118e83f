/** Names for headings and addresses, made from their text. */

/** Longer names help nobody. */
const maxSlug = 80;

/** `Why probes fail!` gives `why-probes-fail`. Letters of every script are kept; empty when there are none. */
export function slugOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, maxSlug)
    .replace(/-+$/, '');
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
