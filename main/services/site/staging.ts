/**
 * The new site is made beside the old one and takes its place whole.
 *
 * Changed files are written into a staging folder; unchanged ones, and those that no export wrote,
 * are linked into it (copied where the disk has no links). Then the old folder is renamed away and
 * the staging folder renamed in, one call after the other, and the old one removed. Killed before,
 * the old site stands; killed after, the new one. Between the two calls lie some microseconds in
 * which neither stands under its name: `recover`, called first by the next plan or export, puts the
 * new one there.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
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
import { basename, dirname, join } from 'node:path';
import { temporaryPrefix } from '../atomic-write.ts';
import { systemCode } from '../disk-failure.ts';
import { manifestName, readManifest } from './site-manifest.ts';

function prefixFor(place: string): string {
  return `${temporaryPrefix}site-${basename(place)}-`;
}

/** Writes that may be under way at once; the page is written at once when there are more. */
const mostWrites = 48;

/** Exports of this process so far: two at once get different folders. */
let count = 0;
/** Those that are still at work, by the name of their folders without `-new` and `-old`. */
const busy = new Set<string>();

export class Staging {
  readonly folder: string;
  private readonly old: string;
  private readonly name: string;
  private readonly made = new Set<string>(['']);
  private readonly writes = new Set<Promise<void>>();
  private running = 0;
  private failure: unknown = null;

  constructor(private readonly place: string) {
    this.name = join(dirname(place), `${prefixFor(place)}${process.pid}-${++count}`);
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
      renameSync(this.old, this.place);
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

/**
 * Cleans up after exports that were killed: a site caught between the two renames is put in place,
 * and what they left beside it is removed. Folders of an export that still runs are left alone.
 */
export function recover(place: string): void {
  const parent = dirname(place);
  const prefix = prefixFor(place);
  let names: string[];
  try {
    names = readdirSync(parent).filter((name) => name.startsWith(prefix));
  } catch {
    return;
  }
  const runs = new Set(
    names.flatMap((name) => /^(\d+-\d+)-(new|old)$/.exec(name.slice(prefix.length))?.[1] ?? []),
  );
  for (const run of runs) {
    const pid = Number(run.split('-')[0]);
    if (pid === process.pid ? busy.has(join(parent, prefix + run)) : isAlive(pid)) continue;
    const fresh = join(parent, `${prefix}${run}-new`);
    const old = join(parent, `${prefix}${run}-old`);
    if (lstatSync(place, { throwIfNoEntry: false }) === undefined && existsSync(old)) {
      renameSync(readManifest(fresh) === null ? old : fresh, place);
    }
    rmSync(fresh, { recursive: true, force: true });
    if (lstatSync(place, { throwIfNoEntry: false }) !== undefined)
      rmSync(old, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
