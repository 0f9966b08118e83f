/** Finding a linked passage again: exactly, then by the words that it still shares. */

import { type Passage, type PlacedUnit, passageOf, type TextModel } from './text/model.ts';
import { stemOf, wordPattern } from './text/stem.ts';
import { leafCharacter } from './text/unit.ts';

function flat(text: string): string {
  return text
    .replaceAll(leafCharacter, ' ')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(wordPattern)].map((match) => stemOf(match[0]));
}

function distance(unit: PlacedUnit, block: number): number {
  return Math.abs(unit.block - block);
}

/**
 * The passage of a quote, nearest to the block where it stood, or null when it has gone. A passage
 * counts as the same when a sentence keeps at least two thirds of the quote's words in their order.
 */
export function findQuote(model: TextModel, quote: string, block: string): Passage | null {
  const wanted = flat(quote);
  if (wanted === '') return null;
  const near = Number.parseInt(block, 10) || 0;
  const units = [...model.units].sort((a, b) => distance(a, near) - distance(b, near) || a.order - b.order);
  for (const unit of units) {
    if (flat(unit.analysis.unit.text).includes(wanted))
      return passageOf(unit, 0, unit.analysis.unit.text.length);
  }
  const words = wordsOf(quote);
  // A short quote that changed is another quote.
  if (words.length < 4) return null;
  for (const unit of units) {
    for (const sentence of unit.analysis.sentences) {
      const shared = commonRun(words, wordsOf(sentence.text));
      if (shared >= (words.length * 2) / 3) return passageOf(unit, sentence.from, sentence.to);
    }
    if (unit.analysis.sentences.length > 1 && words.length > 12) {
      const whole = wordsOf(unit.analysis.unit.prose);
      if (commonRun(words, whole) >= (words.length * 2) / 3 && whole.length < words.length * 3) {
        return passageOf(unit, 0, unit.analysis.unit.text.length);
      }
    }
  }
  return null;
}

/** Length of the longest common subsequence of two word lists. */
function commonRun(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(word === b[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
