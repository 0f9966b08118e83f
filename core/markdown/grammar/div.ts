/**
 * Pandoc fenced divs: `::: example` … `:::`, nested as deep as one likes.
 *
 * As in Pandoc, a fence with words or attributes opens a div and a bare fence closes the innermost
 * one, whatever the number of colons. A fence that nothing closes is not a div.
 */
import { isIndented, lineText, type MarkdownIt, type RuleBlock, type StateBlock } from './types.ts';

const opening = /^(:{3,})[ \t]*([^\s:].*?)[ \t]*:*[ \t]*$/;
const closing = /^:{3,}[ \t]*$/;

interface OpenDiv {
  readonly level: number;
  closed: boolean;
}

const openDivs = new WeakMap<StateBlock, OpenDiv[]>();
/** The last line of the source that holds a bare fence, found once for each parse. */
const lastClosing = new WeakMap<StateBlock, number>();

function lastClosingLine(state: StateBlock): number {
  let last = lastClosing.get(state);
  if (last === undefined) {
    last = -1;
    // All of the source, not only the lines of the container that asks first.
    for (let line = state.bMarks.length - 2; line >= 0; line--) {
      const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
      if (text.includes(':::') && /^[\s>]*:{3,}[ \t]*$/.test(text)) {
        last = line;
        break;
      }
    }
    lastClosing.set(state, last);
  }
  return last;
}

const open: RuleBlock = (state, startLine, endLine, silent) => {
  if (state.src.charCodeAt((state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)) !== 0x3a)
    return false;
  if (isIndented(state, startLine)) return false;
  const match = opening.exec(lineText(state, startLine));
  if (match === null || lastClosingLine(state) <= startLine) return false;
  if (silent) return true;
  const token = state.push('div_open', 'div', 1);
  token.block = true;
  token.markup = match[1] ?? ':::';
  token.info = match[2] ?? '';
  const map: [number, number] = [startLine, startLine + 1];
  token.map = map;
  const stack = openDivs.get(state) ?? [];
  openDivs.set(state, stack);
  const div: OpenDiv = { level: state.level, closed: false };
  stack.push(div);
  const { parentType, blkIndent } = state;
  state.parentType = 'div';
  state.line = startLine + 1;
  state.md.block.tokenize(state, startLine + 1, endLine);
  state.blkIndent = blkIndent;
  state.parentType = parentType;
  stack.pop();
  const close = state.push('div_close', 'div', -1);
  close.markup = token.markup;
  token.meta = { closed: div.closed };
  map[1] = state.line;
  return true;
};

/** A bare fence ends the innermost div: the tokenizer stops where a line is indented too little. */
const close: RuleBlock = (state, startLine, _endLine, silent) => {
  if (state.src.charCodeAt((state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)) !== 0x3a)
    return false;
  const div = openDivs.get(state)?.at(-1);
  if (div === undefined || isIndented(state, startLine) || !closing.test(lineText(state, startLine)))
    return false;
  if (silent) return true;
  if (state.level !== div.level || state.parentType !== 'div') return false;
  div.closed = true;
  state.line = startLine + 1;
  state.blkIndent = Number.POSITIVE_INFINITY;
  return true;
};

export function divs(markdown: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  markdown.block.ruler.before('table', 'div_close', close, { alt });
  markdown.block.ruler.before('table', 'div', open, { alt });
}
