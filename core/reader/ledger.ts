/** The term ledger: what is named, where first, where explained, who knows it; and the load it puts on the reader. */
import type { Term } from './terms.ts';
import { type Passage, passageOf, type TextModel } from './text/model.ts';

export interface LedgerEntry {
  readonly term: string;
  /** How often it stands in the text. */
  readonly uses: number;
  readonly first: Passage;
  /** Where it is explained in time, or null. */
  readonly defined: Passage | null;
  /** Where it is explained, but after the reader needed it. */
  readonly late: Passage | null;
  readonly known: boolean;
  readonly expansion: string | null;
}

/** How many words the reader is asked to hold, paragraph by paragraph, without having been told. */
export interface LoadStep {
  /** Number of the top-level block. */
  readonly block: number;
  readonly untold: number;
  /** The words that this paragraph adds. */
  readonly added: readonly string[];
}

export function ledgerOf(terms: readonly Term[]): LedgerEntry[] {
  return terms.flatMap((term): LedgerEntry[] => {
    const use = term.uses[0];
    if (use === undefined) return [];
    return [
      {
        term: term.text,
        uses: term.count,
        first: passageOf(use.placed, use.from, use.to),
        defined: term.defined,
        late: term.late,
        known: term.known,
        expansion: term.expansion,
      },
    ];
  });
}

/**
 * One step for each top-level block with text. A word is held from its first use to its last; one that is
 * explained late is let go where the explanation stands.
 */
export function loadOf(terms: readonly Term[], model: TextModel): LoadStep[] {
  const change = new Array<number>(model.blocks.length + 1).fill(0);
  const added = new Map<number, string[]>();
  for (const term of terms) {
    if (term.known || term.defined !== null) continue;
    const first = term.uses[0]?.placed.block;
    const last = term.uses.at(-1)?.placed.block;
    if (first === undefined || last === undefined) continue;
    const end = term.late === null ? last : Math.min(last, term.late.block[0] ?? last);
    change[first] = (change[first] ?? 0) + 1;
    change[end + 1] = (change[end + 1] ?? 0) - 1;
    added.set(first, [...(added.get(first) ?? []), term.text]);
  }
  let held = 0;
  const steps: LoadStep[] = [];
  model.blocks.forEach((block, at) => {
    held += change[at] ?? 0;
    if (block.units.length > 0) steps.push({ block: at, untold: held, added: added.get(at) ?? [] });
  });
  return steps;
}
