/**
 * Maths: `$x$`, `\(x\)` and `$$x$$` in a line; `$$` and `\[` blocks; LaTeX environments, kept as source.
 *
 * The rules for single dollars are Pandoc's: no space inside the dollars, no digit behind the last
 * one, so that prices stay prices.
 */
import { parseAttributes } from './attributes.ts';
import {
  findInline,
  isIndented,
  lineText,
  type MarkdownIt,
  pushInline,
  type RuleBlock,
  type RuleInline,
  type StateBlock,
} from './types.ts';

const space = /\s/;

const dollars: RuleInline = (state, silent) => {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x24) return false;
  if (src.charCodeAt(pos + 1) === 0x24) return doubleDollars(state, silent);
  const first = src[pos + 1];
  if (first === undefined || space.test(first)) return false;
  const close = nextDollar(state, pos + 1);
  if (close < 0 || close >= posMax || close === pos + 1) return false;
  if (space.test(src[close - 1] ?? '') || /\d/.test(src[close + 1] ?? '')) return false;
  if (!silent) pushInline(state, 'math_inline', '$', src.slice(pos + 1, close));
  state.pos = close + 1;
  return true;
};

/** The next dollar that no backslash stands before. */
function nextDollar(state: Parameters<RuleInline>[0], from: number): number {
  let at = findInline(state, '$', from);
  while (at > 0 && isEscaped(state.src, at, from)) at = findInline(state, '$', at + 1);
  return at;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let count = 0;
  for (let i = at - 1; i >= from && text.charCodeAt(i) === 0x5c; i--) count++;
  return count % 2 === 1;
}

const doubleDollars: RuleInline = (state, silent) => {
  const close = findInline(state, '$$', state.pos + 2);
  if (close < 0 || close + 2 > state.posMax) return skipRun(state, silent);
  const tex = state.src.slice(state.pos + 2, close);
  if (tex.trim() === '' || tex.includes('$')) return skipRun(state, silent);
  if (!silent) pushInline(state, 'math_inline', '$$', tex);
  state.pos = close + 2;
  return true;
};

