/** The workspace of one open library: what it lists, and what is on the screen. */

import { relativeHref } from '#core/document/links.ts';
import type { Host, HostEvent, LibraryDescription, LibraryListing } from '#core/host/contract.ts';
import { fileNameOf, type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import type { HostError } from '#core/host/outcome.ts';
import { Observable } from '#renderer/components/observable.ts';
import { beginSession } from '#renderer/editor/begin-session.ts';
import type { NamedDocument } from '#renderer/editor/editor-context.ts';
import type { OpenSession } from '#renderer/editor/open-session.ts';
import { References } from '#renderer/library/references.ts';
import { CanvasPane } from './slots.ts';
import type {
  FullWindowView,
  Message,
  MessageAction,
  OpenFigure,
  WorkspaceState,
} from './workspace-state.ts';

const announceTime = 6000;
const actionTime = 15_000;
const betweenLists = 2000;

/** The document that the figure on the canvas belongs to, and whether a new one was put into it. */
interface FigurePlace {
  readonly session: OpenSession;
  readonly inserted: boolean;
  /** The words as the text has them: they tell which of several figures from one file is meant. */
  readonly alt: string;
  readonly caption: string | null;
}

export class LibraryWorkspace implements WorkspaceState {
  readonly listing: Observable<LibraryListing>;
  readonly openPath = new Observable<LibraryPath | null>(null);
  readonly session = new Observable<OpenSession | null>(null);
  readonly figure = new Observable<OpenFigure | null>(null);
  readonly view = new Observable<FullWindowView>(null);
  readonly message = new Observable<Message | null>(null);
  readonly failure = new Observable<HostError | null>(null);
  /** Counts figures that were opened, so that each gets a pane of its own. */
  readonly figureTurn = new Observable(0);

  readonly #host: Host;
  readonly #stop: () => void;
  readonly #references: References;
  #figurePlace: FigurePlace | null = null;
  #opening: Promise<void> = Promise.resolve();
  #messageTimer: ReturnType<typeof setTimeout> | null = null;
  #listing: Promise<void> | null = null;
  #listAgain = false;
  #listedAt = 0;
  #refreshTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #savers = new Set<() => Promise<boolean>>();

  constructor(host: Host, library: LibraryDescription) {
    this.#host = host;
    this.listing = new Observable<LibraryListing>({
      library,
      documents: [],
      figures: [],
      media: [],
      problems: [],
    });
    this.#references = new References(host);
    this.#stop = host.subscribe((event) => this.#hear(event));
  }

  /** Lists the library and shows the document that the address names, or the one changed last. */
  async begin(named: string): Promise<void> {
    void this.#references.refresh();
    await this.refresh();
    if (this.openPath.get() !== null) return;
    const path = libraryPath(named);
    const { documents } = this.listing.get();
    const last = [...documents].sort((one, other) => other.modified - one.modified)[0];
    const first = documents.find((document) => document.path === path) ?? last;
    if (first !== undefined) await this.openDocument(first.path);
  }

  /** Lists again. Calls that come while one is under way share the next one. */
  async refresh(): Promise<void> {
    if (this.#listing !== null) {
      this.#listAgain = true;
      await this.#listing;
      return;
    }
    this.#listing = this.#list();
    await this.#listing;
    this.#listing = null;
    if (!this.#listAgain) return;
    this.#listAgain = false;
    await this.refresh();
  }

  openDocument(path: LibraryPath): Promise<void> {
    this.#opening = this.#opening.then(() => this.#open(path));
    return this.#opening;
  }

  /** Shows no document: the one on the screen is gone or has another name. */
  async leaveDocument(): Promise<void> {
    const session = this.session.get();
    this.closeFigure();
    this.session.set(null);
    this.openPath.set(null);
    if (session !== null) this.#destroyLater(session);
  }

  openFigure(figure: OpenFigure): void {
    if (CanvasPane === null) return;
    const session = this.session.get();
    this.figureTurn.set(this.figureTurn.get() + 1);
    // Opened from the list of figures it comes without words; the document that shows it has them.
    const shown = session?.figures().find((other) => other.path !== null && other.path === figure.path);
    const named = figure.alt !== '' || figure.caption !== '';
    const words =
      shown === undefined || named ? figure : { ...figure, alt: shown.alt, caption: shown.caption ?? '' };
    this.#figurePlace =
      session === null
        ? null
        : { session, inserted: false, alt: words.alt, caption: words.caption === '' ? null : words.caption };
    this.figure.set(words);
  }

  closeFigure(): void {
    this.#figurePlace = null;
    this.figure.set(null);
  }

  /** The figure on the canvas lies on the disk: a new one goes into the text, a known one is shown anew. */
  figureSaved(saved: { readonly path: LibraryPath; readonly alt: string; readonly caption: string }): void {
    const open = this.figure.get();
    const place = this.#figurePlace;
    if (open === null || place === null || place.session !== this.session.get()) return;
    const { session } = place;
    const caption = saved.caption === '' ? null : saved.caption;
    const known = session.figures().filter((figure) => figure.path === saved.path);
    const now = { alt: saved.alt, caption };
    this.#figurePlace = { session, inserted: place.inserted || known.length === 0, ...now };
    if (known.length === 0 && open.path === null && !place.inserted) {
      session.insertFigure({ src: relativeHref(session.path, saved.path), alt: saved.alt, caption });
    } else {
      session.refreshFigure(saved.path);
      if (known.some((figure) => figure.alt !== saved.alt || figure.caption !== caption)) {
        session.updateFigureOf(saved.path, place, now);
      }
    }
  }

  showView(view: FullWindowView): void {
    this.view.set(view);
  }

  announce(words: string, action: MessageAction | null = null): void {
    this.message.set({ words, action });
    if (this.#messageTimer !== null) clearTimeout(this.#messageTimer);
    const time = action === null ? announceTime : actionTime;
    this.#messageTimer = setTimeout(() => this.message.set(null), time);
  }

  /** Takes the message away. */
  hush(): void {
    this.message.set(null);
  }

  /** Writes a document that was moved to the trash again, where it was, and shows it. */
  async putBack(path: LibraryPath, text: string): Promise<void> {
    const outcome = await this.#host.call('document.write', { path, text, base: null });
    if (!outcome.ok) {
      this.announce(`${outcome.error.message} The text lies in .legible/trash.`);
      return;
    }
    await this.refresh();
    await this.openDocument(path);
  }

  /** Saves what is on the screen; false when it is neither in its file nor in the drafts. */
  async flush(): Promise<boolean> {
    // The figure first: a new one still goes into the text.
    const saved = await Promise.all([...this.#savers].map((flush) => flush()));
    const safe = (await this.session.get()?.flush()) ?? true;
    return safe && !saved.includes(false);
  }

  saveWith(flush: () => Promise<boolean>): () => void {
    this.#savers.add(flush);
    return () => this.#savers.delete(flush);
  }

  destroy(): void {
    this.#stop();
    this.#references.destroy();
    if (this.#refreshTimer !== null) clearTimeout(this.#refreshTimer);
    if (this.#messageTimer !== null) clearTimeout(this.#messageTimer);
    this.session.get()?.destroy();
  }

  #hear(event: HostEvent): void {
    if (event.type === 'library-changed' || event.type === 'document-changed') this.#refreshSoon();
    if (event.type === 'version-kept' && event.path !== this.openPath.get()) {
      this.announce(
        `Another program wrote into ${event.path} while it was being saved; its text is in the history.`,
      );
    }
  }

  /** At once, but not again within two seconds: every save is an event, and a library may be large. */
  #refreshSoon(): void {
    if (this.#refreshTimer !== null) return;
    const wait = Math.max(0, this.#listedAt + betweenLists - Date.now());
    this.#refreshTimer = setTimeout(() => {
      this.#refreshTimer = null;
      void this.refresh();
    }, wait);
  }

  async #list(): Promise<void> {
    this.#listedAt = Date.now();
    const outcome = await this.#host.call('library.list', {});
    if (outcome.ok) this.listing.set(outcome.value);
    else this.announce(outcome.error.message);
  }

  async #open(path: LibraryPath): Promise<void> {
    const before = this.session.get();
    const viewBefore = this.view.get();
    if (before?.path === path) {
      this.view.set(null);
      return;
    }
    if (before !== null && !(await this.flush())) {
      this.announce('This document could not be saved yet, so it stays open.');
      return;
    }
    const outcome = await beginSession(this.#host, path, {
      openDrawing:
        CanvasPane === null
          ? null
          : (figure) =>
              this.openFigure({ path: figure.path, alt: figure.alt, caption: figure.caption ?? '' }),
      openDocument: (target) => void this.openDocument(target),
      findDocument: (name) => this.#findDocument(name),
      documents: () => this.#namedDocuments(),
      references: () => this.#references.list,
      entries: this.#references.entries,
      announce: (message) => this.announce(message),
    });
    this.closeFigure();
    // A view that was asked for while the document was being opened stays.
    if (this.view.get() === viewBefore) this.view.set(null);
    this.openPath.set(path);
    this.failure.set(outcome.ok ? null : outcome.error);
    this.session.set(outcome.ok ? outcome.value : null);
    if (before !== null) this.#destroyLater(before);
    if (outcome.ok) this.#listWhenSaved(outcome.value);
  }

  /** A document that was gone and is written again comes back into the list. */
  #listWhenSaved(session: OpenSession): void {
    session.saveStatus.subscribe(() => {
      if (session.saveStatus.get().state !== 'saved') return;
      const listed = this.listing.get().documents.some((document) => document.path === session.path);
      if (!listed) void this.refresh();
    });
  }

  /** Ends a session once the page has let go of it. */
  #destroyLater(session: OpenSession): void {
    session.saver.close();
    setTimeout(() => session.destroy(), 0);
  }

  /** A file name is enough where no other document has it. */
  #namedDocuments(): readonly NamedDocument[] {
    const { documents } = this.listing.get();
    const count = new Map<string, number>();
    for (const { path } of documents) {
      const name = stem(fileNameOf(path));
      count.set(name, (count.get(name) ?? 0) + 1);
    }
    return documents.map(({ path, title, kind }) => {
      const file = fileNameOf(path);
      const alone = count.get(stem(file)) === 1;
      return { path, title, kind, name: withoutEnding(alone ? file : path) };
    });
  }

  #findDocument(name: string): LibraryPath | null {
    const wanted = name.trim().toLowerCase();
    const { documents } = this.listing.get();
    const found =
      documents.find(
        (document) => stem(document.path) === wanted || stem(fileNameOf(document.path)) === wanted,
      ) ?? documents.find((document) => document.title.toLowerCase() === wanted);
    return found?.path ?? null;
  }
}

function withoutEnding(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

function stem(path: string): string {
  return withoutEnding(path).toLowerCase();
}
