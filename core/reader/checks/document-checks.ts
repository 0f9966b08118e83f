/** All prose checks over the document: those kept with each paragraph, and those that need the whole or the reader. */
import type { ReviewInput } from '../input.ts';
import { isKnown, type Knowledge } from '../knowledge.ts';
import type { Term } from '../terms.ts';
import { type PlacedUnit, passageOf, type TextModel } from '../text/model.ts';
import { wordPattern } from '../text/stem.ts';
import { type CheckId, checkRule } from './check.ts';
import type { UnitHit } from './hit.ts';
import type { CheckMark } from './mark.ts';

const methods =
  /\b(?:methods?|methodology|set-?up|procedure|materials|experimental|implementation|data collection)\b/i;

interface Found {
  readonly placed: PlacedUnit;
  readonly hit: UnitHit;
}

export function checkDocument(
  input: ReviewInput,
  model: TextModel,
  knowledge: Knowledge,
  terms: readonly Term[],
): CheckMark[] {
  const found: Found[] = [];
  let wordsBefore = 0;
  const wordPlace = new Map<PlacedUnit, number>();
  for (const placed of model.units) {
    wordPlace.set(placed, wordsBefore);
    const { analysis } = placed;
    if (analysis.unit.role !== 'prose') continue;
    if (placed.english) {
      for (const hit of analysis.hits) found.push({ placed, hit });
      found.push(...readerHits(placed, input, knowledge));
    }
    wordsBefore += analysis.words;
  }
  found.push(...acronymHits(terms), ...raggedHits(model), ...mixedQuotes(model), ...copiedHits(input, model));
  const place = (entry: Found): number => (wordPlace.get(entry.placed) ?? 0) + entry.hit.sentence;
  const kept = found.filter((entry) => keep(entry, model, place(entry)));
  const marks = thin(kept, place).map(({ placed, hit }) => ({
    check: hit.check,
    severity: checkRule.get(hit.check)?.severity ?? 'look',
    passage: passageOf(placed, hit.from, hit.to),
    section: placed.section,
    unit: placed.order,
    sentence: hit.sentence,
    word: hit.word ?? null,
    fix: hit.fix ?? null,
    note: hit.note ?? null,
  }));
  return marks.sort(
    (a, b) =>
      a.unit - b.unit ||
      a.passage.from - b.passage.from ||
      (a.check < b.check ? -1 : 1) ||
      a.passage.to - b.passage.to,
  );
}

