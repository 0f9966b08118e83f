/**
 * Drafts: text that is not yet in its document, one file for each in `.legible/drafts`.
 *
 * When the library's own disk refuses (full, read-only), they go to a second folder on the disk that
 * holds the preferences, so that typing is not lost.
 *
 * A draft makes way only for the next state of the same writing: one that this run wrote itself, from
 * the same base. Any other is a version that nobody has dealt with yet, and goes to the history first.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Draft, Revision } from '#core/host/contract.ts';
import { type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import { writeAtomically } from './atomic-write.ts';
import type { Disk } from './disk.ts';
import { isMissing } from './disk-failure.ts';
import type { History } from './history.ts';
import { makePrivatePart, privatePart } from './private-folder.ts';
import { revisionOf } from './revision.ts';

const draftSchema = v.strictObject({
  path: v.custom<LibraryPath>((value) => typeof value === 'string' && libraryPath(value) !== null),
  text: v.string(),
  base: v.nullable(v.string()),
  written: v.number(),
});

export class Drafts {
  private readonly refuge: string | null;
  /** The state that each draft of this run is in, so that one of an earlier run is known as such. */
  private readonly own = new Map<LibraryPath, { readonly text: string; readonly base: Revision | null }>();

  /** `refuge`: folder for the drafts of libraries that cannot be written, or null for none. */
  constructor(
    private readonly root: string,
    private readonly disk: Disk,
    refuge: string | null,
    private readonly history: History,
  ) {
    const library = createHash('sha256').update(root).digest('hex').slice(0, 16);
    this.refuge = refuge === null ? null : join(refuge, library);
  }

  private name(path: LibraryPath): string {
    return `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`;
  }

  private folders(): string[] {
    const own = privatePart(this.root, 'drafts');
    return this.refuge === null ? [own] : [own, this.refuge];
  }

  /** Rejects when neither folder can be written. */
  async write(path: LibraryPath, text: string, base: Revision | null): Promise<void> {
    const draft: Draft = { path, text, base, written: Date.now() };
    const bytes = Buffer.from(JSON.stringify(draft));
    await this.makeWay(path, text, base);
    try {
      await this.put(await makePrivatePart(this.root, 'drafts'), path, bytes);
    } catch (error) {
      if (this.refuge === null) throw error;
      await mkdir(this.refuge, { recursive: true, mode: 0o700 });
      await this.put(this.refuge, path, bytes);
    }
    this.own.set(path, { text, base });
  }

  /** Puts a draft that is another version of the text, not an earlier state of this one, out of the way. */
  private async makeWay(path: LibraryPath, text: string, base: Revision | null): Promise<void> {
    const own = this.own.get(path);
    for (const folder of this.folders()) {
      const place = join(folder, this.name(path));
      const older = await readDraft(place);
      if (older === null || older.text === text) continue;
      if (older.text === own?.text && older.base === own.base && own.base === base) continue;
      try {
        await this.history.keep(path, Buffer.from(older.text), 'outside');
      } catch {
        // A full disk: a new name needs no room, and a person can find the file.
        await rename(place, `${place}.${older.written}.older`).catch(() => undefined);
      }
    }
  }

  private async put(folder: string, path: LibraryPath, bytes: Uint8Array): Promise<void> {
    const target = join(folder, this.name(path));
    for (;;) {
      const found = await readFile(target).then(revisionOf, () => null);
      const result = await writeAtomically(this.disk, { target, bytes, expected: found, aside: null });
      if (result.written) return;
    }
  }

  /** Every draft that says something its document does not say. Newest first. */
  async list(currentRevision: (path: LibraryPath) => Promise<Revision | null>): Promise<Draft[]> {
    const newest = new Map<LibraryPath, Draft>();
    for (const folder of this.folders()) {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!name.endsWith('.json') || name.startsWith('.')) continue;
        const draft = await readDraft(join(folder, name));
        if (draft && (newest.get(draft.path)?.written ?? 0) < draft.written) newest.set(draft.path, draft);
      }
    }
    const open: Draft[] = [];
    for (const draft of newest.values()) {
      if ((await currentRevision(draft.path)) === revisionOf(Buffer.from(draft.text)))
        await this.discard(draft.path);
      else open.push(draft);
    }
    return open.sort((a, b) => b.written - a.written);
  }

  async discard(path: LibraryPath): Promise<void> {
    this.own.delete(path);
    for (const folder of this.folders()) {
      await unlink(join(folder, this.name(path))).catch((error) => {
        if (!isMissing(error)) throw error;
      });
    }
  }

  async move(path: LibraryPath, to: LibraryPath): Promise<void> {
    for (const folder of this.folders()) {
      const draft = await readDraft(join(folder, this.name(path)));
      if (draft) await this.write(to, draft.text, draft.base);
    }
    await this.discard(path);
  }
}

async function readDraft(place: string): Promise<Draft | null> {
  try {
    const parsed = v.safeParse(draftSchema, JSON.parse(await readFile(place, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // torn or foreign: left where it is, for a person to look at
  }
}
