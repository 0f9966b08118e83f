/** The engine: a document and its reader in, prompts, checks and ledger out. Pure, deterministic, versioned. */

import { type ReadersBox, readersBox } from './box.ts';
import { checkDocument } from './checks/document-checks.ts';
import type { CheckMark } from './checks/mark.ts';
import { ReviewContext } from './context.ts';
import { findQuote } from './find-quote.ts';
import type { ReviewInput } from './input.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { type LedgerEntry, type LoadStep, ledgerOf, loadOf } from './ledger.ts';
import { promptRules } from './prompts/registry.ts';
import type { Becomes, Finding, PromptRule, Settling, Stage, Why } from './prompts/rule.ts';
import type { Reader } from './reader.ts';
import { type DismissalReason, promptKey, type ReviewRecord } from './review-record.ts';
import { findTerms, type Term } from './terms.ts';
import { BlockCache } from './text/block.ts';
import { buildModel, type Passage, type TextModel } from './text/model.ts';
import { keyOfTerm, keyOfWord, wordPattern } from './text/stem.ts';
import { fill } from './wording.ts';

/** Changes whenever the same text and reader could give other prompts. */
export const rulesVersion = 2;

/** `gone`: it was answered, linked or dismissed, and the text no longer gives cause for it. */
export type PromptState = 'open' | 'answered' | 'linked' | 'dismissed' | 'gone';

export interface ReviewPrompt {
  readonly id: string;
  /** Identity: id and main slot. What settles it is kept under this key. */
  readonly key: string;
  readonly stage: Stage;
  readonly severity: 'first' | 'later';
  readonly state: PromptState;
  readonly wording: string;
  readonly why: Why;
  readonly passages: readonly Passage[];
  readonly settle: readonly Settling[];
  readonly becomes: Becomes | null;
  /** The word that it is about, for "they know it" and "not a term". */
  readonly term: string | null;
  readonly answer: string | null;
  /** Where the linked passage stands now. */
  readonly link: Passage | null;
  readonly dismissal: { readonly reason: DismissalReason; readonly text: string } | null;
  /** Its linked passage has gone, so it is open again. */
  readonly reopened: boolean;
}

export interface Review {
  readonly rules: number;
  readonly reader: string | null;
  readonly words: number;
  readonly english: boolean;
  /** Open prompts first, in order; then what is settled. */
  readonly prompts: readonly ReviewPrompt[];
  readonly checks: readonly CheckMark[];
  readonly ledger: readonly LedgerEntry[];
  readonly load: readonly LoadStep[];
  readonly box: ReadersBox;
}

/** What may be kept between reviews of one document, so that an edit costs only what it changed. */
export class ReviewCache {
  readonly blocks = new BlockCache();
  #knowledge: { readonly for: readonly unknown[]; readonly knowledge: Knowledge } | null = null;

  knowledge(input: ReviewInput): Knowledge {
    const wanted = [input.reader, input.lexicon, input.glossary];
    if (this.#knowledge === null || this.#knowledge.for.some((part, at) => part !== wanted[at])) {
      this.#knowledge = { for: wanted, knowledge: knowledgeOf(input.reader, input.lexicon, input.glossary) };
    }
    return this.#knowledge.knowledge;
  }
}

/** Below so many words there is no text to ask about: only what is always asked is asked. */
const enoughWords = 10;

/** Computed prompts that read fields, links and figures, not English: they stay for a text in another language. */
const anyLanguage = new Set([
  'B01',
  'B02',
  'B04',
  'B17',
  'D18',
  'D19',
  'D41',
  'D42',
  'P03',
  'P05',
  'P07',
  'P13',
  'P14',
  'P16',
  'P17',
  'P18',
]);

interface Asked {
  readonly rule: PromptRule;
  readonly finding: Finding;
  readonly key: string;
}

export function review(input: ReviewInput, cache: ReviewCache = new ReviewCache()): Review {
  const model = buildModel(input.tree, input.lexicon, cache.blocks);
  const knowledge = cache.knowledge(input);
  const terms = findTerms({
    model,
    knowledge,
    glossary: input.glossary,
    takeaway: typeof input.fields.takeaway === 'string' ? input.fields.takeaway : '',
    people: peopleOf(input.people),
    notTerms: new Set(input.record.notTerms.map(keyOfTerm)),
  });
  const checks = checkDocument(input, model, knowledge, terms);
  const context = new ReviewContext(input, model, knowledge, terms, checks);
  const asked = promptRules
    .filter((rule) => rule.kinds.includes(input.kind))
    .flatMap((rule) => findingsOf(rule, context));
  const prompts = settle(asked, context, terms);
  const kept = withoutDismissed(checks, input.record);
  return {
    rules: rulesVersion,
    reader: input.reader?.id ?? null,
    words: model.words,
    english: model.english,
    prompts,
    checks: kept,
    ledger: ledgerOf(terms),
    load: loadOf(terms, model),
    box: readersBox(input.fields, input.reader, model.words),
  };
}

