/**
 * The door for `portfolio.yml`: text in, a portfolio and a list of what is wrong out.
 *
 * A portfolio is answered whatever the file holds: a field that cannot be read is reported with
 * its line and left out, so that one slip of the pen does not take the site away.
 */
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { webAddress } from './escape.ts';

/** A work put forward on the front page. */
export interface Choice {
  /** Path of the document in the library, as written: `posts/why-probes-fail.md`. */
  readonly document: string;
  /** A sentence for the front page; the document's summary stands in for it. */
  readonly sentence: string | null;
  /** Path of the figure to show; the document's first figure stands in for it. */
  readonly figure: string | null;
  readonly line: number;
}

export interface PortfolioLink {
  readonly name: string;
  /** http, https, mailto, or a path of the site. Checked again where it is written. */
  readonly url: string;
}

/** A station of the person's path: what they did, and when. */
export interface PathStep {
  readonly when: string;
  /** Inline Markdown. */
  readonly what: string;
}

export interface Portfolio {
  readonly title: string;
  readonly author: string;
  readonly email: string | null;
  readonly affiliation: string | null;
  readonly orcid: string | null;
  /** One line: what the person works on. */
  readonly tagline: string;
  /** Markdown. */
  readonly about: string;
  readonly language: string;
  /** Where the site will live, without a slash at its end; null when it has no address yet. */
  readonly url: string | null;
  readonly theme: string;
  readonly chosen: readonly Choice[];
  /** Newest first, as written. */
  readonly path: readonly PathStep[];
  readonly links: readonly PortfolioLink[];
  /** Text of the licence line in the footer. */
  readonly licence: string;
  /** Path of the bibliography; `references.bib` unless said otherwise. */
  readonly bibliography: string;
  /** Path of a bibliography with the person's own publications; null for no such page. */
  readonly publications: string | null;
  /** Whether every document's Markdown and drawings may be downloaded, unless it says otherwise. */
  readonly downloads: boolean;
}

export interface PortfolioProblem {
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export interface ParsedPortfolio {
  readonly portfolio: Portfolio;
  readonly problems: readonly PortfolioProblem[];
}

const known = new Set([
  'title',
  'author',
  'email',
  'affiliation',
  'orcid',
  'tagline',
  'about',
  'bio',
  'language',
  'url',
  'theme',
  'chosen',
  'path',
  'links',
  'licence',
  'license',
  'bibliography',
  'publications',
  'downloads',
]);

/** `null` stands for a library that has no `portfolio.yml`; `folderName` names its site. */
export function parsePortfolio(text: string | null, folderName: string): ParsedPortfolio {
  const reader = new PortfolioReader(text ?? '');
  const author = reader.author();
  const title = reader.text('title') ?? (author.name || folderName);
  const portfolio: Portfolio = {
    title,
    author: author.name,
    email: author.email ?? reader.text('email') ?? null,
    affiliation: author.affiliation ?? reader.text('affiliation') ?? null,
    orcid: reader.orcid(author.orcid),
    tagline: reader.text('tagline') ?? '',
    about: reader.text('about') ?? reader.text('bio') ?? '',
    language: reader.language(),
    url: reader.address(),
    theme: reader.text('theme') ?? 'paper',
    chosen: reader.chosen(),
    path: reader.path(),
    links: reader.links(),
    licence: reader.text('licence') ?? reader.text('license') ?? '',
    bibliography: reader.text('bibliography') ?? 'references.bib',
    publications: reader.text('publications') ?? null,
    downloads: reader.text('downloads') === 'true',
  };
  if (text === null)
    reader.report(1, 'no-portfolio', 'There is no portfolio.yml: the site is named after its folder.');
  return { portfolio, problems: reader.problems };
}

class PortfolioReader {
  readonly problems: PortfolioProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly map: YAMLMap<ParsedNode, ParsedNode | null> | null;

  constructor(text: string) {
    const document = parseDocument(text, { lineCounter: this.lines, customTags: [], prettyErrors: false });
    for (const error of document.errors) {
      this.report(
        this.lines.linePos(error.pos[0]).line,
        'portfolio-syntax',
        `This is not YAML: ${error.message}.`,
      );
    }
    const contents: unknown = document.contents;
    this.map = isMap(contents) ? (contents as YAMLMap<ParsedNode, ParsedNode | null>) : null;
    if (this.map === null && contents !== null && document.errors.length === 0) {
      this.report(1, 'portfolio-syntax', 'Lines such as "title: My work" were expected.');
    }
    for (const pair of this.map?.items ?? []) {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!known.has(name)) {
        this.report(
          this.lineOf(pair.key),
          'unknown-field',
          `portfolio.yml has no field "${name.slice(0, 60)}".`,
        );
      }
    }
  }

  report(line: number, rule: string, message: string): void {
    this.problems.push({ line, rule, message });
  }

  text(name: string): string | undefined {
    return this.textOf(this.node(name), name);
  }

