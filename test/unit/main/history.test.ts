import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownPath } from '#core/host/library-path.ts';
import { History, type Origin, thinned } from '#main/services/history.ts';
import { revisionOf } from '#main/services/revision.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();
const path = knownPath('posts/a.md');
const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 5, 1);

function versions(ages: readonly number[], origin: Origin = 'own') {
  return ages.map((age) => ({ written: now - age, origin }));
}

describe('thinning the history', () => {
  it('keeps everything of the last ten minutes', () => {
    expect(thinned(versions(Array.from({ length: 500 }, (_, index) => index * 1000)), now)).toEqual([]);
  });

  it('keeps one version for each five minutes of a day, and one for each day after that', () => {
    const hour = versions(Array.from({ length: 600 }, (_, index) => 60 * minute + index * 6000));
    const left = hour.length - thinned(hour, now).length;
    expect(left).toBeGreaterThanOrEqual(20 + 7);
    expect(left).toBeLessThanOrEqual(20 + 13);
    const month = versions(Array.from({ length: 3000 }, (_, index) => 2 * day + index * 14 * minute));
    expect(month.length - thinned(month, now).length).toBeLessThanOrEqual(20 + 31);
  });

  it('keeps what other programs wrote for 180 days, and the newest twenty for ever', () => {
    const spans = fc.array(fc.integer({ min: 0, max: 400 * day }), { maxLength: 80 });
    fc.assert(
      fc.property(spans, (ages) => {
        const all = versions(ages, 'outside');
        const going = new Set(thinned(all, now));
        expect(all.length - going.size).toBeGreaterThanOrEqual(Math.min(20, all.length));
        for (const index of going) expect(ages[index]).toBeGreaterThan(180 * day);
      }),
    );
  });
});

describe('the history', () => {
  it('holds each version once, newest first, as plain files', async () => {
    const root = folders.make();
    const history = new History(root);
    for (const text of ['One.', 'Two.', 'One.']) await history.keep(path, Buffer.from(text), 'own');
    const entries = await history.list(path);
    expect(entries.map((entry) => entry.bytes)).toEqual([4, 4]);
    const one = await history.read(path, revisionOf(Buffer.from('One.')));
    expect(one?.toString()).toBe('One.');
    const files = readdirSync(join(root, '.legible', 'history', 'posts', 'a.md'));
    expect(files.every((name) => /^\d{8}T\d{9}Z-own-[0-9a-f]{64}\.md$/.test(name))).toBe(true);
  });

  it('answers no version whose bytes are not what its name says', async () => {
    const root = folders.make();
    const history = new History(root);
    await history.keep(path, Buffer.from('One.'), 'own');
    const folder = join(root, '.legible', 'history', 'posts', 'a.md');
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'Other.');
    expect(await history.read(path, revisionOf(Buffer.from('One.')))).toBeNull();
  });

  it('settles what a killed run left, and removes its temporary files', async () => {
    const root = folders.make();
    const history = new History(root);
    const same = await history.asideName(path, revisionOf(Buffer.from('Known.')));
    const late = await history.asideName(path, revisionOf(Buffer.from('Before.')));
    if (same === null || late === null) throw new Error('No name for the displaced file.');
    writeFileSync(same, 'Known.');
    writeFileSync(late, 'Written late.');
    writeFileSync(late.slice(0, -65), 'half of a vers');
    await history.sweep(Date.now() + 1000);
    const entries = await history.list(path);
    expect(entries.map((entry) => entry.revision)).toEqual([revisionOf(Buffer.from('Written late.'))]);
    expect(readdirSync(join(root, '.legible', 'history', 'posts', 'a.md'))).toHaveLength(1);
  });
});
