/** What counts as a figure, however it was written: an image on its own, an embed, or a piece of HTML. */
import type { DocumentNode } from '#core/markdown/schema.ts';

export interface FigureFact {
  readonly inner: readonly number[];
  readonly src: string;
  readonly alt: string;
  readonly caption: string;
  /** `fig-agent-loop`, from `{#fig-…}` or the file's name. */
  readonly label: string;
}

const picture = /\.(?:svg|png|jpe?g|gif|webp|avif|bmp|tiff?)$/i;

/** The value of `name="…"` in attributes or a tag; null when it is not there. */
function attributeIn(name: string, source: string): string | null {
  const match = new RegExp(`(?:^|[\\s{])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(source);
  return match === null ? null : (match[1] ?? match[2] ?? '').trim();
}

function factOf(
  inner: readonly number[],
  src: string,
  alt: string,
  caption: string,
  attributes: string,
): FigureFact {
  const named = /#([\w-]+)/.exec(attributes)?.[1];
  const file = src.slice(src.lastIndexOf('/') + 1);
  const stem = file.replace(/(?:\.excalidraw)?\.[a-z0-9]+$/i, '');
  const spoken = attributeIn('fig-alt', attributes) ?? attributeIn('alt', attributes);
  const shown = attributeIn('fig-cap', attributes);
  const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
  // With `fig-alt`, what stands in the brackets is the caption, as in Quarto.
  const below = caption !== '' ? caption : (shown ?? (spoken === null ? '' : alt));
  return {
    inner,
    src,
    alt: flat(spoken ?? alt),
    caption: flat(below),
    label: named ?? `fig-${stem}`,
  };
}

function field(node: DocumentNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

/** Obsidian's `![[loop.png|words]]`: words are what is said of it, a number is its width. */
function embedded(node: DocumentNode, inner: readonly number[], caption: string): FigureFact | null {
  const target = field(node, 'target').replace(/[#|].*$/, '');
  if (!picture.test(target)) return null;
  const said = /\|([^\]]*)\]\]/.exec(field(node, 'source'))?.[1]?.trim() ?? '';
  return factOf(inner, target, /^\d+(?:x\d+)?$/.test(said) ? '' : said, caption, '');
}

function image(node: DocumentNode, inner: readonly number[], caption: string): FigureFact {
  const below = caption !== '' ? caption : field(node, 'caption') || field(node, 'title');
  return factOf(inner, field(node, 'src'), field(node, 'alt'), below, field(node, 'attributes'));
}

/** A paragraph with one picture and nothing else, or with the caption in italics under it. */
function alone(node: DocumentNode, inner: readonly number[]): FigureFact | null {
  const children = (node.content ?? []).filter(
    (child) => child.type !== 'hardBreak' && (child.type !== 'text' || (child.text ?? '').trim() !== ''),
  );
  const [first, ...rest] = children;
  if (first === undefined || (first.type !== 'image' && first.type !== 'embed')) return null;
  const italic = rest.every(
    (child) => child.type === 'text' && child.marks?.some((mark) => mark.type === 'italic') === true,
  );
  if (!italic) return null;
  const caption = rest.map((child) => child.text ?? '').join('');
  return first.type === 'image' ? image(first, inner, caption) : embedded(first, inner, caption);
}

function fromHtml(source: string, inner: readonly number[]): FigureFact | null {
  const tag = /<img\b[^>]*>/i.exec(source)?.[0];
  if (tag === undefined) return null;
  const caption = /<figcaption[^>]*>([\s\S]*?)<\/figcaption>/i.exec(source)?.[1] ?? '';
  const id = attributeIn('id', source);
  return factOf(
    inner,
    attributeIn('src', tag) ?? '',
    attributeIn('alt', tag) ?? '',
    caption.replace(/<[^>]+>/g, ' '),
    id === null ? '' : `#${id}`,
  );
}

/** The figure that a node is, or null. */
export function figureIn(node: DocumentNode, inner: readonly number[]): FigureFact | null {
  if (node.type === 'figure') return image(node, inner, '');
  if (node.type === 'paragraph') return alone(node, inner);
  return node.type === 'htmlBlock' ? fromHtml(field(node, 'source'), inner) : null;
}
