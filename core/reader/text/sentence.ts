/** Sentences, and what can be said of one by looking at it alone. */
import { type Lexicon, phraseAt } from '../lexicon.ts';
import { stemOf, wordPattern } from './stem.ts';
import type { Span, Unit } from './unit.ts';

export interface Token extends Span {
  readonly word: string;
  /** Lower case, straight apostrophe. */
  readonly lower: string;
  readonly stem: string;
  readonly content: boolean;
  /** Something other than space stands between this word and the one before. */
  readonly breakBefore: boolean;
}

export interface Sentence extends Span {
  readonly unit: Unit;
  /** Number in its unit. */
  readonly index: number;
  readonly tokens: readonly Token[];
  /** Content stems, each once. */
  readonly stems: ReadonlySet<string>;
  /** With code masked. */
  readonly text: string;
  readonly example: boolean;
  readonly claim: boolean;
  readonly support: boolean;
  readonly contrast: boolean;
  readonly negation: boolean;
  /** Begins with a connective. */
  readonly connected: boolean;
  /** Nouns made of verbs and adjectives. */
  readonly nominals: readonly Token[];
}

const abbreviation =
  /(?:^|[\s(“"'[])(?:e\.g|i\.e|etc|cf|vs|al|resp|[Ff]igs?|[Ee]qs?|[Ss]ecs?|[Cc]h|pp?|Dr|No|approx|Mr|Mrs|Ms|Prof|St|Jr)\.$/;
const boundary = /[.?!]+["'”’)\]]*\s+(?=[\p{Lu}\d"'“‘([])/gu;

/** Where sentences end: after `.?!`, a space, and a capital, digit, quote or bracket; never inside code, maths or links. */
export function splitSentences(unit: Unit): Span[] {
  const spans: Span[] = [];
  const { prose } = unit;
  let start = 0;
  const push = (from: number, to: number): void => {
    let a = from;
    let b = to;
    while (a < b && /\s/.test(prose[a] ?? '')) a += 1;
    while (b > a && /\s/.test(prose[b - 1] ?? '')) b -= 1;
    if (b > a) spans.push({ from: a, to: b });
  };
  for (const match of prose.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (unit.links.some((link) => match.index > link.from && end < link.to)) continue;
    const stop = match[0].search(/[^.?!]/);
    const before = prose.slice(Math.max(0, match.index - 8), match.index + (stop < 0 ? 1 : stop));
    if (abbreviation.test(before)) {
      // "No." ends a sentence unless a number follows.
      if (!/\bNo\.$/.test(before) || /\d/.test(prose[end] ?? '')) continue;
    }
    push(start, end);
    start = end;
  }
  push(start, prose.length);
  return spans;
}

const exampleWord =
  /\b(?:for example|for instance|such as|suppose|imagine|consider (?:a|an|the)\b|concretely|to illustrate|(?<!\b(?:the|a|this|that|\p{L}+y|bright|whole|big) )picture (?:an?|the|this|your\p{L}*|someone|somebody|two|three|what|how)\b)|(?:^|[,;:(—–]\s*)say,|\be\.g\./iu;
const claimWord =
  /\b(?:shows?|prove[sd]?|demonstrates?|guarantees?|causes?|always|never|every|none|must|cannot|impossible|(?:is|are|was|were|be|remains?) the best|outperforms?|significant(?:ly)?|solves?)\b/i;
const supportWord =
  /\b(?:because|since|follows from)\b|\d[\d.,]*\s?(?:%|×|per cent|percent|(?!(?:and|or|to|in|of|is|are|was|the|that|for|with|as|at|by|on|from|than|we|it|but)\b)[a-z]{2,})|\((?:[^()]{0,60}\b(?:19|20)\d\d[a-z]?)\)/i;
const contrastWord =
  /\b(?:but|however|although|though|yet|instead|unlike|whereas|contrary to|despite|you might think|not because|not that)\b/i;
const negationWord =
  /\b(?:not|no|never|nor|neither|nothing|none|cannot|without|rather than|wrong|false|mistaken)\b|n['’]t\b/i;
const supportLeaf = new Set(['citation', 'footnoteReference', 'crossReference', 'wikilink', 'sourceInline']);

export function sentencesOf(unit: Unit, lexicon: Lexicon): Sentence[] {
  return splitSentences(unit).map((span, index) => sentenceAt(unit, span, index, lexicon));
}

function sentenceAt(unit: Unit, span: Span, index: number, lexicon: Lexicon): Sentence {
  const text = unit.prose.slice(span.from, span.to);
  const tokens: Token[] = [];
  const stems = new Set<string>();
  let last = 0;
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0].replace(/[-’']+$/, '');
    const lower = word.toLowerCase().replace(/’/g, "'");
    const stem = stemOf(lower);
    const content = lower.length >= 3 && !lexicon.stop.has(lower) && /\p{L}/u.test(lower);
    if (content) stems.add(stem);
    const from = match.index;
    tokens.push({
      from: span.from + from,
      to: span.from + from + word.length,
      word,
      lower,
      stem,
      content,
      breakBefore: last === 0 || /\S/.test(text.slice(last, from)),
    });
    last = from + word.length;
  }
  const linked = unit.links.some((link) => link.from < span.to && link.to > span.from);
  const cited = unit.leaves.some(
    (leaf) => leaf.offset >= span.from && leaf.offset < span.to && supportLeaf.has(leaf.node.type),
  );
  return {
    unit,
    index,
    from: span.from,
    to: span.to,
    tokens,
    stems,
    text,
    example: exampleWord.test(text),
    claim: claimWord.test(text) || unit.around.includes('claim'),
    support: linked || cited || supportWord.test(text),
    contrast: contrastWord.test(text),
    negation: negationWord.test(text),
    connected: phraseAt(lexicon.connectives, tokens, 0) !== null,
    nominals: tokens.filter((token) => isNominal(token, lexicon)),
  };
}

const pointing = new Set(
  `i you he she it we they me him her us them my your his its our their this that these those such here there
both each one another others who which it's that's they're there's here's`.split(/\s+/),
);

/** Known-new: does `second` take up something from `first`, or begin with a word that points back? */
export function isLinked(second: Sentence, first: Sentence): boolean {
  const opening = second.tokens[0];
  if (opening === undefined || first.tokens.length === 0) return true;
  if (pointing.has(opening.lower) || second.connected) return true;
  for (let i = 0; i < 9; i += 1) {
    const token = second.tokens[i];
    if (token === undefined) break;
    if (token.content && first.stems.has(token.stem)) return true;
  }
  return false;
}

const nominalEnding = /(?:tion|sion|ment|ance|ence|ity|ness|isation|ization|ification)s?$/;

/** A noun made of a verb or an adjective, which hides who does what. Terms that the reader knows are left to the caller. */
function isNominal(token: Token, lexicon: Lexicon): boolean {
  return (
    token.lower.length >= 7 &&
    nominalEnding.test(token.lower) &&
    !lexicon.nominalExceptions.has(token.lower) &&
    !lexicon.nominalExceptions.has(token.stem)
  );
}
