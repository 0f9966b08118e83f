/** The marks, ranked outermost first as `markOrder` in core says: TipTap orders them by priority. */
import { type Attribute, Mark } from '@tiptap/core';
import type { ParseRule } from '@tiptap/pm/model';
import { safeHref } from '#core/document/links.ts';
import { type MarkName, markOrder } from '#core/markdown/schema.ts';
import { attribute } from '../attribute.ts';

function rank(name: MarkName): number {
  return 900 - 10 * markOrder.indexOf(name);
}

/** Which mark stood outside of which in the file; null for a mark that was made here. */
const depth = attribute('depth', 'number|null', null);

const address = attribute('href', 'string', '', (element) => element.getAttribute('href'));

/** As for any attribute, but an address that may not be followed gives way to the one in the open. */
const href: Attribute = {
  ...address,
  parseHTML: (element) => {
    const read: unknown = address.parseHTML?.(element);
    return typeof read === 'string' && safeHref(read) !== null ? read : element.getAttribute('href');
  },
};

export const Link = Mark.create({
  name: 'link',
  priority: rank('link'),
  inclusive: false,
  addAttributes: () => ({
    href,
    title: attribute('title', 'string|null', null, (element) => element.getAttribute('title')),
    reference: attribute('reference', 'string|null', null),
    style: attribute('style', 'string|null', null),
    depth,
  }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => (safeHref(element.getAttribute('href') ?? '') === null ? false : null),
    },
  ],
  renderHTML: ({ mark, HTMLAttributes }) => {
    const href = safeHref(String(mark.attrs['href']));
    // Without `href` the text still looks like a link and says why it leads nowhere.
    return href === null
      ? ['a', { ...HTMLAttributes, title: 'This address is not opened from here.' }, 0]
      : ['a', { ...HTMLAttributes, href, rel: 'noopener noreferrer' }, 0];
  },
});

/** A mark without meaning beyond its tag; `marker` remembers how the file wrote it. */
function plainMark(name: 'bold' | 'italic' | 'strike', tag: string, rules: readonly ParseRule[]) {
  return Mark.create({
    name,
    priority: rank(name),
    addAttributes: () => ({ marker: attribute('marker', 'string|null', null), depth }),
    parseHTML: () => [...rules],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
}

export const Bold = plainMark('bold', 'strong', [
  { tag: 'strong' },
  // Google Docs wraps everything in <b style="font-weight: normal">.
  { tag: 'b', getAttrs: (element) => (element.style.fontWeight === 'normal' ? false : null) },
  { style: 'font-weight', getAttrs: (value) => (/^(bold(er)?|[6-9]\d{2})$/.test(value) ? null : false) },
]);
export const Italic = plainMark('italic', 'em', [
  { tag: 'em' },
  { tag: 'i', getAttrs: (element) => (element.style.fontStyle === 'normal' ? false : null) },
  { style: 'font-style=italic' },
]);
export const Strike = plainMark('strike', 's', [
  { tag: 's' },
  { tag: 'del' },
  { tag: 'strike' },
  { style: 'text-decoration=line-through' },
]);

export const Code = Mark.create({
  name: 'code',
  priority: rank('code'),
  addAttributes: () => ({ depth }),
  code: true,
  exitable: true,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: ({ HTMLAttributes }) => ['code', { ...HTMLAttributes, spellcheck: 'false' }, 0],
});

/** Stands on one space where the file has a line end. */
export const SoftBreak = Mark.create({
  name: 'softBreak',
  priority: rank('softBreak'),
  inclusive: false,
  parseHTML: () => [{ tag: 'span[data-type="soft-break"]' }],
  renderHTML: () => ['span', { 'data-type': 'soft-break' }, 0],
});
