/** From a library to the files of its site: facts, model, plan, pages, pictures. Nothing is written here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteProblem } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { renderHtml } from '#core/markdown/html.ts';
import type { Reader } from '#core/reader/reader.ts';
import { parseReaders } from '#core/reader/readers.ts';
import { type Bibliography, parseBibtex } from '#core/references/bibtex.ts';
import { safeAddress } from '#core/site/escape.ts';
import { atomFeed, type FeedItem, feedDocuments, feedHtml, jsonFeed, rssFeed } from '#core/site/feeds.ts';
import { frontPage } from '#core/site/front-page.ts';
import { archivePage, listPage, notFoundPage, tagPage, tagsPage } from '#core/site/list-pages.ts';
import { iconSvg, llmsText, robots, sitemap } from '#core/site/machine-files.ts';
import {
  buildModel,
  type ChosenWork,
  listOutput,
  publicationsOutput,
  redirectOutputs,
  type SiteDocument,
  type SiteModel,
} from '#core/site/model.ts';
import { followMoves, movedPages, noAddresses, type PublishedAddresses } from '#core/site/moved.ts';
import { ownStyle } from '#core/site/own-style.ts';
import { type Clash, clashMessage, findClashes, type PlannedOutput } from '#core/site/plan.ts';
import { parsePortfolio } from '#core/site/portfolio.ts';
import { publicationsPage } from '#core/site/publications-page.ts';
import { redirectPage } from '#core/site/redirect-page.ts';
import type { RenderedPicture } from '#core/site/rendered.ts';
import { partOutput, searchPart, searchParts, searchScript, searchStyle } from '#core/site/search-index.ts';
import { type SiteFrame, siteFrame } from '#core/site/shell.ts';
import { notFoundStyle } from '#core/site/theme.ts';
import type { Breather } from './breather.ts';
import { Cards, siteCards } from './cards.ts';
import { contentHash } from './content-hash.ts';
import { DocumentPages } from './document-pages.ts';
import { DocumentRenderer } from './document-renderer.ts';
import type { LibrarySource } from './library-source.ts';
import { searchFiles } from './search-files.ts';
import { SharedFiles, type SiteFile } from './shared-files.ts';
import type { Sink } from './sink.ts';
import type { SiteCache } from './site-cache.ts';
import { type SourceFacts, sourceFacts } from './site-facts.ts';
import { SourceDownloads } from './source-downloads.ts';
import {
  libraryThemeNames,
  mathsFiles,
  paperTheme,
  readTheme,
  type Theme,
  themeNames,
} from './theme-files.ts';

export type Progress = (done: number, total: number, step: string) => void;

export interface BuildResult {
  readonly problems: readonly SiteProblem[];
  readonly clashes: readonly Clash[];
  /** Where the pages stand now, to lead old addresses on later. */
  readonly addresses: PublishedAddresses;
}

export class SiteBuild {
  private readonly problems: SiteProblem[] = [];
  private readonly planned: PlannedOutput[] = [];
  private readonly assets = new Set<string>();
  private readonly shared: SharedFiles;
  private addresses: PublishedAddresses = noAddresses;
  private moved: ReturnType<typeof movedPages> = [];

  constructor(
    private readonly source: LibrarySource,
    private readonly breather: Breather,
    private readonly progress: Progress,
    private readonly sink: Sink,
    private readonly cache: SiteCache,
    /** A theme to try on; null for the one that portfolio.yml names. */
    private readonly tried: string | null = null,
    private readonly before: PublishedAddresses = noAddresses,
  ) {
    this.shared = new SharedFiles(cache, sink);
  }

