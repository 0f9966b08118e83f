/** The names of markdown-it's types, which its package exports only as members of its class. */
import type MarkdownItClass from 'markdown-it';

export type MarkdownIt = InstanceType<typeof MarkdownItClass>;

export type Token = ReturnType<MarkdownIt['parse']>[number];
type BlockRuler = MarkdownIt['block']['ruler'];
type InlineRuler = MarkdownIt['inline']['ruler'];
type CoreRuler = MarkdownIt['core']['ruler'];
export type RuleBlock = Parameters<BlockRuler['push']>[1];
export type RuleInline = Parameters<InlineRuler['push']>[1];
export type RuleCore = Parameters<CoreRuler['push']>[1];
export type StateBlock = Parameters<RuleBlock>[0];
export type StateInline = Parameters<RuleInline>[0];
export type StateCore = Parameters<RuleCore>[0];
export type Env = NonNullable<Parameters<MarkdownIt['parse']>[1]>;

/** The line without its indentation, as its container sees it. */
export function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

/** Four columns in is indented code, for every block that starts with a mark. */
export function isIndented(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent >= 4;
}

/**
 * Finds `text` in the inline source from `from` on. A search that failed is remembered, so that a
 * paragraph full of openers without a closer is read once, not once for each of them.
 */
export function findInline(state: StateInline, text: string, from: number): number {
  let failures = failedSearches.get(state);
  if (failures === undefined) {
    failures = new Map();
    failedSearches.set(state, failures);
  }
  const failed = failures.get(text);
  if (failed !== undefined && from >= failed) return -1;
  const found = state.src.indexOf(text, from);
  if (found < 0) failures.set(text, from);
  return found;
}

const failedSearches = new WeakMap<StateInline, Map<string, number>>();

/** Puts one token without children into the inline stream. */
export function pushInline(state: StateInline, type: string, markup: string, content: string): Token {
  const token = state.push(type, '', 0);
  token.markup = markup;
  token.content = content;
  return token;
}
