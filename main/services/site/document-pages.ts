/**
 * The pages of documents: made anew where something that they show has changed, kept where not.
 *
 * A page depends on its document's bytes, on what the library answered to its questions (its links,
 * figures, references), on its neighbours, and on the frame around it. All of it goes into one key;
 * a page with the same key is the same page.
 */
import type { LibraryPath } from '#core/host/library-path.ts';
import type { Reader } from '#core/reader/reader.ts';
import { documentPage } from '#core/site/document-page.ts';
import type { SiteDocument } from '#core/site/model.ts';
import type { RenderedBody } from '#core/site/rendered.ts';
import type { SiteFrame } from '#core/site/shell.ts';
import { contentHash } from './content-hash.ts';
import type { DocumentRenderer, Question } from './document-renderer.ts';
import type { LibrarySource } from './library-source.ts';
import type { Sink } from './sink.ts';
import type { SiteCache } from './site-cache.ts';
import type { SourceFacts } from './site-facts.ts';

export interface WrittenPage {
  readonly body: Omit<RenderedBody, 'html'>;
  readonly fonts: readonly string[];
}

export class DocumentPages {
  private readonly frameKey: string;
  private readonly rendered = new Map<string, string>();
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly source: LibrarySource,
    private readonly cache: SiteCache,
    private readonly sink: Sink,
    private readonly renderer: DocumentRenderer,
    private readonly frame: SiteFrame,
    private readonly facts: ReadonlyMap<string, SourceFacts>,
    private readonly readers: ReadonlyMap<string, Reader>,
  ) {
    const { model } = frame;
    const { model: _, ...rest } = frame;
    this.frameKey = contentHash(JSON.stringify([model.portfolio, rest]));
  }

  async write(document: SiteDocument): Promise<WrittenPage> {
    const hash = this.source.hashes.get(document.path as LibraryPath) ?? '';
    const facts = this.facts.get(document.path);
    if (facts === undefined) throw new Error(`The facts of ${document.path} are missing.`);
    const cached = this.cache.document(document.path, hash);
    if (cached?.page !== undefined && cached.body !== undefined && cached.fonts && cached.asked) {
      const key = this.keyOf(document, hash, cached.asked);
      if (key === cached.page.key && this.sink.keep(document.output, cached.page.hash)) {
        this.cache.keepDocument(document.path, cached);
        this.hashes.set(document.output, cached.page.hash);
        return { body: cached.body, fonts: cached.fonts };
      }
    }
    const text = this.source.document(document.path as LibraryPath).slice(facts.bodyStart);
    const known = this.cache.pieces(document.path);
    const { body, fonts, pieces, asked } = await this.renderer.render(
      document,
      text,
      facts.linesBefore,
      known,
    );
    const reader = document.reader === null ? null : (this.readers.get(document.reader) ?? null);
    const page = documentPage(this.frame, document, body, reader);
    const pageHash = contentHash(page);
    this.rendered.set(document.path, body.html);
    const { html: _, ...rest } = body;
    const place = samePieces(known, pieces)
      ? this.cache.placeOfPieces(document.path)
      : this.cache.keepPieces(document.path, pieces);
    this.cache.keepDocument(document.path, {
      hash,
      facts,
      page: { key: this.keyOf(document, hash, asked), hash: pageHash },
      body: rest,
      fonts,
      asked,
      ...(place === undefined ? {} : { pieces: place }),
    });
    this.hashes.set(document.output, pageHash);
    this.sink.write(document.output, page, pageHash);
    return { body: rest, fonts };
  }

  /** Hash of a page that was written or kept; empty for others. */
  hashOfPage(output: string): string {
    return this.hashes.get(output) ?? '';
  }

  /** The body's HTML, for feeds; rendered now when the page was kept. */
  async html(document: SiteDocument): Promise<string> {
    const known = this.rendered.get(document.path);
    if (known !== undefined) return known;
    const facts = this.facts.get(document.path);
    const text = this.source.document(document.path as LibraryPath).slice(facts?.bodyStart ?? 0);
    const pieces = this.cache.pieces(document.path);
    return (await this.renderer.render(document, text, facts?.linesBefore ?? 0, pieces)).body.html;
  }

  /** Drafts have no page, but their facts are worth keeping. */
  keepDrafts(): void {
    for (const path of this.frame.model.drafts) {
      const facts = this.facts.get(path);
      const hash = this.source.hashes.get(path as LibraryPath);
      if (facts !== undefined && hash !== undefined) this.cache.keepDocument(path, { hash, facts });
    }
  }

  private keyOf(document: SiteDocument, hash: string, asked: readonly Question[]): string {
    const neighbour = (one: SiteDocument | null) => (one === null ? null : [one.output, one.title]);
    const reader = document.reader === null ? null : (this.readers.get(document.reader) ?? null);
    const tags = document.tags
      .map((tag) => this.frame.model.tagOf.get(tag))
      .map((tag) => [tag?.name, tag?.output]);
    const parts = [
      hash,
      this.frameKey,
      neighbour(document.previous),
      neighbour(document.next),
      reader,
      tags,
      asked.map((question) => this.renderer.answer(question)),
    ];
    return contentHash(JSON.stringify(parts));
  }
}

function samePieces(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => Object.hasOwn(a, key));
}
