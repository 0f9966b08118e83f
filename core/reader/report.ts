/** A review as `legible review --json` prints it: plain values in a fixed order. */
import type { DocumentNode, DocumentTree } from '#core/markdown/schema.ts';
import { checkRule } from './checks/check.ts';
import type { Review } from './engine.ts';
import type { ReviewInput } from './input.ts';
import type { Passage } from './text/model.ts';
import type { FileProblem } from './yaml-source.ts';

/** Line of a node in the file, from 1; null for one that has no source. */
export type LineOf = (node: DocumentNode) => number | null;

export interface ReportPassage {
  readonly line: number | null;
  /** Path of the block: child numbers joined by dots. */
  readonly block: string;
  readonly quote: string;
}

/** The line of a passage: its block's, and the line ends before it. */
export function lineOfPassage(tree: DocumentTree, passage: Passage, lineOf: LineOf): number | null {
  let node: DocumentNode = tree;
  let line: number | null = null;
  for (const step of passage.block) {
    const child: DocumentNode | undefined = node.content?.[step];
    if (child === undefined) break;
    node = child;
    line = lineOf(node) ?? line;
  }
  if (line === null) return null;
  let offset = 0;
  let ends = 0;
  for (const child of node.content ?? []) {
    if (offset >= passage.from) break;
    const broken =
      child.type === 'hardBreak' || (child.marks?.some((mark) => mark.type === 'softBreak') ?? false);
    if (broken) ends += 1;
    offset += child.type === 'text' ? (child.text?.length ?? 0) : 1;
  }
  return line + (node.type === 'paragraph' || node.type === 'heading' ? ends : 0);
}

export function reportOf(
  file: string,
  input: ReviewInput,
  review: Review,
  lineOf: LineOf,
  problems: readonly FileProblem[],
) {
  const place = (passage: Passage): ReportPassage => ({
    line: lineOfPassage(input.tree, passage, lineOf),
    block: passage.block.join('.'),
    quote: passage.quote,
  });
  return {
    file,
    rules: review.rules,
    reader: review.reader,
    words: review.words,
    english: review.english,
    prompts: review.prompts.map((prompt) => ({
      id: prompt.id,
      key: prompt.key,
      stage: prompt.stage,
      severity: prompt.severity,
      state: prompt.state,
      wording: prompt.wording,
      why: prompt.why,
      passages: prompt.passages.map(place),
      resolve: prompt.settle,
      ...(prompt.answer === null ? {} : { answer: prompt.answer }),
      ...(prompt.link === null ? {} : { link: place(prompt.link) }),
      ...(prompt.dismissal === null ? {} : { dismissal: prompt.dismissal }),
      ...(prompt.reopened ? { reopened: true } : {}),
    })),
    checks: review.checks.map((mark) => {
      const rule = checkRule.get(mark.check);
      return {
        id: mark.check,
        name: rule?.name ?? mark.check,
        severity: mark.severity,
        quiet: rule?.quiet === true,
        reason: rule?.reason ?? '',
        before: rule?.before ?? '',
        after: rule?.after ?? '',
        ...place(mark.passage),
        fix: mark.fix,
        note: mark.note,
      };
    }),
    ledger: review.ledger.map((entry) => ({
      term: entry.term,
      uses: entry.uses,
      known: entry.known,
      first: place(entry.first),
      defined: entry.defined === null ? null : place(entry.defined),
      late: entry.late === null ? null : place(entry.late),
      expansion: entry.expansion,
    })),
    load: review.load,
    box: review.box,
    problems,
  };
}

export type ReviewReport = ReturnType<typeof reportOf>;
