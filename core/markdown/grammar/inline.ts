/** Reads the inline text of every block, unless there is so much of it that reading would not end soon. */
import { maxInlineLength, maxInlineMarks } from '../limits.ts';
import type { MarkdownIt, RuleCore } from './types.ts';

const marks = /[*_~[\]!`$@<&\\{^]/g;

function tooMuch(content: string): boolean {
  if (content.length > maxInlineLength) return true;
  if (content.length <= maxInlineMarks) return false;
  let count = 0;
  marks.lastIndex = 0;
  while (marks.test(content)) if (++count > maxInlineMarks) return true;
  return false;
}

const rule: RuleCore = (state) => {
  for (const token of state.tokens) {
    if (token.type !== 'inline') continue;
    if (tooMuch(token.content)) {
      const text = new state.Token('text', '', 0);
      text.content = token.content;
      token.children = [text];
      token.meta = { refused: 'This paragraph is too long to be read, so it is shown as source.' };
      continue;
    }
    token.children = [];
    state.md.inline.parse(token.content, state.md, state.env, token.children);
  }
};

export function boundedInline(markdown: MarkdownIt): void {
  markdown.core.ruler.at('inline', rule);
}
