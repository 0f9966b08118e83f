/**
 * The few file operations that a save is made of, as one value.
 *
 * They are passed in so that a test can make any one of them fail; the app passes `realDisk`.
 */
import { linkSync, lstatSync, promises, readFileSync, renameSync, type Stats, unlinkSync } from 'node:fs';

export interface OpenFile {
  /** Writes from `bytes[offset]` on and says how many bytes were taken: maybe fewer than given. */
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>;
  chmod(mode: number): Promise<void>;
  chown(user: number, group: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface Disk {
  open(path: string, flags: number, mode: number): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  mkdir(path: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** The last step of a save is synchronous: nothing of ours may run between its comparison and its rename. */
  readFileNow(path: string): Uint8Array;
  lstatNow(path: string): Stats;
  linkNow(from: string, to: string): void;
  renameNow(from: string, to: string): void;
  unlinkNow(path: string): void;
}

export const realDisk: Disk = {
  open: (path, flags, mode) => promises.open(path, flags, mode),
  readFile: (path) => promises.readFile(path),
  mkdir: async (path) => {
    await promises.mkdir(path, { recursive: true });
  },
  unlink: (path) => promises.unlink(path),
  readFileNow: (path) => readFileSync(path),
  lstatNow: (path) => lstatSync(path),
  linkNow: linkSync,
  renameNow: renameSync,
  unlinkNow: unlinkSync,
};
