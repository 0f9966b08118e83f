/** Puts right what killed exports left beside a site. */
import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { temporaryPrefix } from '../atomic-write.ts';
import { systemCode } from '../disk-failure.ts';
import { readManifest } from './site-manifest.ts';

/** Exports of this process that are at work, by the name of their folders without `-new` and `-old`. */
export const busy = new Set<string>();

export function stagingPrefix(place: string): string {
  return `${temporaryPrefix}site-${basename(place)}-`;
}

/** How long a site may be without its name before it counts as left behind, in milliseconds. */
const patience = 250;

/**
 * A site caught between the two renames is put in place, and what exports left beside it is removed.
 * Folders of an export that still runs are left alone. That the system knows a process by that number
 * does not prove that it is the export: numbers are given out again. So a site that has no name for
 * longer than two renames can take is put back all the same. Answers whether there was anything.
 */
export async function recover(place: string): Promise<boolean> {
  const runs = runsBeside(place);
  if (runs.length === 0) return false;
  if (!isThere(place) && runs.some(isOther)) await new Promise((resolve) => setTimeout(resolve, patience));
  for (const run of runs) {
    const fresh = `${run}-new`;
    const old = `${run}-old`;
    if (!isThere(place) && existsSync(old) && !busy.has(run)) {
      renameSync(readManifest(fresh) === null ? old : fresh, place);
    } else if (busy.has(run) || isOther(run)) continue;
    rmSync(fresh, { recursive: true, force: true });
    if (isThere(place)) rmSync(old, { recursive: true, force: true });
  }
  return true;
}

/** Names of runs that left folders beside the place, without `-new` and `-old`. */
function runsBeside(place: string): string[] {
  const parent = dirname(place);
  const prefix = stagingPrefix(place);
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch {
    return [];
  }
  const runs = names
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => /^(\d+-\d+)-(new|old)$/.exec(name.slice(prefix.length))?.[1] ?? []);
  return [...new Set(runs)].map((run) => join(parent, prefix + run));
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** True when a process with the number of that run lives, and it is not this one. */
function isOther(run: string): boolean {
  const pid = Number(/(\d+)-\d+$/.exec(run)?.[1]);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
