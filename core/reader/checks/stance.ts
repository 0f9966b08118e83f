/** Where the writer stands to the text and the reader: C01, C02, C03, C10, C11, C12, C20. */
import type { Sentence } from '../text/sentence.ts';
import type { Unit } from '../text/unit.ts';
import { patternHits, type UnitHit } from './hit.ts';

const signpost =
  /\bin (?:this|the next|the following|the previous) (?:section|post|paper|article|chapter)\b|\b(?:this|the (?:first|next|rest of the)) (?:section|post|paper) (?:will|describes|discusses|presents|outlines|explains)\b|\b(?:I|we) (?:will|now|next) (?:(?:now|first|then) )?(?:discuss|describe|present|outline|turn|look|review|consider|talk)\b|\bas (?:mentioned|noted|discussed|explained) (?:above|earlier|before|below)\b|\b(?:it is worth noting|needless to say|note that)\b/gi;

const hedge =
  /\b(?:may|might|could|perhaps|possibly|probably|presumably|seems?|appears?|arguably|somewhat|fairly|rather(?! than)|relatively|potentially|likely|I (?:think|believe|guess|suspect)|in some sense|to some extent|(?<!\b(?:a|the|this|that|some|any|what|every|each|one) )(?:sort|kind) of|tends? to)\b/gi;
const doubleHedge =
  /\b(?:may|might|could|would|can) (?:possibly|perhaps|potentially|probably|conceivably)\b|\b(?:perhaps|possibly|probably) (?:may|might|could)\b|\b(?:seems?|appears?) to (?:suggest|indicate|imply)\b|\b(?:may|might|could) (?:seem|appear) to\b/gi;

const shutOut =
  /\b(?:obviously|clearly|of course|trivial(?:ly)?|simply|just|as everyone knows|it is easy to see|needless to say|straightforward(?:ly)?)\b/gi;
/** What is called easy: *you just run it*, *it can just be read off*. After another word `just` says *only* or *a moment ago*. */
const ordersJust =
  /(?:^|[.;:!?—–]|\b(?:you|we|one|I|it|can|could|should|will|would|to|must|then|and|is|are|may))\s*$/i;