  /** Stops before the pages when two of them want one address; nothing has gone to the sink then. */
  async run(): Promise<BuildResult> {
    const { source } = this;
    const parsed = parsePortfolio(source.text('portfolio.yml') ?? source.text('portfolio.yaml'), source.name);
    for (const { line, rule, message } of parsed.problems)
      this.note('portfolio.yml', line, 'warning', rule, message);
    const facts = await this.readFacts();
    const { model, problems } = buildModel(
      parsed.portfolio,
      [...facts.values()].map(({ entry }) => entry),
    );
    for (const problem of problems) this.problems.push({ ...problem, path: problem.path as LibraryPath });
    const theme = this.theme(model);
    const cards = model.portfolio.url === null ? null : new Cards(theme, this.cache, this.sink);
    const pictured = cards === null ? [] : siteCards(model, cards);
    const frame = this.frame(model, theme, cards);
    this.planPages(model, theme);
    for (const { output } of pictured) this.plan(output, 'a picture for previews');
    const clashes = findClashes(this.planned);
    if (clashes.length > 0) return this.clashing(clashes);
    this.planMoves(model);
    // Some at a time: while one is packed on another thread, the next is drawn.
    for (let at = 0; at < pictured.length; at += 8) {
      const some = pictured.slice(at, at + 8);
      await Promise.all(some.map(({ output, text }) => cards?.write(output, text)));
      if (this.breather.isDue()) await this.breather.rest();
    }
    const pictures = await this.writeDocuments(frame, facts);
    await this.writePages(frame, theme, pictures, facts);
    const late = findClashes(this.planned);
    if (late.length > 0) return this.clashing(late);
    return { problems: this.sortedProblems(), clashes: [], addresses: this.addresses };
  }

  private clashing(clashes: readonly Clash[]): BuildResult {
    for (const clash of clashes) {
      const path = this.source.documents.find((one) => one === clash.second) ?? null;
      this.problems.push({
        path,
        line: null,
        severity: 'error',
        rule: 'output-clash',
        message: clashMessage(clash),
      });
    }
    return { problems: this.sortedProblems(), clashes, addresses: this.before };
  }

  private note(
    path: string,
    line: number | null,
    severity: SiteProblem['severity'],
    rule: string,
    message: string,
  ): void {
    this.problems.push({ path: path as LibraryPath, line, severity, rule, message });
  }

  private sortedProblems(): SiteProblem[] {
    const rank = { error: 0, warning: 1, note: 2 };
    return this.problems.sort(
      (a, b) =>
        rank[a.severity] - rank[b.severity] ||
        (a.path ?? '').localeCompare(b.path ?? '', 'en') ||
        (a.line ?? 0) - (b.line ?? 0),
    );
  }

  private async readFacts(): Promise<Map<string, SourceFacts>> {
    const facts = new Map<string, SourceFacts>();
    for (const path of this.source.documents) {
      const hash = this.source.hashes.get(path) ?? '';
      const one = this.cache.document(path, hash)?.facts ?? sourceFacts(path, this.source.document(path));
      facts.set(path, one);
      this.problems.push(...one.problems);
      if (this.breather.isDue()) await this.breather.rest();
    }
    return facts;
  }

  private theme(model: SiteModel): Theme {
    const name = this.tried ?? model.portfolio.theme;
    const read = readTheme(name, this.source);
    if (read !== null && 'theme' in read) return read.theme;
    const stead = 'The site wears "paper" instead.';
    if (read !== null) {
      this.note(
        read.path,
        null,
        'warning',
        'unusable-theme',
        `The theme cannot be used. ${read.problem} ${stead}`,
      );
    } else {
      const there = [...new Set([...themeNames(), ...libraryThemeNames(this.source)])].sort().join(', ');
      const message = `There is no theme "${name.slice(0, 60)}". There are: ${there}. ${stead}`;
      this.note('portfolio.yml', this.lineOfTheme(), 'warning', 'unknown-theme', message);
    }
    return paperTheme();
  }

  private lineOfTheme(): number | null {
    const text = this.source.text('portfolio.yml') ?? '';
    const at = text.search(/^theme\s*:/m);
    return at < 0 ? null : text.slice(0, at).split('\n').length;
  }

  /** The library's own style sheet; null when it has none, or one that would ask another host. */
  private ownStyle(): string | null {
    const text = this.source.text('theme.css');
    if (text === null) return null;
    const style = ownStyle(text);
    if (style.ok) return style.css;
    const rule = 'theme-reaches-out';
    if (!this.problems.some((problem) => problem.rule === rule))
      this.note('theme.css', null, 'warning', rule, `theme.css is left out: ${style.reason}.`);
    return null;
  }

