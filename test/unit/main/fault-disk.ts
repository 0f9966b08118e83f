import type { Disk, OpenFile } from '#main/services/disk.ts';
import { realDisk } from '#main/services/disk.ts';

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}

export interface Fault {
  /** Which operation fails, counted from 1. */
  readonly at: number;
  readonly code: string;
  /** True: every operation after it fails as well, as if the process had died there. */
  readonly forEver?: boolean;
}

/** A disk that fails once (or from then on) at the chosen operation, and counts what it was asked. */
export function faultyDisk(fault: Fault): Disk & { readonly count: () => number } {
  let count = 0;
  const step = (): void => {
    count += 1;
    if (count === fault.at || (fault.forEver && count > fault.at)) throw systemError(fault.code);
  };
  const file = (real: OpenFile): OpenFile => ({
    write: async (bytes, offset, length) => {
      step();
      return await real.write(bytes, offset, length);
    },
    chmod: async (mode) => {
      step();
      await real.chmod(mode);
    },
    chown: async (user, group) => {
      step();
      await real.chown(user, group);
    },
    sync: async () => {
      step();
      await real.sync();
    },
    close: async () => {
      await real.close(); // a dead process closes its files too
      step();
    },
  });
  return {
    count: () => count,
    open: async (path, flags, mode) => {
      step();
      return file(await realDisk.open(path, flags, mode));
    },
    readFile: async (path) => {
      step();
      return await realDisk.readFile(path);
    },
    mkdir: async (path) => {
      step();
      await realDisk.mkdir(path);
    },
    unlink: async (path) => {
      step();
      await realDisk.unlink(path);
    },
    readFileNow: (path) => {
      step();
      return realDisk.readFileNow(path);
    },
    lstatNow: (path) => {
      step();
      return realDisk.lstatNow(path);
    },
    linkNow: (from, to) => {
      step();
      realDisk.linkNow(from, to);
    },
    renameNow: (from, to) => {
      step();
      realDisk.renameNow(from, to);
    },
    unlinkNow: (path) => {
      step();
      realDisk.unlinkNow(path);
    },
  };
}
