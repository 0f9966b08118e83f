/** How often each possible term was seen, kept up to date block by block. */
import type { TermForm, TermSeed } from './term-seeds.ts';

const forms: readonly TermForm[] = ['acronym', 'marked', 'rare', 'run'];

interface Count {
  /** Seen as an acronym, as a marked word, as a rare word, as a run: in the order of `forms`. */
  readonly by: [number, number, number, number];
  total: number;
  /** How often it began in lower case. */
  plain: number;
}

export interface Seen {
  /** The strongest way in which it was seen. */
  readonly form: TermForm;
  readonly total: number;
  /** It was seen beginning in lower case, so a capital is not part of it. */
  readonly plain: boolean;
}

interface Seeded {
  readonly seeds: readonly TermSeed[];
  /** Numbers of the words of a block, by key. */
  readonly index: ReadonlyMap<string, readonly number[]>;
}

/** Counts depend on the blocks alone, never on the order in which they came and went. */
export class TermTable {
  readonly #counts = new Map<string, Count>();
  #blocks = new Map<Seeded, number>();
  /** Which blocks hold a word: so that looking a term up costs what it finds. */
  readonly #holders = new Map<string, Set<Seeded>>();

  update(blocks: readonly Seeded[]): void {
    const now = new Map<Seeded, number>();
    for (const block of blocks) now.set(block, (now.get(block) ?? 0) + 1);
    for (const [block, count] of this.#blocks) {
      const left = count - (now.get(block) ?? 0);
      if (left > 0) this.#add(block.seeds, -left);
      if (!now.has(block)) for (const key of block.index.keys()) this.#holders.get(key)?.delete(block);
    }
    for (const [block, count] of now) {
      const more = count - (this.#blocks.get(block) ?? 0);
      if (more > 0) this.#add(block.seeds, more);
      if (this.#blocks.has(block)) continue;
      for (const key of block.index.keys()) {
        const holders = this.#holders.get(key);
        if (holders === undefined) this.#holders.set(key, new Set([block]));
        else holders.add(block);
      }
    }
    this.#blocks = now;
  }

  clear(): void {
    this.#counts.clear();
    this.#holders.clear();
    this.#blocks.clear();
  }

  /** The blocks that hold a word with this key, in no particular order. */
  blocksWith(key: string): Iterable<Seeded> {
    return this.#holders.get(key) ?? [];
  }

  /** Hands over all that was marked or seen `often` times and more: a run that was seen less is no term. */
  forEach(often: number, take: (key: string, seen: Seen) => void): void {
    for (const [key, count] of this.#counts) {
      const { by, total } = count;
      const form = by[0] > 0 ? 'acronym' : by[1] > 0 ? 'marked' : by[2] > 0 ? 'rare' : 'run';
      if (form === 'run' && total < often) continue;
      take(key, { form, total, plain: count.plain > 0 });
    }
  }

  #add(seeds: readonly TermSeed[], times: number): void {
    for (const seed of seeds) {
      let count = this.#counts.get(seed.key);
      if (count === undefined) {
        count = { by: [0, 0, 0, 0], total: 0, plain: 0 };
        this.#counts.set(seed.key, count);
      }
      const at = forms.indexOf(seed.form) as 0 | 1 | 2 | 3;
      count.by[at] += times;
      count.total += times;
      if (seed.plain) count.plain += times;
      if (count.total === 0) this.#counts.delete(seed.key);
    }
  }
}