  private frame(model: SiteModel, theme: Theme, cards: Cards | null): SiteFrame {
    const { portfolio } = model;
    const own = this.ownStyle() !== null;
    const title = portfolio.title;
    const feeds = [{ output: 'feed.xml', type: 'application/atom+xml', title }];
    if (portfolio.url !== null) {
      feeds.push({ output: 'rss.xml', type: 'application/rss+xml', title });
      feeds.push({ output: 'feed.json', type: 'application/feed+json', title });
    } else {
      this.note(
        'portfolio.yml',
        null,
        'note',
        'no-url',
        'Without a "url" in portfolio.yml, previews, RSS and search engines get no full addresses.',
      );
    }
    return siteFrame(model, {
      styles: [...theme.sheets, ...(own ? ['theme/own.css'] : [])],
      preload: theme.fonts,
      front: theme.front,
      cardOf: (head) => cards?.of(head) ?? null,
      mathsStyles: ['theme/maths/katex.css'],
      feeds,
    });
  }

  private plan(output: string, origin: string): void {
    this.planned.push({ output, origin });
  }

  private planPages(model: SiteModel, theme: Theme): void {
    this.plan('index.html', 'the front page');
    for (const kind of model.byKind.keys()) {
      if (kind !== 'page') this.plan(listOutput(kind), `the list of ${kind}s`);
    }
    this.plan('archive.html', 'the archive');
    this.plan('404.html', 'the page for addresses that are not there');
    if (model.tags.length > 0) this.plan('tags/index.html', 'the list of tags');
    for (const tag of model.tags) this.plan(tag.output, `the tag "${tag.name}"`);
    for (const name of ['feed.xml', 'sitemap.xml', 'robots.txt', 'icon.svg'])
      this.plan(name, `the file ${name}`);
    if (model.portfolio.url !== null) {
      for (const name of ['rss.xml', 'feed.json', 'llms.txt']) this.plan(name, `the file ${name}`);
    }
    for (const file of theme.files.keys()) this.plan(file, `the theme "${theme.name}"`);
    if (this.ownStyle() !== null) this.plan('theme/own.css', 'theme.css');
    for (const output of [
      searchScript,
      searchStyle,
      ...searchParts(model.documents).map((_, part) => partOutput(part)),
    ])
      this.plan(output, 'the search');
    // Oldest path first, so that the message names the one that was there before.
    for (const document of [...model.documents].sort((a, b) => (a.path < b.path ? -1 : 1))) {
      this.plan(document.output, document.path);
    }
    for (const document of model.documents) {
      for (const output of redirectOutputs(document)) this.plan(output, `an alias of ${document.path}`);
    }
    if (model.portfolio.publications !== null) this.plan(publicationsOutput, 'the list of publications');
    this.planned.push(...new SourceDownloads(this.source, model, this.sink, this.shared).planned());
  }

  /** Old addresses lead on, unless something else stands there by now. */
  private planMoves(model: SiteModel): void {
    this.addresses = followMoves(this.before, model);
    const taken = (output: string) => findClashes([...this.planned, { output, origin: '' }]).length > 0;
    this.moved = movedPages(this.addresses, model, taken);
    for (const [output, { path }] of this.moved) this.plan(output, `an old address of ${path}`);
  }

  /** Hands on every document, the feeds, and the files that they show. */
  private async writeDocuments(
    frame: SiteFrame,
    facts: ReadonlyMap<string, SourceFacts>,
  ): Promise<(work: ChosenWork) => RenderedPicture | null> {
    const { model } = frame;
    const bibliography = this.bibliography(model);
    const readers = this.readers();
    const renderer = new DocumentRenderer(this.source, model, bibliography);
    const pages = new DocumentPages(this.source, this.cache, this.sink, renderer, frame, facts, readers);
    const fonts = new Set<string>();
    const firstPictures = new Map<string, RenderedPicture | null>();
    const assetsOf = new Map<string, readonly string[]>();
    const total = model.documents.length;
    let done = 0;
    for (const document of model.documents) {
      const page = await pages.write(document);
      for (const problem of page.body.problems)
        this.problems.push({ ...problem, path: document.path as LibraryPath });
      for (const asset of page.body.assets) this.assets.add(asset);
      assetsOf.set(document.path, page.body.assets);
      for (const font of page.fonts) fonts.add(font);
      if (document.reader !== null && !readers.has(document.reader)) {
        this.note(
          document.path,
          null,
          'warning',
          'unknown-reader',
          `readers.yml has no reader "${document.reader.slice(0, 60)}".`,
        );
      }
      firstPictures.set(document.path, page.body.picture);
      this.progress(++done, total, `Writing ${document.title}`);
      if (this.breather.isDue()) await this.breather.rest();
    }
    pages.keepDrafts();
    const downloads = new SourceDownloads(this.source, model, this.sink, this.shared);
    this.planned.push(...(await downloads.write(assetsOf)));
    await this.writeFeeds(model, pages);
    await this.writeSearch(model, facts);
    if (fonts.size > 0) {
      for (const [output, data] of mathsFiles(fonts)) {
        this.plan(output, 'the style of formulas');
        this.sink.write(output, data);
      }
    }
    const chosen = new Map(
      model.chosen.map((work) => [work, this.chosenPicture(work, renderer, firstPictures)]),
    );
    await this.writeAssets(renderer);
    return (work) => chosen.get(work) ?? null;
  }