/** C04 and C07: what the reader knows and how they read decide. */
function readerHits(placed: PlacedUnit, input: ReviewInput, knowledge: Knowledge): Found[] {
  const hits: Found[] = [];
  const skims = input.reader?.attention.mode === 'skims';
  for (const sentence of placed.analysis.sentences) {
    const words = sentence.tokens.length;
    if (words <= 35 && sentence.nominals.length < 4) continue;
    const whole = { sentence: sentence.index, from: sentence.from, to: sentence.to };
    if (words > 35) {
      const crowded =
        (sentence.text.match(/,/g)?.length ?? 0) >= 3 || (sentence.text.match(/\(/g)?.length ?? 0) >= 2;
      if (words > 45 || (skims && words > 36) || crowded)
        hits.push({ placed, hit: { check: 'C07', ...whole } });
    }
    if (sentence.nominals.length < 4 || sentence.nominals.length < words * 0.15) continue;
    const heavy = sentence.nominals.filter(
      (token) => !knowledge.keys.has(token.stem) && !ownWord(token.word, knowledge),
    );
    if (heavy.length >= 4 && heavy.length >= words * 0.15)
      hits.push({ placed, hit: { check: 'C04', ...whole } });
  }
  return hits;
}

function ownWord(word: string, knowledge: Knowledge): boolean {
  // A common word is known to everybody and may still hide a verb; only names in packs and lists are spared.
  return !knowledge.lexicon.common.has(word.toLowerCase()) && isKnown(word, knowledge);
}

/** C22: first use unexplained, or explained and hardly used. */
function acronymHits(terms: readonly Term[]): Found[] {
  const hits: Found[] = [];
  const add = (term: Term, note: string): void => {
    const use = term.uses.find((candidate) => candidate.placed.analysis.unit.role === 'prose');
    if (use === undefined || !use.placed.english) return;
    hits.push({
      placed: use.placed,
      hit: { check: 'C22', sentence: use.sentence, from: use.from, to: use.to, note },
    });
  };
  for (const term of terms) {
    if (term.form !== 'acronym') continue;
    if (term.defined === null && !term.known)
      add(term, term.count >= 2 ? 'Spell it out here, once.' : 'Used once: spell it out.');
    else if (term.defined !== null && term.count === 1 && !term.known)
      add(term, 'Never used again: leave the letters out.');
  }
  return hits;
}

/** C24: long paragraphs, and four or more of one sentence in a row. */
function raggedHits(model: TextModel): Found[] {
  const hits: Found[] = [];
  let single: PlacedUnit[] = [];
  const flush = (): void => {
    const first = single[0];
    if (first !== undefined && single.length >= 4) {
      const { unit } = first.analysis;
      hits.push({
        placed: first,
        hit: {
          check: 'C24',
          sentence: 0,
          from: 0,
          to: unit.text.length,
          note: 'Four or more paragraphs of one sentence in a row.',
        },
      });
    }
    single = [];
  };
  let lastBlock = -1;
  for (const placed of model.units) {
    const { unit, words, sentences } = placed.analysis;
    if (unit.role !== 'prose' || unit.around.includes('list') || !placed.english) {
      flush();
      continue;
    }
    if (words > 180)
      hits.push({
        placed,
        hit: {
          check: 'C24',
          sentence: 0,
          from: 0,
          to: unit.text.length,
          note: `${words} words in one paragraph.`,
        },
      });
    if (placed.block !== lastBlock + 1) flush();
    // A lead-in to a list or a formula is no paragraph of its own.
    if (sentences.length === 1 && words > 0 && !/:\s*$/.test(unit.text)) single.push(placed);
    else flush();
    lastBlock = placed.block;
  }
  flush();
  return hits;
}

/** C28: where straight and curly quotation marks meet, the fewer are marked. */
function mixedQuotes(model: TextModel): Found[] {
  const straight: Found[] = [];
  const curly: Found[] = [];
  for (const placed of model.units) {
    const { unit } = placed.analysis;
    if (unit.role !== 'prose' || !placed.english) continue;
    let open = true;
    for (const match of unit.prose.matchAll(/["“”]/g)) {
      const at = match.index;
      const hit = {
        check: 'C28' as const,
        sentence: 0,
        from: at,
        to: at + 1,
        note: 'Straight and curly quotation marks are mixed.',
      };
      if (match[0] === '"') {
        straight.push({ placed, hit: { ...hit, fix: open ? '“' : '”' } });
        open = !open;
      } else curly.push({ placed, hit: { ...hit, fix: '"' } });
    }
  }
  if (straight.length === 0 || curly.length === 0) return [];
  return straight.length <= curly.length ? straight : curly;
}

/** C30: runs of eight words and more that the attached source has too. */
function copiedHits(input: ReviewInput, model: TextModel): Found[] {
  if (input.sourceText === null) return [];
  const size = 8;
  const shingles = new Set<string>();
  const source = (input.sourceText.match(wordPattern) ?? []).map((word) => word.toLowerCase());
  for (let at = 0; at + size <= source.length; at += 1) shingles.add(source.slice(at, at + size).join(' '));
  const hits: Found[] = [];
  for (const placed of model.units) {
    const { unit, sentences } = placed.analysis;
    if (unit.role !== 'prose') continue;
    const quoted = [...unit.prose.matchAll(/“[^”]*”|"[^"]*"/g)].map(
      (match) => [match.index, match.index + match[0].length] as const,
    );
    for (const sentence of sentences) {
      let from = -1;
      let to = -1;
      for (let at = 0; at + size <= sentence.tokens.length; at += 1) {
        const run = sentence.tokens.slice(at, at + size);
        const first = run[0]?.from ?? 0;
        const last = run.at(-1)?.to ?? 0;
        if (!shingles.has(run.map((token) => token.lower).join(' '))) continue;
        if (quoted.some(([a, b]) => first >= a && last <= b)) continue;
        if (from < 0) from = first;
        to = last;
      }
      if (from >= 0) hits.push({ placed, hit: { check: 'C30', sentence: sentence.index, from, to } });
    }
  }
  return hits;
}

function keep({ placed, hit }: Found, model: TextModel, place: number): boolean {
  const title = model.sections[placed.section]?.title ?? '';
  if (hit.check === 'C06' && methods.test(title)) return false;
  if (hit.check === 'C12') return place <= 120;
  // One sentence of road map near the start of a long piece is a service.
  if (hit.check === 'C01' && model.words > 4000 && place < model.words * 0.05) return false;
  return true;
}

/** C15 and C17 are marked from the third within a thousand words; a shudder-quoted word also when it comes twice. */
function thin(found: readonly Found[], place: (entry: Found) => number): Found[] {
  const rationed: readonly CheckId[] = ['C15', 'C17'];
  const kept = found.filter((entry) => !rationed.includes(entry.hit.check));
  for (const check of rationed) {
    const hits = found.filter((entry) => entry.hit.check === check);
    hits.forEach((entry, at) => {
      const third = hits[at - 2];
      const near = third !== undefined && place(entry) - place(third) <= 1000;
      const again =
        check === 'C17' && hits.some((other) => other !== entry && other.hit.word === entry.hit.word);
      if (near || again) kept.push(entry);
    });
  }
  return kept;
}
