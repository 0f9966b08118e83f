/** Is a term explained where it is first used? Patterns of the text model, section D. */
import { bareAcronym, initialsMatch, looksLikeAcronym, spelledBy } from './acronym.ts';
import { remembered } from './memo.ts';
import type { Sentence } from './sentence.ts';
import type { Unit } from './unit.ts';

const explains =
  /^(?:[^\S\n]*[\p{L}\p{N}’'$\uFFFC-]+){0,4}?[^\S\n]*[”"’)]?[^\S\n]*(?:,? (?:is|are|means|mean|refers to|refer to|is called|are called|stands for|stand for)\b|, that is,|,? i\.e\.,?|\s?—|\s–\s|\s---?\s|:(?=\s))/iu;
/** After *is* or *are*: what it is like, where it is, or what was done to it, and not what it is. */
const noDefinition =
  /^\s(?!called|defined|named|termed)(?:not|also|very|often|still|never|always|now|only|just|too|so|more|most|less|already|then|here|there|on|in|at|of|to|for|from|good|bad|better|worse|hard|harder|easy|easier|fast|slow|cheap|wrong|right|true|false|important|likely|unlikely|useful|common|rare|dangerous|new|old|small|large|big|high|low|enough|everywhere|possible|impossible|necessary|difficult|different|similar|expensive|interesting|everything|nothing|\p{L}+ed|hidden|shown|given|made|found|known|built|taken|seen|used|trained|done)\b/iu;
/** A dash or colon after which the sentence goes on with somebody doing something explains nothing. */
const goesOn =
  /^(?:it|they|we|I|he|she|you|this|that|these|there|but|and|so|then|again|yet|nobody|no one|not|never|or|if|when|because|which|who|see|even|only|perhaps|however|every time|each time)\b/i;
/** *The saltern is muddy.*: one adjective, and the sentence ends or goes on elsewhere. */
const adjectiveOnly =
  /^\s\p{Ll}+(?:y|ous|ful|less|al|ic|ive|able|ible|ish|ant|ent|ing)(?:[.,;!?]|$| (?:and|but|in|on|at|to|when|because|for|after|than|as|enough|with|here|there|again)\b)/iu;
const apposed =
  /^[”"’]?,\s(?:an?|or an?|or simply|short for|which (?:is|are|means)|meaning|in other words|a kind of|in which|whereby|defined as|where an?|the (?:[\p{L}-]+\s){1,3}(?:of|that|which|where|who|by|from))\s/iu;
/** *Hiding by colour, or crypsis,*: the name comes after what it names. */
const otherName = /,\s(?:or|i\.e\.,?|that is,)\s(?:an?\s|the\s)?[“"‘]?$/i;
const endsThere = /^[”"’]?(?:[,.;:)]|\s[—–]|$)/;
const defining = /\bdefin(?:e|es|ed|ing)\s(?:[\p{L}’'-]+\s){0,3}?[“"‘]?$/iu;
const asWhat = /^[”"’]?\s(?:as|to be)\s/i;
const bracket = /^[”"’]?\s?\(([^()]{2,160})\)/;
const before =
  /(?:\b(?:called|calls?|known as|named|termed|dubbed)\s|\bby\s)(?:[\p{L}’'“"‘-]+\s){0,5}?(?:an?\s|the\s)?[“"‘]?$/iu;
const weMean = /^[”"’]?,?\s(?:I|we)\s(?:will\s)?mean\b/i;
const wordsIMean = /\b(?:I|we)\s(?:will\s)?(?:call|mean by|use|say)\s(?:[\p{L}’'“"‘-]+\s){0,5}?[“"‘]?$/iu;
const reference =
  /^(?:see|cf\.?|e\.g\.?|figure|fig\.?|section|sec\.?|eq\.?|table)\b|\b(?:19|20)\d\d\b|^\W*$/i;
const pointsBack =
  /^(?:It|This|These|They|That)\s(?:means?|refers?\sto|stands?\sfor|(?:is|are)\s(?:an?|the|any|what|how|when|where|just an?|simply an?|called)\b)/;
const byThis = /^(?:By (?:this|that|it),?\s(?:I|we)\smean|That is,|In other words,|i\.e\.)/i;

/** Words before a place, at most `count`, in the order of the text. */
function wordsBefore(text: string, count: number): string[] {
  return (text.match(/[\p{L}\p{N}’'-]+/gu) ?? []).slice(-count);
}

/** The first words of a text, articles at its start left out. */
function wordsAt(text: string, count: number): string[] {
  const words = text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  return words.slice(/^(?:the|an?)$/i.test(words[0] ?? '') ? 1 : 0).slice(0, count);
}

const expansions = remembered((_: Unit) => new Map<number, { readonly value: string | null }>());

/** `reinforcement learning (RL)`: the expansion that stands before or inside the bracket, or null. */
export function expansionAt(unit: Unit, from: number, to: number): string | null {
  const known = expansions(unit);
  const found = known.get(from);
  if (found !== undefined) return found.value;
  const value = findExpansion(unit, from, to);
  known.set(from, { value });
  return value;
}

const beforeShort =
  /(?:\((?:(?:or|i\.e\.,?|hereafter|the)\s)?|\[|,\s(?:or|also known as|known as|hereafter|abbreviated(?:\sas|\sto)?|shortened\sto|short:)\s)\s?(?:the\s)?[“"‘]?$/i;

/** `(LOO-CV)` is explained as a whole: the letters on both sides of the hyphen belong together. */
function wholeCompound(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  while (start > 0 && /[A-Z\d-]/.test(text[start - 1] ?? '')) start -= 1;
  while (end < text.length && /[A-Z\d-]/.test(text[end] ?? '')) end += 1;
  return /\($/.test(text.slice(0, start)) && text[end] === ')' ? [start, end] : [from, to];
}

function findExpansion(unit: Unit, use: number, useEnd: number): string | null {
  const [from, to] = wholeCompound(unit.text, use, useEnd);
  const term = unit.text.slice(from, to).replaceAll('-', '');
  const left = unit.text.slice(Math.max(0, from - 120), from);
  const right = unit.text.slice(to, to + 160);
  const size = bareAcronym(term).length;
  const short = beforeShort.test(left) || (/,\s[“"‘]?$/.test(left) && /^[”"’]? for short\b/.test(right));
  if (short) {
    const clause = left.replace(beforeShort, '').replace(/,\s[“"‘]?$/, '');
    for (let count = size; count <= size + 4; count += 1) {
      for (const words of [wordsBefore(clause, count), wordsBefore(clause, Math.max(1, count - size + 1))]) {
        if (words.length > 0 && initialsMatch(words, term)) return words.join(' ');
      }
    }
    const spelled = spelledBy(wordsBefore(clause, 2 * size), term);
    if (spelled !== null) return spelled;
  }
  const inside =
    bracket.exec(right)?.[1] ??
    /^[”"’]?,?\s?(?:,\sor|short for|stands for|which stands for|that is,?|i\.e\.,?|—|–|--|:)\s?([^,.;()]{3,100})/.exec(
      right,
    )?.[1];
  if (inside !== undefined) {
    const words = wordsAt(inside, 12);
    for (let count = words.length; count >= 1; count -= 1) {
      if (initialsMatch(words.slice(0, count), term)) return words.slice(0, count).join(' ');
    }
    for (let count = 2; count <= Math.min(words.length, size + 2); count += 1) {
      const spelled = spelledBy(words.slice(0, count), term);
      if (spelled !== null && spelled === words.slice(0, count).join(' ')) return spelled;
    }
  }
  return null;
}

const explained = remembered((_: Sentence) => new Map<string, boolean>());

/** Is the use at `from`–`to` explained by its own sentence? */
export function explainedIn(sentence: Sentence, from: number, to: number): boolean {
  const known = explained(sentence);
  const key = `${from}-${to}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const answer = isExplained(sentence, from, to);
  known.set(key, answer);
  return answer;
}

function isExplained(sentence: Sentence, from: number, to: number): boolean {
  const { unit } = sentence;
  if (unit.links.some((link) => link.from < to && link.to > from && /glossary/i.test(link.href))) return true;
  for (const leaf of unit.leaves) {
    // `[reward model]{.definition}` stays in the tree as a piece of source.
    if (leaf.offset < sentence.from || leaf.offset > sentence.to) continue;
    const source = String(leaf.node.attrs?.source ?? '');
    if (/\{[^}]*\.(?:definition|term)\b/.test(source)) {
      if (source.toLowerCase().includes(unit.text.slice(from, to).toLowerCase())) return true;
    }
  }
  const after = unit.text.slice(to, Math.min(sentence.to, to + 240));
  const head = unit.text.slice(Math.max(sentence.from, from - 120), from);
  if (expansionAt(unit, from, to) !== null) return true;
  const gloss = bracket.exec(after)?.[1];
  if (gloss !== undefined && !reference.test(gloss) && gloss.trim().split(/\s+/).length >= 3) return true;
  const inBrackets = /\(\s?[“"]?$/.test(head) && /^[”"]?\s?\)/.test(after);
  // Letters in brackets must be those of the words before; any other name may stand behind what it names.
  if (inBrackets && !looksLikeAcronym(unit.text.slice(from, to)) && wordsBefore(head, 6).length >= 4)
    return true;
  if (explainsAfter(after)) return true;
  if (apposed.test(after)) return true;
  if (otherName.test(head) && endsThere.test(after)) return true;
  if (defining.test(head) && asWhat.test(after)) return true;
  if (before.test(head) && (!/\bby\s\S*$/i.test(head) || weMean.test(after))) return true;
  return wordsIMean.test(head);
}

function explainsAfter(after: string): boolean {
  const match = explains.exec(after);
  if (match === null) return false;
  const rest = after.slice(match[0].length);
  if (/\b(?:is|are)$/i.test(match[0])) return !noDefinition.test(rest) && !adjectiveOnly.test(rest);
  return !/[—–:-]$/.test(match[0].trimEnd()) || !goesOn.test(rest.trimStart());
}

/** Does the sentence that follows a use take it up to explain it, without naming it again? */
export function explainedAfter(following: Sentence, use: Sentence, to: number): boolean {
  if (byThis.test(following.text)) return true;
  if (!pointsBack.test(following.text)) return false;
  // "It is a …" speaks of the term when the sentence before ended with it, or held little else.
  const rest = use.tokens.filter((token) => token.from >= to && token.content).length;
  return rest <= 1;
}
