/** The shape of sentences: C08, C09, C18, C19, C23. Length (C07) and nouns (C04) depend on the reader: see `document-checks.ts`. */
import { isLinked, type Sentence } from '../text/sentence.ts';
import type { Unit } from '../text/unit.ts';
import type { UnitHit } from './hit.ts';

const insertion = /^[,—–(]\s*(?:which|who|that|where|including|such as|like|as|a|an|the)\b/i;
const notASubject =
  /^(?:in|on|at|for|with|after|before|when|while|if|as|although|though|because|since|by|from|to|under|over|during|without|given|until|unless|once|whenever|instead|then|so|but|and|or|however|first|second|third|finally|here|there|now|today|of|despite|like|unlike|according|using|similarly|moreover|furthermore|also|next|yes|no|perhaps|maybe|again|still|even|once|\w+ly|\w+ing)\b|^\w+ \w+ly,/i;
const goesOn =
  /^\s*(?:and|but|or|which|who|so|because|while|as|whereas|since|where|when|if|for|with|including|such|then|yet|although|though|not)\b/i;
const weakEnd =
  /(?:\b(?:however|though|too|as well|in general|to some extent|at least|of course|respectively|in this case|and so on|etc|in some sense)|\b(?:it|them|this|that|there))[.?!]?["”’)]*$/i;

const pointingVerbs = new Set(
  `is was are were has have had does do did can could will would may might must should shall
means meant makes made shows showed suggests suggested implies implied indicates leads led allows allowed gives gave
helps helped works worked seems seemed appears appeared requires required raises raised creates created becomes became
happens happened follows followed comes came explains explained causes caused provides provided ensures lets forces
mean make show suggest imply indicate lead allow give help work seem appear require raise create become happen follow come
explain cause provide ensure let force turns turned goes went takes took brings brought leaves left says said tells told
results resulted sounds looks looked includes included contains contained involves involved depends isn't wasn't doesn't
didn't can't won't wouldn't couldn't hasn't aren't weren't reduces reduced increases increased prevents prevented`.split(
    /\s+/,
  ),
);

/** *This shows …*: a pointing word that stands alone before a verb. */
export function pointsAlone(sentence: Sentence, words: RegExp): boolean {
  const [first, second, third] = sentence.tokens;
  if (first === undefined || second === undefined || second.breakBefore || !words.test(first.word))
    return false;
  // "That is, …" and "That is why" lead on; "these results are" names what is meant.
  if (
    /^(?:That is(?:,| to say\b| why\b| because\b)|This is (?:known|called|illustrated|shown|because|why|how)\b|(?:These|Those) \p{Ll}+s (?:is|are|was|were|have|had|can|may|will|would|do|did)\b)/iu.test(
      sentence.text,
    )
  )
    return false;
  if (
    first.lower === 'it' &&
    /^it (?:is|was|would be|may be|might be|will be|can be|has been) (?:[\p{L}-]+ ){1,3}?(?:that|to|whether)\b|^it (?:(?:also |just |now )?(?:seems|appears|turns out|follows|takes|took|looks|helps|makes sense)|(?:does|did|would|do)(?:n['’]t| not)? (?:seem|matter|appear|take|help|make sense))\b/iu.test(
      sentence.text,
    )
  ) {
    return false;
  }
  if (/^(?:also|then|only|still|often|even|in|just|never|always|\w+ly)$/.test(second.lower)) {
    return third !== undefined && pointingVerbs.has(third.lower);
  }
  return pointingVerbs.has(second.lower);
}

function words(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
}

function farVerb(sentence: Sentence): UnitHit | null {
  const { text } = sentence;
  if (notASubject.test(text)) return null;
  for (const match of text.matchAll(/[,—–(]/g)) {
    const head = text.slice(0, match.index);
    const count = words(head);
    if (count > 8) return null;
    if (count === 0 || !insertion.test(text.slice(match.index))) continue;
    const close = match[0] === '(' ? ')' : match[0];
    const inner = text.slice(match.index + 1);
    for (const end of inner.matchAll(new RegExp(close === ')' ? '\\)' : close, 'g'))) {
      const inside = inner.slice(0, end.index);
      const rest = inner.slice(end.index + 1);
      if (words(inside) < 12) {
        // A comma before the twelfth word ends a short insertion, unless it is one of a list.
        if (close === ',' && !/^\s*(?:and|or)\b/i.test(rest) && words(inside) > 4) return null;
        continue;
      }
      if (words(rest) === 0 || goesOn.test(rest)) return null;
      const from = sentence.from + match.index;
      return { check: 'C08', sentence: sentence.index, from, to: from + end.index + 2 };
    }
    return null;
  }
  return null;
}

export function sentenceHits(unit: Unit, sentences: readonly Sentence[]): readonly UnitHit[] {
  const hits: UnitHit[] = [];
  let loose = 0;
  let alike = 1;
  sentences.forEach((sentence, at) => {
    const whole = { sentence: sentence.index, from: sentence.from, to: sentence.to };
    const far = farVerb(sentence);
    if (far !== null) hits.push(far);
    const ending = sentence.tokens.length > 12 ? weakEnd.exec(sentence.text) : null;
    if (ending !== null && /[.!]["”’)]*$/.test(sentence.text)) {
      const from = sentence.from + ending.index;
      hits.push({ check: 'C09', sentence: sentence.index, from, to: sentence.to });
    }
    const before = sentences[at - 1];
    if (before === undefined) return;
    if (before.tokens.length > 25 && pointsAlone(sentence, /^(?:This|These|That|It)$/)) {
      const second = sentence.tokens[1];
      hits.push({
        check: 'C19',
        sentence: sentence.index,
        from: sentence.from,
        to: second?.to ?? sentence.to,
      });
    }
    loose = isLinked(sentence, before) || sentence.tokens.length < 3 ? 0 : loose + 1;
    if (loose === 3 && !unit.around.includes('list'))
      hits.push({ check: 'C18', ...whole, from: sentences[at - 2]?.from ?? sentence.from });
    const opening = (entry: Sentence): string => `${entry.tokens[0]?.lower} ${entry.tokens[1]?.lower}`;
    alike = sentence.tokens.length > 2 && opening(sentence) === opening(before) ? alike + 1 : 1;
    if (alike === 3) hits.push({ check: 'C23', ...whole, to: sentence.tokens[1]?.to ?? sentence.to });
  });
  return hits;
}
