/**
 * Earlier versions of a file: every version that a save replaced.
 *
 * They lie as plain files in `.legible/history/<path of the document>/`, named by time, origin and
 * content hash, so that a person can find them without Legible.
 */
import { mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { HistoryEntry, Revision } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { temporaryName, temporaryPrefix } from './atomic-write.ts';
import { isMissing } from './disk-failure.ts';
import { makePrivatePart, privatePart } from './private-folder.ts';
import { revisionOf } from './revision.ts';

/** `own`: this app wrote that version. `outside`: another program did; such versions are not thinned out. */
export type Origin = 'own' | 'outside';

const versionName = /^(\d{8}T\d{9}Z)-(own|outside)-([0-9a-f]{64})(\.[\w]+)?$/;
const minute = 60_000;
const day = 24 * 60 * minute;

interface Version {
  readonly file: string;
  readonly written: number;
  readonly origin: Origin;
  readonly revision: Revision;
}

function stampOf(time: number): string {
  return new Date(time).toISOString().replace(/[-:.]/g, '');
}

function timeOf(stamp: string): number {
  const part = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(stamp)?.slice(1);
  return part ? Date.parse(`${part.slice(0, 3).join('-')}T${part.slice(3, 6).join(':')}.${part[6]}Z`) : 0;
}

/**
 * Which versions may go: own ones thin out with age (all of the last 10 minutes, one for each 5
 * minutes of the last day, one a day after that); everything goes after 180 days, and the newest
 * 20 always stay.
 */
export function thinned(versions: readonly Pick<Version, 'written' | 'origin'>[], now: number): number[] {
  const newestFirst = versions.map((_, index) => index);
  newestFirst.sort((a, b) => (versions[b]?.written ?? 0) - (versions[a]?.written ?? 0));
  const slots = new Set<string>();
  const going: number[] = [];
  newestFirst.forEach((index, rank) => {
    const version = versions[index];
    if (!version || rank < 20) return;
    const age = now - version.written;
    if (age > 180 * day) going.push(index);
    if (age > 180 * day || version.origin === 'outside' || age <= 10 * minute) return;
    const width = age <= day ? 5 * minute : day;
    const slot = `${width}:${Math.floor(version.written / width)}`;
    if (slots.has(slot)) going.push(index);
    else slots.add(slot);
  });
  return going;
}

export class History {
  constructor(private readonly root: string) {}

  private folder(path: LibraryPath): string {
    return join(privatePart(this.root, 'history'), ...path.split('/'));
  }

  private async versions(path: LibraryPath): Promise<Version[]> {
    let names: string[];
    try {
      names = await readdir(this.folder(path));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
    return names.flatMap((file) => {
      const match = versionName.exec(file);
      if (!match) return [];
      const [, stamp = '', origin, revision = ''] = match;
      return [{ file, written: timeOf(stamp), origin: origin as Origin, revision }];
    });
  }

  /** Keeps a version that is about to be replaced. Rejects when the disk refuses. */
  async keep(path: LibraryPath, bytes: Uint8Array, origin: Origin): Promise<void> {
    await makePrivatePart(this.root, 'history');
    const folder = this.folder(path);
    await mkdir(folder, { recursive: true });
    const revision = revisionOf(bytes);
    const versions = await this.versions(path);
    if (versions.some((version) => version.revision === revision)) return;
    const now = Date.now();
    const temporary = join(folder, temporaryName());
    try {
      await writeFile(temporary, bytes, { flag: 'wx', flush: origin === 'outside' });
      await rename(temporary, join(folder, `${stampOf(now)}-${origin}-${revision}${extname(path)}`));
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
    for (const index of thinned(versions, now)) {
      const file = versions[index]?.file;
      if (file) await unlink(join(folder, file)).catch(() => undefined);
    }
  }

  /** Newest first. */
  async list(path: LibraryPath): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (const { file, revision, written } of await this.versions(path)) {
      const { size } = await stat(join(this.folder(path), file));
      entries.push({ revision, written, bytes: size });
    }
    return entries.sort((a, b) => b.written - a.written);
  }

  /** Null when there is no such version, or its bytes are no longer what its name says. */
  async read(path: LibraryPath, revision: Revision): Promise<Uint8Array | null> {
    const version = (await this.versions(path)).find((one) => one.revision === revision);
    if (!version) return null;
    const bytes = await readFile(join(this.folder(path), version.file));
    return revisionOf(bytes) === revision ? bytes : null;
  }

  /** A free name for the second name of a file that is being replaced (see `settle`), or null. */
  async asideName(path: LibraryPath, revision: Revision): Promise<string | null> {
    try {
      await makePrivatePart(this.root, 'history');
      const folder = this.folder(path);
      await mkdir(folder, { recursive: true });
      return join(folder, `${temporaryName()}-${revision}`);
    } catch {
      return null;
    }
  }

  /**
   * Looks again at a displaced file. A program that had it open may have written into it after the
   * save took its place: then that version is kept. Answers its revision, or null when nothing came.
   */
  async settle(path: LibraryPath, aside: string): Promise<Revision | null> {
    try {
      const bytes = await readFile(aside);
      const revision = revisionOf(bytes);
      const changed = !aside.endsWith(revision) && bytes.length > 0;
      if (changed) await this.keep(path, bytes, 'outside');
      await unlink(aside);
      return changed ? revision : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** The history follows its document to the new name. */
  async move(path: LibraryPath, to: LibraryPath): Promise<void> {
    const versions = await this.versions(path);
    if (versions.length === 0) return;
    await mkdir(this.folder(to), { recursive: true });
    for (const { file } of versions) await rename(join(this.folder(path), file), join(this.folder(to), file));
  }

  /** After a kill: settles every displaced file that an earlier run left, and removes its temporaries. */
  async sweep(before: number): Promise<void> {
    const top = privatePart(this.root, 'history');
    const entries = await readdir(top, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile() || !entry.name.startsWith(temporaryPrefix)) continue;
      const place = join(entry.parentPath, entry.name);
      const found = await stat(place).catch(() => null);
      if (!found || found.ctimeMs >= before) continue;
      const document = entry.parentPath
        .slice(top.length + 1)
        .split(/[\\/]/)
        .join('/') as LibraryPath;
      if (/-[0-9a-f]{64}$/.test(entry.name)) await this.settle(document, place).catch(() => null);
      else await rm(place, { force: true });
    }
  }
}
