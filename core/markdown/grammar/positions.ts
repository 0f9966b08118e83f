/**
 * Remembers where each block starts in the source: markdown-it tells the lines of a block, but not
 * the column, and a block in a list or quote starts behind its container's marks.
 *
 * Every block rule is wrapped. When a rule succeeds, the first token that it pushed is its block;
 * the state still knows where the contents of that line start.
 */
import type { MarkdownIt, RuleBlock, StateBlock, Token } from './types.ts';

export interface TokenPosition {
  /** Offset of the block's first character in the source with its line ends made `\n`. */
  readonly offset: number;
  /** Columns that its container takes away from each of its lines. */
  readonly indent: number;
  /** The block's lines as its container sees them, for the blocks that may be kept as source. */
  readonly text: string | null;
}

/** Kept on the token itself: a document has thousands, and a map beside them is slow to fill. */
interface Positioned {
  position?: TokenPosition | undefined;
}

export function positionOf(token: Token): TokenPosition | undefined {
  return (token as Positioned).position;
}

function setPosition(token: Token, position: TokenPosition): void {
  (token as Positioned).position = position;
}

/** What a rule's block begins with; a rule that is not here is asked about every line. */
const beginnings: Readonly<Record<string, string>> = {
  fence: '`~',
  blockquote: '>',
  hr: '*-_',
  list: '*+-0123456789',
  reference: '[',
  html_block: '<',
  heading: '#',
  math_block: '$\\',
  tex_block: '\\',
  div: ':',
  div_close: ':',
  footnote: '[',
  callout_title: '[',
  source_block: '{ie',
};

/** The signs as a table by character code, or null when every line may be meant. */
function signsOf(name: string): Uint8Array | null {
  const signs = beginnings[name];
  return signs === undefined
    ? null
    : Uint8Array.from({ length: 128 }, (_, code) => (signs.includes(String.fromCharCode(code)) ? 1 : 0));
}

/** Blocks whose contents are not in a token of their own, and so are copied here. */
const copied = new Set([
  'heading_open',
  'table_open',
  'reference_definition',
  'tex_block',
  'source_block',
  'math_block',
  'hr',
]);

function offsetAt(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}

function remember(rule: RuleBlock, signs: Uint8Array | null): RuleBlock {
  return (state, startLine, endLine, silent) => {
    const offset = offsetAt(state, startLine);
    if (signs !== null && signs[state.src.charCodeAt(offset)] !== 1) return false;
    if (silent) return rule(state, startLine, endLine, silent);
    const first = state.tokens.length;
    const indent = state.blkIndent;
    if (!rule(state, startLine, endLine, silent)) return false;
    const token = state.tokens[first];
    if (token === undefined) return true;
    const text = copied.has(token.type) ? state.getLines(startLine, state.line, indent, false) : null;
    setPosition(token, { offset, indent, text });
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      rememberParts(state, first, token.level + 1, 'list_item_open', indent);
    } else if (token.type === 'table_open') {
      rememberParts(state, first, null, 'tr_open', indent);
    }
    return true;
  };
}

function rememberParts(
  state: StateBlock,
  first: number,
  level: number | null,
  type: string,
  indent: number,
): void {
  for (let i = first + 1; i < state.tokens.length; i++) {
    const token = state.tokens[i];
    if (token?.type !== type || token.map === null || (level !== null && token.level !== level)) continue;
    setPosition(token, { offset: offsetAt(state, token.map[0]), indent, text: null });
  }
}

/** Moves the start of a block, when a mark at its beginning turned out to belong to its container. */
export function movePosition(token: Token, by: number): void {
  const position = positionOf(token);
  if (position !== undefined) setPosition(token, { ...position, offset: position.offset + by });
}

export function rememberPositions(markdown: MarkdownIt): void {
  const ruler = markdown.block.ruler;
  for (const { name, fn, alt } of [...ruler.__rules__]) ruler.at(name, remember(fn, signsOf(name)), { alt });
}
