/**
 * Raw HTML in a document, made fit for the site.
 *
 * An allow-list: an element or attribute that is not named here does not come through, and what
 * comes through is written anew, in lower case and with quoted, escaped values. There is no element
 * among them whose content a browser reads by other rules (script, style, svg, math, template,
 * textarea, noscript, …), so that the output cannot change its meaning in another context.
 */
import { escapeHtml } from './escape.ts';
import { decodeEntities, tokenizeMarkup } from './markup.ts';

const allowedElements = new Set(
  (
    'a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em ' +
    'figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small ' +
    'span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'
  ).split(' '),
);

export const voidElements = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

/** Elements that go with all that is in them. Others that are not allowed go, and their content stays. */
const droppedWhole = new Set(
  (
    'script style iframe object embed applet noscript noembed noframes xmp plaintext listing textarea title ' +
    'template select svg math audio video canvas frameset head portal fencedframe'
  ).split(' '),
);

const anyElement = new Set(['title', 'lang', 'dir', 'class', 'id', 'role']);

const allowedAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  abbr: [],
  col: ['span'],
  colgroup: ['span'],
  details: ['open'],
  img: ['src', 'alt', 'width', 'height'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};

const booleanAttributes = new Set(['open', 'reversed']);

/** What a value must look like; a value that does not is left out. */
const valueShapes: Readonly<Record<string, RegExp>> = {
  class: /^[\w -]{1,200}$/,
  id: /^[A-Za-z][\w.-]{0,100}$/,
  lang: /^[A-Za-z0-9-]{1,35}$/,
  dir: /^(ltr|rtl|auto)$/i,
  role: /^(note|presentation|none|img|group|list|listitem)$/,
  width: /^\d{1,5}$/,
  height: /^\d{1,5}$/,
  span: /^\d{1,3}$/,
  colspan: /^\d{1,3}$/,
  rowspan: /^\d{1,4}$/,
  start: /^-?\d{1,9}$/,
  value: /^-?\d{1,9}$/,
  type: /^[1aAiI]$/,
  scope: /^(row|col|rowgroup|colgroup)$/,
  datetime: /^[\w :.+-]{1,60}$/,
};

export interface HtmlCleanerHooks {
  /** The address to write for a link, or null to leave the link's text without one. */
  link(href: string): string | null;
  /** A whole `<img>` for a picture, or the text to put in its place. */
  image(src: string, alt: string): string;
}

/** Cleans a run of HTML source; tags may be left open or closed here that another run opens. */
export function cleanHtml(source: string, hooks: HtmlCleanerHooks): string {
  let out = '';
  let dropping: string | null = null;
  let depth = 0;
  for (const token of tokenizeMarkup(source)) {
    if (dropping !== null) {
      if (token.type === 'open' && token.name.toLowerCase() === dropping && !token.selfClosing) depth++;
      else if (token.type === 'close' && token.name.toLowerCase() === dropping && --depth === 0)
        dropping = null;
      continue;
    }
    if (token.type === 'text') out += cleanText(token.text);
    else if (token.type === 'cdata') out += escapeHtml(token.text);
    else if (token.type === 'close') {
      const name = token.name.toLowerCase();
      if (allowedElements.has(name) && !voidElements.has(name)) out += `</${name}>`;
    } else if (token.type === 'open') {
      const name = token.name.toLowerCase();
      if (droppedWhole.has(name)) {
        dropping = name;
        depth = 1;
      } else if (name === 'img') out += picture(token.attributes, hooks);
      else if (allowedElements.has(name)) out += `<${name}${attributesOf(name, token.attributes, hooks)}>`;
    }
  }
  return out;
}

/** Text keeps its entities; whatever else could mean something in HTML is escaped. */
function cleanText(text: string): string {
  return text.replace(/&[a-z][a-z0-9]{1,30};|&#(?:x[0-9a-f]{1,7}|\d{1,8});|[^&]+|&/gi, (part) =>
    /^&[a-z]/i.test(part) ? part : escapeHtml(decodeEntities(part)),
  );
}

function picture(attributes: readonly (readonly [string, string])[], hooks: HtmlCleanerHooks): string {
  const value = (name: string) => attributes.find(([given]) => given.toLowerCase() === name)?.[1] ?? '';
  return hooks.image(value('src'), value('alt'));
}

function attributesOf(
  element: string,
  attributes: readonly (readonly [string, string])[],
  hooks: HtmlCleanerHooks,
): string {
  let out = '';
  const seen = new Set<string>();
  for (const [given, value] of attributes) {
    let name = given.toLowerCase();
    if (name === 'name' && element === 'a') name = 'id';
    if (seen.has(name)) continue;
    if (!anyElement.has(name) && !(allowedAttributes[element] ?? []).includes(name)) continue;
    seen.add(name);
    if (name === 'href') {
      const address = hooks.link(value);
      if (address !== null) out += ` href="${escapeHtml(address)}"`;
    } else if (booleanAttributes.has(name)) out += ` ${name}`;
    else if (valueShapes[name]?.test(value) ?? true) out += ` ${name}="${escapeHtml(value)}"`;
  }
  return out;
}

/**
 * Closes what was left open and drops what was never opened, so that raw HTML in a document cannot
 * reach the page around it. The input is HTML that Legible itself wrote from cleaned parts.
 */
export function balanceHtml(html: string): string {
  const open: string[] = [];
  return (
    html.replace(
      /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)([^>]*)>/g,
      (tag, slash: string, written: string, rest: string) => {
        const name = written.toLowerCase();
        if (slash === '') {
          if (!voidElements.has(name) && !rest.endsWith('/')) open.push(name);
          return tag;
        }
        const found = open.lastIndexOf(name);
        if (found < 0) return '';
        const between = open.splice(found).slice(1).reverse();
        return between.map((inner) => `</${inner}>`).join('') + tag;
      },
    ) +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}
