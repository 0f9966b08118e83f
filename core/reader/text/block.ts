/** One top-level block, analysed. An unchanged block is analysed once: see `BlockCache`. */
import type { DocumentNode } from '#core/markdown/schema.ts';
import type { UnitHit } from '../checks/hit.ts';
import { checkUnit } from '../checks/unit-checks.ts';
import type { Lexicon } from '../lexicon.ts';
import { type FigureFact, figureIn } from './figure.ts';
import { languageOf } from './language.ts';
import { type Sentence, sentencesOf } from './sentence.ts';
import { keyOfWord } from './stem.ts';
import { collectTerms, type TermSeed } from './term-seeds.ts';
import { TermTable } from './term-table.ts';
import { divName, type Unit, unitsOf } from './unit.ts';

export interface UnitAnalysis {
  readonly unit: Unit;
  readonly sentences: readonly Sentence[];
  readonly words: number;
  readonly language: 'english' | 'other' | 'unsure';
  /** What the prose checks found that needs nothing but this unit. */
  readonly hits: readonly UnitHit[];
}

/** One word of the text, a hyphenated word giving several: what terms are looked up in. */
export interface Atom {
  readonly unit: number;
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  readonly key: string;
  /** The token that it belongs to, for capitals. */
  readonly word: string;
  readonly breakBefore: boolean;
}

export interface BlockAnalysis {
  readonly node: DocumentNode;
  readonly units: readonly UnitAnalysis[];
  /** Prose words. */
  readonly words: number;
  /** Words inside quotations. */
  readonly quoted: number;
  readonly figures: readonly FigureFact[];
  /** TeX of display formulas. */
  readonly displayMaths: readonly string[];
  readonly hasCode: boolean;
  readonly hasList: boolean;
  /** Names of divs in it, outermost first. */
  readonly divs: readonly string[];
  /** Items of each list in it that has no list inside. */
  readonly lists: readonly ListFact[];
  readonly atoms: readonly Atom[];
  /** Atom numbers by key, content words only. */
  readonly index: ReadonlyMap<string, readonly number[]>;
  readonly seeds: readonly TermSeed[];
}

export interface ListFact {
  readonly inner: readonly number[];
  readonly items: number;
  /** Mean words of an item. */
  readonly wordsPerItem: number;
  readonly nested: boolean;
}

const empty: readonly never[] = [];

export function analyseBlock(node: DocumentNode, lexicon: Lexicon): BlockAnalysis {
  const units = unitsOf(node).map((unit) => analyseUnit(unit, lexicon));
  const figures: FigureFact[] = [];
  const displayMaths: string[] = [];
  const divs: string[] = [];
  const lists: ListFact[] = [];
  let hasCode = false;
  const visit = (child: DocumentNode, inner: readonly number[]): void => {
    const figure = figureIn(child, inner);
    if (figure !== null) {
      figures.push(figure);
      return;
    }
    switch (child.type) {
      case 'mathBlock':
        displayMaths.push(String(child.attrs?.tex ?? ''));
        return;
      case 'codeBlock':
        hasCode = true;
        return;
      case 'div':
        divs.push(divName(child));
        break;
      case 'bulletList':
      case 'orderedList':
        lists.push(listFact(child, inner));
        break;
      case 'paragraph':
      case 'heading':
        return;
      default:
    }
    child.content?.forEach((grandchild, index) => {
      visit(grandchild, [...inner, index]);
    });
  };
  visit(node, []);
  const atoms: Atom[] = [];
  const index = new Map<string, number[]>();
  units.forEach((analysis, unit) => {
    const { role } = analysis.unit;
    if (role === 'quotation' || role === 'reference' || analysis.language === 'other') return;
    for (const sentence of analysis.sentences) {
      for (const token of sentence.tokens) {
        let from = token.from;
        for (const part of token.word.includes('-') ? token.word.split('-') : [token.word]) {
          const to = from + part.length;
          if (part !== '') {
            const key = keyOfWord(part);
            if (token.content || part.length > 1) {
              const list = index.get(key);
              if (list === undefined) index.set(key, [atoms.length]);
              else list.push(atoms.length);
            }
            atoms.push({
              unit,
              sentence: sentence.index,
              from,
              to,
              key,
              word: part,
              breakBefore: from === token.from && token.breakBefore,
            });
          }
          from = to + 1;
        }
      }
    }
  });
  return {
    node,
    units,
    words: units.reduce((sum, unit) => sum + (unit.unit.role === 'prose' ? unit.words : 0), 0),
    quoted: units.reduce((sum, unit) => sum + (unit.unit.role === 'quotation' ? unit.words : 0), 0),
    figures: figures.length === 0 ? empty : figures,
    displayMaths: displayMaths.length === 0 ? empty : displayMaths,
    hasCode,
    hasList: lists.length > 0,
    divs: divs.length === 0 ? empty : divs,
    lists: lists.length === 0 ? empty : lists,
    atoms,
    index,
    seeds: units.flatMap((unit) =>
      unit.language === 'other' ? [] : collectTerms(unit.unit, unit.sentences, lexicon),
    ),
  };
}

