/**
 * The one way that Legible writes a file: whole, or not at all.
 *
 * A temporary file in the same folder (created exclusively, never through a link) takes every byte,
 * goes to the disk, and takes the target's place by one rename; then the folder goes to the disk.
 * Before the rename the target is compared with what the writer started from. Why not a library for
 * it: the usual ones ignore how many bytes a write took, and put a short file over a good one when
 * the disk is full.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Revision } from '#core/host/contract.ts';
import type { Disk, OpenFile } from './disk.ts';
import { isMissing, systemCode } from './disk-failure.ts';
import { revisionOf } from './revision.ts';

/** Every temporary file begins so; the library scan ignores such names and `sweep` removes old ones. */
export const temporaryPrefix = '.legible-tmp-';

export function temporaryName(): string {
  return `${temporaryPrefix}${process.pid}-${randomBytes(9).toString('hex')}`;
}

export interface WriteOrder {
  /** Absolute path; its folder exists and is not a link. */
  readonly target: string;
  readonly bytes: Uint8Array;
  /** What the target must hold at the moment of the rename; null when it must not exist. */
  readonly expected: Revision | null;
  /**
   * A free name on the same disk. The file that was displaced stays reachable there, so that what
   * another program wrote into it in the last microseconds can still be found. Null: not kept.
   */
  readonly aside: string | null;
  /** Called right after the rename, before any other code of ours can run. */
  readonly committed?: (revision: Revision) => void;
}

/** `changed`: the target was not as expected; nothing was touched. */
export type WriteResult =
  | { readonly written: true; readonly revision: Revision; readonly aside: string | null }
  | { readonly written: false; readonly found: Revision | null };

const createFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Rejects with the system's error when the disk fails; the target is then as it was. */
export async function writeAtomically(disk: Disk, order: WriteOrder): Promise<WriteResult> {
  const temporary = join(dirname(order.target), temporaryName());
  try {
    const file = await disk.open(temporary, createFlags, 0o666);
    try {
      await keepOwnership(disk, file, order);
      await writeAll(file, order.bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    const result = swap(disk, temporary, order);
    if (result.written) await syncFolder(disk, dirname(order.target));
    else await disk.unlink(temporary);
    return result;
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  }
}

async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset);
    if (bytesWritten <= 0) throw Object.assign(new Error('The disk took no more bytes.'), { code: 'ENOSPC' });
    offset += bytesWritten;
  }
}

/** The new file gets the old one's mode, and its owner where the system allows it. */
async function keepOwnership(disk: Disk, file: OpenFile, order: WriteOrder): Promise<void> {
  if (order.expected === null) return;
  let old: ReturnType<Disk['lstatNow']>;
  try {
    old = disk.lstatNow(order.target);
  } catch (error) {
    if (isMissing(error)) return; // the comparison before the rename will say so
    throw error;
  }
  if (process.getuid && (old.uid !== process.getuid() || old.gid !== process.getgid?.()))
    await file.chown(old.uid, old.gid).catch(() => undefined);
  await file.chmod(old.mode & 0o7777);
}

/** Compares and renames without giving way in between. */
function swap(disk: Disk, temporary: string, order: WriteOrder): WriteResult {
  const found = revisionNow(disk, order.target);
  if (found !== order.expected) return { written: false, found };
  const revision = revisionOf(order.bytes);
  if (order.expected === null) {
    if (!placeNew(disk, temporary, order, revision))
      return { written: false, found: revisionNow(disk, order.target) };
    return { written: true, revision, aside: null };
  }
  const aside = order.aside !== null && linked(disk, order.target, order.aside) ? order.aside : null;
  disk.renameNow(temporary, order.target);
  order.committed?.(revision);
  return { written: true, revision, aside };
}

function revisionNow(disk: Disk, target: string): Revision | null {
  try {
    return revisionOf(disk.readFileNow(target));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A link refuses to replace, which a rename does not. False when somebody else's file is there. */
function placeNew(disk: Disk, temporary: string, order: WriteOrder, revision: Revision): boolean {
  try {
    disk.linkNow(temporary, order.target);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(systemCode(error) ?? ''))
      throw error;
    disk.renameNow(temporary, order.target); // a disk without links
    order.committed?.(revision);
    return true;
  }
  order.committed?.(revision);
  disk.unlinkNow(temporary);
  return true;
}

/** Some disks have no links; then the save goes on without the second name. */
function linked(disk: Disk, from: string, to: string): boolean {
  try {
    disk.linkNow(from, to);
    return true;
  } catch {
    return false;
  }
}

/** A rename lasts only when its folder is on the disk. Windows has no such call. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await disk.open(folder, constants.O_RDONLY, 0);
  try {
    await handle.sync();
  } catch (error) {
    // The new file stands already; some network disks refuse to sync a folder.
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF'].includes(systemCode(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/** Milliseconds since 1970. */
export const processStarted = Date.now() - process.uptime() * 1000;

/** True for a temporary file that an earlier run left behind (a kill, a power cut). */
export function isStaleTemporary(name: string, modified: number): boolean {
  return name.startsWith(temporaryPrefix) && modified < processStarted;
}
