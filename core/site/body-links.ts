/** Where the links of a document lead once it is a page. */
import { isWebAddress } from '#core/document/links.ts';
import { slugOf } from '#core/document/slug.ts';
import { fileNameOf } from '#core/host/library-path.ts';
import type { BodyContext, Problems } from './body-context.ts';
import { encodePath, relativeAddress, relativePath, safeAddress } from './escape.ts';
import type { SiteDocument, SiteModel } from './model.ts';
import { curlText } from './quotes.ts';
import { decodeURIComponentSafely } from './shell.ts';

const documentEnding = /\.(?:md|markdown|qmd|mdx)$/i;

export class BodyLinks {
  /** Files of the library that links and pictures need on the site. */
  readonly assets = new Set<string>();
  /** Fragments of this page that links lead to, checked when its ids are known. */
  readonly fragments = new Set<string>();

  constructor(
    private readonly context: BodyContext,
    private readonly problems: Problems,
  ) {}

  /** The `href` for an address as written, or null when the text should stand without a link. */
  address(written: string): string | null {
    const href = safeAddress(written);
    if (href === null) {
      this.problems.add(
        'warning',
        'unsafe-link',
        `The link to ${clip(written)} is left out: only http, https, mailto and files of the library are allowed.`,
        written,
      );
      return null;
    }
    if (/^(https?|mailto):/i.test(href)) return href;
    if (href.startsWith('#')) {
      if (href.length > 1) this.fragments.add(href.slice(1));
      return href;
    }
    const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(href) ?? [];
    const target = this.inLibrary(decodeURIComponentSafely(path));
    const found = target === null ? null : this.pageOrFile(target);
    if (found !== null)
      return found + (rest.startsWith('#') || found.endsWith('.html') ? (/#.*$/.exec(rest)?.[0] ?? '') : '');
    if (target !== null && this.isDraft(target)) {
      this.problems.add(
        'warning',
        'link-to-draft',
        `The link to ${clip(written)} is left out: it is a draft.`,
        written,
      );
    } else {
      this.problems.add('warning', 'dead-link', `The link to ${clip(written)} leads nowhere.`, written);
    }
    return null;
  }

  /** A path as the document wrote it, from the library's top; null when it leaves the library. */
  inLibrary(path: string): string | null {
    const parts = path.startsWith('/') ? [] : this.context.document.path.split('/').slice(0, -1);
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part !== '..') parts.push(part);
      else if (parts.pop() === undefined) return null;
    }
    return parts.join('/');
  }

  private pageOrFile(target: string): string | null {
    const { model, document } = this.context;
    const page =
      model.byPath.get(target) ??
      model.byPath.get(`${target}.md`) ??
      model.byPath.get(target.replace(/\.html?$/i, '.md')) ??
      model.byPath.get(`${target}/index.md`);
    if (page !== undefined) return relativeAddress(document.output, page.output);
    if (this.context.publishable(target)) {
      this.assets.add(target);
      return encodePath(relativePath(document.output, target));
    }
    return null;
  }

  private isDraft(target: string): boolean {
    const { drafts } = this.context.model;
    return drafts.has(target) || drafts.has(`${target}.md`);
  }

  /** The page that a wikilink names: by path, by file name, by title. */
  wikiPage(target: string): SiteDocument | null {
    const { model, document } = this.context;
    const name = target
      .replace(/[#^].*$/, '')
      .replace(/\|.*$/, '')
      .trim();
    if (name === '') return document;
    const plain = name.replace(documentEnding, '');
    const wanted = this.inLibrary(name);
    const direct =
      model.byPath.get(name) ??
      model.byPath.get(`${plain}.md`) ??
      (wanted === null ? undefined : model.byPath.get(`${wanted}.md`));
    if (direct !== undefined) return direct;
    const names = namesOf(model);
    const lower = plain.toLowerCase();
    return names.get(lower) ?? names.get(`${titleMark}${curlText(lower)}`) ?? null;
  }

  /** The `href` of a wikilink, or null with a problem noted. */
  wikiAddress(target: string): string | null {
    const page = this.wikiPage(target);
    if (page === null) {
      const name = target.replace(/[#|].*$/, '');
      const draft = [...this.context.model.drafts].some(
        (path) => fileNameOf(path).replace(documentEnding, '') === name,
      );
      this.problems.add(
        'warning',
        draft ? 'link-to-draft' : 'dead-link',
        draft
          ? `The link to [[${clip(target)}]] is left out: it is a draft.`
          : `[[${clip(target)}]] names no document.`,
        `[[${target}`,
      );
      return null;
    }
    const heading = /#([^|]+)/.exec(target)?.[1];
    const fragment = heading === undefined ? '' : `#${encodeURIComponent(slugOf(heading))}`;
    const address = relativeAddress(this.context.document.output, page.output);
    if (page === this.context.document && fragment !== '') return fragment;
    return `${address}${fragment}`;
  }

  /** The picture of the library that an address means, or null. Notes why. */
  picturePath(written: string): string | null {
    if (isWebAddress(written) || /^\/\//.test(written.trim())) {
      this.problems.add(
        'warning',
        'remote-picture',
        `The picture ${clip(written)} is on another site; the page links to it and does not load it. Copy it into media/.`,
        written,
      );
      return null;
    }
    if (safeAddress(written) === null) {
      this.problems.add(
        'warning',
        'unsafe-link',
        `The picture ${clip(written)} is left out: it is not a file of the library.`,
        written.slice(0, 40),
      );
      return null;
    }
    const path = this.inLibrary(decodeURIComponentSafely(written.trim().replace(/[?#].*$/, '')));
    const found = path === null ? null : this.context.picture(path) === null ? null : path;
    if (found === null) {
      this.problems.add(
        'warning',
        'missing-picture',
        `The picture ${clip(written)} is not in the library.`,
        written,
      );
      return null;
    }
    this.assets.add(found);
    return found;
  }
}

/** Keeps titles apart from paths among the names. */
const titleMark = '\u0000';

const nameLists = new WeakMap<SiteModel, Map<string, SiteDocument>>();

/** Documents by every ending of their path without its file type, and by title; the newest wins. Made once. */
function namesOf(model: SiteModel): ReadonlyMap<string, SiteDocument> {
  let names = nameLists.get(model);
  if (names === undefined) {
    names = new Map();
    for (const document of model.documents) {
      const parts = document.path.replace(documentEnding, '').toLowerCase().split('/');
      const title = titleMark + curlText(document.title.toLowerCase());
      for (const name of [...parts.map((_, from) => parts.slice(from).join('/')), title]) {
        if (!names.has(name)) names.set(name, document);
      }
    }
    nameLists.set(model, names);
  }
  return names;
}

export function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
