/** A prose check in its place in the document. */
import type { Passage } from '../text/model.ts';
import type { CheckId, CheckSeverity } from './check.ts';

export interface CheckMark {
  readonly check: CheckId;
  readonly severity: CheckSeverity;
  readonly passage: Passage;
  /** Number of the section and of the unit, for prompts that count. */
  readonly section: number;
  readonly unit: number;
  readonly sentence: number;
  readonly word: string | null;
  readonly fix: string | null;
  readonly note: string | null;
}
