/** Remembers how a line break was written: with a backslash or with two spaces. */
import type { MarkdownIt } from './types.ts';

export function lineBreaks(markdown: MarkdownIt): void {
  const escapeRule = markdown.inline.ruler.__rules__.find((rule) => rule.name === 'escape')?.fn;
  if (escapeRule === undefined) return;
  markdown.inline.ruler.at('escape', (state, silent) => {
    if (!escapeRule(state, silent)) return false;
    const token = state.tokens.at(-1);
    if (!silent && token?.type === 'hardbreak') token.markup = '\\';
    return true;
  });
}
