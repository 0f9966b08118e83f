/** The checks that need one paragraph only: their results are kept with the paragraph. */
import type { Lexicon } from '../lexicon.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Span, Unit } from '../text/unit.ts';
import { hiddenVerbHits } from './hidden-verbs.ts';
import type { UnitCheck, UnitHit } from './hit.ts';
import { passiveHits } from './passives.ts';
import { phraseHits } from './phrases.ts';
import { sentenceHits } from './sentences.ts';
import { slipHits } from './slips.ts';
import { stanceHits } from './stance.ts';

const all: readonly UnitCheck[] = [
  stanceHits,
  phraseHits,
  hiddenVerbHits,
  passiveHits,
  sentenceHits,
  slipHits,
];

/** Stretches in quotation marks of more than three words: other people's prose. */
function quotations(unit: Unit): Span[] {
  const spans: Span[] = [];
  for (const match of unit.prose.matchAll(/“[^”]*”|"[^"]*"/g)) {
    if (match[0].split(/\s+/).length > 3)
      spans.push({ from: match.index, to: match.index + match[0].length });
  }
  return spans;
}

export function checkUnit(unit: Unit, sentences: readonly Sentence[], lexicon: Lexicon): readonly UnitHit[] {
  const hits = all.flatMap((check) => check(unit, sentences, lexicon));
  if (hits.length === 0) return hits;
  const quoted = quotations(unit);
  return quoted.length === 0
    ? hits
    : hits.filter((hit) => !quoted.some((span) => hit.from >= span.from && hit.to <= span.to));
}