  private async writeFeeds(model: SiteModel, pages: DocumentPages): Promise<void> {
    const documents = feedDocuments(model);
    const shown = documents.map(({ output }) => [output, pages.hashOfPage(output)]);
    const key = contentHash(JSON.stringify([model.portfolio, shown]));
    await this.shared.group('feeds', key, async () => {
      const items: FeedItem[] = [];
      for (const document of documents)
        items.push({ document, html: feedHtml(model, document, await pages.html(document)) });
      const files: SiteFile[] = [['feed.xml', atomFeed(model, items)]];
      if (model.portfolio.url !== null)
        files.push(['rss.xml', rssFeed(model, items)], ['feed.json', jsonFeed(model, items)]);
      return files;
    });
  }

  /** Each part of the index is made anew when one of its documents changed. */
  private async writeSearch(model: SiteModel, facts: ReadonlyMap<string, SourceFacts>): Promise<void> {
    for (const [part, documents] of searchParts(model.documents).entries()) {
      const hashes = documents.map(({ path, output }) => [
        this.source.hashes.get(path as LibraryPath),
        output,
      ]);
      const key = contentHash(JSON.stringify([model.portfolio.language, hashes]));
      await this.shared.group(`search ${part}`, key, () => {
        const textOf = ({ path }: SiteDocument) =>
          this.source.document(path as LibraryPath).slice(facts.get(path)?.bodyStart ?? 0);
        return [[partOutput(part), searchPart(documents, textOf)]];
      });
      if (this.breather.isDue()) await this.breather.rest();
    }
    for (const [output, text] of searchFiles()) this.sink.write(output, text);
  }