/** "Clearly" after one of these, a comma or nothing speaks of the whole sentence; after a verb it tells how. */
const opensClearly =
  /(?:^|[,;:(—–]|\b(?:is|are|was|were|be|has|have|had|can|will|would|should|and|but|that|which|it|this|we|they|I|he|she|so|because|since))\s*$/i;

const nobody =
  /\b(?:many|some|most|several) (?:people|researchers|experts|studies) (?:believe|think|argue|claim|say|have)\b|\bit is (?:(?:often|widely|commonly|sometimes) )?(?:said|believed|known|argued|claimed|accepted|assumed)\b|\bis (?:widely|often|commonly) (?:considered|regarded|believed)\b/gi;

const fieldFirst =
  /\bin recent years\b|\bover the (?:past|last) (?:few years|decade)\b|\bhas (?:received|attracted|gained|drawn)\b[^.]{0,60}?\b(?:attention|interest)\b|\bgrowing (?:interest|body)\b|\bis an? (?:(?:very|most|increasingly) )?(?:important|fundamental|crucial|hot|active)\b[^.]{0,40}?\b(?:problem|topic|area|question|field)\b/gi;

const negation =
  /\b(?:not|no|never|without|hardly|cannot|unless|fail(?:s|ed)? to|lacks?|un(?:able|likely|clear))\b|n['’]t\b|\bnothing\b/gi;

const there = /(?:^|[;:—]\s+|,\s+(?:and|but|so)\s+)(there (?:is|are|was|were|may be))\b/gi;
const itIs =
  /(?:^|[;:—]\s+|,\s+(?:and|but|so)\s+)(it is (?!(?:an?|the|this|that|one|our|my|your|their|its|his|her|what|where|how|why|because|also an?|just an?)\b)(?:[\p{L}-]+ ){1,3}?(?:that|to))\b/giu;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function emptyStarts(sentence: Sentence): UnitHit[] {
  const hits: UnitHit[] = [];
  for (const pattern of [there, itIs]) {
    for (const match of sentence.text.matchAll(pattern)) {
      const start = match[1] ?? '';
      const from = sentence.from + match.index + match[0].length - start.length;
      const rest = /^[^,;:—.?!]*/.exec(sentence.text.slice(match.index + match[0].length))?.[0] ?? '';
      // A short sentence that brings a new thing on the stage may begin like this.
      const short = rest.trim().split(/\s+/).length <= 8;
      if (pattern === there && short && !/\b(?:that|which|who)\b/i.test(rest)) continue;
      if (
        pattern === itIs &&
        /^it is (?:said|believed|known|argued|claimed|accepted|assumed|worth|time)\b/i.test(start)
      )
        continue;
      hits.push({ check: 'C10', sentence: sentence.index, from, to: from + start.length });
    }
  }
  return hits;
}

export function stanceHits(unit: Unit, sentences: readonly Sentence[]): readonly UnitHit[] {
  const hits: UnitHit[] = [
    ...patternHits('C01', sentences, signpost),
    ...patternHits('C12', sentences, fieldFirst),
  ];
  for (const sentence of sentences) {
    const { text } = sentence;
    const whole = { sentence: sentence.index, from: sentence.from, to: sentence.to };
    const double = [...text.matchAll(doubleHedge)][0];
    if (count(text, hedge) >= 3) hits.push({ check: 'C02', ...whole });
    else if (double !== undefined) {
      const from = sentence.from + double.index;
      hits.push({ check: 'C02', sentence: sentence.index, from, to: from + double[0].length });
    }
    if (count(text, negation) >= 3) hits.push({ check: 'C20', ...whole });
    const sourced =
      unit.links.some((link) => link.from < sentence.to && link.to > sentence.from) ||
      unit.leaves.some(
        (leaf) =>
          leaf.offset >= sentence.from &&
          leaf.offset < sentence.to &&
          (leaf.node.type === 'citation' || leaf.node.type === 'footnoteReference'),
      ) ||
      /\(?\b(?:19|20)\d\d[a-z]?\)/.test(text);
    if (!sourced) hits.push(...patternHits('C11', [sentence], nobody));
    for (const match of text.matchAll(shutOut)) {
      const word = match[0].toLowerCase();
      const after = text.slice(match.index + match[0].length);
      const ahead = text.slice(0, match.index);
      if (
        word === 'just' &&
        /^\s+(?:as|\d|one|two|three|four|five|six|seven|eight|nine|ten|half|enough|before|after|like)\b/i.test(
          after,
        )
      ) {
        continue;
      }
      // "not just" and "the just cause" shut nobody out.
      if (
        word === 'just' &&
        /\b(?:not|than|the|a|is|was|are|were|has|have|had|more than|only)\s*$|n['’]t\s*$/i.test(ahead)
      )
        continue;
      if (
        word === 'just' &&
        !(
          ordersJust.test(ahead) &&
          !/^\s+(?:an?|the|by|to|too|in|for|about|because|when|if|that|this|these|those|over|some|symbols|want\w*|need\w*|any|another)\b/i.test(
            after,
          )
        )
      )
        continue;
      if (word === 'simply' && /\b(?:more|than|most|very|so|as)\s*$/i.test(ahead)) continue;
      if (word === 'clearly' && !opensClearly.test(ahead)) continue;
      if (
        /^trivial$|^straightforward$/.test(word) &&
        /\b(?:non|not|no|less|more|a|an|the|than)[\s-]*$/i.test(ahead)
      )
        continue;
      const from = sentence.from + match.index;
      hits.push({ check: 'C03', sentence: sentence.index, from, to: from + match[0].length, word });
    }
    hits.push(...emptyStarts(sentence));
  }
  return hits;
}
