/** One open library: everything that the contract asks of its files. */
import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute } from 'node:path';
import { decodeText } from '#core/document/encoding.ts';
import { folderOfKind, type Kind } from '#core/document/kind.ts';
import type {
  DocumentFile,
  Draft,
  Empty,
  HistoryEntry,
  HostEvent,
  LibraryDescription,
  LibraryListing,
  Revision,
  Written,
} from '#core/host/contract.ts';
import { fileNameFor } from '#core/host/file-name.ts';
import { knownPath, type LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { processStarted } from './atomic-write.ts';
import type { Disk } from './disk.ts';
import { diskFailure } from './disk-failure.ts';
import { Drafts } from './drafts.ts';
import { History } from './history.ts';
import { isHidden } from './inside.ts';
import { LibraryFiles } from './library-files.ts';
import { type Scan, Scanner } from './library-scan.ts';
import {
  extensionOf,
  isDocumentName,
  isFigureName,
  isOwnRecordName,
  isRecordName,
  mediaExtensions,
} from './media-types.ts';
import { newDocumentText } from './new-document.ts';
import { sweepPrivateFolder } from './private-folder.ts';
import { type RenamedFigure, renameFigure } from './rename-figure.ts';
import { summarise } from './summarise.ts';
import { Watcher } from './watcher.ts';

export interface LibraryOptions {
  readonly disk: Disk;
  /** Folder for drafts when the library's own disk refuses, or null. */
  readonly refuge: string | null;
  readonly announce: (event: HostEvent) => void;
}

/** The largest image or clip that is taken in: 32 MiB. */
const largestMedia = 32 * 1024 * 1024;
const mostNames = 999;

/** Opens a folder as a library. Nothing is written: `.legible` is made when there is something to keep. */
export async function openLibrary(place: string, options: LibraryOptions): Promise<Outcome<Library>> {
  if (!isAbsolute(place)) return failed('not-found', `${place} is not a full path to a folder.`);
  try {
    const root = await realpath(place);
    if (dirname(root) === root || root === homedir())
      return failed('unsupported', `${place} holds far more than a library. Choose a folder in it.`, place);
    if (!(await stat(root)).isDirectory())
      return failed('unsupported', `${place} is a file, not a folder.`, place);
    const library = new Library(root, options);
    await library.history.sweep(processStarted);
    await sweepPrivateFolder(root);
    library.start();
    return done(library);
  } catch (error) {
    return diskFailure(error, place);
  }
}

export class Library {
  readonly description: LibraryDescription;
  readonly history: History;
  readonly files: LibraryFiles;
  readonly drafts: Drafts;
  private readonly scanner: Scanner;
  private readonly watcher: Watcher;
  private firstScan: Promise<Scan> | null = null;

  constructor(
    readonly root: string,
    private readonly options: LibraryOptions,
  ) {
    this.description = { place: root, name: basename(root) };
    this.history = new History(root);
    this.files = new LibraryFiles(root, options.disk, this.history, {
      changed: (path, revision) => this.changedOutside(path, revision),
      used: (path) => this.watcher.use(path),
      versionKept: (path, revision) => options.announce({ type: 'version-kept', path, revision }),
    });
    this.watcher = new Watcher({
      root,
      check: (path) => this.files.check(path),
      rescan: () => this.rescan(),
      listChanged: () => options.announce({ type: 'library-changed' }),
    });
    this.drafts = new Drafts(root, options.disk, options.refuge, this.history);
    this.scanner = new Scanner(root);
  }

  /** Begins to watch. The first listing waits for the walk that starts here. */
  start(): void {
    this.firstScan = this.scan();
  }

  /** Walks the library. The first walk says what there is; later ones tell what another program changed. */
  async scan(): Promise<Scan> {
    const scan = await this.scanner.scan();
    this.files.startWatching(scan.revisions);
    this.watcher.follow(scan.folders);
    return scan;
  }

  private async rescan(): Promise<readonly string[]> {
    const { revisions, folders } = await this.scanner.scan();
    const differing = [...revisions].filter(([path, revision]) => this.files.seen.get(path) !== revision);
    const gone = [...this.files.seen.keys()].filter((path) => !revisions.has(path));
    for (const path of [...differing.map(([path]) => path), ...gone]) await this.files.check(path);
    return folders;
  }

  private changedOutside(path: LibraryPath, revision: Revision | null): void {
    this.options.announce({ type: 'document-changed', path, revision });
    this.options.announce({ type: 'library-changed' });
  }

  async list(): Promise<Outcome<LibraryListing>> {
    const first = this.firstScan;
    this.firstScan = null;
    const { documents, figures, media, problems } = await (first ?? this.scan());
    return done({ library: this.description, documents, figures, media, problems });
  }

  async readDocument(path: LibraryPath): Promise<Outcome<DocumentFile>> {
    if (!isDocumentName(path)) return failed('unsupported', `${path} is not a Markdown file.`, path);
    const found = await this.files.read(path);
    if (!found.ok) return found;
    const { text, readOnly } = decodeText(found.value.bytes);
    return done({ path, text, revision: found.value.revision, readOnly: readOnly ?? found.value.readOnly });
  }

  async writeDocument(path: LibraryPath, text: string, base: Revision | null): Promise<Outcome<Written>> {
    if (!isDocumentName(path)) return failed('unsupported', `${path} is not a Markdown file.`, path);
    const bytes = encodeText(text);
    const written = await this.files.write(path, bytes, base, foreignEncoding);
    if (written.ok && this.listsDifferently(path, bytes)) this.options.announce({ type: 'library-changed' });
    return written;
  }

  /** True when a saved text changes how its document is listed: its title, its kind, its tags. */
  private listsDifferently(path: LibraryPath, bytes: Uint8Array): boolean {
    const before = this.scanner.known(path);
    if (before === null) return true;
    const { revision, modified } = before;
    const now = summarise(path, bytes, { revision, modified, locked: false });
    return JSON.stringify({ ...now, words: 0 }) !== JSON.stringify({ ...before, words: 0 });
  }

  async createDocument(kind: Kind, title: string): Promise<Outcome<DocumentFile>> {
    const text = newDocumentText(kind, title);
    const stem = fileNameFor(title, 'untitled');
    for (let count = 1; count <= mostNames; count++) {
      const path = knownPath(`${folderOfKind[kind]}/${count === 1 ? stem : `${stem}-${count}`}.md`);
      const written = await this.files.create(path, encodeText(text));
      if (!written.ok && written.error.code === 'conflict') continue;
      if (!written.ok) return written;
      this.options.announce({ type: 'library-changed' });
      return done({ path, text, revision: written.value.revision, readOnly: null });
    }
    return failed('conflict', `There are too many files named ${stem}. Choose another title.`);
  }

  async renameDocument(path: LibraryPath, to: LibraryPath): Promise<Outcome<{ path: LibraryPath }>> {
    if (!isDocumentName(path) || !isDocumentName(to))
      return failed('unsupported', 'A document keeps a name that ends in .md.', to);
    if (path === to) return done({ path });
    return await this.files.lanes.run(path, async () => {
      const moved = await this.files.move(path, to);
      if (!moved.ok) return moved;
      const [record, newRecord] = [reviewRecordOf(path), reviewRecordOf(to)];
      await this.files.move(record, newRecord);
      // What goes with the document follows it; a disk that refuses must not undo the rename.
      await this.history.move(path, to).catch(() => undefined);
      await this.drafts.move(path, to).catch(() => undefined);
      this.options.announce({ type: 'library-changed' });
      return done({ path: to });
    });
  }

  async removeDocument(path: LibraryPath, base: Revision): Promise<Outcome<{ trashed: string }>> {
    if (!isDocumentName(path)) return failed('unsupported', `${path} is not a Markdown file.`, path);
    const removed = await this.files.remove(path, base);
    if (!removed.ok) return removed;
    await this.drafts.discard(path).catch(() => undefined);
    this.options.announce({ type: 'library-changed' });
    return done({ trashed: removed.value });
  }

  async writeDraft(path: LibraryPath, text: string, base: Revision | null): Promise<Outcome<Empty>> {
    if (isHidden(path) || !isDocumentName(path))
      return failed('unsupported', `${path} is not a document.`, path);
    return await this.files.lanes.run(`draft:${path}`, async () => {
      try {
        await this.drafts.write(path, text, base);
        return done({});
      } catch (error) {
        return diskFailure(error, path, 'Your text is still in the window. Copy it to a safe place.');
      }
    });
  }

  async listDrafts(): Promise<Outcome<readonly Draft[]>> {
    return done(await this.drafts.list((path) => this.files.revision(path).catch(() => null)));
  }

  async discardDraft(path: LibraryPath): Promise<Outcome<Empty>> {
    return await this.files.lanes.run(`draft:${path}`, async () => {
      await this.drafts.discard(path);
      return done({});
    });
  }

  async listHistory(path: LibraryPath): Promise<Outcome<readonly HistoryEntry[]>> {
    const present = await this.files.revision(path);
    return done((await this.history.list(path)).filter((entry) => entry.revision !== present));
  }

  async readHistory(path: LibraryPath, revision: Revision): Promise<Outcome<{ text: string }>> {
    const bytes = await this.history.read(path, revision);
    if (bytes === null)
      return failed('not-found', `That version of ${path} is no longer in the history.`, path);
    return done({ text: decodeText(bytes).text });
  }

  async readRecord(path: LibraryPath): Promise<Outcome<{ text: string; revision: Revision } | null>> {
    if (!isRecordName(path)) return failed('unsupported', `${path} is not a .yml or .bib file.`, path);
    const found = await this.files.read(path);
    if (!found.ok) return found.error.code === 'not-found' ? done(null) : found;
    const { text, readOnly } = decodeText(found.value.bytes);
    if (readOnly !== null) return failed('invalid-document', `${path}: ${readOnly}`, path);
    return done({ text, revision: found.value.revision });
  }

  async writeRecord(path: LibraryPath, text: string, base: Revision | null): Promise<Outcome<Written>> {
    if (!isOwnRecordName(path))
      return failed('unsupported', `${path} is not a file that Legible writes.`, path);
    return await this.files.write(path, encodeText(text), base, foreignEncoding);
  }

  async readFigure(path: LibraryPath): Promise<Outcome<{ svg: string; revision: Revision }>> {
    if (!isFigureName(path)) return failed('unsupported', `${path} is not an .excalidraw.svg file.`, path);
    const found = await this.files.read(path);
    if (!found.ok) return found;
    const { text, readOnly } = decodeText(found.value.bytes);
    if (readOnly !== null) return failed('invalid-document', `${path}: ${readOnly}`, path);
    return done({ svg: text, revision: found.value.revision });
  }

  async writeFigure(path: LibraryPath, svg: string, base: Revision | null): Promise<Outcome<Written>> {
    if (!isFigureName(path) || !path.startsWith('figures/'))
      return failed('unsupported', `${path} is not an .excalidraw.svg file in figures/.`, path);
    const written = await this.files.write(path, encodeText(svg), base);
    if (written.ok && base === null) this.options.announce({ type: 'library-changed' });
    return written;
  }

  async nameFigure(title: string): Promise<Outcome<{ path: LibraryPath }>> {
    const stem = fileNameFor(title, 'figure');
    for (let count = 1; count <= mostNames; count++) {
      const path = knownPath(`figures/${count === 1 ? stem : `${stem}-${count}`}.excalidraw.svg`);
      if ((await this.files.revision(path)) === null) return done({ path });
    }
    return failed('conflict', `There are too many figures named ${stem}. Choose another title.`);
  }

  async renameFigure(path: LibraryPath, to: LibraryPath): Promise<Outcome<RenamedFigure>> {
    const { documents } = await this.scan();
    const paths = documents.map((document) => document.path);
    const renamed = await renameFigure(this.files, this.history, paths, path, to);
    this.options.announce({ type: 'library-changed' });
    return renamed;
  }

  async addMedia(name: string, data: string): Promise<Outcome<{ path: LibraryPath }>> {
    const bytes = decodeBase64(data);
    if (bytes === null) return failed('invalid-document', `${name} did not arrive whole. Add it again.`);
    if (bytes.length === 0) return failed('invalid-document', `${name} is empty.`);
    if (bytes.length > largestMedia)
      return failed('unsupported', `${name} is larger than 32 MB. Make it smaller, then add it.`);
    const extension = extensionOf(name);
    if (!mediaExtensions.includes(extension))
      return failed(
        'unsupported',
        `${name} is of a type that a portfolio cannot show. Use ${mediaExtensions.join(', ')}.`,
      );
    const stem = fileNameFor(name.slice(0, -extension.length), 'media');
    for (let count = 1; count <= mostNames; count++) {
      const path = knownPath(`media/${count === 1 ? stem : `${stem}-${count}`}${extension}`);
      const written = await this.files.write(path, bytes, null);
      if (!written.ok && written.error.code === 'conflict') continue;
      if (!written.ok) return written;
      this.options.announce({ type: 'library-changed' });
      return done({ path });
    }
    return failed('conflict', `There are too many files named ${stem}. Rename the file, then add it.`);
  }

  async close(): Promise<void> {
    await this.firstScan;
    this.watcher.close();
    await this.files.close();
  }
}

/** The answers and links of the reader's prompts: `posts/a.md` has `reviews/posts/a.yml`. */
function reviewRecordOf(path: LibraryPath): LibraryPath {
  return knownPath(`reviews/${path.replace(/\.(md|markdown)$/i, '')}.yml`);
}

function decodeBase64(data: string): Uint8Array | null {
  const bytes = Buffer.from(data, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === data.replace(/=+$/, '') ? bytes : null;
}

/** A file that could not be decoded exactly is never written back. */
function foreignEncoding(bytes: Uint8Array): string | null {
  return decodeText(bytes).readOnly;
}

function encodeText(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
