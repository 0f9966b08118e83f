/** Links and embeds of vaults: `[[target#heading|text]]` and `![[target]]`. */
import { type MarkdownIt, pushInline, type RuleCore, type RuleInline } from './types.ts';

const shape = /(!?)\[\[([^[\]\n|]{1,500})(?:\|([^[\]\n]{0,500}))?\]\]/y;

/**
 * `[[label]]: address "title"` is what CommonMark prints as it stands, a definition gone wrong. A
 * document that has one does not mean a wikilink by that label.
 */
const definition = /^ {0,3}\[\[([^\]\n]+)\]\]:[ \t]*\S+[ \t]+(?:"[^"\n]*"|'[^'\n]*')[ \t]*$/gm;
const notWikilinks = Symbol('not wikilinks');

const findDefinitions: RuleCore = (state) => {
  if (!state.src.includes(']]:')) return;
  const labels = new Set<string>();
  for (const match of state.src.matchAll(definition)) labels.add(match[1] ?? '');
  state.env[notWikilinks] = labels;
};

const rule: RuleInline = (state, silent) => {
  const first = state.src.charCodeAt(state.pos);
  if (first !== 0x5b && first !== 0x21) return false;
  shape.lastIndex = state.pos;
  const match = shape.exec(state.src);
  if (match === null || shape.lastIndex > state.posMax) return false;
  // `[[a]](b)` and `[[a]]` with a definition of `a` are links of CommonMark.
  const next = state.src.charCodeAt(shape.lastIndex);
  if (next === 0x28 || next === 0x5b) return false;
  if (next === 0x5d || state.src.charCodeAt(state.pos - 1) === 0x5b) return false;
  const excluded = state.env[notWikilinks];
  if (excluded instanceof Set && excluded.has(match[2])) return false;
  const label = state.md.utils.normalizeReference(match[2] ?? '');
  if (state.env.references?.[label] !== undefined) return false;
  if (!silent) {
    const token = pushInline(state, match[1] === '!' ? 'embed' : 'wikilink', '[[', match[0]);
    token.meta = { target: (match[2] ?? '').trim(), text: match[3] ?? null };
  }
  state.pos += match[0].length;
  return true;
};

export function wikilinks(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'wikilink_definitions', findDefinitions);
  markdown.inline.ruler.before('link', 'wikilink', rule);
}
