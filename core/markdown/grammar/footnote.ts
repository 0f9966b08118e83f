/** Footnotes: `[^label]`, definitions of several blocks kept where they stand, and inline `^[notes]`. */
import {
  isIndented,
  type MarkdownIt,
  pushInline,
  type RuleBlock,
  type RuleInline,
  type StateInline,
} from './types.ts';

/** A label holds no space and no bracket. */
const label = /\[\^([^\s[\]^]{1,200})\]/y;

function labelAt(text: string, at: number): string | null {
  label.lastIndex = at;
  return label.exec(text)?.[1] ?? null;
}

const definition: RuleBlock = (state, startLine, endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x5b || state.src.charCodeAt(start + 1) !== 0x5e) return false;
  if (isIndented(state, startLine)) return false;
  const name = labelAt(state.src, start);
  const max = state.eMarks[startLine] ?? 0;
  if (name === null) return false;
  const afterLabel = start + name.length + 3;
  if (afterLabel >= max || state.src.charCodeAt(afterLabel) !== 0x3a) return false;
  if (silent) return true;

  const open = state.push('footnote_open', 'div', 1);
  open.info = name;
  const map: [number, number] = [startLine, startLine + 1];
  open.map = map;

  const { bMarks, tShift, sCount, blkIndent, parentType } = state;
  const oldMark = bMarks[startLine] ?? 0;
  const oldShift = tShift[startLine] ?? 0;
  const oldCount = sCount[startLine] ?? 0;
  const initial = oldCount + afterLabel + 1 - start;
  let offset = initial;
  let at = afterLabel + 1;
  for (; at < max; at++) {
    const character = state.src.charCodeAt(at);
    if (character === 0x09) offset += 4 - ((offset + (state.bsCount[startLine] ?? 0)) % 4);
    else if (character === 0x20) offset++;
    else break;
  }
  // The first line continues behind the label; the other lines stand four columns in.
  bMarks[startLine] = afterLabel + 1;
  tShift[startLine] = at - (afterLabel + 1);
  sCount[startLine] = blkIndent + 4;
  state.blkIndent = blkIndent + 4;
  state.parentType = 'footnote';
  if (at >= max) state.line = startLine + 1;
  state.md.block.tokenize(state, at >= max ? startLine + 1 : startLine, endLine);
  state.parentType = parentType;
  state.blkIndent = blkIndent;
  bMarks[startLine] = oldMark;
  tShift[startLine] = oldShift;
  sCount[startLine] = oldCount;
  map[1] = state.line;
  state.push('footnote_close', 'div', -1).info = name;
  return true;
};

const reference: RuleInline = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false;
  const name = labelAt(state.src, state.pos);
  if (name === null || state.pos + name.length + 3 > state.posMax) return false;
  // `[^a](b)` is a link in every reader.
  if (state.src.charCodeAt(state.pos + name.length + 3) === 0x28) return false;
  if (!silent) pushInline(state, 'footnote_ref', '', name);
  state.pos += name.length + 3;
  return true;
};

/** Where the bracket that opens at `start` closes, or -1. */
export function closingBracket(state: StateInline, start: number, limit = 2000): number {
  let depth = 0;
  const max = Math.min(state.posMax, start + limit);
  for (let at = start; at < max; at++) {
    const character = state.src.charCodeAt(at);
    if (character === 0x5c) at++;
    else if (character === 0x5b) depth++;
    else if (character === 0x5d && --depth === 0) return at;
  }
  return -1;
}

const inlineNote: RuleInline = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x5e || state.src.charCodeAt(state.pos + 1) !== 0x5b) return false;
  const close = closingBracket(state, state.pos + 1);
  if (close < 0 || close === state.pos + 2) return false;
  if (!silent) {
    const token = pushInline(state, 'inline_note', '^[', state.src.slice(state.pos, close + 1));
    token.children = [];
    state.md.inline.parse(state.src.slice(state.pos + 2, close), state.md, state.env, token.children);
  }
  state.pos = close + 1;
  return true;
};

export function footnotes(markdown: MarkdownIt): void {
  markdown.block.ruler.before('reference', 'footnote', definition, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.inline.ruler.before('link', 'footnote_ref', reference);
  markdown.inline.ruler.before('link', 'inline_note', inlineNote);
}
