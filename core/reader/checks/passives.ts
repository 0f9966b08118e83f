/** C06: the passive, marked only where it hides the doer and keeps no topic. */
import type { Lexicon } from '../lexicon.ts';
import { isLinked, type Sentence } from '../text/sentence.ts';
import type { Span, Unit } from '../text/unit.ts';
import type { UnitHit } from './hit.ts';

const be = /^(?:am|is|are|was|were|be|been|being|get|gets|got|gotten|getting)$/;
const between =
  /^(?:not|also|often|always|never|now|then|still|already|only|just|first|later|usually|sometimes|both|all|\w+ly)$/;
const adjectives = new Set(
  `interested related based involved supposed needed used concerned limited dedicated detailed advanced complicated
sophisticated tired bored excited surprised worried pleased confused motivated biased skilled talented experienced
aged naked sacred wicked rugged red bed shed need speed indeed embed seed feed breed exceed proceed succeed hundred
allowed inclined opposed prepared determined convinced located united accustomed`.split(/\s+/),
);
const pronoun = /^(?:me|us|you|him|her|them|someone|somebody|anyone|everyone|ourselves|myself)$/;

/** The passive in a sentence, if any: from the auxiliary to the participle. */
export function passiveIn(
  sentence: Sentence,
  lexicon: Lexicon,
): (Span & { readonly participle: number }) | null {
  const { tokens } = sentence;
  for (let at = 0; at < tokens.length; at += 1) {
    const start = tokens[at];
    if (start === undefined || !be.test(start.lower)) continue;
    let next = at + 1;
    if (between.test(tokens[next]?.lower ?? '') && !tokens[next]?.breakBefore) next += 1;
    const participle = tokens[next];
    if (participle === undefined || participle.breakBefore) continue;
    const { lower } = participle;
    if (adjectives.has(lower)) continue;
    // Inside "the model that has been fitted" the passive belongs to another subject than the sentence's.
    if (tokens.slice(Math.max(0, at - 2), at).some((token) => /^(?:that|which|who|where)$/.test(token.lower)))
      continue;
    if (!/^\w{3,}ed$/.test(lower) && !lexicon.participles.has(lower)) continue;
    return { from: start.from, to: participle.to, participle: next };
  }
  return null;
}

export function passiveHits(
  _unit: Unit,
  sentences: readonly Sentence[],
  lexicon: Lexicon,
): readonly UnitHit[] {
  const hits: UnitHit[] = [];
  const found = sentences.map((sentence) => passiveIn(sentence, lexicon));
  const marked = new Set<number>();
  sentences.forEach((sentence, at) => {
    const passive = found[at];
    if (passive === null || passive === undefined) return;
    const by = sentence.tokens[passive.participle + 1];
    const who = sentence.tokens[passive.participle + 2];
    if (by?.lower === 'by' && who !== undefined && pronoun.test(who.lower)) {
      hits.push({ check: 'C06', sentence: sentence.index, from: passive.from, to: who.to });
      marked.add(at);
    }
  });
  for (let at = 0; at + 3 < sentences.length; at += 1) {
    const window = [0, 1, 2, 3].map((step) => at + step);
    const loose = window.filter((i) => {
      const sentence = sentences[i];
      const before = sentences[i - 1];
      return (
        found[i] != null && sentence !== undefined && (before === undefined || !isLinked(sentence, before))
      );
    });
    const passives = window.filter((i) => found[i] != null);
    // "None of their subjects links back": every passive of the window stands loose.
    if (passives.length < 3 || loose.length < passives.length) continue;
    for (const i of passives) {
      const passive = found[i];
      if (passive == null || marked.has(i)) continue;
      marked.add(i);
      hits.push({ check: 'C06', sentence: i, from: passive.from, to: passive.to });
    }
  }
  return hits;
}
