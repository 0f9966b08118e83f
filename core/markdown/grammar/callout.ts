/** GitHub callouts, `> [!NOTE]`, with the titles and folds that Obsidian adds: `> [!tip]- Title`. */
import { lineText, type MarkdownIt, type RuleBlock } from './types.ts';

const marker = /^\[!([A-Za-z][\w-]*)\]([+-]?)(?:[ \t]+(.*?))?[ \t]*$/;

/** The first line of a quote. It becomes a token of its own, so that the lines after it are read afresh. */
const title: RuleBlock = (state, startLine, _endLine, silent) => {
  if (silent || state.parentType !== 'blockquote') return false;
  if (state.tokens.at(-1)?.type !== 'blockquote_open') return false;
  const match = marker.exec(lineText(state, startLine));
  if (match === null) return false;
  const token = state.push('callout_title', '', 0);
  token.hidden = true;
  token.map = [startLine, startLine + 1];
  token.info = match[1] ?? '';
  token.markup = match[2] ?? '';
  token.content = match[3] ?? '';
  state.line = startLine + 1;
  return true;
};

/** Wraps the quote rule: a quote that starts with a title is a callout. */
function quoteOrCallout(quote: RuleBlock): RuleBlock {
  return (state, startLine, endLine, silent) => {
    const first = state.tokens.length;
    if (!quote(state, startLine, endLine, silent)) return false;
    const heading = state.tokens[first + 1];
    if (silent || heading?.type !== 'callout_title') return true;
    const open = state.tokens[first];
    const close = state.tokens.at(-1);
    if (open === undefined || close === undefined) return true;
    open.type = 'callout_open';
    open.tag = 'aside';
    open.meta = { kind: heading.info, fold: heading.markup, title: heading.content };
    close.type = 'callout_close';
    close.tag = 'aside';
    return true;
  };
}

export function callouts(markdown: MarkdownIt): void {
  const ruler = markdown.block.ruler;
  const quote = ruler.__rules__.find((rule) => rule.name === 'blockquote');
  if (quote !== undefined) ruler.at('blockquote', quoteOrCallout(quote.fn), { alt: quote.alt });
  ruler.before('table', 'callout_title', title);
}
