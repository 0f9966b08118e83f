/**
 * The new site is made beside the old one and takes its place whole.
 *
 * Changed files are written into a staging folder; unchanged ones, and those that no export wrote,
 * are linked into it (copied where the disk has no links). Then the old folder is renamed away and
 * the staging folder renamed in, one call after the other, and the old one removed. Killed before,
 * the old site stands; killed after, the new one. Between the two calls lie some microseconds in
 * which neither stands under its name: `recover` (site-recovery.ts), called first by the next plan or
 * export, puts the new one there.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../disk-failure.ts';
import { manifestName } from './site-manifest.ts';
import { busy, stagingPrefix } from './site-recovery.ts';

/** Writes that may be under way at once; the page is written at once when there are more. */
const mostWrites = 48;

/** Exports of this process so far: two at once get different folders. */
let count = 0;

export class Staging {
  readonly folder: string;
  private readonly old: string;
  private readonly name: string;
  private readonly made = new Set<string>(['']);
  private readonly writes = new Set<Promise<void>>();
  private running = 0;
  private failure: unknown = null;

  constructor(private readonly place: string) {
    this.name = join(dirname(place), `${stagingPrefix(place)}${process.pid}-${++count}`);
    this.folder = `${this.name}-new`;
    this.old = `${this.name}-old`;
    busy.add(this.name);
    mkdirSync(dirname(place), { recursive: true });
    mkdirSync(this.folder);
    const existing = statSync(place, { throwIfNoEntry: false });
    if (existing !== undefined) chmodSync(this.folder, existing.mode & 0o7777);
  }

  /**
   * Writes a file of the new site. The system works on some of them while the next pages are made;
   * `settled` says whether all went well.
   */
  write(output: string, data: string | Uint8Array): void {
    this.makeFolder(output);
    const path = join(this.folder, output);
    if (this.running >= mostWrites) {
      writeFileSync(path, data, { flag: 'wx' });
      return;
    }
    this.running++;
    const written = writeFile(path, data, { flag: 'wx' })
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.running--;
        this.writes.delete(written);
      });
    this.writes.add(written);
  }

  /** Waits for the writes that were begun; throws the first failure. */
  async settled(): Promise<void> {
    await Promise.all(this.writes);
    if (this.failure !== null) throw this.failure;
  }

  /** Takes a file over from the site that stands. */
  keep(output: string): void {
    this.makeFolder(output);
    linkOrCopy(join(this.place, output), join(this.folder, output));
  }

  /** Takes everything over that is in the old folder and not in `ours`. */
  keepForeign(ours: ReadonlySet<string>): void {
    this.foreignIn('', ours);
  }

  private foreignIn(folder: string, ours: ReadonlySet<string>): void {
    const entries = readdirSync(join(this.place, folder), { withFileTypes: true });
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const from = join(this.place, path);
      const to = join(this.folder, path);
      if (entry.isDirectory()) {
        if (!holdsForeign(from, path, ours)) continue;
        this.makeFolder(`${path}/.`);
        this.foreignIn(path, ours);
      } else if (!ours.has(path) && path !== manifestName && !existsSync(to)) {
        this.makeFolder(path);
        if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
        else linkOrCopy(from, to);
      }
    }
  }

  private makeFolder(output: string): void {
    const folder = output.slice(0, Math.max(0, output.lastIndexOf('/')));
    if (this.made.has(folder)) return;
    mkdirSync(join(this.folder, folder), { recursive: true });
    this.made.add(folder);
  }

  /** Puts the staging folder in the site's place. Throws when the system refuses; the old site then stands. */
  swap(): void {
    if (statSync(this.place, { throwIfNoEntry: false }) === undefined) {
      renameSync(this.folder, this.place);
      return;
    }
    renameSync(this.place, this.old);
    try {
      renameSync(this.folder, this.place);
    } catch (error) {
      // Not when another run, which took this one for dead, has put the site there already.
      if (!existsSync(this.place)) renameSync(this.old, this.place);
      throw error;
    }
    rmSync(this.old, { recursive: true, force: true });
  }

  /** Ends the export, whatever came of it: removes what is left of the staging folder. */
  async end(): Promise<void> {
    await Promise.all(this.writes);
    busy.delete(this.name);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function holdsForeign(folder: string, path: string, ours: ReadonlySet<string>): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length === 0) return true;
  return entries.some((entry) => {
    const inner = `${path}/${entry.name}`;
    return entry.isDirectory() ? holdsForeign(join(folder, entry.name), inner, ours) : !ours.has(inner);
  });
}

/** Set when the disk turned out to have no links. */
let copies = false;

function linkOrCopy(from: string, to: string): void {
  if (!copies) {
    try {
      linkSync(from, to);
      return;
    } catch (error) {
      const code = systemCode(error) ?? '';
      if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EEXIST') throw error;
      if (code !== 'EMLINK') copies = true;
    }
  }
  copyFileSync(from, to);
}