/** Dollars that open nothing are text, all of the run at once. */
function skipRun(state: Parameters<RuleInline>[0], silent: boolean): boolean {
  let end = state.pos;
  while (end < state.posMax && state.src.charCodeAt(end) === 0x24) end++;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

/** `\(x\)`, and `\[x\]` in the middle of a paragraph. */
const brackets: RuleInline = (state, silent) => {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  const opener = src.slice(pos, pos + 2);
  if (opener !== '\\(' && opener !== '\\[') return false;
  const closer = opener === '\\(' ? '\\)' : '\\]';
  const close = findInline(state, closer, pos + 2);
  if (close < 0 || close + 2 > state.posMax) return false;
  const tex = src.slice(pos + 2, close);
  if (!isFormula(tex)) return false;
  if (!silent) pushInline(state, 'math_inline', opener, tex);
  state.pos = close + 2;
  return true;
};

/** `\(` is also how a careful writer escapes a bracket: prose between two of them is no formula. */
function isFormula(tex: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(tex) || /\\[([]/.test(tex)) return false;
  if (/[\\^_={}+<>|]/.test(tex)) return true;
  return !/[\p{L}]{2}/u.test(tex);
}

/** Where each kind of block is known not to close any more, so that openers are not searched again and again. */
const unclosed = new WeakMap<StateBlock, Map<string, number>>();

function closingLine(
  state: StateBlock,
  startLine: number,
  endLine: number,
  kind: string,
  closes: (text: string) => boolean,
): number {
  const known = unclosed.get(state) ?? new Map<string, number>();
  unclosed.set(state, known);
  const limit = known.get(kind);
  if (limit !== undefined && startLine >= limit) return -1;
  // As the end of a paragraph of another container, the block may stand further left than its text.
  const indent = Math.min(state.blkIndent, Math.max(0, state.sCount[startLine] ?? 0));
  for (let line = startLine; line < endLine; line++) {
    if ((state.sCount[line] ?? 0) < indent && !state.isEmpty(line)) return -1;
    // `\[` may also be an escaped bracket at the start of a paragraph, which ends at an empty line.
    if (kind === '\\]' && state.isEmpty(line)) return -1;
    if (closes(lineText(state, line))) return line;
  }
  if (endLine === state.lineMax && state.blkIndent === 0) known.set(kind, startLine);
  return -1;
}

const delimiters = [
  { open: '$$', close: '$$' },
  { open: '\\[', close: '\\]' },
] as const;

const block: RuleBlock = (state, startLine, endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const character = state.src.charCodeAt(start);
  if ((character !== 0x24 && character !== 0x5c) || isIndented(state, startLine)) return false;
  const first = lineText(state, startLine);
  const delimiter = delimiters.find(({ open }) => first.startsWith(open));
  if (delimiter === undefined) return false;
  const ending = (text: string) => blockEnding(text, delimiter.close);
  const rest = first.slice(2);
  const single = ending(rest);
  let lastLine = startLine;
  if (single === null) {
    if (rest.includes(delimiter.close)) return false;
    lastLine = closingLine(state, startLine + 1, endLine, delimiter.close, (text) =>
      text.includes(delimiter.close),
    );
    if (lastLine < 0 || ending(lineText(state, lastLine)) === null) return false;
  } else if (single.tex.trim() === '' || single.tex.includes(delimiter.close)) return false;
  if (silent) return true;
  const token = state.push('math_block', 'div', 0);
  token.map = [startLine, lastLine + 1];
  token.markup = delimiter.open;
  if (single !== null) {
    token.content = single.tex.trim();
    token.meta = { attributes: single.attributes, style: /^\s.*\s$/s.test(single.tex) ? 'spaced' : 'line' };
  } else {
    const last = ending(lineText(state, lastLine));
    const middle = state.getLines(startLine + 1, lastLine, state.sCount[startLine] ?? 0, false);
    const parts = [rest.trim(), middle, last?.tex.trimEnd() ?? ''];
    token.content = parts
      .filter((text, i) => text !== '' || (i === 1 && lastLine > startLine + 1))
      .join('\n');
    token.meta = { attributes: last?.attributes ?? null };
  }
  state.line = lastLine + 1;
  return true;
};

/** What stands before the closing mark and the attributes behind it; null when the line does not end the block. */
function blockEnding(text: string, close: string): { tex: string; attributes: string | null } | null {
  const trimmed = text.trimEnd();
  if (trimmed.endsWith(close)) return { tex: trimmed.slice(0, -close.length), attributes: null };
  const match = /^(.*?)[ \t]*(\{[^{}]*\})$/.exec(trimmed);
  if (match === null || !match[1]?.endsWith(close) || parseAttributes(match[2] ?? '') === null) return null;
  return { tex: match[1].slice(0, -close.length), attributes: match[2] ?? null };
}

const environment: RuleBlock = (state, startLine, endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x5c || isIndented(state, startLine)) return false;
  const name = /^\\begin\{([A-Za-z]+\*?)\}/.exec(lineText(state, startLine))?.[1];
  if (name === undefined) return false;
  const end = `\\end{${name}}`;
  const last = closingLine(state, startLine, endLine, end, (text) => text.trimEnd().endsWith(end));
  if (last < 0) return false;
  if (silent) return true;
  const token = state.push('tex_block', '', 0);
  token.map = [startLine, last + 1];
  token.info = name;
  token.content = state.getLines(startLine, last + 1, state.blkIndent, false);
  state.line = last + 1;
  return true;
};

export function maths(markdown: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  markdown.block.ruler.before('fence', 'math_block', block, { alt });
  markdown.block.ruler.before('fence', 'tex_block', environment, { alt });
  markdown.inline.ruler.before('escape', 'math_brackets', brackets);
  markdown.inline.ruler.before('escape', 'math_dollars', dollars);
}
