/** What may turn out to be a term, found block by block. `terms.ts` counts over the whole document and decides. */
import { isCommon, type Lexicon } from '../lexicon.ts';
import { bareAcronym, looksLikeAcronym } from './acronym.ts';
import type { Sentence, Token } from './sentence.ts';
import { keyOfTerm } from './stem.ts';
import type { Unit } from './unit.ts';

/** How it came to notice: an acronym, a run of words, a mark (italic, quoted, hyphenated, CamelCase), a rare single word. */
export type TermForm = 'acronym' | 'run' | 'marked' | 'rare';

export interface TermSeed {
  readonly form: TermForm;
  readonly key: string;
  /** It begins in lower case. */
  readonly plain: boolean;
}

const emphasis = new Set(
  `NOT BUT NOTE AND LHS RHS OR ALL ANY YES NO TODO FIXME NB PS IF THE THIS THAT ONLY ALWAYS NEVER MUST VERY ALSO
TRUE FALSE NULL NA NAN
II III IV VI VII VIII IX XI XII`.split(/\s+/),
);
/** Verbs that are hardly ever nouns: a run with one is a piece of sentence. */
const verbs = new Set(
  `ignore produce contain allow provide require include describe create define represent generate specify occur exist
remain belong apply follow consider suggest imply prevent reduce improve achieve compute receive send perform consist
depend differ expect believe argue teach train predict choose select assume prove solve decide agree disagree explain
understand exceed enable ensure assign extend invoke return throw accept avoid ask bring buy carry compare compose
convert decrease delete determine discuss emit evaluate examine exploit explore extract fail generalise generalize
identify implement introduce involve maximise maximize minimise minimize measure observe obtain optimise optimize pass
refer rely remove replace satisfy treat update vary want yield`
    .split(/\s+/)
    .flatMap((verb) => [verb, `${verb}s`, `${verb}es`]),
);
/** First or last words that make a run a piece of sentence and not a name. */
const lightWords = new Set(
  `use used using uses make makes made making find finds found give gives given take takes taken taking get gets got
show shows shown see seen look looks say says said tell tells told ask asks asked want wants need needs needed think
thinks thought know knows known keep keeps kept let lets put run runs ran try tries tried mean means go goes going gone come
comes came become becomes happen happens call calls called work works worked help helps hold holds read reads write
writes written learn learns start starts stop stops turn turns change changes seem seems seemed appear appears
first second third last next previous new old same different similar various certain good bad better best worse worst
large small big little great high low long short full whole real true false main major minor important possible
likely hard easy simple early late early free sure right wrong general specific particular single double two three four
five six seven eight nine ten hundred thousand million half every enough able available common usual useful interesting
clear nice strong weak recent current present future past final total entire actual own only such even ever never
really just still also already often always usually sometimes probably actually simply basically currently
today tomorrow yesterday year years month months week weeks day days hour hours minute minutes
people person man men woman women everyone someone thing things way ways lot lots something anything nothing
based according due related depending including following leading trying doing having being
answer answers question questions matter matters mind hope idea ideas reason reasons side end ends top bottom
random average typical standard basic complex natural usual extra additional separate entire whole interested
late correct incorrect positive negative better-known wide narrow cheap expensive fast slow quick
section chapter page post paper article figure table author authors reader readers`.split(/\s+/),
);
const ordinaryCompound =
  /^(?:well|ill|so|non|pre|post|re|co|self|half|semi|anti|multi|mid|long|short|high|low|large|small|big|full|first|second|third|one|two|three|four|five|six|ten|near|far|ever|all|much|most|more|less|least|early|late|last|hard|easy|open|old|new|real|good|bad|best|better|worst|in|on|off|up|down|over|under|by|to|step|side|day|year|week|time|hand|word|ready|\d+)-|-(?:based|like|level|free|term|scale|time|specific|wide|size|sized|made|called|known|looking|up|down|in|off|out|on|to|of|by|step|side|end|art|year|old|day|week|long|led|driven|related|related|dependent|aware|style|ish|most|more|half|third|point|th|shot|fold|style|facing|oriented|minded|written|built|funded)$/i;

