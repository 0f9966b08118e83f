/** What the writer knows while it writes a block. */
import type { Habits } from '../habits.ts';
import type { References } from '../parse.ts';

export interface WriteContext {
  readonly habits: Habits;
  /** Definitions of the whole document: text in brackets may be a link because of one. */
  readonly references: References;
}

/** Where inline text stands, because that says what is at risk. */
export interface InlinePlace {
  readonly kind: 'paragraph' | 'heading' | 'cell';
  /** First text of a list item, where `[ ]` is a box. */
  readonly itemStart: boolean;
  /** First text of a quote, where `[!NOTE]` makes a callout. */
  readonly quoteStart: boolean;
}

export const paragraphPlace: InlinePlace = { kind: 'paragraph', itemStart: false, quoteStart: false };
