/**
 * Files that show many documents at once: lists, tags, the archive, feeds. They are made in groups;
 * a group whose key is the one of the last export is kept as it stands.
 */

import { contentHash } from './content-hash.ts';
import type { Sink } from './sink.ts';
import type { SiteCache } from './site-cache.ts';

export type SiteFile = readonly [output: string, data: string];

export class SharedFiles {
  constructor(
    private readonly cache: SiteCache,
    private readonly sink: Sink,
  ) {}

  /** `key` is a hash of everything that the files of this group show; `make` makes them. */
  async group(
    name: string,
    key: string,
    make: () => readonly SiteFile[] | Promise<readonly SiteFile[]>,
  ): Promise<void> {
    const known = this.cache.group(name);
    if (
      known?.key === key &&
      Object.entries(known.files).every(([file, hash]) => this.sink.keep(file, hash))
    ) {
      this.cache.keepGroup(name, known);
      return;
    }
    const files: Record<string, string> = {};
    for (const [output, data] of await make()) {
      const hash = contentHash(data);
      files[output] = hash;
      this.sink.write(output, data, hash);
    }
    this.cache.keepGroup(name, { key, files });
  }
}
