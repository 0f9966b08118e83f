/** Markdown becomes HTML, on the same grammar that the editor reads with. */
import MarkdownItClass from 'markdown-it';
import { grammar } from './grammar/grammar.ts';
import type { Env, MarkdownIt, Token } from './grammar/types.ts';
import { escapeHtml } from './html/escape.ts';
import { Footnotes } from './html/footnotes.ts';
import type { HtmlHooks } from './html/hooks.ts';
import { defaultToken, type Rendering, renderingKey, renderingOf, rules } from './html/rules.ts';
import { tooLarge } from './limits.ts';
import type { References } from './parse.ts';

export { encodeAddress, escapeHtml } from './html/escape.ts';
export type { FigureParts, HtmlHooks } from './html/hooks.ts';
export { attributesHtml, languageOf } from './html/rules.ts';

/** markdown-it's renderer with our rules. It reads tokens and never parses. */
function buildRenderer(): MarkdownIt {
  const markdown = new MarkdownItClass({ html: true, xhtmlOut: true });
  for (const [type, rule] of Object.entries(rules)) {
    markdown.renderer.rules[type] = (tokens, index, options, env, renderer) => {
      const token = tokens[index];
      const rendering = renderingOf(env);
      if (token === undefined || rendering === null) return '';
      const html = rule(token, rendering, tokens, index);
      return html === defaultToken ? renderer.renderToken(tokens, index, options) : html;
    };
  }
  markdown.renderer.rules.blockquote_open = (tokens, index, options, _env, renderer) => {
    const html = renderer.renderToken(tokens, index, options);
    return html.endsWith('\n') ? html : `${html}\n`;
  };
  // Header cells say what they head.
  markdown.renderer.rules.th_open = (tokens, index, options, _env, renderer) => {
    tokens[index]?.attrSet('scope', 'col');
    return renderer.renderToken(tokens, index, options);
  };
  return markdown;
}

const writer = buildRenderer();

function renderTokens(tokens: readonly Token[], env: Env): string {
  const { renderer, options } = writer;
  let html = '';
  let start = 0;
  const list = tokens as Token[];
  // Inline tokens with a text before them (a task's box) are rendered apart.
  for (let i = 0; i < list.length; i++) {
    const before = list[i]?.meta?.before;
    if (list[i]?.type !== 'inline' || typeof before !== 'string') continue;
    html += renderer.render(list.slice(start, i), options, env) + before;
    start = i;
  }
  return html + renderer.render(start === 0 ? list : list.slice(start), options, env);
}

/**
 * HTML of a body (a document without its front matter). Text that is too large to be read is shown
 * as it is. `references` are link definitions that stand elsewhere.
 */
export function renderHtml(body: string, hooks: HtmlHooks, references?: References): string {
  if (tooLarge(body) !== null) return `<pre>${escapeHtml(body)}</pre>\n`;
  const env: Env = { references: Object.assign(Object.create(null), references) };
  const tokens = grammar.parse(body, env);
  const footnotes = new Footnotes(tokens, hooks.idPrefix ?? '');
  const rendering: Rendering = {
    hooks,
    footnotes,
    links: [],
    closers: [],
    inline: (children) => writer.renderer.renderInline(children, writer.options, env),
  };
  env[renderingKey] = rendering;
  prepareTitles(tokens, rendering, env);
  const html = renderTokens(footnotes.body, env);
  return html + footnotes.section((note) => renderTokens(note, env));
}

/** HTML of one line of inline Markdown: a caption, a title. No paragraph around it, no footnotes. */
export function renderInlineHtml(markdown: string, hooks: HtmlHooks, references?: References): string {
  const env: Env = { references: Object.assign(Object.create(null), references) };
  const tokens = grammar.parseInline(markdown, env);
  const rendering: Rendering = {
    hooks,
    footnotes: null,
    links: [],
    closers: [],
    inline: (children) => writer.renderer.renderInline(children, writer.options, env),
  };
  env[renderingKey] = rendering;
  return renderTokens(tokens, env);
}

/** The titles of callouts are inline Markdown. */
function prepareTitles(tokens: readonly Token[], rendering: Rendering, env: Env): void {
  for (const token of tokens) {
    if (token.type !== 'callout_open' || typeof token.meta?.title !== 'string' || token.meta.title === '')
      continue;
    const children = grammar.parseInline(token.meta.title, env)[0]?.children ?? [];
    token.meta = { ...token.meta, titleHtml: rendering.inline(children) };
  }
}
