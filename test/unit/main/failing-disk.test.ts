/** What a save leaves behind when the disk is full, fails, refuses, or the process dies in the middle. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownPath } from '#core/host/library-path.ts';
import { temporaryPrefix, writeAtomically } from '#main/services/atomic-write.ts';
import { type Disk, realDisk } from '#main/services/disk.ts';
import { revisionOf } from '#main/services/revision.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { testHost } from '#test/unit/host/test-host.ts';
import { faultyDisk, systemError } from './fault-disk.ts';

const folders = temporaryFolder();
const post = knownPath('posts/a.md');
const oldText = 'The old text.\n';
const newText = `The new text.\n${'word '.repeat(20_000)}\n`;

function library(): string {
  const place = folders.make();
  mkdirSync(join(place, 'posts'));
  writeFileSync(join(place, post), oldText);
  return place;
}

function temporaries(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.split(/[\\/]/).at(-1)?.startsWith(temporaryPrefix),
  );
}

function order(place: string) {
  const aside = join(place, 'aside');
  return {
    target: join(place, post),
    bytes: Buffer.from(newText),
    expected: revisionOf(Buffer.from(oldText)),
    aside,
  };
}

async function stepsOfASave(): Promise<number> {
  const disk = faultyDisk({ at: 0, code: '' });
  await writeAtomically(disk, order(library()));
  return disk.count();
}

describe('a failing disk', () => {
  for (const [code, expected] of [
    ['ENOSPC', 'no-space'],
    ['EIO', 'internal'],
    ['EROFS', 'permission'],
    ['EACCES', 'permission'],
  ] as const) {
    it(`leaves a whole file wherever a save meets ${code}, says so, and works again afterwards`, async () => {
      const steps = await stepsOfASave();
      expect(steps).toBeGreaterThan(8);
      for (let at = 1; at <= steps + 2; at++) {
        const place = library();
        const host = testHost({ disk: faultyDisk({ at, code }) });
        await host.call('library.open', { place });
        const first = await host.call('document.write', {
          path: post,
          text: newText,
          base: revisionOf(Buffer.from(oldText)),
        });
        const found = readFileSync(join(place, post), 'utf8');
        expect([oldText, newText]).toContain(found);
        if (first.ok) expect(found).toBe(newText);
        else {
          expect(first.error.code).toBe(expected);
          expect(first.error.message).toContain(post);
        }
        const again = await host.call('document.write', {
          path: post,
          text: newText,
          base: revisionOf(Buffer.from(oldText)),
        });
        expect(again.ok).toBe(true);
        expect(readFileSync(join(place, post), 'utf8')).toBe(newText);
        await host.close();
        // One failing step can at most be the removal of the temporary file itself.
        expect(temporaries(place).length).toBeLessThanOrEqual(1);
      }
    });
  }

  it('does not put a short file over a good one when the disk takes only a part', async () => {
    const place = library();
    let taken = 0;
    const disk: Disk = {
      ...realDisk,
      open: async (path, flags, mode) => {
        const file = await realDisk.open(path, flags, mode);
        return {
          write: async (bytes, offset, length) => {
            if (taken > 50_000) throw systemError('ENOSPC');
            const part = await file.write(bytes, offset, Math.min(length, 7000));
            taken += part.bytesWritten;
            return part;
          },
          chmod: (mode) => file.chmod(mode),
          chown: (user, group) => file.chown(user, group),
          sync: () => file.sync(),
          close: () => file.close(),
        };
      },
    };
    await expect(writeAtomically(disk, order(place))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readFileSync(join(place, post), 'utf8')).toBe(oldText);
    expect(temporaries(place)).toEqual([]);
  });

  it('writes on when the disk takes few bytes at a time', async () => {
    const place = library();
    const disk: Disk = {
      ...realDisk,
      open: async (path, flags, mode) => {
        const file = await realDisk.open(path, flags, mode);
        return {
          write: (bytes, offset, length) => file.write(bytes, offset, Math.min(length, 9973)),
          chmod: (mode) => file.chmod(mode),
          chown: (user, group) => file.chown(user, group),
          sync: () => file.sync(),
          close: () => file.close(),
        };
      },
    };
    expect((await writeAtomically(disk, order(place))).written).toBe(true);
    expect(readFileSync(join(place, post), 'utf8')).toBe(newText);
  });

  it('leaves the old file or the new one when the process dies at any step', async () => {
    const steps = await stepsOfASave();
    const outcomes = new Set<string>();
    for (let at = 1; at <= steps; at++) {
      const place = library();
      await writeAtomically(faultyDisk({ at, code: 'EIO', forEver: true }), order(place)).catch(
        () => undefined,
      );
      const found = readFileSync(join(place, post), 'utf8');
      expect([oldText, newText]).toContain(found);
      outcomes.add(found === newText ? 'new' : 'old');
    }
    expect(outcomes).toEqual(new Set(['old', 'new']));
  });

  it('goes to the disk before the rename, and the folder after it', async () => {
    const steps: string[] = [];
    const disk: Disk = {
      ...realDisk,
      open: async (path, flags, mode) => {
        const file = await realDisk.open(path, flags, mode);
        const what = path.includes(temporaryPrefix) ? 'file' : 'folder';
        return {
          write: (bytes, offset, length) => file.write(bytes, offset, length),
          chmod: (mode) => file.chmod(mode),
          chown: (user, group) => file.chown(user, group),
          sync: async () => {
            steps.push(`sync ${what}`);
            await file.sync();
          },
          close: () => file.close(),
        };
      },
      renameNow: (from, to) => {
        steps.push('rename');
        realDisk.renameNow(from, to);
      },
    };
    await writeAtomically(disk, order(library()));
    expect(steps).toEqual(['sync file', 'rename', 'sync folder']);
  });

  it('keeps drafts elsewhere while the library’s disk is full', async () => {
    const place = library();
    const refuge = folders.make();
    const full: Disk = {
      ...realDisk,
      open: (path, flags, mode) =>
        path.startsWith(place) ? Promise.reject(systemError('ENOSPC')) : realDisk.open(path, flags, mode),
    };
    const host = testHost({ disk: full, refuge });
    await host.call('library.open', { place });
    expect(await host.call('draft.write', { path: post, text: 'Typed.\n', base: null })).toEqual({
      ok: true,
      value: {},
    });
    const drafts = await host.call('draft.list', {});
    expect(drafts.ok && drafts.value.map((draft) => draft.text)).toEqual(['Typed.\n']);
    await host.close();
  });

  it('does not replace a file that is marked as read-only', async () => {
    const place = library();
    chmodSync(join(place, post), 0o444);
    const host = testHost();
    await host.call('library.open', { place });
    const read = await host.call('document.read', { path: post });
    expect(read.ok && read.value.readOnly).toMatch(/read-only/);
    const write = await host.call('document.write', {
      path: post,
      text: newText,
      base: revisionOf(Buffer.from(oldText)),
    });
    expect(write).toMatchObject({ ok: false, error: { code: 'permission' } });
    expect(readFileSync(join(place, post), 'utf8')).toBe(oldText);
    await host.close();
  });
});