function analyseUnit(unit: Unit, lexicon: Lexicon): UnitAnalysis {
  const sentences = sentencesOf(unit, lexicon);
  const words: string[] = [];
  for (const sentence of sentences) for (const token of sentence.tokens) words.push(token.lower);
  const language = languageOf(words, lexicon.stop);
  const hits = unit.role === 'prose' && language !== 'other' ? checkUnit(unit, sentences, lexicon) : empty;
  return { unit, sentences, words: words.length, language, hits };
}

function textOf(node: DocumentNode): string {
  return node.text ?? (node.content ?? []).map(textOf).join(' ');
}

function listFact(node: DocumentNode, inner: readonly number[]): ListFact {
  const items = node.content ?? [];
  const words = items.reduce(
    (sum, item) =>
      sum +
      textOf(item)
        .split(/\s+/)
        .filter((w) => w !== '').length,
    0,
  );
  const nested = items.some((item) =>
    (item.content ?? []).some((child) => child.type === 'bulletList' || child.type === 'orderedList'),
  );
  return { inner, items: items.length, wordsPerItem: items.length === 0 ? 0 : words / items.length, nested };
}

/**
 * Remembers analysed blocks by object and by content, so that an unchanged paragraph costs nothing,
 * also when the tree arrived as a fresh copy from another thread.
 */
export class BlockCache {
  readonly #byNode = new WeakMap<DocumentNode, BlockAnalysis>();
  #byContent = new Map<string, BlockAnalysis>();
  #lexicon: Lexicon | null = null;
  /** What was seen in the blocks that were analysed last. */
  readonly terms = new TermTable();

  /** Analyses of the blocks, in order. Blocks that left the document are forgotten. */
  analyse(blocks: readonly DocumentNode[], lexicon: Lexicon): BlockAnalysis[] {
    const fresh = this.#lexicon !== lexicon;
    if (fresh) {
      this.#byContent = new Map();
      this.terms.clear();
    }
    this.#lexicon = lexicon;
    const kept = new Map<string, BlockAnalysis>();
    const analyses = blocks.map((node) => {
      const seen = fresh ? undefined : this.#byNode.get(node);
      const key = seen === undefined ? JSON.stringify(node) : null;
      const analysis =
        seen ?? kept.get(key ?? '') ?? this.#byContent.get(key ?? '') ?? analyseBlock(node, lexicon);
      if (key !== null) kept.set(key, analysis);
      this.#byNode.set(node, analysis);
      return analysis;
    });
    if (kept.size > 0)
      this.#byContent = kept.size >= blocks.length ? kept : new Map([...this.#byContent, ...kept]);
    if (this.#byContent.size > 4 * blocks.length + 200) this.#byContent = kept;
    this.terms.update(analyses);
    return analyses;
  }
}
