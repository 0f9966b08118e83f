/** Two programs at one file: whatever the order, every version that the other one wrote can be found. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostEvent } from '#core/host/contract.ts';
import { knownPath } from '#core/host/library-path.ts';
import { temporaryPrefix } from '#main/services/atomic-write.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { testHost } from '#test/unit/host/test-host.ts';

const folders = temporaryFolder();
const post = knownPath('posts/a.md');

function allTexts(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'));
}

/** Gives way so often, so that the save beside it gets that far. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resume) => setImmediate(resume));
}

type Outside = (file: string, text: string, moment: number) => Promise<void>;

const programs: Readonly<Record<string, Outside>> = {
  'writes in place': async (file, text, moment) => {
    const open = openSync(file, 'w');
    await turns(moment % 7);
    writeSync(open, text);
    closeSync(open);
  },
  'replaces by a rename': async (file, text) => {
    writeFileSync(`${file}.other`, text);
    renameSync(`${file}.other`, file);
  },
  'removes it and writes it again': async (file, text, moment) => {
    if (existsSync(file)) unlinkSync(file);
    await turns(moment % 5);
    writeFileSync(file, text);
  },
  'renames it': async (file, text) => {
    writeFileSync(file, text);
    renameSync(file, file.replace('a.md', `renamed-${text.trim().replace(/\W/g, '-')}.md`));
  },
};

// Windows does not let a file that a program has open be replaced, so there the cases cannot arise.
describe.skipIf(process.platform === 'win32')('another program', () => {
  for (const [name, program] of Object.entries(programs)) {
    it(`${name} at any moment of a save, and no version of it is lost`, async () => {
      const place = folders.make();
      mkdirSync(join(place, 'posts'));
      const file = join(place, post);
      const host = testHost();
      await host.call('library.open', { place });
      const theirs: string[] = [];
      for (let moment = 0; moment < 40; moment++) {
        if (!existsSync(file)) writeFileSync(file, `start ${moment}\n`);
        const read = await host.call('document.read', { path: post });
        const base = read.ok ? read.value.revision : null;
        const save = host.call('document.write', { path: post, text: `mine ${moment}\n`, base });
        await turns(moment);
        const text = `theirs ${moment}\n`;
        await program(file, text, moment);
        theirs.push(text);
        const saved = await save;
        if (!saved.ok) expect(['conflict', 'not-found']).toContain(saved.error.code);
      }
      await host.close();
      const found = new Set(allTexts(place));
      expect(theirs.filter((text) => !found.has(text))).toEqual([]);
      const left = readdirSync(place, { recursive: true, encoding: 'utf8' });
      expect(left.filter((one) => one.includes(temporaryPrefix))).toEqual([]);
    });
  }

  it('writes into the file that a save has just replaced: its text is kept, and told', async () => {
    const place = folders.make();
    mkdirSync(join(place, 'posts'));
    const file = join(place, post);
    writeFileSync(file, 'start\n');
    const host = testHost();
    const events: HostEvent[] = [];
    host.subscribe((event) => events.push(event));
    await host.call('library.open', { place });
    const read = await host.call('document.read', { path: post });
    const theirs = openSync(file, 'r+');
    await host.call('document.write', {
      path: post,
      text: 'mine\n',
      base: read.ok ? read.value.revision : null,
    });
    writeSync(theirs, 'theirs', 0);
    closeSync(theirs);
    await host.close();
    const kept = events.find((event) => event.type === 'version-kept');
    expect(kept).toMatchObject({ path: post });
    expect(readFileSync(file, 'utf8')).toBe('mine\n');
    expect(allTexts(place)).toContain('theirs');
  });

  it('keeps its folder, its removal and its new files in the listing', async () => {
    const place = folders.make();
    mkdirSync(join(place, 'posts'));
    writeFileSync(join(place, post), 'One.\n');
    const host = testHost();
    await host.call('library.open', { place });
    await host.call('library.list', {});
    const told = (path: string): Promise<HostEvent> =>
      new Promise((resolve) => {
        host.subscribe((event) => {
          if (event.type === 'document-changed' && event.path === path) resolve(event);
        });
      });
    const gone = told(post);
    unlinkSync(join(place, post));
    expect(await gone).toMatchObject({ revision: null });
    const come = told('later/b.md');
    mkdirSync(join(place, 'later'));
    writeFileSync(join(place, 'later', 'b.md'), 'Two.\n');
    expect(await come).toMatchObject({ path: 'later/b.md' });
    const listing = await host.call('library.list', {});
    expect(listing.ok && listing.value.documents.map((one) => one.path)).toEqual(['later/b.md']);
    await host.close();
  });
});
