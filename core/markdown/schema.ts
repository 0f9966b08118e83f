/**
 * The document tree: ProseMirror JSON as Legible uses it.
 *
 * Markdown is parsed into this tree, the editor shows it, the reader model reads it, and the
 * serialiser writes it back. Node and mark names are TipTap's own where TipTap has one. An
 * attribute that only remembers how something was spelled in the file (a bullet, a fence) is
 * listed under "spelling": it never changes the meaning, only how a changed block is written.
 */

/** A node of the tree. `text` is set on text nodes only; `content` is absent on leaves. */
export interface DocumentNode {
  readonly type: NodeName;
  readonly attrs?: Readonly<Record<string, AttributeValue>>;
  readonly content?: readonly DocumentNode[];
  readonly marks?: readonly DocumentMark[];
  readonly text?: string;
}

export interface DocumentMark {
  readonly type: MarkName;
  readonly attrs?: Readonly<Record<string, AttributeValue>>;
}

export type AttributeValue = string | number | boolean | null;

export type BlockName =
  /** `inline*` */
  | 'paragraph'
  /** `inline*`; attrs: level 1–6, attributes (Pandoc `{#id .class}` text or null); spelling: style `atx` | `setext` | `closed` */
  | 'heading'
  /** `block+` */
  | 'blockquote'
  /** `listItem+`; attrs: tight; spelling: marker `-` | `*` | `+` */
  | 'bulletList'
  /** `listItem+`; attrs: start, tight; spelling: delimiter `.` | `)`, sameNumber (every item is numbered alike) */
  | 'orderedList'
  /** `block+` (a paragraph first where there is one); attrs: checked `true` | `false` | `null` (no task) */
  | 'listItem'
  /** `text*`, no marks; attrs: info (whole info string or null); spelling: fence `` ` `` | `~` | null (indented), fenceLength */
  | 'codeBlock'
  | 'horizontalRule' /* spelling: source such as `---` or `* * *` */
  /** `tableRow+`, the first row made of tableHeader */
  | 'table'
  | 'tableRow'
  /** exactly one paragraph; attrs: align `left` | `center` | `right` | null */
  | 'tableHeader'
  | 'tableCell'
  /** an image alone in its paragraph. Leaf; attrs: src, alt (text), caption (inline Markdown of the title, or null), attributes (`{#fig-x width=60%}` text or null); spelling: reference, style, as `image` */
  | 'figure'
  /** display maths. Leaf; attrs: tex, attributes (`{#eq-x}` or null); spelling: delimiter `$$` | `\[`, style `line` | `spaced` (on one line, without and with spaces inside the signs) | null (on lines of their own) */
  | 'mathBlock'
  /** `block+`; attrs: label */
  | 'footnoteDefinition'
  /** `block*`; attrs: kind (`NOTE`, `TIP`, … as written, upper case), title (inline Markdown or null); spelling: fold `+` | `-` | null */
  | 'callout'
  /** Pandoc fenced div, `block*`; attrs: name (first class or null), attributes (text after the colons as written); spelling: colons (count) */
  | 'div'
  /** link reference definition `[label]: href "title"`. Leaf; attrs: source */
  | 'linkDefinition'
  /** HTML block. Leaf; attrs: source */
  | 'htmlBlock'
  /** a block that Legible does not know. Leaf; attrs: source, reason */
  | 'sourceBlock';

export type InlineName =
  | 'text'
  /** attrs: spelling: style `backslash` | `spaces` | `html` (`<br>`) */
  | 'hardBreak'
  /** attrs: src, alt, title, attributes; spelling: reference (label text or null), style `full` | `collapsed` | `shortcut` | null */
  | 'image'
  /** attrs: tex; spelling: delimiter `$` | `\(` | `$$` */
  | 'mathInline'
  /** attrs: label */
  | 'footnoteReference'
  /** Pandoc citation, `[see @key, p. 3; @other]` or `@key`. attrs: source */
  | 'citation'
  /** Quarto cross-reference `@fig-x`, `[-@eq-x]`. attrs: source, label (`fig-x`) */
  | 'crossReference'
  /** `[[target#heading|text]]`. attrs: source, target, text (or null) */
  | 'wikilink'
  /** `![[target]]`. attrs: source, target */
  | 'embed'
  /** one inline HTML tag or comment. attrs: source */
  | 'htmlInline'
  /** other inline source that is kept as it came (inline footnotes, attribute spans). attrs: source */
  | 'sourceInline';

export type NodeName = 'doc' | BlockName | InlineName;

/**
 * Every mark also carries the spelling `depth`: how many marks were open around it in the file, or
 * null. Marks are a set in the tree, so this is all that tells `**[a](b)**` from `[**a**](b)`.
 */
export type MarkName =
  | 'bold' /* spelling: marker `**` | `__`, depth */
  | 'italic' /* spelling: marker `*` | `_`, depth */
  | 'strike' /* spelling: marker `~~`, depth */
  | 'code'
  /** attrs: href, title; spelling: depth, reference (label text or null), style `inline` | `full` | `collapsed` | `shortcut` | `autolink` | `bare` */
  | 'link'
  /** on a single space: the file has a line end here, which reads as a space */
  | 'softBreak';

/** Order of marks on a text node, outermost first, as ProseMirror ranks them. */
export const markOrder: readonly MarkName[] = ['link', 'bold', 'italic', 'strike', 'code', 'softBreak'];

/** A whole document: `doc` with `block+`. */
export interface DocumentTree extends DocumentNode {
  readonly type: 'doc';
  readonly content: readonly DocumentNode[];
}
