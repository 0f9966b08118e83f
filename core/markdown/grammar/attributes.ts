/** Pandoc attributes, `{#id .class key="value"}`: read here, and taken off headings and images. */
import type { MarkdownIt, RuleCore, RuleInline } from './types.ts';

export interface Attributes {
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly pairs: readonly (readonly [string, string])[];
}

/** One attribute; the whole text must be made of them, or it is ordinary text in braces. */
const part =
  /\s*(?:#([^\s{}#."'=]+)|\.([^\s{}#."'=]+)|([A-Za-z_:][\w:.-]*)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s{}"']+))|(-))(?=\s|\}|$)/y;

/** Longer braces hold something else. */
const maxAttributes = 2000;

/** Reads `{…}` or the same without braces; null when it is not made of attributes alone. */
export function parseAttributes(text: string): Attributes | null {
  if (text.length > maxAttributes) return null;
  const trimmed = text.trim();
  const inner = trimmed.startsWith('{') && trimmed.endsWith('}') ? trimmed.slice(1, -1) : trimmed;
  let id: string | null = null;
  const classes: string[] = [];
  const pairs: [string, string][] = [];
  let at = 0;
  const end = inner.trimEnd().length;
  while (at < end) {
    part.lastIndex = at;
    const match = part.exec(inner);
    if (match === null) return null;
    if (match[1] !== undefined) id = match[1];
    else if (match[2] !== undefined) classes.push(match[2]);
    else if (match[7] !== undefined) classes.push('unnumbered');
    else pairs.push([match[3] ?? '', match[4]?.replace(/\\(.)/g, '$1') ?? match[5] ?? match[6] ?? '']);
    at = part.lastIndex;
  }
  return id === null && classes.length === 0 && pairs.length === 0 ? null : { id, classes, pairs };
}

/** The attributes at the end of a text, with where they start; null when there are none. */
export function trailingAttributes(text: string): { text: string; start: number } | null {
  if (!text.endsWith('}')) return null;
  const open = text.lastIndexOf('{');
  if (open < 0 || text[open - 1] === '\\') return null;
  const braces = text.slice(open);
  return parseAttributes(braces) === null ? null : { text: braces, start: open };
}

const headings: RuleCore = (state) => {
  for (let i = 0; i + 1 < state.tokens.length; i++) {
    const heading = state.tokens[i];
    const inline = state.tokens[i + 1];
    if (heading?.type !== 'heading_open' || inline === undefined) continue;
    const found = trailingAttributes(inline.content);
    if (found === null || (found.start > 0 && !/[ \t]/.test(inline.content[found.start - 1] ?? ''))) continue;
    heading.meta = { ...heading.meta, attributes: found.text };
    inline.content = inline.content.slice(0, found.start).trimEnd();
  }
};

/** Wraps the image rule: attributes that touch an image belong to it. */
function imageAttributes(image: RuleInline): RuleInline {
  return (state, silent) => {
    if (!image(state, silent)) return false;
    if (state.src.charCodeAt(state.pos) !== 0x7b) return true;
    const close = state.src.indexOf('}', state.pos);
    if (close < 0 || close - state.pos > maxAttributes || close >= state.posMax) return true;
    const text = state.src.slice(state.pos, close + 1);
    if (parseAttributes(text) === null) return true;
    if (!silent) {
      const token = state.tokens.at(-1);
      if (token?.type === 'image') token.meta = { ...token.meta, attributes: text };
    }
    state.pos = close + 1;
    return true;
  };
}

export function attributes(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'heading_attributes', headings);
  const image = markdown.inline.ruler.__rules__.find((rule) => rule.name === 'image');
  if (image !== undefined) markdown.inline.ruler.at('image', imageAttributes(image.fn));
}
