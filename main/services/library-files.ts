/** Reading and writing one file of the library: what documents, records and figures have in common. */
import { open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Revision, Written } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { writeAtomically } from './atomic-write.ts';
import type { Disk } from './disk.ts';
import { diskFailure, isMissing } from './disk-failure.ts';
import type { History } from './history.ts';
import { isHidden, resolveInside } from './inside.ts';
import { Lanes } from './lanes.ts';
import { makePrivatePart, privateFolderName } from './private-folder.ts';
import { revisionOf } from './revision.ts';

/** Larger files are refused, so that a wrong file cannot fill the memory: 64 MiB. */
export const largestFile = 64 * 1024 * 1024;
/** How long a displaced file stays reachable: a slow program may still be writing into it. */
const settleAfter = 2000;
/** How long a file may be away while another program replaces it. */
const replacing = 120;

/** Bytes of files in use that stay in memory: at most 32 files of at most 4 MiB. */
const mostHeld = 32;
const largestHeld = 4 * 1024 * 1024;

interface HeldFile {
  readonly bytes: Uint8Array;
  readonly revision: Revision;
}

export interface FoundFile {
  readonly bytes: Uint8Array;
  readonly revision: Revision;
  /** Why it may not be written, or null. */
  readonly readOnly: string | null;
}

export interface FileEvents {
  /** Another program changed a file, or removed it (null). */
  changed(path: LibraryPath, revision: Revision | null): void;
  /** A file is being read or written: it is worth a closer look. */
  used(path: LibraryPath): void;
  /** Another program's text was found in a file that a save had just replaced; it is in the history. */
  versionKept(path: LibraryPath, revision: Revision): void;
}

export class LibraryFiles {
  readonly lanes = new Lanes();
  /** The revision that each file was last seen with, by whomever it was written. */
  readonly seen = new Map<LibraryPath, Revision>();
  private readonly ours = new Map<LibraryPath, Revision>();
  private readonly held = new Map<LibraryPath, HeldFile>();
  private watching = false;
  private readonly unsettled = new Map<string, { path: LibraryPath; timer: NodeJS.Timeout }>();

  constructor(
    readonly root: string,
    private readonly disk: Disk,
    private readonly history: History,
    private readonly events: FileEvents,
  ) {}

  /** The absolute place of a file that the app may use. */
  async placeOf(path: LibraryPath): Promise<Outcome<string>> {
    if (isHidden(path))
      return failed('permission', `${path} lies in a folder that Legible leaves alone.`, path);
    return await resolveInside(this.root, path);
  }

  async read(path: LibraryPath): Promise<Outcome<FoundFile>> {
    const place = await this.placeOf(path);
    if (!place.ok) return place;
    return await this.lanes.run(path, async () => {
      const found = await this.readPlace(place.value, path);
      if (found.ok && this.seen.has(path)) await this.notice(path, found.value.revision);
      else if (found.ok) this.seen.set(path, found.value.revision);
      if (found.ok) this.hold(path, found.value);
      this.events.used(path);
      return found;
    });
  }

  /**
   * Compares the file with what was last seen, and tells when another program changed it. In the
   * file's own lane, so that a save that is under way is not taken for somebody else's.
   */
  check(path: LibraryPath): Promise<void> {
    return this.lanes.run(path, async () => {
      let now = await this.revision(path);
      if (now === null && this.seen.has(path)) {
        // Programs that replace a file may leave a moment without one.
        await new Promise((resume) => setTimeout(resume, replacing));
        now = await this.revision(path);
      }
      await this.notice(path, now);
    });
  }

  /** Takes note of what is on the disk. The version that another program replaced is kept, if it is at hand. */
  private async notice(path: LibraryPath, revision: Revision | null): Promise<void> {
    const before = this.seen.get(path) ?? null;
    if (before === revision) return;
    const held = this.held.get(path);
    if (held && held.revision === before) await this.keep(path, held);
    if (revision === null) this.forget(path);
    else this.seen.set(path, revision);
    if (before !== null || this.watching) this.events.changed(path, revision);
  }

