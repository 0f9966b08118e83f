/** The terms of a document: what is named in it, where first, where explained, and who knows it. */
import type { DocumentNode } from '#core/markdown/schema.ts';
import type { Glossary } from './glossary.ts';
import { isKnown, isKnownAcronym, type Knowledge } from './knowledge.ts';
import { bareAcronym } from './text/acronym.ts';
import type { Atom } from './text/block.ts';
import { expansionAt, explainedAfter, explainedIn } from './text/definition.ts';
import {
  type Passage,
  type PlacedSentence,
  type PlacedUnit,
  passageOf,
  type TextModel,
} from './text/model.ts';
import { keyOfTerm } from './text/stem.ts';
import { isOrdinaryInCapitals, type TermForm } from './text/term-seeds.ts';
import { readable } from './text/unit.ts';

export interface TermUse {
  readonly placed: PlacedUnit;
  readonly from: number;
  readonly to: number;
  /** Number of the top-level block, then position: for order. */
  readonly sentence: number;
}

export interface Term {
  readonly key: string;
  /** As first written. */
  readonly text: string;
  readonly form: TermForm;
  readonly uses: readonly TermUse[];
  /** Uses in text, headings left out. */
  readonly count: number;
  readonly sections: number;
  readonly inHeading: boolean;
  readonly inTakeaway: boolean;
  readonly known: boolean;
  /** Where it is explained, at or right after its first use; null when it is not. */
  readonly defined: Passage | null;
  /** Uses after the explanation. */
  readonly usesAfter: number;
  /** What an acronym stands for, when the text or a list says so. */
  readonly expansion: string | null;
  /** A definition stands in the text, but too late for the first use. */
  readonly late: Passage | null;
}

export interface TermInput {
  readonly model: TextModel;
  readonly knowledge: Knowledge;
  readonly glossary: Glossary;
  readonly takeaway: string;
  /** Surnames that are people, not terms. */
  readonly people: ReadonlySet<string>;
  /** Keys that the writer has said are no terms. */
  readonly notTerms: ReadonlySet<string>;
}

/** A run, or a rare word, is a term from its third use on. */
const often = 3;

interface Candidate {
  /** As written for an acronym, else the key. */
  readonly key: string;
  readonly lookup: string;
  readonly form: TermForm;
  /** Seen beginning in lower case, so that a sentence's capital is not part of the name. */
  readonly plain: boolean;
}

/** For each wanted first word: the blocks that hold it, in order, with the numbers of their atoms. */
function placesOf(
  firstWords: ReadonlySet<string>,
  model: TextModel,
): Map<string, { block: number; atoms: readonly number[] }[]> {
  const places = new Map<string, { block: number; atoms: readonly number[] }[]>();
  const positions = new Map<object, number[]>();
  model.blocks.forEach((block, at) => {
    const list = positions.get(block);
    if (list === undefined) positions.set(block, [at]);
    else list.push(at);
  });
  for (const key of firstWords) {
    const list: { block: number; atoms: readonly number[] }[] = [];
    for (const block of model.seen.blocksWith(key)) {
      const atoms = block.index.get(key);
      if (atoms === undefined) continue;
      for (const at of positions.get(block) ?? []) list.push({ block: at, atoms });
    }
    places.set(
      key,
      list.sort((one, other) => one.block - other.block),
    );
  }
  return places;
}

/** Uses of a key in the order of the text, looked up by its first word. */
function usesOf(
  key: string,
  model: TextModel,
  places: ReturnType<typeof placesOf>,
  placedAt: ReadonlyMap<number, readonly PlacedUnit[]>,
): TermUse[] {
  const words = key.split(' ');
  const uses: TermUse[] = [];
  for (const { block: at, atoms: numbers } of places.get(words[0] ?? '') ?? []) {
    const block = model.blocks[at];
    if (block === undefined) continue;
    for (const number of numbers) {
      const atom = block.atoms[number];
      if (atom === undefined) continue;
      const last = matchFrom(block.atoms, number, words);
      if (last === null) continue;
      const placed = placedAt.get(at)?.[atom.unit];
      if (placed !== undefined) uses.push({ placed, from: atom.from, to: last.to, sentence: atom.sentence });
    }
  }
  return uses;
}

