import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

async function published() {
  const root = folders.make();
  const library = join(root, 'library');
  const site = join(root, 'site');
  writeFiles(library, smallLibrary);
  await exportTo(library, site);
  const at = (output: string) => {
    const file = join(site, output);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  return { root, library, site, at, again: () => exportTo(library, site) };
}

const leadsTo = (page: string | null) =>
  /http-equiv="refresh" content="0; url=([^"]*)"/.exec(page ?? '')?.[1];

describe('a page that moved', () => {
  it('is led to from its old address, after each further move, and nothing is written twice', async () => {
    const { root, library, site, at, again } = await published();
    writeFiles(library, { 'posts/two.md': post('Two', 'x', 'slug: deux\n') });
    expect(await again()).toMatchObject({ ok: true });
    expect(leadsTo(at('posts/two.html'))).toBe('deux.html');
    expect(await again()).toMatchObject({ ok: true, value: { written: 0, removed: 0 } });
    writeFiles(library, { 'posts/two.md': post('Two', 'x', 'slug: zwei\n') });
    await again();
    expect(leadsTo(at('posts/two.html'))).toBe('zwei.html');
    expect(leadsTo(at('posts/deux.html'))).toBe('zwei.html');
    await exportTo(library, join(root, 'elsewhere'));
    expect(readAll(join(root, 'elsewhere'))).toEqual(readAll(site));
    writeFiles(library, { 'posts/two.md': post('Two', 'x') });
    await again();
    expect(leadsTo(at('posts/two.html'))).toBeUndefined();
    expect(leadsTo(at('posts/deux.html'))).toBe('two.html');
  });

  it('is known again when its file was renamed', async () => {
    const { library, at, again } = await published();
    renameSync(join(library, 'posts/two.md'), join(library, 'posts/second.md'));
    await again();
    expect(leadsTo(at('posts/two.html'))).toBe('second.html');
  });

  it('gives its old address up to whatever stands there now, and goes with its document', async () => {
    const { library, at, again } = await published();
    writeFiles(library, { 'posts/two.md': post('Two', 'x', 'slug: deux\n') });
    await again();
    writeFiles(library, { 'posts/newer.md': post('Newer', 'x', 'slug: two\n') });
    await again();
    expect(at('posts/two.html')).toContain('<h1>Newer</h1>');
    rmSync(join(library, 'posts/newer.md'));
    rmSync(join(library, 'posts/two.md'));
    await again();
    expect([at('posts/two.html'), at('posts/deux.html')]).toEqual([null, null]);
  });

  it('believes no memory that leads out of the site', async () => {
    const { root, library, site, again } = await published();
    const memory = { documents: {}, moved: { '../out.html': 'posts/two.md', 'posts/x.js': 'posts/two.md' } };
    writeFileSync(join(library, '.legible', 'addresses.json'), JSON.stringify(memory));
    expect(await again()).toMatchObject({ ok: true });
    expect(existsSync(join(root, 'out.html'))).toBe(false);
    expect(existsSync(join(site, 'posts/x.js'))).toBe(false);
  });
});
