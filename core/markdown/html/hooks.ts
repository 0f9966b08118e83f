/** What the writer of HTML asks, because core cannot know it. Every hook may be absent. */

export interface FigureParts {
  readonly src: string;
  readonly alt: string;
  /** Inline Markdown, or null. */
  readonly caption: string | null;
  /** Pandoc attributes with their braces, or null. */
  readonly attributes: string | null;
}

export interface HtmlHooks {
  /** Raw HTML passes as it is. Only for text that is trusted; otherwise give `html`. */
  readonly allowHtml?: boolean;
  /** Turns raw HTML (a block, or one inline tag) into HTML that may be shown. Comes before `allowHtml`. */
  readonly html?: (source: string, block: boolean) => string;
  /** HTML of a formula. */
  readonly math?: (tex: string, display: boolean) => string;
  /** HTML of a whole code block, `<pre>` included. `info` is the text behind the fence. */
  readonly code?: (text: string, info: string | null) => string;
  /** The address that a link leads to, null for a link that must not be one. */
  readonly link?: (href: string) => string | null;
  /** The address of an image, null for one that must not be shown. */
  readonly image?: (src: string) => string | null;
  /** HTML of an image that stands alone. Without it such an image is a plain paragraph, as in CommonMark. */
  readonly figure?: (figure: FigureParts) => string;
  /** HTML of a citation, null to leave the text as it is. */
  readonly citation?: (source: string) => string | null;
  readonly crossReference?: (label: string, source: string) => string | null;
  readonly wikilink?: (target: string, text: string | null) => string;
  /** `text` is what stands after the first bar: `![[target|text]]`. */
  readonly embed?: (target: string, text: string | null) => string;
  /** The id of a heading that declares none; null for no id. */
  readonly headingId?: (text: string, level: number) => string | null;
  /** HTML before and after the contents of a fenced div, null for the plain `<div>`. */
  readonly div?: (
    name: string | null,
    attributes: string,
  ) => { readonly open: string; readonly close: string } | null;
  /** HTML before and after the contents of a callout, null for the plain `<aside>`. */
  readonly callout?: (
    kind: string,
    title: string | null,
    fold: string | null,
  ) => { readonly open: string; readonly close: string } | null;
  /** HTML of source that Legible keeps and does not understand: template tags, MDX lines. */
  readonly source?: (source: string) => string;
  /** Put before the ids of footnotes, so that two documents can stand on one page. */
  readonly idPrefix?: string;
}