function peopleOf(names: readonly string[]): Set<string> {
  const people = new Set<string>();
  for (const name of names)
    for (const match of name.matchAll(wordPattern)) if (match[0].length > 2) people.add(keyOfWord(match[0]));
  return people;
}

function findingsOf(rule: PromptRule, context: ReviewContext): Asked[] {
  // A computed prompt needs a text; one about the fields of the document belongs to the time before it.
  if (!rule.always && rule.stage !== 'before' && context.model.words < enoughWords) return [];
  if (!rule.always && !context.model.english && !anyLanguage.has(rule.id)) return [];
  const seen = new Set<string>();
  const asked: Asked[] = [];
  for (const finding of rule.find(context)) {
    const key = promptKey(rule.id, finding.slot);
    if (seen.has(key)) continue;
    seen.add(key);
    asked.push({ rule, finding, key });
  }
  return asked;
}

function placeOf(finding: Finding): readonly number[] {
  const passage = finding.passages[0];
  return passage === undefined ? [] : [...passage.block, passage.from];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? -1) - (b[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Order of prompts: severity, then how many words are concerned, then the order of the text. */
function byOrder(a: Asked, b: Asked): number {
  return (
    Number(b.rule.severe) - Number(a.rule.severe) ||
    b.finding.affects - a.finding.affects ||
    compare(placeOf(a.finding), placeOf(b.finding)) ||
    promptRules.indexOf(a.rule) - promptRules.indexOf(b.rule) ||
    (a.key < b.key ? -1 : 1)
  );
}

function settle(asked: readonly Asked[], context: ReviewContext, terms: readonly Term[]): ReviewPrompt[] {
  const { record } = context.input;
  const open: Asked[] = [];
  const prompts: ReviewPrompt[] = [];
  const settled: ReviewPrompt[] = [];
  const reopened = new Set<string>();
  for (const entry of asked) {
    const state = stateOf(entry, record, context.model);
    if (state === null) open.push(entry);
    else if (state === 'reopened') {
      reopened.add(entry.key);
      open.push(entry);
    } else settled.push(toPrompt(entry, context, terms, state));
  }
  const shown = new Map<string, number>();
  const ranked = [...open].sort(
    (a, b) => (b.finding.rank ?? b.finding.affects) - (a.finding.rank ?? a.finding.affects) || byOrder(a, b),
  );
  const within = new Set<Asked>();
  for (const entry of ranked) {
    const count = shown.get(entry.rule.id) ?? 0;
    if (count >= entry.rule.cap) continue;
    shown.set(entry.rule.id, count + 1);
    within.add(entry);
  }
  for (const entry of open.filter((candidate) => within.has(candidate)).sort(byOrder)) {
    prompts.push(toPrompt(entry, context, terms, { state: 'open' }, reopened.has(entry.key)));
  }
  const severeOpen = prompts.filter((prompt) => prompt.severity === 'first').length;
  if (severeOpen > 0 && context.model.words >= enoughWords)
    prompts.push(...openQuestions(severeOpen, context));
  return [...prompts, ...settled, ...goneOf(asked, record, context)];
}

type Settled = Partial<Pick<ReviewPrompt, 'answer' | 'link' | 'dismissal'>> & { readonly state: PromptState };

function stateOf(entry: Asked, record: ReviewRecord, model: TextModel): Settled | 'reopened' | null {
  const dismissal = record.dismissals.find((candidate) => candidate.prompt === entry.key);
  if (dismissal !== undefined)
    return { state: 'dismissed', dismissal: { reason: dismissal.reason, text: dismissal.text } };
  const link = record.links.find((candidate) => candidate.prompt === entry.key);
  if (link !== undefined) {
    const passage = findQuote(model, link.quote, link.block);
    return passage === null ? 'reopened' : { state: 'linked', link: passage };
  }
  const answer = record.answers.find((candidate) => candidate.prompt === entry.key);
  return answer === undefined || answer.text === '' ? null : { state: 'answered', answer: answer.text };
}

function toPrompt(
  { rule, finding, key }: Asked,
  context: ReviewContext,
  terms: readonly Term[],
  settled: Settled,
  reopened = false,
): ReviewPrompt {
  const again = finding.slot === 'again';
  const wording = again ? `${rule.wording} {words}: would {reader} say that?` : rule.wording;
  const named = finding.slots?.term;
  return {
    id: rule.id,
    key,
    stage: rule.stage,
    severity: rule.severe ? 'first' : 'later',
    state: settled.state,
    wording: fill(wording, finding.slots ?? {}, context.name),
    why: rule.why,
    passages: finding.passages,
    settle: rule.settle,
    becomes: rule.becomes,
    term: typeof named === 'string' && terms.some((term) => term.text === named) ? named : null,
    answer: settled.answer ?? null,
    link: settled.link ?? null,
    dismissal: settled.dismissal ?? null,
    reopened,
  };
}

/** P21: the count of open questions, asked last and forbidding nothing. */
function openQuestions(count: number, context: ReviewContext): ReviewPrompt[] {
  const key = 'P21';
  const dismissal = context.input.record.dismissals.find((candidate) => candidate.prompt === key);
  const wording =
    count === 1
      ? 'One question from {reader} is open. Publish anyway?'
      : '{n} questions from {reader} are open. Publish anyway?';
  return [
    {
      id: 'P21',
      key,
      stage: 'publish',
      severity: 'first',
      state: dismissal === undefined ? 'open' : 'dismissed',
      wording: fill(wording, { n: count }, context.name),
      why: {
        sentence: 'You decide; the reader only asks.',
        source: 'How Legible works: it asks, it does not forbid',
        before: 'published, and wondering',
        after: 'published, with the open questions known',
      },
      passages: [],
      settle: ['dismiss'],
      becomes: null,
      term: null,
      answer: null,
      link: null,
      dismissal: dismissal === undefined ? null : { reason: dismissal.reason, text: dismissal.text },
      reopened: false,
    },
  ];
}

/** What was settled once and is no longer asked: shown as gone, so that nothing vanishes without a word. */
function goneOf(asked: readonly Asked[], record: ReviewRecord, context: ReviewContext): ReviewPrompt[] {
  const still = new Set(asked.map((entry) => entry.key));
  const keys = [...record.answers, ...record.links, ...record.dismissals].map((entry) => entry.prompt);
  return [...new Set(keys)].flatMap((key): ReviewPrompt[] => {
    const [id = '', ...rest] = key.split(':');
    const rule = promptRules.find((candidate) => candidate.id === id);
    if (rule === undefined || still.has(key) || rule.always) return [];
    const slot = rest.join(':');
    const answer = record.answers.find((entry) => entry.prompt === key);
    const dismissal = record.dismissals.find((entry) => entry.prompt === key);
    const kept = [...record.answers, ...record.links, ...record.dismissals].find(
      (entry) => entry.prompt === key && entry.question !== '',
    );
    const quoted = slot === '' ? '' : ` “${slot}”`;
    return [
      {
        id,
        key,
        stage: rule.stage,
        severity: rule.severe ? 'first' : 'later',
        state: 'gone',
        wording: kept?.question ?? `${firstQuestion(rule, context)}${quoted}`,
        why: rule.why,
        passages: [],
        settle: rule.settle,
        becomes: rule.becomes,
        term: null,
        answer: answer?.text ?? null,
        link: null,
        dismissal: dismissal === undefined ? null : { reason: dismissal.reason, text: dismissal.text },
        reopened: false,
      },
    ];
  });
}

/** A prompt's wording without its slots, for one whose passage is no longer there. */
function firstQuestion(rule: PromptRule, context: ReviewContext): string {
  const plain = rule.wording.replace(/[“]?\{(?!reader)\w+\}[”]?/g, '…');
  return fill(plain, {}, context.name);
}

function withoutDismissed(checks: readonly CheckMark[], record: ReviewRecord): CheckMark[] {
  if (record.checks.length === 0) return [...checks];
  return checks.filter(
    (mark) =>
      !record.checks.some(
        (put) => put.check === mark.check && (put.quote === null || put.quote === mark.passage.quote),
      ),
  );
}

export interface ReaderDifference {
  /** Asked by the second reader only. */
  readonly opens: readonly ReviewPrompt[];
  /** Asked by the first reader only. */
  readonly closes: readonly ReviewPrompt[];
}

/** Swaps the reader: what the other would ask that this one does not, and the other way round. */
export function compareReaders(
  input: ReviewInput,
  other: Reader | null,
  cache: ReviewCache = new ReviewCache(),
): ReaderDifference {
  const uncapped = (reader: Reader | null): readonly ReviewPrompt[] =>
    review({ ...input, reader }, cache).prompts.filter(
      (prompt) => prompt.state === 'open' && prompt.id !== 'P21',
    );
  const before = uncapped(input.reader);
  const after = uncapped(other);
  const had = new Set(before.map((prompt) => prompt.key));
  const has = new Set(after.map((prompt) => prompt.key));
  return {
    opens: after.filter((prompt) => !had.has(prompt.key)),
    closes: before.filter((prompt) => !has.has(prompt.key)),
  };
}