  author(): { name: string; email?: string; affiliation?: string; orcid?: string } {
    const node = this.node('author');
    if (!isMap(node)) return { name: this.textOf(node, 'author') ?? '' };
    const part = (name: string) => this.textOf(node.get(name, true) as Node | undefined, `author.${name}`);
    const result: { name: string; email?: string; affiliation?: string; orcid?: string } = {
      name: part('name') ?? '',
    };
    const email = part('email');
    const affiliation = part('affiliation');
    const orcid = part('orcid');
    if (email !== undefined) result.email = email;
    if (affiliation !== undefined) result.affiliation = affiliation;
    if (orcid !== undefined) result.orcid = orcid;
    return result;
  }

  orcid(given: string | undefined): string | null {
    const text = given ?? this.text('orcid');
    if (text === undefined) return null;
    const match = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/.exec(text);
    if (match === null) this.report(this.lineOf(this.node('orcid')), 'orcid', 'An ORCID has sixteen digits.');
    return match?.[0] ?? null;
  }

  language(): string {
    const text = this.text('language');
    if (text === undefined) return 'en';
    if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text)) return text;
    this.report(
      this.lineOf(this.node('language')),
      'language',
      'A language is a tag such as "en" or "pt-BR".',
    );
    return 'en';
  }

  address(): string | null {
    const text = this.text('url');
    if (text === undefined || text === '') return null;
    const address = webAddress(text);
    if (address === null || /[?#]/.test(address)) {
      this.report(
        this.lineOf(this.node('url')),
        'url',
        'The url must be an http or https address such as https://example.org/work.',
      );
      return null;
    }
    return address.replace(/\/+$/, '');
  }

  chosen(): Choice[] {
    const node = this.node('chosen');
    return this.items(node, 'chosen').flatMap((item) => {
      const line = this.lineOf(item);
      if (isScalar(item) && typeof item.value === 'string') {
        return [{ document: item.value, sentence: null, figure: null, line }];
      }
      if (isMap(item)) {
        const part = (name: string) => this.textOf(item.get(name, true) as Node | undefined, name);
        const document = part('document') ?? part('path');
        if (document !== undefined) {
          return [
            {
              document,
              sentence: part('sentence') ?? part('why') ?? null,
              figure: part('figure') ?? null,
              line,
            },
          ];
        }
      }
      this.report(line, 'chosen', 'A chosen work is the path of a document, such as posts/my-post.md.');
      return [];
    });
  }

  path(): PathStep[] {
    return this.items(this.node('path'), 'path').flatMap((item) => {
      if (isScalar(item)) return [{ when: '', what: this.textOf(item, 'path') ?? '' }];
      if (isMap(item)) {
        const part = (name: string) => this.textOf(item.get(name, true) as Node | undefined, name);
        const what = part('what');
        if (what !== undefined) return [{ when: part('when') ?? '', what }];
        const [only, ...others] = item.items;
        // `- 2021 to 2023: Statistics` is one pair: when, and what.
        if (only !== undefined && others.length === 0 && isScalar(only.key))
          return [
            { when: String(only.key.value), what: this.textOf(only.value as Node | null, 'path') ?? '' },
          ];
      }
      this.report(this.lineOf(item), 'path', 'A step of the path says when and what.');
      return [];
    });
  }

  links(): PortfolioLink[] {
    const node = this.node('links');
    if (isMap(node)) {
      return node.items.flatMap((pair) => {
        const url = this.textOf(pair.value as Node | undefined, 'links');
        return url === undefined ? [] : [{ name: isScalar(pair.key) ? String(pair.key.value) : url, url }];
      });
    }
    return this.items(node, 'links').flatMap((item) => {
      if (isScalar(item) && typeof item.value === 'string') {
        return [{ name: item.value.replace(/^(https?:\/\/|mailto:)/, ''), url: item.value }];
      }
      if (isMap(item)) {
        const part = (name: string) => this.textOf(item.get(name, true) as Node | undefined, name);
        const url = part('url') ?? part('href');
        if (url !== undefined) return [{ name: part('name') ?? part('label') ?? url, url }];
      }
      this.report(this.lineOf(item), 'links', 'A link has a name and a url.');
      return [];
    });
  }

  lineOf(node: unknown): number {
    const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
    return range?.[0] === undefined ? 1 : this.lines.linePos(range[0]).line;
  }

  private node(name: string): Node | undefined {
    return this.map?.get(name, true) as Node | undefined;
  }

  private items(node: Node | undefined, name: string): Node[] {
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    if (isSeq(node)) return node.items as Node[];
    this.report(this.lineOf(node), name, `"${name}" must be a list.`);
    return [];
  }

  private textOf(node: Node | null | undefined, name: string): string | undefined {
    if (node === null || node === undefined) return undefined;
    if (isScalar(node)) {
      if (node.value === null) return undefined;
      if (['string', 'number', 'boolean'].includes(typeof node.value)) return String(node.value).trim();
    }
    this.report(this.lineOf(node), 'portfolio-field', `"${name}" must be text.`);
    return undefined;
  }
}
