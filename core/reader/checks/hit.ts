/** What a check marks in one unit. */
import type { Lexicon } from '../lexicon.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Span, Unit } from '../text/unit.ts';
import type { CheckId } from './check.ts';

export interface UnitHit extends Span {
  readonly check: CheckId;
  /** Number of the sentence in its unit. */
  readonly sentence: number;
  /** What the marked stretch becomes by one click, where the rule gives it. */
  readonly fix?: string;
  /** What to look at, when the rule's reason needs it. */
  readonly note?: string;
  /** The word that was counted, for rules that look at repetition. */
  readonly word?: string;
}

export type UnitCheck = (unit: Unit, sentences: readonly Sentence[], lexicon: Lexicon) => readonly UnitHit[];

/** All matches of a pattern in the sentences, as hits of one check. */
export function patternHits(check: CheckId, sentences: readonly Sentence[], pattern: RegExp): UnitHit[] {
  const hits: UnitHit[] = [];
  for (const sentence of sentences) {
    for (const match of sentence.text.matchAll(pattern)) {
      const from = sentence.from + match.index;
      hits.push({ check, sentence: sentence.index, from, to: from + match[0].length });
    }
  }
  return hits;
}
