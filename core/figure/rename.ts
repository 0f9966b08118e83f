/**
 * What renaming a figure's file does to a text that shows it: addresses lead to the new name, and
 * references by a label that was made from the old name follow. Everything else keeps its bytes.
 */
import { relativeHref, resolveInLibrary } from '../document/links.ts';
import { fileNameOf, type LibraryPath } from '../host/library-path.ts';
import { figureLabel } from './name.ts';

/** Characters that end an address, on either side. */
const outside = /[\s()<>"'[\]|{}`]/;
/** A name that stands in any address as it is. */
const plainName = /^[^\s()<>"'[\]|{}`#?%\\]+$/;

/**
 * The text with every address of `from` turned into one of `to`; the same string when it shows it nowhere.
 * Code blocks are left alone.
 *
 * @param path where the text lies: addresses are relative to it
 */
export function withRenamedFigure(
  path: LibraryPath,
  text: string,
  from: LibraryPath,
  to: LibraryPath,
): string {
  const labels = new Map<string, string>();
  const renamed = outsideCode(text, (part) => withAddresses(path, part, from, to, labels));
  if (labels.size === 0) return renamed;
  return outsideCode(renamed, (part) => withLabels(part, labels));
}

function withAddresses(
  path: LibraryPath,
  text: string,
  from: LibraryPath,
  to: LibraryPath,
  labels: Map<string, string>,
): string {
  const name = fileNameOf(from);
  const written = [...new Set([name, encodeURI(name), encodeURIComponent(name)])];
  let result = '';
  let done = 0;
  for (;;) {
    const found = written
      .map((form) => ({ form, at: text.indexOf(form, done) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.form.length - a.form.length)[0];
    if (found === undefined) return result + text.slice(done);
    const { form, at } = found;
    let start = at;
    while (start > done && !outside.test(text.charAt(start - 1))) start -= 1;
    let end = at + form.length;
    const ended = end === text.length || outside.test(text.charAt(end)) || text.charAt(end) === '#';
    while (end < text.length && !outside.test(text.charAt(end))) end += 1;
    const address = text.slice(start, at + form.length);
    const fragment = text.slice(at + form.length, end);
    const wiki = text.slice(Math.max(0, start - 2), start) === '[[';
    const meant = wiki
      ? from === address || from.endsWith(`/${address}`)
      : resolveInLibrary(path, address) === from;
    result += text.slice(done, start);
    if (ended && meant) {
      result += newAddress(path, address, form, to, from, wiki) + fragment;
      labels.set(figureLabel(from + fragment), figureLabel(to + fragment));
    } else result += text.slice(start, end);
    done = end;
  }
}

/** The old address with the new file name in it, written as the old one was where that can be. */
function newAddress(
  path: LibraryPath,
  address: string,
  form: string,
  to: LibraryPath,
  from: LibraryPath,
  wiki: boolean,
): string {
  const folder = (one: string) => one.slice(0, one.lastIndexOf('/') + 1);
  if (folder(from) !== folder(to)) return wiki ? to : relativeHref(path, to);
  const name = fileNameOf(to);
  return (
    address.slice(0, address.length - form.length) + (wiki || plainName.test(name) ? name : encodeURI(name))
  );
}

/** `@fig-old` and `@{fig-old}`, also within brackets; not `@fig-old-part`. */
function withLabels(text: string, labels: ReadonlyMap<string, string>): string {
  return text.replace(
    /@(\{?)(fig-[\p{L}\p{N}_]+(?:[:.#$%&+?<>~/-]+[\p{L}\p{N}_]+)*)/gu,
    (whole, brace: string, label: string) => {
      const next = labels.get(label);
      return next === undefined ? whole : `@${brace}${next}`;
    },
  );
}

/** Applies a change to the text between fenced code blocks. */
function outsideCode(text: string, change: (part: string) => string): string {
  const fence = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))/gm;
  let result = '';
  let done = 0;
  for (const block of text.matchAll(fence)) {
    result += change(text.slice(done, block.index)) + block[0];
    done = block.index + block[0].length;
  }
  return result + change(text.slice(done));
}
