/** Where the links of a document lead once it is a page. */
import { isWebAddress } from '#core/document/links.ts';
import { slugOf } from '#core/document/slug.ts';
import type { BodyContext, Problems } from './body-context.ts';
import { documentEnding } from './document-names.ts';
import { encodePath, relativeAddress, relativePath, safeAddress } from './escape.ts';
import type { SiteDocument } from './model.ts';
import { decodeURIComponentSafely } from './shell.ts';

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
    const { site, document } = this.context;
    const page =
      site.page(target) ??
      site.page(`${target}.md`) ??
      site.page(target.replace(/\.html?$/i, '.md')) ??
      site.page(`${target}/index.md`);
    if (page !== null) return relativeAddress(document.output, page.output);
    if (this.context.publishable(target)) {
      this.assets.add(target);
      return encodePath(relativePath(document.output, target));
    }
    return null;
  }

  private isDraft(target: string): boolean {
    const { site } = this.context;
    return site.isDraft(target) || site.isDraft(`${target}.md`);
  }

  /** The page that a wikilink names: by path, by file name, by title. */
  wikiPage(target: string): SiteDocument | null {
    const { site, document } = this.context;
    const name = target
      .replace(/[#^].*$/, '')
      .replace(/\|.*$/, '')
      .trim();
    if (name === '') return document;
    const plain = name.replace(documentEnding, '');
    const wanted = this.inLibrary(name);
    const direct =
      site.page(name) ?? site.page(`${plain}.md`) ?? (wanted === null ? null : site.page(`${wanted}.md`));
    return direct ?? site.pageNamed(plain);
  }

  /** The `href` of a wikilink, or null with a problem noted. */
  wikiAddress(target: string): string | null {
    const page = this.wikiPage(target);
    if (page === null) {
      const name = target.replace(/[#|].*$/, '');
      const draft = this.context.site.isDraftNamed(name);
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

export function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
