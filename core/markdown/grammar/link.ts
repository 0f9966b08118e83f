/** Links: addresses are kept as written, and a reference link remembers how it was written. */
import type { MarkdownIt, RuleInline, StateInline } from './types.ts';

const scripts = /^(?:vbscript|javascript|file|data):/;
const harmlessData = /^data:image\/(?:gif|png|jpeg|webp);/;

/** Whether an address may become a link. Control characters are ignored, as browsers ignore them. */
export function isSafeAddress(address: string): boolean {
  const plain = address.replace(/[\u0000-\u0020\u007f]+/g, '').toLowerCase();
  return !scripts.test(plain) || harmlessData.test(plain);
}

/** How a reference was written: `[text][label]`, `[label][]` or `[label]`. */
function spellingOf(
  state: StateInline,
  open: number,
  end: number,
  isLink: boolean,
): { readonly style: string; readonly reference: string } {
  const labelEnd = state.md.helpers.parseLinkLabel(state, open, isLink);
  const source = state.src.slice(open, end);
  const text = state.src.slice(open + 1, labelEnd);
  state.pos = end;
  if (labelEnd + 1 >= end) return { style: 'shortcut', reference: text };
  if (source.endsWith('[]')) return { style: 'collapsed', reference: text };
  return { style: 'full', reference: state.src.slice(labelEnd + 2, end - 1) };
}

/** Wraps the image rule: after an image by reference, looks how its label was written. */
function rememberImageReference(image: RuleInline): RuleInline {
  return (state, silent) => {
    const start = state.pos;
    if (!image(state, silent)) return false;
    if (silent) return true;
    const token = state.tokens.at(-1);
    if (token?.type === 'image' && typeof token.meta?.label === 'string')
      token.meta = { ...token.meta, ...spellingOf(state, start + 1, state.pos, false) };
    return true;
  };
}

/** Wraps the link rule: after a reference link, looks how its label was written. */
function rememberReference(link: RuleInline): RuleInline {
  return (state, silent) => {
    const start = state.pos;
    const first = state.tokens.length;
    if (!link(state, silent)) return false;
    if (silent) return true;
    // Pending text is pushed before the link, so the link is the first or second new token.
    const open = state.tokens[first]?.type === 'link_open' ? state.tokens[first] : state.tokens[first + 1];
    if (open?.type !== 'link_open') return true;
    const end = state.pos;
    // A link without text has no text node to carry it: it is kept as source.
    if (state.tokens.at(-2) === open) open.meta = { ...open.meta, source: state.src.slice(start, end) };
    if (typeof open.meta?.label !== 'string') return true;
    open.meta = { ...open.meta, ...spellingOf(state, start, end, true) };
    return true;
  };
}

export function links(markdown: MarkdownIt): void {
  // Addresses are encoded when HTML is written, not when Markdown is read: the tree shows what the file says.
  markdown.normalizeLink = (address) => address;
  markdown.normalizeLinkText = (address) => address;
  markdown.validateLink = isSafeAddress;
  const link = markdown.inline.ruler.__rules__.find((rule) => rule.name === 'link');
  if (link !== undefined) markdown.inline.ruler.at('link', rememberReference(link.fn));
  const image = markdown.inline.ruler.__rules__.find((rule) => rule.name === 'image');
  if (image !== undefined) markdown.inline.ruler.at('image', rememberImageReference(image.fn));
}
