/** What a review is made from. Everything is a value: the same input gives the same review. */
import type { Kind } from '#core/document/kind.ts';
import type { DocumentTree } from '#core/markdown/schema.ts';
import type { Glossary } from './glossary.ts';
import type { Lexicon } from './lexicon.ts';
import type { Reader } from './reader.ts';
import type { ReviewRecord } from './review-record.ts';

export interface ReviewInput {
  /** Path in the library. */
  readonly path: string;
  readonly kind: Kind;
  readonly tree: DocumentTree;
  /** Fields of the front matter as parsed: title, summary, takeaway, status, source, readers-box … */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reader: Reader | null;
  readonly lexicon: Lexicon;
  readonly glossary: Glossary;
  readonly record: ReviewRecord;
  /** Text labels inside a figure, by `src` as written in the document. Absent where it was not read. */
  readonly figureLabels: Readonly<Record<string, readonly string[]>>;
  /** Names of authors in the library's bibliography, and the writer's: people are not terms. */
  readonly people: readonly string[];
  /** Link addresses in the document that lead nowhere. */
  readonly deadLinks: readonly string[];
  /** The text that a reading note or a distillation is about, when one is attached. */
  readonly sourceText: string | null;
  /** Today as `YYYY-MM-DD`, or null: prompts about dates are then left out. */
  readonly today: string | null;
  /** How much of the text is new, when the history was read. Shares from 0 to 1. */
  readonly changes: {
    readonly lastTwelveHours: number | null;
    readonly sincePublished: number | null;
  };
}