/** Runs of one to three keys in a text, for looking a term up. */
function runsIn(text: string, into: Set<string>): void {
  const keys = keyOfTerm(text).split(' ');
  for (let at = 0; at < keys.length; at += 1) {
    for (let size = 1; size <= 4 && at + size <= keys.length; size += 1)
      into.add(keys.slice(at, at + size).join(' '));
  }
}

function matchFrom(atoms: readonly Atom[], start: number, words: readonly string[]): Atom | null {
  let last: Atom | null = null;
  for (let i = 0; i < words.length; i += 1) {
    const atom = atoms[start + i];
    if (atom === undefined || atom.key !== words[i]) return null;
    if (i > 0 && (atom.breakBefore || atom.unit !== last?.unit || atom.sentence !== last.sentence))
      return null;
    last = atom;
  }
  return last;
}

/** Acronyms keep their capitals: `RL` is not `rl`. */
function acronymUses(key: string, uses: readonly TermUse[]): TermUse[] {
  return uses.flatMap((use) => {
    const written = use.placed.analysis.unit.text.slice(use.from, use.to);
    if (bareAcronym(written) !== key) return [];
    return [{ ...use, to: use.from + written.replace(/['’]s?$/, '').length }];
  });
}

/** *This is NEW*: letters that stand in the text as an ordinary word as well are only said loudly. */
function onlyLoud(key: string, uses: readonly TermUse[], model: TextModel): boolean {
  return (
    isOrdinaryInCapitals(key, model.lexicon) &&
    uses.some((use) => /\p{Ll}{2}/u.test(use.placed.analysis.unit.text.slice(use.from, use.to)))
  );
}

/** All terms, in the order of their first use. */
export function findTerms(input: TermInput): Term[] {
  const { model, knowledge } = input;
  const placedAt = new Map<number, PlacedUnit[]>();
  for (const unit of model.units) {
    const list = placedAt.get(unit.block);
    if (list === undefined) placedAt.set(unit.block, [unit]);
    else list.push(unit);
  }
  const bySentence = new Map<PlacedUnit, PlacedSentence[]>();
  for (const entry of model.sequence) {
    const list = bySentence.get(entry.placed);
    if (list === undefined) bySentence.set(entry.placed, [entry]);
    else list.push(entry);
  }
  const takeaway = new Set<string>();
  runsIn(input.takeaway, takeaway);
  const headings = new Set<string>();
  for (const unit of model.units)
    if (unit.analysis.unit.role === 'heading') runsIn(unit.analysis.unit.text, headings);
  const glossaryKeys = new Set(
    input.glossary.entries.flatMap((entry) => [entry.term, ...entry.also].map(keyOfTerm)),
  );
  const definitionBlocks = definitionTitles(model);
  const wanted = new Map<string, Candidate>();
  model.seen.forEach(often, (key, seen) => {
    const { form, plain } = seen;
    const needed = form === 'run' || form === 'rare' ? often : 1;
    const lookup = form === 'acronym' ? keyOfTerm(key) : key;
    if (seen.total < needed) {
      const named = form === 'rare' && (takeaway.has(lookup) || headings.has(lookup));
      if (!named && !glossaryKeys.has(lookup)) return;
    }
    if (input.notTerms.has(lookup) || (form !== 'acronym' && !plain && isPerson(lookup, input.people)))
      return;
    wanted.set(key, { key, lookup, form, plain });
  });
  for (const key of glossaryKeys) {
    if (key !== '' && !wanted.has(key)) wanted.set(key, { key, lookup: key, form: 'marked', plain: true });
  }
  const places = placesOf(
    new Set([...wanted.values()].map(({ lookup }) => lookup.split(' ')[0] ?? '')),
    model,
  );
  const kept: { candidate: Candidate; uses: TermUse[] }[] = [];
  for (const candidate of wanted.values()) {
    let uses = usesOf(candidate.lookup, model, places, placedAt);
    if (candidate.form === 'acronym') {
      if (onlyLoud(candidate.key, uses, model)) continue;
      uses = acronymUses(candidate.key, uses);
    }
    if (uses.length > 0) kept.push({ candidate, uses });
  }
  const terms: Term[] = [];
  const longer = longerRuns(
    kept.map(({ candidate, uses }) => ({ key: candidate.key, form: candidate.form, n: uses.length })),
  );
  for (const { candidate, uses } of kept) {
    if (longer.has(candidate.key) && candidate.form !== 'acronym') continue;
    const first = uses[0];
    if (first === undefined) continue;
    const { unit } = first.placed.analysis;
    const text = readable(unit, first.from, first.to);
    const { lookup } = candidate;
    const expansion = candidate.form === 'acronym' ? expansionOf(uses, lookup, knowledge) : null;
    const prose = uses.filter((use) => use.placed.analysis.unit.role !== 'heading');
    const known =
      candidate.form === 'acronym'
        ? isKnownAcronym(candidate.key, knowledge, expansion)
        : isKnown(text, knowledge, expansion);
    const explanation = explanationOf(uses, model, bySentence, definitionBlocks.get(lookup), known);
    terms.push({
      key: lookup,
      text: candidate.form === 'acronym' ? candidate.key : shownAs(text, candidate),
      form: candidate.form,
      uses,
      count: prose.length,
      sections: new Set(uses.map((use) => use.placed.section)).size,
      inHeading: headings.has(lookup),
      inTakeaway: takeaway.has(lookup),
      known,
      defined: explanation.at,
      usesAfter: explanation.at === null ? 0 : prose.length - explanation.uses,
      expansion,
      late: explanation.late,
    });
  }
  const place = (term: Term): readonly [number, number] => [
    term.uses[0]?.placed.order ?? 0,
    term.uses[0]?.from ?? 0,
  ];
  return terms.sort((a, b) => {
    const [au, af] = place(a);
    const [bu, bf] = place(b);
    return (
      au - bu ||
      af - bf ||
      b.key.length - a.key.length ||
      compareText(`${a.key} ${a.form}`, `${b.key} ${b.form}`)
    );
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sentence's capital is not part of a word's name. */
function shownAs(text: string, candidate: Candidate): string {
  if (!candidate.plain || !/^\p{Lu}\p{Ll}/u.test(text)) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function isPerson(key: string, people: ReadonlySet<string>): boolean {
  return people.size > 0 && key.split(' ').some((word) => people.has(word));
}

/** Keys of short runs that a longer run holds as often as they occur. */
function longerRuns(
  terms: readonly { readonly key: string; readonly form: TermForm; readonly n: number }[],
): Set<string> {
  const covered = new Set<string>();
  const counts = new Map(terms.map((term) => [term.key, term.n]));
  for (const { key, n } of terms) {
    const words = key.split(' ');
    if (words.length < 2) continue;
    for (let size = 1; size < words.length; size += 1) {
      for (let from = 0; from + size <= words.length; from += 1) {
        const part = words.slice(from, from + size).join(' ');
        const other = counts.get(part);
        if (other !== undefined && other <= n) covered.add(part);
      }
    }
  }
  return covered;
}

function sentenceOf(
  use: TermUse,
  bySentence: ReadonlyMap<PlacedUnit, readonly PlacedSentence[]>,
): PlacedSentence | null {
  return bySentence.get(use.placed)?.[use.sentence] ?? null;
}

function explanationOf(
  uses: readonly TermUse[],
  model: TextModel,
  bySentence: ReadonlyMap<PlacedUnit, readonly PlacedSentence[]>,
  definitionBlock: Passage | undefined,
  known: boolean,
): { at: Passage | null; uses: number; late: Passage | null } {
  const first = uses[0];
  if (first === undefined) return { at: null, uses: 0, late: null };
  if (definitionBlock !== undefined && (definitionBlock.block[0] ?? 0) <= first.placed.block) {
    return { at: definitionBlock, uses: 1, late: null };
  }
  // The first use may be a heading; then the first use in the text counts as well.
  const firstInText = uses.find((use) => use.placed.analysis.unit.role !== 'heading');
  const starts = firstInText === undefined || firstInText === first ? [first] : [first, firstInText];
  for (const start of starts) {
    const entry = sentenceOf(start, bySentence);
    if (entry === null) continue;
    const here = uses.filter((use) => use.placed === start.placed && use.sentence === start.sentence);
    if (here.some((use) => explainedIn(entry.sentence, use.from, use.to))) {
      return { at: passageOf(entry.placed, entry.sentence.from, entry.sentence.to), uses: 1, late: null };
    }
    const next = model.sequence[entry.order + 1];
    if (next === undefined) continue;
    const again = uses.filter((use) => use.placed === next.placed && use.sentence === next.sentence.index);
    if (
      again.some((use) => explainedIn(next.sentence, use.from, use.to)) ||
      explainedAfter(next.sentence, entry.sentence, here.at(-1)?.to ?? start.to)
    ) {
      return {
        at: passageOf(next.placed, next.sentence.from, next.sentence.to),
        uses: 1 + again.length,
        late: null,
      };
    }
  }
  if (known) return { at: null, uses: 0, late: null };
  for (const use of uses.slice(1, 40)) {
    const entry = sentenceOf(use, bySentence);
    if (entry !== null && explainedIn(entry.sentence, use.from, use.to)) {
      return { at: null, uses: 0, late: passageOf(entry.placed, entry.sentence.from, entry.sentence.to) };
    }
  }
  return { at: null, uses: 0, late: definitionBlock ?? null };
}

function expansionOf(uses: readonly TermUse[], key: string, knowledge: Knowledge): string | null {
  for (const use of uses) {
    const expansion = expansionAt(use.placed.analysis.unit, use.from, use.to);
    if (expansion !== null) return expansion;
  }
  const names = knowledge.names.get(key);
  return names?.find((name) => keyOfTerm(name) !== key && name.includes(' ')) ?? null;
}

/** `[crypsis]{.definition}` and `[[glossary#crypsis]]` stay in the tree as pieces of source, and explain what they name. */
function namedByLeaf(node: DocumentNode): string | null {
  if (node.type === 'sourceInline')
    return /^\[([^\]]+)\]\{[^}]*\.(?:definition|term)\b/.exec(String(node.attrs?.source ?? ''))?.[1] ?? null;
  const target = String(node.attrs?.target ?? '');
  if (node.type !== 'wikilink' || !/glossary/i.test(target)) return null;
  const text = node.attrs?.text;
  return typeof text === 'string' && text !== '' ? text : target.replace(/^.*#/, '').replace(/-/g, ' ');
}

/** Definition blocks: what each defines (its title, heading or first marked words), by key. */
function definitionTitles(model: TextModel): Map<string, Passage> {
  const titles = new Map<string, Passage>();
  for (const placed of model.units) {
    const { unit } = placed.analysis;
    for (const leaf of unit.leaves) {
      const named = namedByLeaf(leaf.node);
      const key = named === null ? '' : keyOfTerm(named);
      if (key !== '' && !titles.has(key)) titles.set(key, passageOf(placed, leaf.offset, leaf.offset + 1));
    }
    if (!unit.around.includes('definition') && !unit.around.includes('callout-definition')) continue;
    const passage = passageOf(placed, 0, unit.text.length);
    const node = model.blocks[placed.block]?.node;
    const title = node?.attrs?.title;
    const named =
      typeof title === 'string' && title !== ''
        ? title
        : /(?:title|term|name)="([^"]+)"/.exec(String(node?.attrs?.attributes ?? ''))?.[1];
    const marked = [...unit.bold, ...unit.italics].map((span) => unit.text.slice(span.from, span.to));
    const heading = unit.role === 'heading' ? [unit.text] : [];
    for (const title of [...(named === undefined ? [] : [named]), ...heading, ...marked.slice(0, 1)]) {
      const key = keyOfTerm(title);
      if (key !== '' && !titles.has(key)) titles.set(key, passage);
    }
  }
  return titles;
}
