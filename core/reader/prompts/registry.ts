/** All prompts, in the order of the catalogue. `docs/reader-model.md` says how to add one. */
import { beforeWriting } from './before-writing.ts';
import { carePrompts } from './care.ts';
import { casePrompts } from './cases.ts';
import { claimPrompts } from './claims.ts';
import { figurePrompts } from './figures.ts';
import { flowPrompts } from './flow.ts';
import { objectionPrompts } from './objections.ts';
import { pointPrompts } from './point.ts';
import { promisePrompts } from './promise.ts';
import { proposalQuestions } from './proposal-questions.ts';
import { researchPrompts } from './research.ts';
import type { PromptRule } from './rule.ts';
import { symbolPrompts } from './symbols.ts';
import { wordPrompts } from './words.ts';

const stageOrder = { B: 0, D: 1, P: 2 } as const;

function place(rule: PromptRule): number {
  return stageOrder[rule.id.charAt(0) as keyof typeof stageOrder] * 100 + Number(rule.id.slice(1));
}

export const promptRules: readonly PromptRule[] = [
  ...beforeWriting,
  ...proposalQuestions,
  ...wordPrompts,
  ...symbolPrompts,
  ...pointPrompts,
  ...casePrompts,
  ...claimPrompts,
  ...flowPrompts,
  ...figurePrompts,
  ...objectionPrompts,
  ...researchPrompts,
  ...promisePrompts,
  ...carePrompts,
].sort((a, b) => place(a) - place(b));

export const promptRule: ReadonlyMap<string, PromptRule> = new Map(
  promptRules.map((rule) => [rule.id, rule]),
);
