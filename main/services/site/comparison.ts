/** The files of a new site against those that stand at its place. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing, systemCode } from '../disk-failure.ts';
import { contentHash } from './content-hash.ts';
import { type FileMarks, markOf } from './last-export.ts';
import type { Sink } from './sink.ts';
import type { SiteManifest } from './site-manifest.ts';

/** Files of the site against what stands at the place. */
export class Comparison implements Sink {
  readonly files = new Map<string, string>();
  readonly added: string[] = [];
  readonly changed: string[] = [];
  readonly kept: string[] = [];
  /** Files that are in the way and that no export wrote. */
  readonly foreign: string[] = [];

  constructor(
    private readonly place: string,
    private readonly before: SiteManifest | null,
    private readonly marks: FileMarks,
    private readonly store: (output: string, data: string | Uint8Array) => void,
  ) {}

  write(output: string, data: string | Uint8Array, hash = contentHash(data)): void {
    if (this.keep(output, hash)) return;
    this.files.set(output, hash);
    if (this.before?.files.has(output)) this.changed.push(output);
    else {
      if (this.before !== null && exists(join(this.place, output))) this.foreign.push(output);
      this.added.push(output);
    }
    this.store(output, data);
  }

  keep(output: string, hash: string): boolean {
    if (this.files.get(output) === hash) return true;
    if (this.before?.files.get(output) !== hash || !this.isIntact(output, hash)) return false;
    this.files.set(output, hash);
    this.kept.push(output);
    return true;
  }

  /** A file whose mark is as the last export left it was not touched; any other is read. */
  private isIntact(output: string, hash: string): boolean {
    const path = join(this.place, output);
    const mark = this.marks[output];
    return (mark !== undefined && mark === markOf(path)) || hashOf(path) === hash;
  }

  /** Files of the last export that the site no longer has. One that somebody changed since is theirs now. */
  removed(): string[] {
    const gone: string[] = [];
    for (const [output, hash] of this.before?.files ?? []) {
      if (!this.files.has(output) && hashOf(join(this.place, output)) === hash) gone.push(output);
    }
    return gone.sort();
  }
}

export function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function hashOf(path: string): string | null {
  try {
    return contentHash(readFileSync(path));
  } catch (error) {
    if (isMissing(error) || systemCode(error) === 'EISDIR') return null;
    throw error;
  }
}
