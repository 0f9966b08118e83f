import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownPath } from '#core/host/library-path.ts';
import { realDisk } from '#main/services/disk.ts';
import { Drafts } from '#main/services/drafts.ts';
import { History } from '#main/services/history.ts';
import { revisionOf } from '#main/services/revision.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();
const path = knownPath('posts/a.md');
const first = revisionOf(Buffer.from('first'));
const second = revisionOf(Buffer.from('second'));

function start(root = folders.make()) {
  const history = new History(root);
  const drafts = new Drafts(root, realDisk, null, history);
  return {
    root,
    drafts,
    inDrafts: async () => (await drafts.list(async () => null)).map((draft) => draft.text),
    inHistory: async () => {
      const texts: string[] = [];
      for (const { revision } of await history.list(path)) {
        texts.push(String(await history.read(path, revision)));
      }
      return texts;
    },
  };
}

describe('a draft that nobody has dealt with', () => {
  it('makes way for the next state of the same writing without a trace', async () => {
    const { drafts, inDrafts, inHistory } = start();
    await drafts.write(path, 'mine', first);
    await drafts.write(path, 'mine, longer', first);
    expect(await inDrafts()).toEqual(['mine, longer']);
    expect(await inHistory()).toEqual([]);
  });

  it('goes to the history when writing that began from another version needs its place', async () => {
    const { drafts, inDrafts, inHistory } = start();
    await drafts.write(path, 'kept when theirs was taken', first);
    await drafts.write(path, 'from theirs on', second);
    await drafts.write(path, 'from theirs on, longer', second);
    expect(await inDrafts()).toEqual(['from theirs on, longer']);
    expect(await inHistory()).toEqual(['kept when theirs was taken']);
  });

  it('goes to the history when it was left by an earlier run', async () => {
    const before = start();
    await before.drafts.write(path, 'cut off', first);
    const { drafts, inDrafts, inHistory } = start(before.root);
    await drafts.write(path, 'typed now', first);
    expect(await inDrafts()).toEqual(['typed now']);
    expect(await inHistory()).toEqual(['cut off']);
  });

  it('stays in the folder under another name when the history cannot be written', async () => {
    const { root, drafts, inDrafts } = start();
    await drafts.write(path, 'kept', first);
    // A file where the folder of the history would be: it refuses everyone.
    writeFileSync(join(root, '.legible', 'history'), '');
    await drafts.write(path, 'later', second);
    expect(await inDrafts()).toEqual(['later']);
    const names = readdirSync(join(root, '.legible', 'drafts'));
    expect(names.filter((name) => name.endsWith('.older'))).toHaveLength(1);
  });
});