  /** Remembers the bytes of a file in use, so that they can be kept when another program replaces it. */
  private hold(path: LibraryPath, file: HeldFile): void {
    this.held.delete(path);
    if (file.bytes.length > largestHeld) return;
    this.held.set(path, file);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= mostHeld) break;
      this.held.delete(oldest);
    }
  }

  /** A history that cannot be kept must not keep the writer from saving. */
  private async keep(path: LibraryPath, file: HeldFile): Promise<void> {
    const origin = this.ours.get(path) === file.revision ? 'own' : 'outside';
    await this.history.keep(path, file.bytes, origin).catch(() => undefined);
  }

  /** From now on a file that was never seen counts as a new one. `revisions`: every file there is. */
  startWatching(revisions: ReadonlyMap<LibraryPath, Revision>): void {
    for (const [path, revision] of revisions) if (!this.seen.has(path)) this.seen.set(path, revision);
    this.watching = true;
  }

  private async readPlace(place: string, path: LibraryPath): Promise<Outcome<FoundFile>> {
    try {
      const file = await open(place, 'r');
      try {
        const entry = await file.stat();
        if (!entry.isFile()) return failed('unsupported', `${path} is not a file.`, path);
        if (entry.size > largestFile)
          return failed('unsupported', `${path} is larger than 64 MB, which Legible does not open.`, path);
        const bytes = await file.readFile();
        const readOnly = (entry.mode & 0o222) === 0 ? 'The file is marked as read-only.' : null;
        return done({ bytes, revision: revisionOf(bytes), readOnly });
      } finally {
        await file.close();
      }
    } catch (error) {
      return diskFailure(error, path);
    }
  }

  /**
   * Writes the whole file when it still holds `base` (null: when it does not exist). The replaced
   * version goes to the history. Bytes that are there already are not written again. `objection`
   * looks at the present bytes and may say why they must not be replaced.
   */
  write(
    path: LibraryPath,
    bytes: Uint8Array,
    base: Revision | null,
    objection: (present: Uint8Array) => string | null = () => null,
  ): Promise<Outcome<Written>> {
    return this.lanes.run(path, () => this.writeNow(path, bytes, base, objection));
  }

  /** Writes a file that must not exist yet, not even with the same bytes. */
  create(path: LibraryPath, bytes: Uint8Array): Promise<Outcome<Written>> {
    return this.lanes.run(path, async () => {
      const there = await this.revision(path).catch(() => null);
      return there === null
        ? await this.writeNow(path, bytes, null, () => null)
        : conflict(path, there, null);
    });
  }

  private async writeNow(
    path: LibraryPath,
    bytes: Uint8Array,
    base: Revision | null,
    objection: (present: Uint8Array) => string | null,
  ): Promise<Outcome<Written>> {
    if (bytes.length > largestFile)
      return failed('unsupported', `${path} would be larger than 64 MB, which Legible does not write.`, path);
    const place = await this.placeOf(path);
    if (!place.ok) return place;
    this.events.used(path);
    const found = await this.readPlace(place.value, path);
    if (!found.ok && found.error.code !== 'not-found') return found;
    const current = found.ok ? found.value : null;
    if (current && current.revision === revisionOf(bytes)) {
      this.seen.set(path, current.revision);
      return done({ path, revision: current.revision });
    }
    if ((current?.revision ?? null) !== base) {
      if (this.seen.has(path)) await this.notice(path, current?.revision ?? null);
      return conflict(path, current?.revision ?? null, base);
    }
    const objected = current === null ? null : objection(current.bytes);
    if (objected !== null) return failed('invalid-document', `${path} was not saved. ${objected}`, path);
    if (current?.readOnly)
      return failed('permission', `${path} was not saved: the file is marked as read-only.`, path);
    try {
      return await this.replace(path, place.value, bytes, current);
    } catch (error) {
      const safe = current ? 'The file on disk is as it was.' : 'Nothing was written.';
      return diskFailure(error, path, `${safe} Your text is still here.`);
    }
  }

  private async replace(
    path: LibraryPath,
    place: string,
    bytes: Uint8Array,
    current: FoundFile | null,
  ): Promise<Outcome<Written>> {
    let aside: string | null = null;
    if (current) {
      await this.keep(path, current);
      aside = await this.history.asideName(path, current.revision);
    } else await this.disk.mkdir(dirname(place));
    const result = await writeAtomically(this.disk, {
      target: place,
      bytes,
      expected: current?.revision ?? null,
      aside,
      committed: (revision) => {
        this.seen.set(path, revision);
        this.ours.set(path, revision);
      },
    });
    if (!result.written) {
      await this.notice(path, result.found);
      return conflict(path, result.found, current?.revision ?? null);
    }
    const written = { bytes, revision: result.revision };
    this.hold(path, written);
    // Kept now, because another program may replace it before it is read again.
    await this.keep(path, written);
    if (result.aside !== null) this.settleLater(path, result.aside);
    return done({ path, revision: result.revision });
  }

  private settleLater(path: LibraryPath, aside: string): void {
    const timer = setTimeout(() => void this.settle(aside), settleAfter);
    timer.unref();
    this.unsettled.set(aside, { path, timer });
  }

  private async settle(aside: string): Promise<void> {
    const entry = this.unsettled.get(aside);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.unsettled.delete(aside);
    const revision = await this.history.settle(entry.path, aside).catch(() => null);
    if (revision !== null) this.events.versionKept(entry.path, revision);
  }

  /** Moves a file without ever replacing another. History and drafts are the caller's. */
  async move(path: LibraryPath, to: LibraryPath): Promise<Outcome<null>> {
    const from = await this.placeOf(path);
    if (!from.ok) return from;
    const target = await this.placeOf(to);
    if (!target.ok) return target;
    try {
      const source = await stat(from.value);
      await this.disk.mkdir(dirname(target.value));
      try {
        this.disk.linkNow(from.value, target.value);
        this.disk.unlinkNow(from.value);
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        const there = await stat(target.value).catch(() => null);
        // A disk that ignores case finds the same file under the new name.
        const same = there !== null && there.ino === source.ino && there.dev === source.dev;
        if (there && !same) return failed('conflict', `${to} exists already. Choose another name.`, to);
        if (!same && !['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
        this.disk.renameNow(from.value, target.value);
      }
      this.forget(path);
      const moved = await this.read(to);
      if (moved.ok) this.ours.set(to, moved.value.revision);
      return done(null);
    } catch (error) {
      return diskFailure(error, path, 'It was not renamed.');
    }
  }

  /** Moves a file that still holds `base` to the library's trash; answers its place relative to the library. */
  remove(path: LibraryPath, base: Revision): Promise<Outcome<string>> {
    return this.lanes.run(path, async () => {
      const place = await this.placeOf(path);
      if (!place.ok) return place;
      const found = await this.readPlace(place.value, path);
      if (!found.ok) return found;
      if (found.value.revision !== base) return conflict(path, found.value.revision, base);
      try {
        await makePrivatePart(this.root, 'trash');
        const name = new Date().toISOString().replace(/[-:.]/g, '');
        const trashed = [privateFolderName, 'trash', `${name}-${base.slice(0, 8)}`, ...path.split('/')];
        const target = join(this.root, ...trashed);
        await this.disk.mkdir(dirname(target));
        await rename(place.value, target);
        this.forget(path);
        return done(trashed.join('/'));
      } catch (error) {
        return diskFailure(error, path, 'It was not removed.');
      }
    });
  }

  forget(path: LibraryPath): void {
    this.seen.delete(path);
    this.ours.delete(path);
    this.held.delete(path);
  }

  /** The revision on the disk right now, or null when there is no such file. Rejects on a failing disk. */
  async revision(path: LibraryPath): Promise<Revision | null> {
    const place = await this.placeOf(path);
    if (!place.ok) return null;
    try {
      return revisionOf(await this.disk.readFile(place.value));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Waits for running saves and puts every displaced file into its place. */
  async close(): Promise<void> {
    await this.lanes.idle();
    await Promise.all([...this.unsettled.keys()].map((aside) => this.settle(aside)));
  }
}

function conflict(path: LibraryPath, found: Revision | null, base: Revision | null): Outcome<never> {
  if (found === null)
    return failed(
      'conflict',
      `${path} was moved or removed by another program. It was not written again.`,
      path,
    );
  if (base === null) return failed('conflict', `${path} exists already. It was not overwritten.`, path);
  return failed('conflict', `${path} was changed by another program. It was not overwritten.`, path);
}
