/**
 * Templates of site generators: Hugo `{{< … >}}`, Liquid `{% … %}`, Jinja `{{ … }}`, and the
 * `import` and `export` lines and tags of MDX. Legible does not run them; it keeps them as they are.
 */
import {
  findInline,
  isIndented,
  lineText,
  type MarkdownIt,
  pushInline,
  type RuleBlock,
  type RuleInline,
} from './types.ts';

const pairs = [
  ['{{<', '>}}'],
  ['{{%', '%}}'],
  ['{%', '%}'],
  ['{{', '}}'],
] as const;

const inline: RuleInline = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x7b) return false;
  const pair = pairs.find(([open]) => state.src.startsWith(open, state.pos));
  if (pair === undefined) return false;
  const close = findInline(state, pair[1], state.pos + pair[0].length);
  if (close < 0 || close + pair[1].length > state.posMax || close - state.pos > 2000) return false;
  const end = close + pair[1].length;
  if (!silent) pushInline(state, 'shortcode', pair[0], state.src.slice(state.pos, end));
  state.pos = end;
  return true;
};

/** A template tag alone on its line, or a line that only MDX knows, is a block of its own. */
const alone = /^(?:\{\{[<%].*[%>]\}\}|\{%.*%\})[ \t]*$/;
const module =
  /^(?:import\s+(?:[\w*{][^;]*\s+from\s+)?['"][^'"]+['"]|export\s+(?:const|default|function)\s.*);?[ \t]*$/;

const block: RuleBlock = (state, startLine, endLine, silent) => {
  if (isIndented(state, startLine)) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const first = state.src.charCodeAt(start);
  if (first !== 0x7b && first !== 0x69 && first !== 0x65) return false;
  const text = lineText(state, startLine);
  const isModule = module.test(text) && state.level === 0;
  if (!alone.test(text) && !isModule) return false;
  // In the middle of a paragraph both read as text, so only a tag may end one.
  if (silent) return !isModule;
  let next = startLine + 1;
  if (isModule) while (next < endLine && !state.isEmpty(next)) next++;
  const token = state.push('source_block', '', 0);
  token.map = [startLine, next];
  token.info = isModule ? 'MDX' : 'template';
  token.content = state.getLines(startLine, next, state.blkIndent, false);
  state.line = next;
  return true;
};

export function shortcodes(markdown: MarkdownIt): void {
  markdown.block.ruler.before('fence', 'source_block', block, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.inline.ruler.before('link', 'shortcode', inline);
}
