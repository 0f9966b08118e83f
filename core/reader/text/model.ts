/** The whole document as the triggers read it: sections, sentences in order, opening and ending. */
import type { DocumentTree } from '#core/markdown/schema.ts';
import type { Lexicon } from '../lexicon.ts';
import type { BlockAnalysis, BlockCache, UnitAnalysis } from './block.ts';
import type { FigureFact } from './figure.ts';
import type { Sentence } from './sentence.ts';
import { stemOf, wordPattern } from './stem.ts';
import type { TermTable } from './term-table.ts';
import { readable } from './unit.ts';

/** A stretch of the text, leading back into the editor. */
export interface Passage {
  /** Path of child numbers from the document to the text block (or to a figure, a formula). */
  readonly block: readonly number[];
  /** Offsets in the text block as ProseMirror counts; both 0 for a whole block without text. */
  readonly from: number;
  readonly to: number;
  /** What stands there, as a person would read it. */
  readonly quote: string;
}

/** A unit in its place. */
export interface PlacedUnit {
  readonly analysis: UnitAnalysis;
  /** Number of the top-level block. */
  readonly block: number;
  /** Number of the unit in its block. */
  readonly number: number;
  /** Number of the innermost section. */
  readonly section: number;
  readonly order: number;
  readonly english: boolean;
}

export interface PlacedSentence {
  readonly sentence: Sentence;
  readonly placed: PlacedUnit;
  /** Number in the document. */
  readonly order: number;
}

export interface Section {
  readonly number: number;
  readonly title: string;
  readonly level: number;
  /** Top-level blocks: from the heading to the next heading of the same or a higher level. */
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** One past the last block before the next heading of any level. */
  readonly ownEnd: number;
  readonly parent: number | null;
  /** Prose words, sections inside included. */
  readonly words: number;
}

export interface PlacedFigure extends FigureFact {
  readonly block: number;
  readonly section: number;
  /** 1 for the first figure. */
  readonly order: number;
}

export interface TextModel {
  readonly blocks: readonly BlockAnalysis[];
  readonly units: readonly PlacedUnit[];
  /** Sentences of prose, English only. */
  readonly sentences: readonly PlacedSentence[];
  /** Sentences of prose and headings in order, any language. */
  readonly sequence: readonly PlacedSentence[];
  readonly sections: readonly Section[];
  readonly figures: readonly PlacedFigure[];
  /** Prose words, W. */
  readonly words: number;
  /** Share of the document's sure paragraphs that are English; true when nothing can be told. */
  readonly english: boolean;
  /** Sentences within the first 15 % of the words (at least 120, at most 250). */
  readonly opening: readonly PlacedSentence[];
  readonly ending: PlacedUnit | null;
  readonly lexicon: Lexicon;
  /** Everything that may be a term, with how often it was seen. Valid until the next document is read with the same cache. */
  readonly seen: TermTable;
}

const endMatter =
  /^(?:acknowledge?ments?|thanks|references|bibliography|links|further reading|notes|footnotes|appendix)\b/i;

export function buildModel(tree: DocumentTree, lexicon: Lexicon, cache: BlockCache): TextModel {
  const blocks = cache.analyse(tree.content, lexicon);
  const sections = findSections(blocks);
  let sure = 0;
  let englishBlocks = 0;
  for (const block of blocks) {
    for (const unit of block.units) {
      if (unit.language === 'unsure' || unit.unit.role !== 'prose') continue;
      sure += unit.words;
      if (unit.language === 'english') englishBlocks += unit.words;
    }
  }
  const english = sure === 0 || englishBlocks / sure >= 0.5;
  const units: PlacedUnit[] = [];
  const sentences: PlacedSentence[] = [];
  const sequence: PlacedSentence[] = [];
  const figures: PlacedFigure[] = [];
  let words = 0;
  let section = 0;
  blocks.forEach((block, at) => {
    // Sections cover the document in order: the last one that has begun is the innermost.
    while ((sections[section + 1]?.first ?? Number.POSITIVE_INFINITY) <= at) section += 1;
    words += block.words;
    block.units.forEach((analysis, number) => {
      const placed: PlacedUnit = {
        analysis,
        block: at,
        number,
        section,
        order: units.length,
        english: analysis.language === 'english' || (analysis.language === 'unsure' && english),
      };
      units.push(placed);
      const { role } = analysis.unit;
      if (role !== 'prose' && role !== 'heading') return;
      for (const sentence of analysis.sentences) {
        const entry = { sentence, placed, order: sequence.length };
        sequence.push(entry);
        if (role === 'prose' && placed.english) sentences.push(entry);
      }
    });
    for (const figure of block.figures)
      figures.push({ ...figure, block: at, section, order: figures.length + 1 });
  });
  const limit = Math.min(250, Math.max(120, Math.round(words * 0.15)));
  const opening: PlacedSentence[] = [];
  let read = 0;
  for (const entry of sequence) {
    if (entry.placed.analysis.unit.role !== 'prose') continue;
    if (read >= limit) break;
    opening.push(entry);
    read += entry.sentence.tokens.length;
  }
  return {
    blocks,
    units,
    sentences,
    sequence,
    sections,
    figures,
    words,
    english,
    opening,
    ending: findEnding(units, sections),
    lexicon,
    seen: cache.terms,
  };
}

