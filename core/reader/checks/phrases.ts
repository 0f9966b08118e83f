/** Phrases from lists: C13 clichés, C14 wordy phrases, C15 boosters, C17 shudder quotes, C21 comparisons. */
import { type Lexicon, phraseAt } from '../lexicon.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Unit } from '../text/unit.ts';
import type { UnitHit } from './hit.ts';

const booster =
  /^(?:very|really|extremely|highly|incredibly|hugely|totally|absolutely|truly|dramatically|vastly)$/;
const shudder = /“([^“”]{2,40})”|"([^"]{2,40})"/g;
const introduced =
  /\b(?:called?|calls|term(?:ed|s)?|words?|say|says|said|named?|labell?ed|phrase|means?|meaning|asks?|asked|answers?|answered|writes?|wrote|reads?|titled|entitled|known as)\b[^“"]{0,24}$/i;
const comparative =
  /\b(?:better|worse|faster|higher|lower|easier|more (?:efficient|accurate|robust|general|effective))\b/gi;
const comparedWith =
  /\b(?:than|compared|versus|vs|relative to|baseline|and (?:better|worse|faster|higher|lower|easier)|the (?:better|worse|faster|higher|lower|easier|more))\b/i;

function like(word: string, replacement: string): string {
  return /^\p{Lu}/u.test(word) ? replacement.charAt(0).toUpperCase() + replacement.slice(1) : replacement;
}

export function phraseHits(unit: Unit, sentences: readonly Sentence[], lexicon: Lexicon): readonly UnitHit[] {
  const hits: UnitHit[] = [];
  for (const sentence of sentences) {
    const { tokens, index } = sentence;
    for (let at = 0; at < tokens.length; at += 1) {
      const first = tokens[at];
      if (first === undefined) continue;
      const cliche = phraseAt(lexicon.cliches, tokens, at);
      if (cliche !== null) {
        const last = tokens[at + cliche.words.length - 1] ?? first;
        hits.push({ check: 'C13', sentence: index, from: first.from, to: last.to });
      }
      const wordy = phraseAt(lexicon.wordy, tokens, at);
      if (wordy !== null) {
        const last = tokens[at + wordy.words.length - 1] ?? first;
        const inner = tokens.slice(at + 1, at + wordy.words.length);
        const named =
          /^(?:a|large|small|number)$/.test(first.lower) &&
          /^(?:the|these|those|its|their|our|my)$/.test(tokens[at + wordy.words.length]?.lower ?? '');
        if (!named && !inner.some((token) => token.breakBefore)) {
          hits.push({
            check: 'C14',
            sentence: index,
            from: first.from,
            to: last.to,
            fix: like(first.word, wordy.to),
          });
        }
      }
      if (booster.test(first.lower)) {
        const next = tokens[at + 1];
        if (
          next !== undefined &&
          !next.breakBefore &&
          (next.content || /^(?:few|many|much|often|little|well)$/.test(next.lower)) &&
          // "the very first" picks one out; "really want" is no adjective; "0.2: very small" is a label.
          !/^(?:first|last|same|next|want\w*|need\w*|like[sd]?|have|do|does|is|are|was)$/.test(next.lower) &&
          !(unit.around.includes('list') && tokens.length < 9)
        ) {
          hits.push({ check: 'C15', sentence: index, from: first.from, to: next.to, word: first.lower });
        }
      }
    }
    for (const match of sentence.text.matchAll(comparative)) {
      const around = sentence.text.slice(Math.max(0, match.index - 60), match.index + match[0].length + 60);
      if (comparedWith.test(around)) continue;
      const from = sentence.from + match.index;
      hits.push({ check: 'C21', sentence: index, from, to: from + match[0].length });
    }
    for (const match of sentence.text.matchAll(shudder)) {
      const inside = match[1] ?? match[2] ?? '';
      if (!/^[\p{Ll}][\p{Ll}’'-]*(?: [\p{Ll}][\p{Ll}’'-]*)?$/u.test(inside)) continue;
      if (introduced.test(sentence.text.slice(0, match.index))) continue;
      const tail = sentence.text.slice(match.index + match[0].length);
      if (/^,?\s(?:is|means|refers|are|,|\(|[—–:])/.test(tail)) continue;
      // A name that is written somewhere: a button, a column, a part of a book.
      if (
        /^\s(?:vignettes?|sections?|chapters?|columns?|buttons?|tabs?|options?|arguments?|packages?|functions?|files?|folders?|fields?|settings?|keys?|menus?|pages?|labels?|tags?|classes|class|whereby|method)\b/i.test(
          tail,
        )
      )
        continue;
      if (/\b(?:idea|notion|concept|meaning) of $/i.test(sentence.text.slice(0, match.index))) continue;
      const from = sentence.from + match.index;
      const cited = unit.leaves.some(
        (leaf) => leaf.node.type === 'citation' && leaf.offset >= from && leaf.offset <= sentence.to,
      );
      if (!cited)
        hits.push({ check: 'C17', sentence: index, from, to: from + match[0].length, word: inside });
    }
  }
  return hits;
}
