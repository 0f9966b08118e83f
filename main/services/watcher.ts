/**
 * Watches a library for what other programs do to it.
 *
 * The system's notices only say where to look; whether something changed is decided by content hash.
 * Linux needs a watch for each folder, the others watch the whole tree. Because notices get lost
 * (network disks, too many watches), the files that are in use are also looked at every second.
 */
import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import { temporaryPrefix } from './atomic-write.ts';
import { isHidden } from './inside.ts';
import { isDocumentName, isFigureName, isRecordName, mediaTypeOf } from './media-types.ts';

/** A burst of notices about one file counts as one, milliseconds. */
const burst = 60;
const listBurst = 150;
const lookEvery = 1000;
const mostInUse = 32;

export interface WatchedLibrary {
  readonly root: string;
  /** Compares the file with what was last seen, and tells when it differs. */
  check(path: LibraryPath): Promise<void>;
  /** Walks the whole library; answers its folders. */
  rescan(): Promise<readonly string[]>;
  /** Something that is listed came or went. */
  listChanged(): void;
}

export class Watcher {
  private readonly watches = new Map<string, FSWatcher>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly inUse = new Map<LibraryPath, string>();
  private readonly looking: NodeJS.Timeout;
  private readonly wholeTree = process.platform === 'darwin' || process.platform === 'win32';
  /** Some folder could not be watched: then the whole library is walked now and then. */
  private blind = false;
  private rounds = 0;
  private closed = false;

  constructor(private readonly library: WatchedLibrary) {
    this.looking = setInterval(() => void this.look(), lookEvery);
    this.looking.unref();
  }

  /** Call with every folder of the library, relative to it, after each walk. */
  follow(folders: readonly string[]): void {
    if (this.closed) return;
    const wanted = new Set(this.wholeTree ? [''] : folders);
    for (const [folder, one] of this.watches) {
      if (wanted.has(folder)) continue;
      one.close();
      this.watches.delete(folder);
    }
    for (const folder of wanted) if (!this.watches.has(folder)) this.watchFolder(folder);
  }

  /** Marks a file as in use: it is looked at every second as well. */
  use(path: LibraryPath): void {
    const mark = this.inUse.get(path) ?? '';
    this.inUse.delete(path);
    this.inUse.set(path, mark);
    for (const oldest of this.inUse.keys()) {
      if (this.inUse.size <= mostInUse) break;
      this.inUse.delete(oldest);
    }
  }

  close(): void {
    this.closed = true;
    clearInterval(this.looking);
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const one of this.watches.values()) one.close();
    this.watches.clear();
  }

  private watchFolder(folder: string): void {
    try {
      const options = { persistent: false, recursive: this.wholeTree };
      const one = watch(join(this.library.root, folder), options, (_kind, name) => {
        if (name === null) this.later('', listBurst, () => this.walk());
        else this.noticed(folder === '' ? name : `${folder}/${name}`);
      });
      one.on('error', () => {
        one.close();
        this.watches.delete(folder);
        this.later('', listBurst, () => this.walk());
      });
      this.watches.set(folder, one);
    } catch {
      this.blind = true;
    }
  }

  private noticed(name: string): void {
    const path = libraryPath(name.split('\\').join('/'));
    if (path === null || isHidden(path) || path.includes(temporaryPrefix)) return;
    if (isDocumentName(path) || isRecordName(path) || isFigureName(path))
      this.later(path, burst, () => this.library.check(path));
    else if (mediaTypeOf(path) !== null)
      this.later('media', listBurst, async () => this.library.listChanged());
    // Without an extension that we know it may be a folder that came or went.
    else this.later('', listBurst, () => this.walk());
  }

  private later(key: string, delay: number, task: () => Promise<void>): void {
    if (this.timers.has(key) || this.closed) return;
    const timer = setTimeout(() => {
      this.timers.delete(key);
      void task().catch(() => undefined);
    }, delay);
    timer.unref();
    this.timers.set(key, timer);
  }

  private async walk(): Promise<void> {
    this.follow(await this.library.rescan());
  }

  private async look(): Promise<void> {
    for (const [path, mark] of [...this.inUse]) {
      const now = await stat(join(this.library.root, path)).then(
        (entry) => `${entry.size}:${entry.ino}:${entry.ctimeMs}`,
        () => 'gone',
      );
      if (now === mark || !this.inUse.has(path)) continue;
      this.inUse.set(path, now);
      this.later(path, burst, () => this.library.check(path));
    }
    this.rounds += 1;
    if (this.blind && this.rounds % 5 === 0) this.later('', listBurst, () => this.walk());
  }
}
