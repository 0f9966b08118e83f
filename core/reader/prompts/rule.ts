/** What a prompt is made of: a trigger, a wording, and a reason with its source. */
import { type Kind, kinds } from '#core/document/kind.ts';
import type { ReviewContext } from '../context.ts';
import type { Passage } from '../text/model.ts';

/** When a prompt belongs: before there is a text, while drafting, before publishing. */
export type Stage = 'before' | 'draft' | 'publish';

/** The ways in which a prompt may be settled. `gone` closes by itself when the text changes. */
export type Settling = 'answer' | 'link' | 'dismiss' | 'gone';

export interface Why {
  readonly sentence: string;
  readonly source: string;
  readonly before: string;
  readonly after: string;
}

/** One time that a trigger fired. */
export interface Finding {
  /** Main slot: identity of the prompt together with its id. Empty where a prompt is asked once. */
  readonly slot: string;
  readonly slots?: Readonly<Record<string, string | number>>;
  readonly passages: readonly Passage[];
  /** How many words of the text it is about: orders prompts of one severity. */
  readonly affects: number;
  /** Rank within its id when more fire than are shown; highest first. `affects` when absent. */
  readonly rank?: number;
}

/** Where an answer goes besides the record. */
export type Becomes =
  | 'reader'
  | 'takeaway'
  | 'misreading'
  | 'stake'
  | 'summary'
  | 'title'
  | 'status'
  | 'readers-box'
  | 'gloss'
  | 'example'
  | 'misreading-block'
  | 'context-block'
  | 'caption'
  | 'alt'
  | 'figure-reference'
  | 'canvas'
  | 'text';

export interface PromptRule {
  readonly id: string;
  readonly stage: Stage;
  readonly kinds: readonly Kind[];
  /** Marked ! in the catalogue: shown first. */
  readonly severe: boolean;
  /** At most so many at once. */
  readonly cap: number;
  readonly wording: string;
  readonly why: Why;
  readonly settle: readonly Settling[];
  readonly becomes: Becomes | null;
  /** Asked whatever the text says. */
  readonly always: boolean;
  find(context: ReviewContext): readonly Finding[];
}

type Draft = Pick<PromptRule, 'id' | 'stage' | 'kinds' | 'wording' | 'why' | 'settle'> &
  Partial<Pick<PromptRule, 'severe' | 'cap' | 'becomes' | 'find'>>;

/** A rule with the usual things filled in. Without a trigger it is always asked. */
export function prompt(draft: Draft): PromptRule {
  const asked: readonly Finding[] = [{ slot: '', passages: [], affects: 0 }];
  return {
    severe: false,
    cap: 1,
    becomes: null,
    always: draft.find === undefined,
    find: () => asked,
    ...draft,
  };
}

export function why(sentence: string, source: string, before: string, after: string): Why {
  return { sentence, source, before, after };
}

const post: Kind = 'post';
const proposal: Kind = 'proposal';
const project: Kind = 'project';
const note: Kind = 'note';
export const forAll: readonly Kind[] = kinds;
export const allButNotes: readonly Kind[] = kinds.filter((kind) => kind !== 'note');
export const posts: readonly Kind[] = [post];
export const proposals: readonly Kind[] = [proposal];
export const projects: readonly Kind[] = [project];
export const notes: readonly Kind[] = [note];
export const postsAndProposals: readonly Kind[] = [post, proposal];
export const proposalsAndProjects: readonly Kind[] = [proposal, project];
export const published: readonly Kind[] = [post, proposal, project];
export const postsAndNotes: readonly Kind[] = [post, note];
export const allFour: readonly Kind[] = [post, proposal, project, note];
