/**
 * Pandoc citations, `[see @key, p. 3; -@other]` and `@key`, and Quarto cross-references, `@fig-x`.
 * A key starts behind something that is not part of a word, so addresses and handles in links stay text.
 */
import { closingBracket } from './footnote.ts';
import { type MarkdownIt, pushInline, type RuleInline } from './types.ts';

const key = String.raw`[\p{L}\p{N}_]+(?:[:.#$%&+?<>~/-]+[\p{L}\p{N}_]+)*`;
const bareKey = new RegExp(`@(?:${key}|\\{[^\\s{}]{1,500}\\})`, 'uy');
const keysInside = new RegExp(`(^|[^\\p{L}\\p{N}_.@\\\\])@(${key}|\\{[^\\s{}]{1,500}\\})`, 'gu');
const labelled =
  /^(?:fig|tbl|sec|eq|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|prf|lst|alg|nte|tip|wrn|imp|cau)-/;

/** The keys in a citation's source, in order, without `@` and braces. */
export function citationKeys(source: string): string[] {
  return [...source.matchAll(keysInside)].map((match) => (match[2] ?? '').replace(/^\{|\}$/g, ''));
}

/** Whether a key names something in the document (`fig-loss`) and not a source. */
export function isLabel(name: string): boolean {
  return labelled.test(name);
}

function push(state: Parameters<RuleInline>[0], source: string): void {
  const keys = citationKeys(source);
  const first = keys[0] ?? source.slice(1);
  const reference = keys.length > 0 && keys.every(isLabel);
  const token = pushInline(state, reference ? 'cross_reference' : 'citation', '@', source);
  token.info = first;
}

const bare: RuleInline = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x40 || state.linkLevel > 0) return false;
  const before = state.pos > 0 ? state.src[state.pos - 1] : '';
  if (before !== undefined && before !== '' && /[\p{L}\p{N}_.@/]/u.test(before)) return false;
  bareKey.lastIndex = state.pos;
  const match = bareKey.exec(state.src);
  if (match === null || bareKey.lastIndex > state.posMax) return false;
  // `@key` is no address: `@a@b` is a handle of another kind, and stays text.
  if (state.src[bareKey.lastIndex] === '@') return false;
  if (!silent) push(state, match[0]);
  state.pos += match[0].length;
  return true;
};

const bracketed: RuleInline = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.linkLevel > 0) return false;
  const close = closingBracket(state, state.pos, 1500);
  if (close < 0) return false;
  const next = state.src.charCodeAt(close + 1);
  if (next === 0x28 || next === 0x5b || next === 0x7b) return false;
  const inner = state.src.slice(state.pos + 1, close);
  if (!inner.includes('@') || inner.includes('](')) return false;
  if (!inner.split(';').every((part) => citationKeys(part).length === 1)) return false;
  if (!silent) push(state, state.src.slice(state.pos, close + 1));
  state.pos = close + 1;
  return true;
};

export function citations(markdown: MarkdownIt): void {
  markdown.inline.ruler.after('link', 'citation', bracketed);
  markdown.inline.ruler.after('link', 'bare_citation', bare);
}
