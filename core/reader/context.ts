/** What every trigger and check may look at. */
import type { CheckMark } from './checks/mark.ts';
import type { ReviewInput } from './input.ts';
import type { Knowledge } from './knowledge.ts';
import { callOf, type Reader } from './reader.ts';
import type { Term } from './terms.ts';
import {
  cut,
  type PlacedSentence,
  type PlacedUnit,
  type Section,
  stemsOfSentences,
  stemsOfText,
  type TextModel,
} from './text/model.ts';
import { overlap } from './text/stem.ts';

export class ReviewContext {
  readonly input: ReviewInput;
  readonly model: TextModel;
  readonly knowledge: Knowledge;
  readonly terms: readonly Term[];
  readonly checks: readonly CheckMark[];
  readonly reader: Reader | null;
  /** `{reader}`: the name, or "your reader". */
  readonly name: string;
  readonly takeaway: string;
  readonly takeawayStems: ReadonlySet<string>;
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  #documentStems: Set<string> | null = null;
  readonly #sectionSentences = new Map<number, PlacedSentence[]>();

  constructor(
    input: ReviewInput,
    model: TextModel,
    knowledge: Knowledge,
    terms: readonly Term[],
    checks: readonly CheckMark[],
  ) {
    this.input = input;
    this.model = model;
    this.knowledge = knowledge;
    this.terms = terms;
    this.checks = checks;
    this.reader = input.reader;
    this.name = callOf(input.reader);
    this.takeaway = this.field('takeaway');
    this.takeawayStems = stemsOfText(this.takeaway, input.lexicon);
    this.title = this.field('title') || (model.sections.find((section) => section.level === 1)?.title ?? '');
    this.summary = this.field('summary') || this.field('description') || this.field('abstract');
    this.source = this.field('source');
  }

  field(name: string): string {
    const value = this.input.fields[name];
    return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  }

  stems(text: string): Set<string> {
    return stemsOfText(text, this.input.lexicon);
  }

  overlapWith(text: string, stems: ReadonlySet<string>): number {
    return overlap(this.stems(text), stems);
  }

  /** Content stems of everything that is read: text, headings, quotations, captions. */
  documentStems(): ReadonlySet<string> {
    if (this.#documentStems === null) {
      const stems = stemsOfSentences(this.model.sequence);
      for (const unit of this.model.units) {
        const { role } = unit.analysis.unit;
        if (role === 'prose' || role === 'heading') continue;
        for (const sentence of unit.analysis.sentences) for (const stem of sentence.stems) stems.add(stem);
      }
      for (const figure of this.model.figures) for (const stem of this.stems(figure.caption)) stems.add(stem);
      this.#documentStems = stems;
    }
    return this.#documentStems;
  }

  /** Sentences of a section, its subsections included. */
  sentencesOf(section: Section): readonly PlacedSentence[] {
    const key = section.first * 100_000 + section.end;
    const known = this.#sectionSentences.get(key);
    if (known !== undefined) return known;
    const all = this.model.sentences;
    const startOf = (block: number): number => {
      let low = 0;
      let high = all.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((all[middle]?.placed.block ?? 0) < block) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const found = all.slice(startOf(section.first), startOf(section.end));
    this.#sectionSentences.set(key, found);
    return found;
  }

  #paragraphs: readonly PlacedUnit[] | null = null;

  /** Paragraphs of prose with more than three words, in order. */
  paragraphs(): readonly PlacedUnit[] {
    this.#paragraphs ??= this.model.units.filter(
      (unit) => unit.analysis.unit.role === 'prose' && unit.analysis.words > 3,
    );
    return this.#paragraphs;
  }

  #judged: readonly Section[] | null = null;
  #leaves: readonly Section[] | null = null;

  /** Sections to judge: of the piece's own title only the text before the first section inside it. */
  judgedSections(): readonly Section[] {
    if (this.#judged === null) {
      const parents = new Set(this.model.sections.map((section) => section.parent));
      this.#judged = this.model.sections.map((section) =>
        section.level === 1 && parents.has(section.number) ? this.#ownText(section) : section,
      );
    }
    return this.#judged;
  }

  /** A section cut off before the first section inside it. */
  #ownText(section: Section): Section {
    let words = 0;
    for (let at = section.first; at < section.ownEnd; at += 1) words += this.model.blocks[at]?.words ?? 0;
    return { ...section, end: section.ownEnd, words };
  }

  /** Sections with no section inside. */
  leafSections(): readonly Section[] {
    if (this.#leaves === null) {
      const parents = new Set(this.model.sections.map((section) => section.parent));
      this.#leaves = this.model.sections.filter((section) => !parents.has(section.number));
    }
    return this.#leaves;
  }

  section(number: number): Section | null {
    return this.model.sections[number] ?? null;
  }

  /** `{section}`: its heading in quotation marks, or what it is. */
  callSection(section: Section | null): string {
    if (section === null || this.model.sections.length <= 1)
      return section?.title ? `“${section.title}”` : 'this piece';
    return section.title === '' ? 'the opening' : `“${cut(section.title, 70)}”`;
  }

  /** Does a section hold an example: a block, a sentence that gives one, or a figure or code that the text refers to? */
  hasExample(section: Section): boolean {
    return this.examplesIn(section, 1) >= 1;
  }

  /** Examples in a section, counted up to `enough`. */
  examplesIn(section: Section, enough: number): number {
    let found = 0;
    for (let at = section.first; at < section.end && found < enough; at += 1) {
      const block = this.model.blocks[at];
      if (block === undefined) continue;
      if (block.divs.includes('example')) found += 1;
      else if ((block.hasCode || block.figures.length > 0) && this.refersNear(at)) found += 1;
    }
    if (found >= enough) return found;
    for (const { sentence } of this.sentencesOf(section)) {
      if (sentence.example) found += 1;
      if (found >= enough) break;
    }
    return found;
  }

  /** Is a figure or code block spoken of within two sentences before or after it? */
  refersNear(block: number): boolean {
    const speaks =
      /\b(?:figure|fig\.|picture|diagram|plot|chart|drawing|code|listing|script|snippet|lines|program|function|below|above|here|following|this|output)\b|:\s*$/i;
    const node = this.model.blocks[block];
    for (const figure of node?.figures ?? []) if (this.crossReferences().has(figure.label)) return true;
    const before = this.model.blocks[block - 1]?.units.at(-1)?.sentences.slice(-2) ?? [];
    const after = this.model.blocks[block + 1]?.units[0]?.sentences.slice(0, 2) ?? [];
    return [...before, ...after].some((sentence) => speaks.test(sentence.text));
  }

  #references: Set<string> | null = null;

  /** Labels that the text refers to: `fig-x`, `eq-y`. */
  crossReferences(): ReadonlySet<string> {
    if (this.#references === null) {
      this.#references = new Set();
      for (const { analysis } of this.model.units) {
        for (const leaf of analysis.unit.leaves) {
          if (leaf.node.type === 'crossReference') this.#references.add(String(leaf.node.attrs?.label ?? ''));
          else if (leaf.node.type === 'citation' || leaf.node.type === 'sourceInline') {
            for (const match of String(leaf.node.attrs?.source ?? '').matchAll(
              /@((?:fig|eq|tbl|sec|thm)-[\w-]+)/g,
            )) {
              this.#references.add(match[1] ?? '');
            }
          }
        }
        for (const link of analysis.unit.links)
          if (link.href.startsWith('#')) this.#references.add(link.href.slice(1));
      }
    }
    return this.#references;
  }

  answerTo(id: string): string {
    return this.input.record.answers.find((answer) => answer.prompt === id)?.text ?? '';
  }
}