export function collectTerms(unit: Unit, sentences: readonly Sentence[], lexicon: Lexicon): TermSeed[] {
  const seeds: TermSeed[] = [];
  if (unit.role === 'quotation' || unit.role === 'reference') return seeds;
  const seed = (form: TermForm, from: number, to: number): void => {
    const text = unit.text.slice(from, to);
    const key = form === 'acronym' ? bareAcronym(text) : keyOfTerm(text);
    if (key !== '') seeds.push({ form, key, plain: /^\p{Ll}/u.test(text) });
  };
  for (const sentence of sentences) {
    const shouting = sentence.tokens.length > 3 && !/[a-z]/.test(sentence.text);
    sentence.tokens.forEach((token, i) => {
      if (isAcronym(token.word, lexicon)) {
        const next = sentence.tokens[i + 1];
        // Two letters before a name (UC Berkeley) belong to the name.
        const inName =
          token.word.length === 2 &&
          next !== undefined &&
          !next.breakBefore &&
          /^\p{Lu}\p{Ll}/u.test(next.word);
        if (!shouting && !inName && !isShout(sentence.tokens, i, lexicon))
          seed('acronym', token.from, token.to);
        return;
      }
      if (token.word.includes('-') && !shouting) {
        let from = token.from;
        for (const part of token.word.split('-')) {
          if (isAcronym(part, lexicon)) seed('acronym', from, from + part.length);
          from += part.length + 1;
        }
      }
      if (isMarkedWord(token, lexicon)) seed('marked', token.from, token.to);
      else if (isRare(token, sentence, i, lexicon)) seed('rare', token.from, token.to);
      if (mayBegin(token)) {
        const second = sentence.tokens[i + 1];
        const third = sentence.tokens[i + 2];
        if (second === undefined || second.breakBefore) return;
        if (mayEnd(second, lexicon)) seed('run', token.from, second.to);
        if (third !== undefined && !third.breakBefore && mayEnd(third, lexicon) && mayStandBetween(second)) {
          seed('run', token.from, third.to);
        }
      }
    });
  }
  for (const span of unit.italics) {
    const text = unit.text.slice(span.from, span.to);
    const words = text.trim().split(/\s+/);
    if (words.length <= 3 && text.length > 2 && !/[.?!,;:]/.test(text) && namesSomething(text, lexicon)) {
      seed('marked', span.from, span.to);
    }
  }
  for (const match of unit.prose.matchAll(
    /[“"]([^“”"]{3,40})[”"]|(?<![\p{L}\p{N}])‘([^‘’]{3,40})’(?!\p{L})/gu,
  )) {
    const text = match[1] ?? match[2] ?? '';
    if (
      text.trim().split(/\s+/).length <= 3 &&
      /^[\p{L}\p{N} ’'-]+$/u.test(text) &&
      namesSomething(text, lexicon)
    ) {
      seed('marked', match.index + 1, match.index + 1 + text.length);
    }
  }
  return seeds;
}

export function isAcronym(word: string, lexicon: Lexicon): boolean {
  if (!looksLikeAcronym(word)) return false;
  const bare = bareAcronym(word);
  return !(emphasis.has(bare) || lexicon.acronyms.has(bare) || lexicon.stop.has(bare.toLowerCase()));
}

/** An ordinary word in capitals beside another is said loudly: *DO NOT TOUCH*. */
function isShout(tokens: readonly Token[], i: number, lexicon: Lexicon): boolean {
  const bare = bareAcronym(tokens[i]?.word ?? '');
  if (!isOrdinaryInCapitals(bare, lexicon)) return false;
  const loud = (token: Token | undefined): boolean =>
    token !== undefined && /^[A-Z]{2,}$/.test(token.word) && !lexicon.acronyms.has(token.word);
  return loud(tokens[i - 1]) || loud(tokens[i + 1]);
}

/** Letters that also spell a common word (RAG, FAR), and that no background pack has as an acronym. */
export function isOrdinaryInCapitals(bare: string, lexicon: Lexicon): boolean {
  return lexicon.common.has(bare.toLowerCase()) && !lexicon.packAcronyms.has(bare);
}

/** One italic or quoted word that everybody knows is emphasis, not a name. */
function namesSomething(text: string, lexicon: Lexicon): boolean {
  const words = text.trim().split(/\s+/);
  if (words.length === 1 && looksLikeAcronym(words[0] ?? '')) return false;
  if (words.length === 1) return !isCommon(words[0] ?? '', lexicon) && /^\p{L}/u.test(text);
  const last = words.at(-1)?.toLowerCase() ?? '';
  const first = words[0]?.toLowerCase() ?? '';
  return (
    !lexicon.stop.has(first) && !lexicon.stop.has(last) && !lightWords.has(first) && !lightWords.has(last)
  );
}

function isMarkedWord(token: Token, lexicon: Lexicon): boolean {
  if (
    /\p{Ll}\p{Lu}/u.test(token.word) &&
    !/^(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz)\p{Lu}/u.test(token.word) &&
    !token.word.includes('-') &&
    !/['’]/.test(token.word)
  )
    return true;
  if (!token.word.includes('-') || !/^\p{L}/u.test(token.word)) return false;
  const parts = token.word.split('-');
  // A letter may lead (k-anonymity), a letter alone may not follow.
  if (parts.slice(1).some((part) => part.length < 2) || parts.length > 3) return false;
  if (ordinaryCompound.test(token.word) || isCommon(token.word, lexicon)) return false;
  if (
    parts.some((part) => lexicon.stop.has(part.toLowerCase())) &&
    parts.every((part) => isCommon(part, lexicon))
  )
    return false;
  // Two names joined (Kullback-Leibler) are a term; so are two ordinary words that make a new one.
  return true;
}

function isRare(token: Token, sentence: Sentence, i: number, lexicon: Lexicon): boolean {
  if (!token.content || token.lower.length < 3 || /\d/.test(token.word) || token.word.includes('-'))
    return false;
  if (isCommon(token.lower, lexicon) || /['’]/.test(token.word)) return false;
  // A capital inside the sentence, beside another capital, is a person's or an organisation's name.
  if (i > 0 && /^\p{Lu}\p{Ll}/u.test(token.word)) {
    const before = sentence.tokens[i - 1];
    const after = sentence.tokens[i + 1];
    if (before !== undefined && !token.breakBefore && i > 1 && /^\p{Lu}/u.test(before.word)) return false;
    if (after !== undefined && !after.breakBefore && /^\p{Lu}\p{Ll}|^and$|^et$/u.test(after.word))
      return false;
  }
  // An adverb or a comparative of a rare word is not a name either.
  return !/ly$/.test(token.lower) || !isCommon(token.lower.slice(0, -2), lexicon);
}

function mayBegin(token: Token): boolean {
  return (
    token.content &&
    !lightWords.has(token.lower) &&
    !verbs.has(token.lower) &&
    !/ly$/.test(token.lower) &&
    !/['’]/.test(token.word) &&
    !/^\d/.test(token.word)
  );
}

function mayEnd(token: Token, lexicon: Lexicon): boolean {
  return (
    token.content &&
    !lightWords.has(token.lower) &&
    !verbs.has(token.lower) &&
    !lexicon.generic.has(token.stem) &&
    !lexicon.generic.has(token.lower) &&
    !/ly$|['’]/.test(token.lower) &&
    !/^\d/.test(token.word)
  );
}

function mayStandBetween(token: Token): boolean {
  return token.content
    ? !lightWords.has(token.lower) && !verbs.has(token.lower)
    : token.lower === 'of' || token.lower === 'in';
}
