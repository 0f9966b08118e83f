/** What a library holds: one walk over the folder, with a cache so that unchanged files are not read again. */
import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSummary, FigureSummary, Revision } from '#core/host/contract.ts';
import { fileNameOf, type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import type { HostError } from '#core/host/outcome.ts';
import { isStaleTemporary, temporaryPrefix } from './atomic-write.ts';
import { diskError } from './disk-failure.ts';
import { isHidden, resolveInside } from './inside.ts';
import { largestFile } from './library-files.ts';
import { isDocumentName, isFigureName, isRecordName, mediaTypeOf } from './media-types.ts';
import { revisionOf } from './revision.ts';
import { readScanCache, type ScannedFile, writeScanCache } from './scan-cache.ts';
import { summarise } from './summarise.ts';

export interface Scan {
  readonly documents: readonly DocumentSummary[];
  readonly figures: readonly FigureSummary[];
  readonly media: readonly LibraryPath[];
  /** Every folder that was walked, relative to the library, '' for the top. */
  readonly folders: readonly string[];
  readonly revisions: ReadonlyMap<LibraryPath, Revision>;
  readonly problems: readonly HostError[];
}

/** A file changed within this time of being read may change again unseen; such marks are not trusted. */
const racy = 50;
const atATime = 32;

function isRead(path: string): boolean {
  return isDocumentName(path) || isFigureName(path);
}

export class Scanner {
  private cache: ReadonlyMap<LibraryPath, ScannedFile> | null = null;

  constructor(private readonly root: string) {}

  /** A document as the last walk found it, or null. */
  known(path: LibraryPath): DocumentSummary | null {
    return this.cache?.get(path)?.summary ?? null;
  }

  /** Walks the library; removes temporary files that an earlier run left behind. Never rejects. */
  async scan(): Promise<Scan> {
    const before = this.cache ?? (await readScanCache(this.root));
    const walk = await this.walk();
    const problems = [...walk.problems];
    const looked = await this.lookAt(walk.files.filter(isRead), before, problems);
    const documents: DocumentSummary[] = [];
    const figures: FigureSummary[] = [];
    const revisions = new Map<LibraryPath, Revision>();
    for (const [path, { revision, summary }] of looked) {
      revisions.set(path, revision);
      if (summary) documents.push(summary);
      else figures.push({ path, name: fileNameOf(path).slice(0, -'.excalidraw.svg'.length), revision });
    }
    const changed =
      looked.size !== before.size || [...looked].some(([path, file]) => before.get(path) !== file);
    if (changed) await writeScanCache(this.root, looked);
    this.cache = looked;
    const media = walk.files.filter((path) => !isRead(path) && !isRecordName(path));
    return { documents, figures, media, folders: walk.folders, revisions, problems };
  }

  /** Looks at many files at a time, since most of the work is waiting for the disk. */
  private async lookAt(
    paths: readonly LibraryPath[],
    before: ReadonlyMap<LibraryPath, ScannedFile>,
    problems: HostError[],
  ): Promise<Map<LibraryPath, ScannedFile>> {
    const found: (ScannedFile | null)[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < paths.length; index = next++) {
        const path = paths[index];
        if (path === undefined) return;
        found[index] = await this.look(path, before.get(path)).catch((error) => {
          problems.push(diskError(error, path));
          return null;
        });
      }
    };
    await Promise.all(Array.from({ length: atATime }, worker));
    const looked = new Map<LibraryPath, ScannedFile>();
    paths.forEach((path, index) => {
      const file = found[index];
      if (file) looked.set(path, file);
    });
    return looked;
  }

  private async look(path: LibraryPath, known: ScannedFile | undefined): Promise<ScannedFile> {
    const place = join(this.root, ...path.split('/'));
    const entry = await stat(place);
    const mark = `${entry.size}:${entry.ino}:${entry.ctimeMs}`;
    if (known?.mark === mark) return known;
    if (entry.size > largestFile) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    const now = Date.now();
    const bytes = await readFile(place);
    const revision = revisionOf(bytes);
    const locked = (entry.mode & 0o222) === 0;
    const summary = isDocumentName(path)
      ? summarise(path, bytes, { revision, modified: entry.mtimeMs, locked })
      : null;
    return { mark: now - entry.ctimeMs > racy ? mark : '', revision, summary };
  }

  private async walk(): Promise<{ files: LibraryPath[]; folders: string[]; problems: HostError[] }> {
    const files: LibraryPath[] = [];
    const folders: string[] = [];
    const problems: HostError[] = [];
    const pending = [''];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      folders.push(folder);
      try {
        for (const entry of await readdir(join(this.root, folder), { withFileTypes: true })) {
          const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
          if (entry.name.startsWith(temporaryPrefix)) await this.removeStale(path, entry.name);
          else if (isHidden(entry.name)) continue;
          else if (entry.isDirectory()) pending.push(path);
          else if (entry.isFile() || entry.isSymbolicLink())
            await this.file(path, entry.isSymbolicLink(), files, problems);
        }
      } catch (error) {
        problems.push(diskError(error, folder === '' ? this.root : folder));
      }
    }
    files.sort((a, b) => (a < b ? -1 : 1));
    return { files, folders, problems };
  }

  private async file(
    path: string,
    link: boolean,
    files: LibraryPath[],
    problems: HostError[],
  ): Promise<void> {
    const known = isDocumentName(path) || isRecordName(path) || mediaTypeOf(path) !== null;
    if (!known) return;
    const checked = libraryPath(path);
    if (checked === null) {
      problems.push({
        code: 'unsupported',
        message: `The name ${path} cannot be used on every system. Rename the file.`,
        path,
      });
      return;
    }
    if (link) {
      const inside = await resolveInside(this.root, checked);
      if (!inside.ok) {
        problems.push(inside.error);
        return;
      }
      const target = await stat(inside.value).catch(() => null);
      if (!target?.isFile()) return;
    }
    files.push(checked);
  }

  private async removeStale(path: string, name: string): Promise<void> {
    const place = join(this.root, path);
    const entry = await stat(place).catch(() => null);
    if (entry && isStaleTemporary(name, entry.ctimeMs)) await unlink(place).catch(() => undefined);
  }
}
