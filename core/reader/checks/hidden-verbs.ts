/** C05: a weak verb and a noun that hides the real one, *performed an analysis of*. */
import type { Lexicon } from '../lexicon.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Unit } from '../text/unit.ts';
import type { UnitHit } from './hit.ts';

type Form = 'base' | 's' | 'past' | 'ing';

const weak = new Map<string, Form>();
for (const [base, s, past, ing, done] of [
  ['make', 'makes', 'made', 'making', ''],
  ['perform', 'performs', 'performed', 'performing', ''],
  ['conduct', 'conducts', 'conducted', 'conducting', ''],
  ['carry', 'carries', 'carried', 'carrying', ''],
  ['provide', 'provides', 'provided', 'providing', ''],
  ['give', 'gives', 'gave', 'giving', 'given'],
  ['do', 'does', 'did', 'doing', 'done'],
  ['undertake', 'undertakes', 'undertook', 'undertaking', 'undertaken'],
  ['have', 'has', 'had', 'having', ''],
] as const) {
  weak.set(base, 'base').set(s, 's').set(past, 'past').set(ing, 'ing');
  if (done !== '') weak.set(done, 'past');
}

/** The form of a regular verb, or null where the ending would be a guess. */
function inflect(verb: string, form: Form): string | null {
  if (!/^[a-z]+$/.test(verb)) return null;
  if (form === 'base') return verb;
  if (form === 's')
    return /(?:s|x|ch|sh)$/.test(verb)
      ? `${verb}es`
      : /[^aeiou]y$/.test(verb)
        ? `${verb.slice(0, -1)}ies`
        : `${verb}s`;
  if (
    /(?:choose|give|take|write|speak|think|know|find|hold|grow|break|see|begin|fall|lead|lose)$/.test(verb) &&
    form === 'past'
  )
    return null;
  const ending = form === 'past' ? 'ed' : 'ing';
  if (verb.endsWith('e')) return form === 'past' ? `${verb}d` : `${verb.slice(0, -1)}ing`;
  if (/[^aeiou]y$/.test(verb)) return form === 'past' ? `${verb.slice(0, -1)}ied` : `${verb}ing`;
  // Doubling depends on the stress: refer, but offer.
  if (/(?:^|[^aeiou])[aeiou][bdglmnprt]$/.test(verb)) return null;
  return `${verb}${ending}`;
}

export function hiddenVerbHits(
  _unit: Unit,
  sentences: readonly Sentence[],
  lexicon: Lexicon,
): readonly UnitHit[] {
  const hits: UnitHit[] = [];
  for (const { tokens, index } of sentences) {
    tokens.forEach((token, at) => {
      const form = weak.get(token.lower);
      if (form === undefined) return;
      let next = at + 1;
      if (/^carr/.test(token.lower)) {
        if (tokens[next]?.lower !== 'out') return;
        next += 1;
      }
      if (/^(?:a|an|the)$/.test(tokens[next]?.lower ?? '')) next += 1;
      let described = false;
      let noun = tokens[next];
      if (noun !== undefined && !lexicon.verbOf.has(noun.lower) && noun.content) {
        described = true;
        next += 1;
        noun = tokens[next];
      }
      const verb = noun === undefined ? undefined : lexicon.verbOf.get(noun.lower);
      const preposition = tokens[next + 1];
      if (noun === undefined || verb === undefined || preposition === undefined) return;
      if (!/^(?:of|to|about|on|between)$/.test(preposition.lower)) return;
      if (tokens.slice(at + 1, next + 2).some((word) => word.breakBefore)) return;
      const direct = preposition.lower === 'of' && !described ? inflect(verb, form) : null;
      const hit = {
        check: 'C05' as const,
        sentence: index,
        from: token.from,
        to: preposition.to,
        note: verb,
      };
      hits.push(direct === null ? hit : { ...hit, fix: direct });
    });
  }
  return hits;
}
