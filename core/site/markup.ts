/**
 * Tags, text and the rest, cut out of HTML or SVG source.
 *
 * This is not a browser's parser and need not agree with one: whoever reads these tokens writes
 * every tag anew from what it allows, so that a disagreement can lose something but let nothing
 * through. Time grows in proportion to the length.
 */

export type MarkupToken =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'open';
      readonly name: string;
      readonly attributes: readonly (readonly [name: string, value: string])[];
      readonly selfClosing: boolean;
    }
  | { readonly type: 'close'; readonly name: string }
  | { readonly type: 'cdata'; readonly text: string }
  /** Comments, declarations and processing instructions: never written again. */
  | { readonly type: 'other' };

export function* tokenizeMarkup(source: string): Generator<MarkupToken> {
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) {
      yield { type: 'text', text: source.slice(at) };
      return;
    }
    if (open > at) yield { type: 'text', text: source.slice(at, open) };
    const next = source.charAt(open + 1);
    if (next === '!' || next === '?') {
      at = yield* declaration(source, open);
    } else if (next === '/' && /[A-Za-z]/.test(source.charAt(open + 2))) {
      const end = source.indexOf('>', open);
      const stop = end < 0 ? source.length : end;
      yield {
        type: 'close',
        name: /^[^\s/>]*/.exec(source.slice(open + 2, Math.min(stop, open + 130)))?.[0] ?? '',
      };
      at = stop + 1;
    } else if (/[A-Za-z]/.test(next)) {
      at = yield* openTag(source, open);
    } else {
      yield { type: 'text', text: '<' };
      at = open + 1;
    }
  }
}

function* declaration(source: string, open: number): Generator<MarkupToken, number> {
  if (source.startsWith('<![CDATA[', open)) {
    const end = source.indexOf(']]>', open);
    const stop = end < 0 ? source.length : end;
    yield { type: 'cdata', text: source.slice(open + 9, stop) };
    return stop + 3;
  }
  yield { type: 'other' };
  if (source.startsWith('<!--', open)) {
    const end = source.indexOf('-->', open + 2);
    return end < 0 ? source.length : end + 3;
  }
  if (/^<!doctype[^>[]*\[/i.test(source.slice(open, open + 400))) {
    const end = source.indexOf(']', open);
    const close = source.indexOf('>', end < 0 ? source.length : end);
    return close < 0 ? source.length : close + 1;
  }
  const end = source.indexOf('>', open);
  return end < 0 ? source.length : end + 1;
}

const attributeName = /[^\s"'<>/=\u0000]/;

function* openTag(source: string, open: number): Generator<MarkupToken, number> {
  let at = open + 1;
  const nameStart = at;
  while (at < source.length && !/[\s/>]/.test(source.charAt(at))) at++;
  const name = source.slice(nameStart, at);
  const attributes: [string, string][] = [];
  let selfClosing = false;
  for (;;) {
    while (at < source.length && !attributeName.test(source.charAt(at)) && source.charAt(at) !== '>') {
      selfClosing = source.charAt(at) === '/';
      at++;
    }
    if (at >= source.length || source.charAt(at) === '>') break;
    selfClosing = false;
    const start = at;
    while (at < source.length && attributeName.test(source.charAt(at))) at++;
    const attribute = source.slice(start, at);
    while (/\s/.test(source.charAt(at))) at++;
    if (source.charAt(at) !== '=') {
      attributes.push([attribute, '']);
      continue;
    }
    at++;
    while (/\s/.test(source.charAt(at))) at++;
    const quote = source.charAt(at);
    if (quote === '"' || quote === "'") {
      const end = source.indexOf(quote, at + 1);
      const stop = end < 0 ? source.length : end;
      attributes.push([attribute, decodeEntities(source.slice(at + 1, stop))]);
      at = stop + 1;
    } else {
      const valueStart = at;
      while (at < source.length && !/[\s>]/.test(source.charAt(at))) at++;
      attributes.push([attribute, decodeEntities(source.slice(valueStart, at))]);
    }
  }
  // A tag that is never closed by ">" is not a tag; nothing of it is kept.
  if (at < source.length) yield { type: 'open', name, attributes, selfClosing };
  else yield { type: 'other' };
  return at + 1;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  colon: ':',
  Tab: '\t',
  NewLine: '\n',
  lpar: '(',
  rpar: ')',
  sol: '/',
  bsol: '\\',
  num: '#',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  copy: '©',
  middot: '·',
  times: '×',
};

/**
 * Numeric references and the named ones that matter here. A name that is not known stays as it
 * is written, ampersand and all, and is escaped when it is written again.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,7})|#(\d{1,8})|([a-z]{2,8}));?/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
    return String.fromCodePoint(code);
  });
}
