/** What rendering one document's text gives: everything that pages and feeds need of it, as plain data. */

export interface RenderedHeading {
  readonly level: number;
  readonly id: string;
  /** Inline HTML without links and notes. */
  readonly html: string;
}

export interface RenderedPicture {
  /** Path of the picture in the site. */
  readonly output: string;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
  /** How a dark page treats it. */
  readonly look: PictureLook;
  /** The frame of a drawing that is shown, where it is not the whole; width and height are the frame's. */
  readonly fragment?: string;
}

/**
 * `drawing`: ink on nothing, may be inverted; `plate`: carries its own light ground or is made for
 * one; `photo`: a bitmap, left alone; `adaptive`: an SVG that looks after itself in the dark.
 */
export type PictureLook = 'drawing' | 'plate' | 'photo' | 'adaptive';

export interface RenderedProblem {
  readonly line: number | null;
  readonly severity: 'error' | 'warning' | 'note';
  readonly rule: string;
  readonly message: string;
}

export interface RenderedBody {
  /** The text with its figures, notes and references, addresses relative to the document's page. */
  readonly html: string;
  readonly headings: readonly RenderedHeading[];
  /** Words of prose, as for the reading time. */
  readonly words: number;
  readonly usesMaths: boolean;
  readonly picture: RenderedPicture | null;
  /** Files of the library that the page shows or links to. */
  readonly assets: readonly string[];
  readonly problems: readonly RenderedProblem[];
}
