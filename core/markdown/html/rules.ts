/** How each token becomes HTML. Plain constructs give what the CommonMark specification prints. */
import MarkdownItClass from 'markdown-it';
import { divName } from '../from-tokens.ts';
import { parseAttributes } from '../grammar/attributes.ts';
import type { Env, Token } from '../grammar/types.ts';
import { lineBreak, plainText } from '../inline-from-tokens.ts';
import { encodeAddress, escapeHtml } from './escape.ts';
import type { Footnotes } from './footnotes.ts';
import type { HtmlHooks } from './hooks.ts';

/** What one rendering needs; it travels in markdown-it's environment. */
export interface Rendering {
  readonly hooks: HtmlHooks;
  readonly footnotes: Footnotes | null;
  /** For each open link, whether it was written as one. */
  readonly links: boolean[];
  /** For each open container, what closes it. */
  readonly closers: string[];
  readonly inline: (tokens: Token[]) => string;
}

export const renderingKey = Symbol('rendering');

type Rule = (token: Token, rendering: Rendering, tokens: readonly Token[], index: number) => string;

/** Attributes as HTML, first the id. */
export function attributesHtml(attributes: string | null, classes: readonly string[] = []): string {
  const parsed = attributes === null ? null : parseAttributes(attributes);
  let html = '';
  if (parsed?.id) html += ` id="${escapeHtml(parsed.id)}"`;
  const all = [...classes, ...(parsed?.classes ?? [])];
  if (all.length > 0) html += ` class="${escapeHtml(all.join(' '))}"`;
  const styles: string[] = [];
  for (const [name, value] of parsed?.pairs ?? []) {
    if (name === 'width' || name === 'height') {
      if (/^\d+(?:px)?$/.test(value)) html += ` ${name}="${value.replace('px', '')}"`;
      else if (/^\d+(?:\.\d+)?(?:%|em|rem|cm|mm|in|pt|vw|ch)$/.test(value)) styles.push(`${name}:${value}`);
    } else if (name === 'lang' || name === 'dir') html += ` ${name}="${escapeHtml(value)}"`;
  }
  if (styles.length > 0) html += ` style="${styles.join(';')}"`;
  return html;
}

function rawHtml(source: string, block: boolean, { hooks }: Rendering): string {
  if (hooks.html !== undefined) return hooks.html(source, block);
  return hooks.allowHtml === true ? source : escapeHtml(source);
}

function math(tex: string, display: boolean, { hooks }: Rendering, block: boolean): string {
  const inner = hooks.math?.(tex, display) ?? escapeHtml(display ? `\\[${tex}\\]` : `\\(${tex}\\)`);
  const tag = block ? 'div' : 'span';
  return `<${tag} class="math ${display ? 'display' : 'inline'}">${inner}</${tag}>`;
}

function imageHtml(token: Token, { hooks }: Rendering): string {
  const written = String(token.attrGet('src') ?? '');
  const src = hooks.image === undefined ? written : hooks.image(written);
  const alt = plainText(token.children ?? []);
  if (src === null) return escapeHtml(alt);
  const title = token.attrGet('title');
  const attributes = typeof token.meta?.attributes === 'string' ? token.meta.attributes : null;
  const titleHtml = title === null ? '' : ` title="${escapeHtml(String(title))}"`;
  return `<img src="${escapeHtml(encodeAddress(src))}" alt="${escapeHtml(alt)}"${titleHtml}${attributesHtml(attributes)} />`;
}

/** The image of a paragraph that holds nothing else. */
function loneImage(paragraph: Token, inline: Token | undefined): Token | null {
  const only = inline?.children?.[0];
  return !paragraph.hidden && inline?.children?.length === 1 && only?.type === 'image' ? only : null;
}

function figureHtml(image: Token, { hooks }: Rendering): string {
  const title = image.attrGet('title');
  return (
    hooks.figure?.({
      src: String(image.attrGet('src') ?? ''),
      alt: plainText(image.children ?? []),
      caption: title === null ? null : String(title),
      attributes: typeof image.meta?.attributes === 'string' ? image.meta.attributes : null,
    }) ?? ''
  );
}

