/** What a library holds: one walk over the folder, with a cache so that unchanged files are not read again. */
import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSummary, FigureSummary, Revision } from '#core/host/contract.ts';
import { fileNameOf, type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import type { HostError } from '#core/host/outcome.ts';
import { isStaleTemporary, temporaryPrefix } from './atomic-write.ts';
import { diskError } from './disk-failure.ts';
import { isHidden, resolveInside } from './inside.ts';
import { isDocumentName, isFigureName, isRecordName, mediaTypeOf } from './media-types.ts';
import { revisionOf } from './revision.ts';
import { summarise } from './summarise.ts';

/** Size, inode and change time: the last cannot be set by a program, so equal marks mean equal content. */
type Mark = string;

interface Cached {
  readonly mark: Mark;
  readonly revision: Revision;
  readonly summary: DocumentSummary | null;
}

export interface Scan {
  readonly documents: readonly DocumentSummary[];
  readonly figures: readonly FigureSummary[];
  readonly media: readonly LibraryPath[];
  readonly records: readonly LibraryPath[];
  /** Every folder that was walked, relative to the library, '' for the top. */
  readonly folders: readonly string[];
  readonly revisions: ReadonlyMap<LibraryPath, Revision>;
  readonly problems: readonly HostError[];
}

/** A file changed within this time of being read may change again unseen; such marks are not trusted. */
const racy = 50;

export class Scanner {
  private cache = new Map<LibraryPath, Cached>();

  constructor(private readonly root: string) {}

  /** Walks the library; removes temporary files that an earlier run left behind. Never rejects. */
  async scan(): Promise<Scan> {
    const walk = await this.walk();
    const next = new Map<LibraryPath, Cached>();
    const documents: DocumentSummary[] = [];
    const figures: FigureSummary[] = [];
    const media: LibraryPath[] = [];
    const records: LibraryPath[] = [];
    const revisions = new Map<LibraryPath, Revision>();
    const problems = [...walk.problems];
    for (const path of walk.files) {
      if (isRecordName(path)) records.push(path);
      else if (isFigureName(path) || isDocumentName(path)) {
        const cached = await this.look(path).catch((error) => {
          problems.push(diskError(error, path));
          return null;
        });
        if (!cached) continue;
        next.set(path, cached);
        revisions.set(path, cached.revision);
        if (cached.summary) documents.push(cached.summary);
        else
          figures.push({
            path,
            name: fileNameOf(path).slice(0, -'.excalidraw.svg'.length),
            revision: cached.revision,
          });
      } else media.push(path);
    }
    this.cache = next;
    return { documents, figures, media, records, folders: walk.folders, revisions, problems };
  }

  private async look(path: LibraryPath): Promise<Cached> {
    const place = join(this.root, ...path.split('/'));
    const entry = await stat(place);
    const mark = `${entry.size}:${entry.ino}:${entry.ctimeMs}`;
    const known = this.cache.get(path);
    if (known?.mark === mark) return known;
    const now = Date.now();
    const bytes = await readFile(place);
    const revision = revisionOf(bytes);
    const trusted = now - entry.ctimeMs > racy ? mark : '';
    const summary = isDocumentName(path)
      ? summarise(path, bytes, { revision, modified: entry.mtimeMs, locked: (entry.mode & 0o222) === 0 })
      : null;
    return { mark: trusted, revision, summary };
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
