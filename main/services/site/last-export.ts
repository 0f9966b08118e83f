/**
 * What the last export to a place left there, in `.legible/cache/site/places`: enough to say that
 * nothing has changed since, and no more, so that it is read in a moment. One small file for each
 * place; all of them can be deleted at the price of a slower export.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteProblem } from '#core/host/contract.ts';
import { temporaryName } from '../atomic-write.ts';
import { makePrivatePart, privatePart } from '../private-folder.ts';
import { contentHash } from './content-hash.ts';

/** Output path to size, inode and change time of the file that an export wrote. */
export type FileMarks = Readonly<Record<string, string>>;

export interface LastExport {
  /** Hash of everything that the site was made from. */
  readonly inputs: string;
  /** Hash of the manifest's text as it was written. */
  readonly manifest: string;
  readonly marks: FileMarks;
  /** What the export had to say. */
  readonly problems: readonly SiteProblem[];
}

/** Places that are remembered. */
const mostPlaces = 8;

function folderIn(root: string): string {
  return join(privatePart(root, 'cache'), 'site', 'places');
}

function fileFor(root: string, place: string): string {
  return join(folderIn(root), `${contentHash(place)}.json`);
}

/** Null when nothing is remembered of that place, or when another version of Legible wrote it. */
export function readLastExport(root: string, place: string, version: string): LastExport | null {
  try {
    const value = JSON.parse(readFileSync(fileFor(root, place), 'utf8')) as LastExport & { version: string };
    return value.version === version ? value : null;
  } catch {
    return null;
  }
}

/** A library that cannot be written to is exported all the same, only not as fast. */
export async function writeLastExport(
  root: string,
  place: string,
  version: string,
  last: LastExport,
): Promise<void> {
  try {
    await makePrivatePart(root, 'cache');
    const folder = folderIn(root);
    mkdirSync(folder, { recursive: true });
    const temporary = join(folder, temporaryName());
    writeFileSync(temporary, JSON.stringify({ version, ...last }));
    renameSync(temporary, fileFor(root, place));
    const names = readdirSync(folder);
    if (names.length <= mostPlaces) return;
    const age = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const oldest = names.map((name) => [age(name), name] as const).sort(([a], [b]) => a - b);
    for (const [, name] of oldest.slice(0, -mostPlaces)) rmSync(join(folder, name), { force: true });
  } catch {
    // Only time is lost.
  }
}

/** The mark of a file as it stands; null when it is not there. The change time cannot be set by a program. */
export function markOf(path: string): string | null {
  const entry = statSync(path, { throwIfNoEntry: false });
  return entry === undefined ? null : `${entry.size}:${entry.ino}:${entry.ctimeMs}`;
}

/** True when every file that was marked stands as it was left. */
export function standsAsLeft(place: string, marks: FileMarks): boolean {
  for (const output in marks) if (markOf(`${place}/${output}`) !== marks[output]) return false;
  return true;
}
