/** `reviews/<document without .md>.yml`: what the writer answered, linked and dismissed. */
import { Document, isMap, isSeq, type Node, parseDocument, type YAMLMap, YAMLSeq } from 'yaml';
import type { CheckId } from './checks/check.ts';
import { type FileProblem, pairNamed, plain, readYaml } from './yaml-source.ts';

export const dismissalReasons = ['knows', 'on-purpose', 'not-here', 'wrong'] as const;
export type DismissalReason = (typeof dismissalReasons)[number];

export const nameOfReason: Readonly<Record<DismissalReason, string>> = {
  knows: 'My reader knows this',
  'on-purpose': 'On purpose',
  'not-here': 'Not in this piece',
  wrong: 'Wrong about the text',
};

export interface Answer {
  readonly prompt: string;
  /** As it was asked, so that the file can be read without the app; may be empty. */
  readonly question: string;
  readonly text: string;
}

/** A prompt settled by a passage. The quote finds it again after edits; the block says where to look first. */
export interface Link {
  readonly prompt: string;
  /** As it was asked, so that the file can be read without the app; may be empty. */
  readonly question: string;
  /** Path of the block, such as `4` or `4.0.1`. */
  readonly block: string;
  readonly quote: string;
}

export interface Dismissal {
  readonly prompt: string;
  /** As it was asked, so that the file can be read without the app; may be empty. */
  readonly question: string;
  readonly reason: DismissalReason;
  readonly text: string;
}

/** A prose check that the writer has put aside: one place (by its text), or the whole check for this document. */
export interface CheckDismissal {
  readonly check: CheckId | string;
  readonly quote: string | null;
}

/** Someone like the reader has read it, and where they stumbled. */
export interface Reading {
  readonly by: string;
  readonly stumbled: string;
}

export interface ReviewRecord {
  readonly answers: readonly Answer[];
  readonly links: readonly Link[];
  readonly dismissals: readonly Dismissal[];
  readonly checks: readonly CheckDismissal[];
  readonly notTerms: readonly string[];
  readonly readings: readonly Reading[];
  readonly problems: readonly FileProblem[];
}

export const emptyRecord: ReviewRecord = {
  answers: [],
  links: [],
  dismissals: [],
  checks: [],
  notTerms: [],
  readings: [],
  problems: [],
};

/** `posts/why-probes-fail.md` has its record in `reviews/posts/why-probes-fail.yml`. */
export function recordPath(documentPath: string): string {
  return `reviews/${documentPath.replace(/\.(?:md|markdown|mdx|qmd)$/i, '')}.yml`;
}

/** What is put aside for good, in every document of the library. */
export const checksPath = 'reviews/checks.yml';

/** `D01:mesa-optimiser`: the prompt and its main slot, so that one answer holds for the whole piece. */
export function promptKey(id: string, slot: string): string {
  const short = slot.toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 80);
  return short === '' ? id : `${id}:${short}`;
}

export function parseRecord(text: string, file: string): ReviewRecord {
  const source = readYaml(text, file);
  const problems: FileProblem[] = [...source.problems];
  const { root } = source;
  if (root !== null && !isMap(root)) {
    if (plain(root) !== null)
      problems.push({
        file,
        line: 1,
        message: 'A review holds lists such as `answers:`. Mend the file, or move it away.',
      });
    return { ...emptyRecord, problems };
  }
  const list = <T>(name: string, read: (fields: Record<string, unknown>) => T | null): T[] => {
    const value = root === null ? null : (pairNamed(root, name)?.value ?? null);
    if (value === null || plain(value) === null) return [];
    if (!isSeq(value)) {
      problems.push({
        file,
        line: source.lineOf(value.range?.[0] ?? 0),
        message: `\`${name}\` should be a list.`,
      });
      return [];
    }
    return value.items.flatMap((item) => {
      const fields = plain(item as Node);
      const entry =
        typeof fields === 'object' && fields !== null && !Array.isArray(fields)
          ? read(fields as Record<string, unknown>)
          : null;
      if (entry !== null) return [entry];
      const line = source.lineOf((item as Node).range?.[0] ?? 0);
      problems.push({
        file,
        line,
        message: `This entry of \`${name}\` lacks a field that it needs; it is not used.`,
      });
      return [];
    });
  };
  const word = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
  const prompt = (fields: Record<string, unknown>): string | null =>
    word(fields.prompt) === '' ? null : word(fields.prompt);
  return {
    answers: list('answers', (fields) => {
      const key = prompt(fields);
      return key === null ? null : { prompt: key, question: word(fields.question), text: word(fields.text) };
    }),
    links: list('links', (fields) => {
      const key = prompt(fields);
      return key === null || word(fields.quote) === ''
        ? null
        : {
            prompt: key,
            question: word(fields.question),
            block: word(fields.block),
            quote: word(fields.quote),
          };
    }),
    dismissals: list('dismissals', (fields) => {
      const key = prompt(fields);
      const reason = dismissalReasons.find((candidate) => candidate === fields.reason) ?? 'on-purpose';
      return key === null
        ? null
        : { prompt: key, question: word(fields.question), reason, text: word(fields.text) };
    }),
    checks: list('checks', (fields) =>
      word(fields.check) === ''
        ? null
        : { check: word(fields.check), quote: fields.quote == null ? null : word(fields.quote) },
    ),
    notTerms: list('not-terms', (fields) => (word(fields.term) === '' ? null : word(fields.term))),
    readings: list('readings', (fields) => ({ by: word(fields.by), stumbled: word(fields.stumbled) })),
    problems,
  };
}

