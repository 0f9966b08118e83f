/** What the page and the review worker say to each other. */
import type { DocumentTree } from '#core/markdown/schema.ts';
import type { LibraryTexts } from '#core/reader/assemble.ts';
import type { ReaderDifference, Review } from '#core/reader/engine.ts';

/** One document as it stands, with what the host knows about the files around it. */
export interface DocumentToReview {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly tree: DocumentTree;
  readonly record: string | null;
  /** Read as this reader instead of the one that the document names. */
  readonly readerId: string | null;
  readonly figureLabels: Readonly<Record<string, readonly string[]>>;
  readonly deadLinks: readonly string[];
  readonly today: string;
  /** Share of the text younger than twelve hours, or null. */
  readonly lastTwelveHours: number | null;
  readonly library: LibraryTexts;
}

export type ReviewRequest =
  | { readonly id: number; readonly type: 'review'; readonly document: DocumentToReview }
  /** Compares the document's own reader with `document.readerId`. */
  | { readonly id: number; readonly type: 'compare'; readonly document: DocumentToReview };

export type ReviewAnswer =
  | { readonly id: number; readonly type: 'review'; readonly review: Review }
  | { readonly id: number; readonly type: 'compare'; readonly difference: ReaderDifference }
  | { readonly id: number; readonly type: 'failed'; readonly message: string };