  private chosenPicture(
    work: ChosenWork,
    renderer: DocumentRenderer,
    firstPictures: ReadonlyMap<string, RenderedPicture | null>,
  ): RenderedPicture | null {
    const first = firstPictures.get(work.document.path) ?? null;
    if (work.figure === null) return first;
    const facts = renderer.picture(work.figure.replace(/^\.?\//, ''));
    if (facts !== null) {
      this.assets.add(facts.output);
      return { ...facts, alt: '' };
    }
    const message = `The figure ${work.figure} of a chosen work is not in the library.`;
    this.note('portfolio.yml', null, 'warning', 'missing-picture', message);
    return first;
  }

  private async writeAssets(renderer: DocumentRenderer): Promise<void> {
    for (const path of [...this.assets].sort()) {
      this.plan(path, path);
      const hash = this.source.hashes.get(path as LibraryPath) ?? '';
      const removed = /\.svg$/i.test(path) ? this.writeSvg(renderer, path, hash) : [];
      if (removed.length > 0) {
        this.note(
          path,
          null,
          'warning',
          'unsafe-figure',
          `Left out of the published figure: ${removed.join(', ')}.`,
        );
      }
      if (!/\.svg$/i.test(path) && !this.sink.keep(path, hash)) {
        this.sink.write(path, readFileSync(join(this.source.root, path)));
      }
      if (this.breather.isDue()) await this.breather.rest();
    }
  }

  /** Hands on a cleaned SVG, and answers what was taken out of it. */
  private writeSvg(renderer: DocumentRenderer, path: string, hash: string): readonly string[] {
    const cached = this.cache.asset(path, hash);
    if (cached !== null && this.sink.keep(path, cached.output)) {
      this.cache.keepAsset(path, cached);
      return cached.removed;
    }
    const clean = renderer.cleanedSvg(path) ?? { text: '', removed: ['all of it: it is not an SVG'] };
    this.cache.keepAsset(path, { hash, output: contentHash(clean.text), removed: clean.removed });
    this.sink.write(path, clean.text);
    return clean.removed;
  }

  private bibliography(model: SiteModel): Bibliography {
    return this.readBibliography(model.portfolio.bibliography);
  }

  private readBibliography(path: string): Bibliography {
    const text = this.source.text(path);
    if (text === null && path !== 'references.bib') {
      this.note(
        'portfolio.yml',
        null,
        'warning',
        'bibliography',
        `There is no ${path.slice(0, 80)} in the library.`,
      );
    }
    const bibliography = parseBibtex(text ?? '');
    for (const { line, message } of bibliography.problems)
      this.note(path, line, 'warning', 'bibliography', message);
    return bibliography;
  }

  private readers(): ReadonlyMap<string, Reader> {
    const parsed = parseReaders(this.source.text('readers.yml') ?? this.source.text('readers.yaml') ?? '');
    for (const { file, line, message } of parsed.problems)
      this.note(file, line, 'warning', 'readers', message);
    return new Map(parsed.readers.map((reader) => [reader.id, reader]));
  }

  /** The pages that show many documents. They show facts of them, and of their texts only a picture. */
  private async writePages(
    frame: SiteFrame,
    theme: Theme,
    pictureOf: (work: ChosenWork) => RenderedPicture | null,
    facts: ReadonlyMap<string, SourceFacts>,
  ): Promise<void> {
    const { model, ...rest } = frame;
    const entries = [...facts.values()].map(({ entry }) => entry);
    const pictures = model.chosen.map(pictureOf);
    const { bibliography, publications } = model.portfolio;
    const records = [bibliography, publications].map(
      (path) => this.source.hashes.get(path as LibraryPath) ?? '',
    );
    const shown = [
      model.portfolio,
      rest,
      entries,
      pictures,
      records,
      this.addresses.moved,
      notFoundStyle(theme),
    ];
    // Read in any case: what is wrong with it is said each time.
    const own = publications === null ? null : this.readBibliography(publications);
    await this.shared.group('pages', contentHash(JSON.stringify(shown)), () =>
      this.sharedPages(frame, theme, pictureOf, own),
    );
    for (const [output, data] of theme.files) this.sink.write(output, data);
    const style = this.ownStyle();
    if (style !== null) this.sink.write('theme/own.css', style);
  }

  private sharedPages(
    frame: SiteFrame,
    theme: Theme,
    pictureOf: (work: ChosenWork) => RenderedPicture | null,
    own: Bibliography | null,
  ): SiteFile[] {
    const { model } = frame;
    const files: SiteFile[] = [];
    const about = renderHtml(model.portfolio.about, { link: safeAddress, image: () => null });
    const aboutHtml = about.trim().replace(/ ?\/>/g, '>');
    files.push(['index.html', frontPage(frame, { aboutHtml, publications: own, pictureOf })]);
    for (const kind of model.byKind.keys())
      if (kind !== 'page') files.push([listOutput(kind), listPage(frame, kind)]);
    files.push(['archive.html', archivePage(frame)]);
    files.push(['404.html', notFoundPage(frame, notFoundStyle(theme))]);
    if (model.tags.length > 0) files.push(['tags/index.html', tagsPage(frame)]);
    for (const tag of model.tags) files.push([tag.output, tagPage(frame, tag)]);
    for (const document of model.documents) {
      for (const output of redirectOutputs(document))
        files.push([output, redirectPage(frame, document, output)]);
    }
    for (const [output, document] of this.moved) files.push([output, redirectPage(frame, document, output)]);
    if (own !== null) files.push([publicationsOutput, publicationsPage(frame, own)]);
    files.push(['sitemap.xml', sitemap(model)]);
    files.push(['robots.txt', robots(model)]);
    files.push(['icon.svg', iconSvg(model)]);
    if (model.portfolio.url !== null) files.push(['llms.txt', llmsText(model)]);
    return files;
  }
}
