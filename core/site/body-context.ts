/** What rendering a document's text must ask of the world around it. */
import type { PictureSize } from '#core/figure/svg.ts';
import type { Bibliography } from '#core/references/bibtex.ts';
import type { SiteDocument } from './model.ts';
import type { PictureLook, RenderedProblem } from './rendered.ts';

export interface PictureFacts {
  readonly output: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly look: PictureLook;
  /** Sizes of a drawing's frames, by the fragment of their addresses. */
  readonly frames?: Readonly<Record<string, PictureSize>>;
}

/**
 * What a text may ask about the other documents. A page depends on the answers, and so on no more of
 * the site than it asks for: whoever serves these keeps them in mind.
 */
export interface OtherDocuments {
  /** The published document at a path of the library. */
  page(path: string): SiteDocument | null;
  /** The published document that goes by a name: the end of its path without `.md`, or its title. */
  pageNamed(name: string): SiteDocument | null;
  isDraft(path: string): boolean;
  isDraftNamed(name: string): boolean;
}

export interface BodyContext {
  readonly document: SiteDocument;
  /** Language of the site, as a BCP 47 tag. */
  readonly language: string;
  readonly site: OtherDocuments;
  readonly bibliography: Bibliography;
  /** Facts of a picture in the library, null when there is none that a page can show. */
  picture(path: string): PictureFacts | null;
  /** Paths of the library that end in `/name` or are `name`, for wikilinks; sorted. */
  named(name: string): readonly string[];
  /** True for a file of the library that may be put on the site as it is. */
  publishable(path: string): boolean;
  /** HTML of a formula; `error` says why the source is shown instead. */
  maths(tex: string, display: boolean): { readonly html: string; readonly error: string | null };
  /** Highlighted HTML of code, or null for a language that is not known. */
  code(text: string, language: string): string | null;
}

/** Collects what is wrong in one document, with the line where its source says so. */
export class Problems {
  readonly list: RenderedProblem[] = [];

  constructor(
    private readonly body: string,
    /** Lines of the file before the body. */
    private readonly linesBefore: number,
  ) {}

  add(severity: RenderedProblem['severity'], rule: string, message: string, needle: string | null): void {
    const line = needle === null ? null : this.lineOf(needle);
    if (this.list.some((known) => known.rule === rule && known.message === message && known.line === line))
      return;
    this.list.push({ severity, rule, message, line });
  }

  private lineOf(needle: string): number | null {
    const at = this.body.indexOf(needle);
    return at < 0 ? null : this.linesBefore + this.body.slice(0, at).split('\n').length;
  }
}