function findSections(blocks: readonly BlockAnalysis[]): Section[] {
  const starts: { block: number; level: number; title: string }[] = [];
  blocks.forEach((block, at) => {
    if (block.node.type !== 'heading') return;
    const unit = block.units[0]?.unit;
    if (unit === undefined) return;
    starts.push({ block: at, level: unit.level, title: readable(unit, 0, unit.text.length) });
  });
  if (starts[0]?.block !== 0) starts.unshift({ block: 0, level: 7, title: '' });
  const before = [0];
  for (const block of blocks) before.push((before.at(-1) ?? 0) + block.words);
  const parents: { number: number; level: number }[] = [];
  return starts.map((start, number) => {
    const next = starts.find((other, at) => at > number && other.level <= start.level);
    const ownEnd = starts[number + 1]?.block ?? blocks.length;
    while (parents.length > 0 && (parents.at(-1)?.level ?? 0) >= start.level) parents.pop();
    const parent = parents.at(-1)?.number ?? null;
    if (start.level < 7) parents.push({ number, level: start.level });
    const end = start.level === 7 ? ownEnd : (next?.block ?? blocks.length);
    const words = (before[end] ?? 0) - (before[start.block] ?? 0);
    return {
      number,
      title: start.title,
      level: start.level,
      first: start.block,
      end,
      ownEnd,
      parent,
      words,
    };
  });
}

function findEnding(units: readonly PlacedUnit[], sections: readonly Section[]): PlacedUnit | null {
  for (let at = units.length - 1; at >= 0; at -= 1) {
    const unit = units[at];
    if (unit === undefined || unit.analysis.unit.role !== 'prose' || unit.analysis.words < 4) continue;
    if (endMatter.test(sections[unit.section]?.title ?? '')) continue;
    if (unit.analysis.unit.around.includes('list')) continue;
    return unit;
  }
  return null;
}

/** Content stems of any text, such as a takeaway or a doubt. */
export function stemsOfText(text: string, lexicon: Lexicon): Set<string> {
  const stems = new Set<string>();
  for (const match of text.matchAll(wordPattern)) {
    const lower = match[0].toLowerCase().replace(/’/g, "'");
    if (lower.length >= 3 && !lexicon.stop.has(lower) && /\p{L}/u.test(lower)) stems.add(stemOf(lower));
  }
  return stems;
}

export function stemsOfSentences(entries: readonly PlacedSentence[]): Set<string> {
  const stems = new Set<string>();
  for (const { sentence } of entries) for (const stem of sentence.stems) stems.add(stem);
  return stems;
}

export function passageOf(placed: PlacedUnit, from: number, to: number): Passage {
  const { unit } = placed.analysis;
  return { block: [placed.block, ...unit.inner], from, to, quote: readable(unit, from, to) };
}

export function passageOfSentence(entry: PlacedSentence): Passage {
  return passageOf(entry.placed, entry.sentence.from, entry.sentence.to);
}

/** A passage for a whole block: a figure, a formula, a section's heading. */
export function passageOfBlock(block: number, inner: readonly number[], quote: string): Passage {
  return { block: [block, ...inner], from: 0, to: 0, quote };
}

/** Where a section begins: its heading, or the first words of the text before any heading. */
export function passageOfSection(model: TextModel, section: Section): Passage {
  const unit = model.units.find(
    (candidate) => candidate.block >= section.first && candidate.block < section.end,
  );
  if (unit === undefined) return passageOfBlock(section.first, [], section.title);
  const { analysis } = unit;
  if (analysis.unit.role === 'heading') return passageOf(unit, 0, analysis.unit.text.length);
  const first = analysis.sentences[0];
  return passageOf(unit, first?.from ?? 0, first?.to ?? analysis.unit.text.length);
}

/** `{quote}`: cut at 90 characters on a word. */
export function cut(quote: string, limit = 90): string {
  if (quote.length <= limit) return quote;
  const head = quote.slice(0, limit + 1);
  const space = head.lastIndexOf(' ');
  return `${head.slice(0, space > 40 ? space : limit).replace(/[\s,;:.–—-]+$/, '')} …`;
}