type Resolution =
  | { readonly type: 'answer'; readonly prompt: string; readonly question?: string; readonly text: string }
  | {
      readonly type: 'link';
      readonly prompt: string;
      readonly question?: string;
      readonly block: string;
      readonly quote: string;
    }
  | {
      readonly type: 'dismiss';
      readonly prompt: string;
      readonly question?: string;
      readonly reason: DismissalReason;
      readonly text: string;
    }
  /** Takes back whatever settled the prompt. */
  | { readonly type: 'reopen'; readonly prompt: string }
  | { readonly type: 'not-term'; readonly term: string }
  | { readonly type: 'dismiss-check'; readonly check: string; readonly quote: string | null }
  /** Marks again what was put aside as a whole. */
  | { readonly type: 'restore-check'; readonly check: string }
  | { readonly type: 'reading'; readonly by: string; readonly stumbled: string };

export type RecordChange = Resolution;

function asked(change: { readonly prompt: string; readonly question?: string }): Record<string, string> {
  return change.question === undefined
    ? { prompt: change.prompt }
    : { prompt: change.prompt, question: change.question };
}

function seqOf(document: Document, name: string): YAMLSeq {
  const existing = document.get(name);
  if (isSeq(existing)) return existing;
  const list = new YAMLSeq();
  document.set(name, list);
  return list;
}

function withoutPrompt(document: Document, prompt: string): void {
  for (const name of ['answers', 'links', 'dismissals']) {
    const list = document.get(name);
    if (!isSeq(list)) continue;
    list.items = list.items.filter(
      (item) => !(isMap(item) && String((item as YAMLMap).get('prompt')) === prompt),
    );
    if (list.items.length === 0) document.delete(name);
  }
}

/** The text of a record after one change. Comments and entries that are not concerned stay. */
export function changeRecord(text: string, change: RecordChange): string {
  let document: Document = parseDocument(text, { schema: 'core' });
  if (document.contents !== null && !isMap(document.contents)) document = new Document({});
  if (document.contents === null) {
    const comment = document.commentBefore ?? document.comment;
    document = new Document({});
    if (comment !== null && comment !== undefined) document.commentBefore = comment;
  }
  const add = (name: string, entry: Record<string, unknown>): void => {
    seqOf(document, name).add(document.createNode(entry));
  };
  switch (change.type) {
    case 'answer':
      withoutPrompt(document, change.prompt);
      add('answers', { ...asked(change), text: change.text });
      break;
    case 'link':
      withoutPrompt(document, change.prompt);
      add('links', { ...asked(change), block: change.block, quote: change.quote });
      break;
    case 'dismiss':
      withoutPrompt(document, change.prompt);
      add('dismissals', {
        ...asked(change),
        reason: change.reason,
        ...(change.text === '' ? {} : { text: change.text }),
      });
      break;
    case 'reopen':
      withoutPrompt(document, change.prompt);
      break;
    case 'not-term':
      add('not-terms', { term: change.term });
      break;
    case 'dismiss-check':
      add(
        'checks',
        change.quote === null ? { check: change.check } : { check: change.check, quote: change.quote },
      );
      break;
    case 'restore-check': {
      const list = document.get('checks');
      if (!isSeq(list)) break;
      list.items = list.items.filter(
        (item) => !(isMap(item) && String(item.get('check')) === change.check && item.get('quote') == null),
      );
      if (list.items.length === 0) document.delete('checks');
      break;
    }
    case 'reading':
      add('readings', { by: change.by, stumbled: change.stumbled });
      break;
  }
  if (isMap(document.contents) && document.contents.items.length === 0) return '';
  return document.toString({ lineWidth: 96 });
}