/** The language that an info string names: `python`, `{.python #lst-x}` or `{r}`. */
export function languageOf(info: string | null): string | null {
  if (info === null) return null;
  return /^\{\s*\.?([\w+#-]+)/.exec(info)?.[1] ?? /^\S+/.exec(info)?.[0] ?? null;
}

function codeHtml(token: Token, { hooks }: Rendering): string {
  const unescaped = unescapeText(token.info).trim();
  const info = unescaped === '' ? null : unescaped;
  if (hooks.code !== undefined) return `${hooks.code(token.content.replace(/\n$/, ''), info)}\n`;
  const language = languageOf(info);
  const languageHtml = language === null ? '' : ` class="language-${escapeHtml(language)}"`;
  return `<pre><code${languageHtml}>${escapeHtml(token.content)}</code></pre>\n`;
}

const unescapeText = new MarkdownItClass().utils.unescapeAll;

function calloutOpen(token: Token, rendering: Rendering): string {
  const kind = String(token.meta?.kind ?? '').toLowerCase();
  const title = token.meta?.title === '' ? null : String(token.meta?.title);
  const fold = token.meta?.fold === '' ? null : String(token.meta?.fold);
  const custom = rendering.hooks.callout?.(kind, title, fold);
  if (custom) {
    rendering.closers.push(custom.close);
    return custom.open;
  }
  const heading =
    token.meta?.titleHtml === undefined
      ? escapeHtml(title ?? kind.charAt(0).toUpperCase() + kind.slice(1))
      : String(token.meta.titleHtml);
  const className = `callout ${escapeHtml(kind)}`;
  if (fold !== null) {
    rendering.closers.push('</details>\n');
    return `<details class="${className}"${fold === '+' ? ' open=""' : ''}>\n<summary class="callout-title">${heading}</summary>\n`;
  }
  rendering.closers.push('</aside>\n');
  return `<aside class="${className}">\n<p class="callout-title">${heading}</p>\n`;
}

function divOpen(token: Token, rendering: Rendering): string {
  const custom = rendering.hooks.div?.(divName(token.info), token.info);
  if (custom) {
    rendering.closers.push(custom.close);
    return custom.open;
  }
  rendering.closers.push('</div>\n');
  const braces = /\{.*\}/.exec(token.info)?.[0] ?? null;
  const words = token.info.replace(/\{.*\}/, '').trim();
  const [name, ...title] = words === '' ? [] : words.split(/\s+/);
  const heading = title.length > 0 ? `<p class="div-title">${escapeHtml(title.join(' '))}</p>\n` : '';
  return `<div${attributesHtml(braces, name === undefined ? [] : [name])}>\n${heading}`;
}

export const rules: Readonly<Record<string, Rule>> = {
  html_block: (token, rendering) => rawHtml(token.content, true, rendering),
  html_inline: (token, rendering) =>
    lineBreak.test(token.content) ? '<br />' : rawHtml(token.content, false, rendering),
  fence: codeHtml,
  code_block: codeHtml,
  image: imageHtml,
  paragraph_open: (token, rendering, tokens, index) => {
    const inline = tokens[index + 1];
    const image = rendering.hooks.figure === undefined ? null : loneImage(token, inline);
    if (image === null || inline === undefined) return defaultToken;
    image.type = 'figure_image';
    const close = tokens[index + 2];
    if (close !== undefined) close.type = 'figure_close';
    return '';
  },
  figure_image: figureHtml,
  figure_close: () => '\n',
  heading_open: (token, { hooks }, tokens, index) => {
    const attributes = typeof token.meta?.attributes === 'string' ? token.meta.attributes : null;
    const declared = attributes === null ? null : (parseAttributes(attributes)?.id ?? null);
    const text = plainText(tokens[index + 1]?.children ?? []);
    const id = declared ?? hooks.headingId?.(text, Number(token.tag.slice(1))) ?? null;
    const classes = attributes === null ? [] : (parseAttributes(attributes)?.classes ?? []);
    const classHtml = classes.length > 0 ? ` class="${escapeHtml(classes.join(' '))}"` : '';
    return `<${token.tag}${id === null ? '' : ` id="${escapeHtml(id)}"`}${classHtml}>`;
  },
  link_open: (token, { hooks, links }) => {
    const written = String(token.attrGet('href') ?? '');
    const href = hooks.link === undefined ? written : hooks.link(written);
    links.push(href !== null);
    if (href === null) return '';
    const title = token.attrGet('title');
    return `<a href="${escapeHtml(encodeAddress(href))}"${title === null ? '' : ` title="${escapeHtml(String(title))}"`}>`;
  },
  link_close: (_token, { links }) => (links.pop() === false ? '' : '</a>'),
  math_inline: (token, rendering) =>
    math(token.content, token.markup === '$$' || token.markup === '\\[', rendering, false),
  math_block: (token, rendering) => {
    const attributes = typeof token.meta?.attributes === 'string' ? token.meta.attributes : null;
    const id = attributes === null ? '' : attributesHtml(attributes);
    const html = math(token.content, true, rendering, true);
    return `${id === '' ? html : html.replace('<div', `<div${id.replace(/ class="[^"]*"/, '')}`)}\n`;
  },
  tex_block: (token, rendering) => {
    const inner = rendering.hooks.math?.(token.content, true) ?? escapeHtml(token.content);
    return `<div class="math display">${inner}</div>\n`;
  },
  source_block: (token, { hooks }) =>
    hooks.source === undefined
      ? `<pre class="source">${escapeHtml(token.content)}</pre>\n`
      : hooks.source(token.content),
  shortcode: (token, { hooks }) =>
    hooks.source === undefined ? escapeHtml(token.content) : hooks.source(token.content),
  footnote_ref: (token, { footnotes }) =>
    footnotes?.reference(token.content) ?? escapeHtml(`[^${token.content}]`),
  inline_note: (token, { footnotes }) => footnotes?.inlineNote(token) ?? escapeHtml(token.content),
  citation: (token, { hooks }) => hooks.citation?.(token.content) ?? escapeHtml(token.content),
  cross_reference: (token, { hooks }) =>
    hooks.crossReference?.(token.info, token.content) ??
    `<a href="#${escapeHtml(encodeAddress(token.info))}">${escapeHtml(token.content)}</a>`,
  wikilink: (token, { hooks }) => {
    const target = String(token.meta?.target ?? '');
    const text = typeof token.meta?.text === 'string' ? token.meta.text : null;
    return hooks.wikilink?.(target, text) ?? `<span class="wikilink">${escapeHtml(text ?? target)}</span>`;
  },
  embed: (token, { hooks }) => {
    const target = String(token.meta?.target ?? '');
    const text = typeof token.meta?.text === 'string' ? token.meta.text : null;
    return hooks.embed?.(target, text) ?? `<span class="embed">${escapeHtml(target)}</span>`;
  },
  span: (token, { inline }) =>
    `<span${attributesHtml(typeof token.meta?.attributes === 'string' ? token.meta.attributes : null)}>${inline(token.children ?? [])}</span>`,
  callout_open: calloutOpen,
  callout_close: (_token, { closers }) => closers.pop() ?? '',
  div_open: divOpen,
  div_close: (_token, { closers }) => closers.pop() ?? '',
  list_item_open: (token, _rendering, tokens, index) => {
    const checked = token.meta?.checked;
    if (typeof checked !== 'boolean') return defaultToken;
    const box = `<input type="checkbox" disabled=""${checked ? ' checked=""' : ''} aria-label="${checked ? 'Done' : 'To do'}" /> `;
    const paragraph = tokens[index + 1];
    const inline = tokens[index + 2];
    // In a loose list the box stands in the first paragraph.
    if (paragraph?.type === 'paragraph_open' && !paragraph.hidden && inline !== undefined) {
      inline.meta = { ...inline.meta, before: box };
      return '<li class="task">\n';
    }
    return `<li class="task">${box}`;
  },
};

/** A rule's way to say that markdown-it's own output is right. */
export const defaultToken = '\u0000default';

export function renderingOf(env: Env | undefined): Rendering | null {
  const value = env?.[renderingKey];
  return typeof value === 'object' && value !== null ? (value as Rendering) : null;
}
