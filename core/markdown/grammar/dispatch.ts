/**
 * Tries at each place only the inline rules that can begin with the character there.
 *
 * markdown-it asks every rule at every sign that might mean something, and most of them answer no
 * because of the first character. Which characters a rule begins with is said here once; a rule
 * that is not in the table is asked everywhere, so a forgotten row costs time and nothing else.
 */
import { plainToken } from './tokens.ts';
import type { MarkdownIt, RuleInline, StateInline } from './types.ts';

const beginnings: Readonly<Record<string, string>> = {
  linkify: ':',
  newline: '\n',
  math_brackets: '\\',
  math_dollars: '$',
  escape: '\\',
  backticks: '`',
  strikethrough: '~',
  emphasis: '*_',
  shortcode: '{',
  span: '[',
  wikilink: '[!',
  footnote_ref: '[',
  inline_note: '^',
  link: '[',
  citation: '[',
  bare_citation: '@',
  image: '!',
  autolink: '<',
  html_inline: '<',
  entity: '&',
};

/** A run of text ends before any of these: where a rule begins, and where the text of a link ends. */
const ends = ']';

type Rules = readonly RuleInline[];

/** The names of markdown-it's own text rule, which is replaced by a table look-up. */
const textRule = 'text';

export function dispatchInline(markdown: MarkdownIt): void {
  const { inline } = markdown;
  const all = inline.ruler.__rules__.filter((rule) => rule.enabled && rule.name !== textRule);
  const everywhere = all.filter(({ name }) => beginnings[name] === undefined).map(({ fn }) => fn);
  const byCode: Rules[] = [];
  /** 1 for every character at which a run of text ends. */
  const stops = new Uint8Array(128);
  for (const sign of new Set(Object.values(beginnings).join('') + ends)) {
    stops[sign.charCodeAt(0)] = 1;
    byCode[sign.charCodeAt(0)] = all
      .filter(({ name }) => beginnings[name]?.includes(sign) ?? true)
      .map(({ fn }) => fn);
  }

  /** Where the run of plain text that starts at `from` ends. */
  const textEnd = (source: string, from: number, max: number): number => {
    let at = from;
    while (at < max && stops[source.charCodeAt(at)] !== 1) at++;
    return at;
  };
  const matches = (state: StateInline, silent: boolean): boolean => {
    const rules = byCode[state.src.charCodeAt(state.pos)] ?? everywhere;
    for (let i = 0; i < rules.length; i++) if (rules[i]?.(state, silent) === true) return true;
    return false;
  };

  const parse = inline.parse.bind(inline);
  inline.parse = (source, md, env, tokens) => {
    if (source === '' || everywhere.length > 0 || textEnd(source, 0, source.length) < source.length) {
      parse(source, md, env, tokens);
      return;
    }
    // Words alone: headings and cells of tables are mostly that.
    const token = plainToken('text', '', 0);
    token.content = source;
    tokens.push(token);
  };

  inline.tokenize = (state) => {
    const { src, posMax } = state;
    const { maxNesting } = state.md.options;
    while (state.pos < posMax) {
      if (state.level < maxNesting) {
        const end = everywhere.length > 0 ? state.pos : textEnd(src, state.pos, posMax);
        if (end > state.pos) {
          state.pending += src.slice(state.pos, end);
          state.pos = end;
          continue;
        }
        if (matches(state, false)) continue;
      }
      state.pending += src[state.pos++] ?? '';
    }
    if (state.pending !== '') state.pushPending();
  };

  inline.skipToken = (state) => {
    const { pos, cache, src, posMax } = state;
    const known = cache[pos];
    if (known !== undefined) {
      state.pos = known;
      return;
    }
    if (state.level >= state.md.options.maxNesting) state.pos = posMax;
    else {
      const end = everywhere.length > 0 ? pos : textEnd(src, pos, posMax);
      if (end > pos) state.pos = end;
      else {
        state.level++;
        if (!matches(state, true)) state.pos = pos + 1;
        state.level--;
      }
    }
    cache[pos] = state.pos;
  };
}
