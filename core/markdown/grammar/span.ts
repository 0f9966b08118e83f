/** Pandoc spans, `[text]{.class}`: kept as source in the editor, a `<span>` on the site. */
import { parseAttributes } from './attributes.ts';
import { closingBracket } from './footnote.ts';
import { type MarkdownIt, pushInline, type RuleInline } from './types.ts';

const rule: RuleInline = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x5b) return false;
  const close = closingBracket(state, state.pos);
  if (close < 0 || state.src.charCodeAt(close + 1) !== 0x7b) return false;
  const end = state.src.indexOf('}', close);
  if (end < 0 || end >= state.posMax || end - close > 500) return false;
  const attributes = state.src.slice(close + 1, end + 1);
  if (parseAttributes(attributes) === null) return false;
  if (!silent) {
    const token = pushInline(state, 'span', '[', state.src.slice(state.pos, end + 1));
    token.meta = { attributes };
    token.children = [];
    state.md.inline.parse(state.src.slice(state.pos + 1, close), state.md, state.env, token.children);
  }
  state.pos = end + 1;
  return true;
};

export function spans(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('link', 'span', rule);
}
