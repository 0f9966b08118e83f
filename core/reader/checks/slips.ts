/** Slips and tidiness: C25 bare links, C26 doubled words, C27 a/an, C28 spaces and apostrophes, C29 numbers. */
import type { Sentence } from '../text/sentence.ts';
import type { Unit } from '../text/unit.ts';
import { leafCharacter } from '../text/unit.ts';
import type { UnitHit } from './hit.ts';

const bare = /^\W*(?:here|this|link|this post|this paper|this link|click here|post|paper|click)\W*$/i;
const doubled = /\b(\p{L}+)\s+\1\b/giu;
const mayDouble = /^(?:that|had|bye|ha|no|very|so|really|yes|blah|knock|long|many|much|again|bora|her|is)$/i;
const article = /\b(an?)\s+([“"‘(]?)([\p{L}\p{N}][\p{L}\p{N}-]*)/giu;
const vowelSound = /^(?:hour|honest|honou?r|heir|herb$)/i;
const consonantSound =
  /^(?:uni(?!n|m)|use|usu|usa|util|ut[io]|ubiq|euro|eu[lcpgt]|ewe|one\b|once|ouija|u\b|uk|us\b|ukr|uran|uro|uten)/i;
const letterWithVowel = /^[AEFHILMNORSX]/;
const spokenAcronyms = new Set(
  'RAM ROM NASA LIME SHAP LASSO NATO RADAR LASER SIM SAT SARS MAP LAN MAC NAND NOR FID RAG LIDAR SOTA SQL MILA LAMBDA MATS'.split(
    ' ',
  ),
);
const contractions: ReadonlyMap<string, string> = new Map([
  ['dont', 'don’t'],
  ['cant', 'can’t'],
  ['wont', 'won’t'],
  ['isnt', 'isn’t'],
  ['doesnt', 'doesn’t'],
  ['didnt', 'didn’t'],
  ['wouldnt', 'wouldn’t'],
  ['couldnt', 'couldn’t'],
  ['shouldnt', 'shouldn’t'],
  ['arent', 'aren’t'],
  ['wasnt', 'wasn’t'],
  ['werent', 'weren’t'],
  ['hasnt', 'hasn’t'],
  ['havent', 'haven’t'],
  ['hadnt', 'hadn’t'],
  ['youre', 'you’re'],
  ['theyre', 'they’re'],
  ['ive', 'I’ve'],
]);
const measured =
  /\bp\s?[<=>]|\bn\s?=|\d|\btest(?:ed|s)?\b|\bconfidence\b|\bstandard (?:error|deviation)\b|\binsignifican|\bstatistically\b.*\d/i;
/** *Significant* said of a result; said of tests, digits or comparisons it is the subject itself. */
const reported =
  /\bsignificantly\b(?!\s(?:different|differ|less than|greater than))|\bsignificant(?=\s(?:\p{L}+\s)?(?:improve|gain|increas|reduc|decreas|decline|boost|drop|fall|rise|speed|effect|impact|advance|progress|benefit|advantage|amount|number|part|portion|share|change|loss))|\b(?:is|are|was|were|be|not|highly|very) significant\b/giu;
const aboutTests =
  /\bsignificance\b|\bnon-?significant|\bstatistical(?:ly)? |\bP[ -]values?\b|\bcomparisons?\b|\bANOVA\b|["“]significant/i;
const percentOf =
  /\b(?:of|accura\w*|error|rate|share|probab\w*|chance|likel\w*|confiden\w*|interval|more|less|fewer|higher|lower|faster|slower|smaller|larger|bigger|better|worse|increas\w*|decreas\w*|drop\w*|r[io]se|fell|fall\w*|cuts?|gain\w*|los[est]\w*|by|from|to|below|above|under|over|than|per|interest|discount|precision|recall|score\w*|sparsity|sure|certain)\b/i;

/** Before one of these, *a* is a letter or a name. */
const notNouns = new Set(
  'and or is are was were in on of as at to if it its an a the that this for by from with not be can may will has had'.split(
    ' ',
  ),
);

/** The article that a word wants by its sound, or null where the spelling does not tell. */
function articleFor(word: string): 'a' | 'an' | null {
  if (/^\d/.test(word))
    return /^(?:8|11(?!\d)|18(?!\d))/.test(word) ? 'an' : /^1\d\d|^\d/.test(word) ? 'a' : null;
  const head = word.split('-')[0] ?? word;
  if (head.length === 1 || notNouns.has(word.toLowerCase())) return null;
  // Letters without a vowel (npm, html) are spelled out or not, as one likes.
  if (/^[^aeiouy]+$/i.test(head) && !/^[A-Z]{2,}s?$/.test(head)) return null;
  if (/^[A-Z]{2,}s?$/.test(head)) {
    if (spokenAcronyms.has(head.replace(/s$/, ''))) return null;
    // Four letters and more that can be spoken (MIRI, LASSO) are spoken.
    if (head.length >= 4 && /^(?:[^AEIOU][AEIOU]|[AEIOU][^AEIOU]+[AEIOU])/.test(head)) return null;
    if (head.length > 4 && /[AEIOU]/.test(head.slice(1))) return null;
    return letterWithVowel.test(head) ? 'an' : 'a';
  }
  if (/[A-Z].*[A-Z]/.test(head)) return null;
  // R-hat, rstan: the first letter is read by its name.
  if (/^r(?:hat$|[bcdfgjklmnpqstvwxz])/i.test(head)) return null;
  if (vowelSound.test(word)) return 'an';
  if (consonantSound.test(word)) return 'a';
  return /^[aeiouàáâäèéêëìíîïòóôöùúûü]/i.test(word) ? 'an' : 'a';
}

export function slipHits(unit: Unit, sentences: readonly Sentence[]): readonly UnitHit[] {
  const hits: UnitHit[] = [];
  const sentenceAt = (offset: number): number =>
    sentences.findLast((sentence) => sentence.from <= offset)?.index ?? 0;
  for (const link of unit.links) {
    if (bare.test(unit.text.slice(link.from, link.to))) {
      hits.push({ check: 'C25', sentence: sentenceAt(link.from), from: link.from, to: link.to });
    }
  }
  for (const match of unit.prose.matchAll(/\S( {2,})\S/g)) {
    const from = match.index + 1;
    if (unit.prose.charAt(from - 1) === leafCharacter) continue;
    hits.push({
      check: 'C28',
      sentence: sentenceAt(from),
      from,
      to: from + (match[1]?.length ?? 2),
      fix: ' ',
      note: 'Two spaces.',
    });
  }
  for (const { text, from: start, index } of sentences) {
    for (const match of text.matchAll(doubled)) {
      const word = match[1] ?? '';
      if (mayDouble.test(word) || match[0] !== match[0].trim()) continue;
      // Names repeat (New York New York); a doubled capital is left alone.
      if (/^\p{Lu}/u.test(match[0].slice(-word.length)) && word.length > 1) continue;
      const from = start + match.index;
      hits.push({ check: 'C26', sentence: index, from, to: from + match[0].length, fix: word });
    }
    for (const match of text.matchAll(article)) {
      const [whole, given = '', , word = ''] = match;
      // A capital A in mid-sentence is a letter or a name, not an article.
      if (given === 'A' && match.index > 0 && !/["“(]\s*$/.test(text.slice(0, match.index))) continue;
      if (given === 'AN') continue;
      const wanted = articleFor(word);
      if (wanted === null || wanted === given.toLowerCase()) continue;
      const from = start + match.index;
      const fix = given.startsWith('A') ? wanted.charAt(0).toUpperCase() + wanted.slice(1) : wanted;
      hits.push({
        check: 'C27',
        sentence: index,
        from,
        to: from + given.length,
        fix,
        note: `${fix} ${word}`,
      });
      if (whole === '') break;
    }
    for (const match of text.matchAll(/\b[\p{L}]+\b/gu)) {
      const fix = contractions.get(match[0].toLowerCase());
      if (fix === undefined || /^['’]/.test(text.slice(match.index + match[0].length))) continue;
      const from = start + match.index;
      const cased = /^\p{Lu}/u.test(match[0]) ? fix.charAt(0).toUpperCase() + fix.slice(1) : fix;
      hits.push({
        check: 'C28',
        sentence: index,
        from,
        to: from + match[0].length,
        fix: cased,
        note: 'An apostrophe is missing.',
      });
    }
    for (const match of text.matchAll(reported)) {
      if (measured.test(text) || aboutTests.test(text)) continue;
      const from = start + match.index;
      hits.push({ check: 'C29', sentence: index, from, to: from + match[0].length });
    }
    for (const match of text.matchAll(/\d[\d.,]*\s?%/g)) {
      if (percentOf.test(text) || /\(\s*$/.test(text.slice(0, match.index))) continue;
      const from = start + match.index;
      hits.push({
        check: 'C29',
        sentence: index,
        from,
        to: from + match[0].length,
        note: 'Per cent of what?',
      });
    }
  }
  return hits;
}
