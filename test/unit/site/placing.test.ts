import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { planExport } from '#main/services/site/export-site.ts';
import { parseManifest } from '#main/services/site/site-manifest.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

function setUp() {
  const root = folders.make();
  const library = join(root, 'library');
  writeFiles(library, smallLibrary);
  return { root, library, site: join(root, 'site') };
}

const plan = (library: string, place: string) => planExport(library, place, new AbortController().signal);
const inode = (path: string) => statSync(path).ino;

describe('a folder for the site', () => {
  it('gets the same bytes each time', async () => {
    const { library, root, site } = setUp();
    await exportTo(library, site);
    await exportTo(library, join(root, 'again'));
    expect(readAll(join(root, 'again'))).toEqual(readAll(site));
  });

  it('is planned first: new, changed, removed, unchanged', async () => {
    const { library, site } = setUp();
    const before = await plan(library, site);
    expect(before.ok && before.value.added).toContain('posts/one.html');
    expect(existsSync(site)).toBe(false);
    await exportTo(library, site);
    const idle = await plan(library, site);
    expect(idle.ok && [idle.value.added, idle.value.changed, idle.value.removed]).toEqual([[], [], []]);
    writeFileSync(join(library, 'posts/three.md'), post('Three', 'x'));
    unlinkSync(join(library, 'posts/two.md'));
    const after = await plan(library, site);
    if (!after.ok) throw new Error(after.error.message);
    expect(after.value.added).toEqual(['posts/three.html']);
    expect(after.value.removed).toEqual(['posts/two.html']);
    expect(after.value.changed).toContain('posts/index.html');
    const done = await exportTo(library, site);
    expect(done.ok && [done.value.written, done.value.removed, done.value.unchanged]).toEqual([
      after.value.added.length + after.value.changed.length,
      1,
      after.value.unchanged,
    ]);
    expect(existsSync(join(site, 'posts/two.html'))).toBe(false);
  });

  it('is not touched when nothing changed, and keeps unchanged files as they are', async () => {
    const { library, site } = setUp();
    await exportTo(library, site);
    const whole = inode(site);
    await exportTo(library, site);
    expect(inode(site)).toBe(whole);
    const page = inode(join(site, 'posts/two.html'));
    writeFileSync(join(library, 'pages/about.md'), '---\ntitle: About\n---\n\nOther.\n');
    await exportTo(library, site);
    expect(inode(join(site, 'posts/two.html'))).toBe(page);
    expect(readFileSync(join(site, 'about.html'), 'utf8')).toContain('Other.');
  });

  it('keeps what no export wrote, and what somebody changed since', async () => {
    const { library, site } = setUp();
    await exportTo(library, site);
    writeFiles(site, { CNAME: 'ada.example', '.git/HEAD': 'ref', 'mine/deep/file.txt': 'mine' });
    mkdirSync(join(site, 'empty'));
    symlinkSync('/etc/hostname', join(site, 'link'));
    writeFileSync(join(site, 'posts/two.html'), 'changed by hand');
    unlinkSync(join(library, 'posts/two.md'));
    const outcome = await exportTo(library, site);
    expect(outcome.ok).toBe(true);
    expect(readFileSync(join(site, 'CNAME'), 'utf8')).toBe('ada.example');
    expect(readFileSync(join(site, '.git/HEAD'), 'utf8')).toBe('ref');
    expect(readFileSync(join(site, 'mine/deep/file.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(site, 'posts/two.html'), 'utf8')).toBe('changed by hand');
    expect(existsSync(join(site, 'empty'))).toBe(true);
    expect(readdirSync(site)).toContain('link');
  });

  it('repairs a page of ours that was changed or lost', async () => {
    const { library, site } = setUp();
    await exportTo(library, site);
    const page = readFileSync(join(site, 'posts/two.html'), 'utf8');
    writeFileSync(join(site, 'posts/two.html'), 'changed by hand');
    unlinkSync(join(site, 'about.html'));
    const outcome = await exportTo(library, site);
    expect(outcome.ok && outcome.value.written).toBe(2);
    expect(readFileSync(join(site, 'posts/two.html'), 'utf8')).toBe(page);
  });

  it('is refused where it could do harm', async () => {
    const { library, root } = setUp();
    const full = join(root, 'full');
    writeFiles(full, { 'thesis.tex': 'years of work' });
    symlinkSync(library, join(root, 'way-in'));
    writeFileSync(join(root, 'file'), '');
    for (const place of [
      '/',
      homedir(),
      '~',
      library,
      join(library, 'site'),
      join(library, 'site.zip'),
      join(root, 'library', '..', 'library', 'out'),
      root,
      dirname(root),
      full,
      join(root, 'file'),
      join(root, 'way-in'),
      join(root, 'way-in', 'site'),
    ]) {
      const outcome = await exportTo(library, place);
      expect(outcome.ok ? place : outcome.error.code, place).toBe('permission');
      const planned = await plan(library, place);
      expect(planned.ok, place).toBe(false);
    }
    expect(readdirSync(full)).toEqual(['thesis.tex']);
    expect([...readAll(library).keys()].sort()).toEqual(Object.keys(smallLibrary).sort());
  });

  it('is refused when two documents want one address, before anything is written', async () => {
    const { library, site } = setUp();
    await exportTo(library, site);
    const before = readAll(site);
    writeFileSync(join(library, 'posts/other.md'), post('Other', 'x', 'slug: one\n'));
    const outcome = await exportTo(library, site);
    expect(outcome.ok ? null : outcome.error.code).toBe('output-clash');
    expect(outcome.ok ? '' : outcome.error.message).toMatch(
      /posts\/one\.md.*posts\/other\.md|posts\/other\.md.*posts\/one\.md/,
    );
    expect(readAll(site)).toEqual(before);
    const planned = await plan(library, site);
    expect(planned.ok && planned.value.problems[0]?.rule).toBe('output-clash');
  });

  it('does not write over a file that is in the way', async () => {
    const { library, site } = setUp();
    await exportTo(library, site);
    writeFiles(site, { 'posts/three.html': 'mine' });
    writeFileSync(join(library, 'posts/three.md'), post('Three', 'x'));
    const outcome = await exportTo(library, site);
    expect(outcome.ok ? null : outcome.error.code).toBe('output-clash');
    expect(readFileSync(join(site, 'posts/three.html'), 'utf8')).toBe('mine');
  });

  it('stays as it was when the export is stopped', async () => {
    const { library, root, site } = setUp();
    await exportTo(library, site);
    const before = readAll(site);
    writeFileSync(join(library, 'posts/one.md'), post('One', 'changed'));
    const stop = new AbortController();
    stop.abort();
    const outcome = await exportTo(library, site, stop.signal);
    expect(outcome.ok ? null : outcome.error.code).toBe('cancelled');
    expect(readAll(site)).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(['library', 'site']);
  });

  it('is put right after an export that was killed between its two renames', async () => {
    const { library, root, site } = setUp();
    await exportTo(library, site);
    const before = readAll(site);
    // No process has this number: it is above what the system hands out.
    renameSync(site, join(root, '.legible-tmp-site-site-99999999-1-old'));
    mkdirSync(join(root, '.legible-tmp-site-site-99999999-1-new'));
    const planned = await plan(library, site);
    expect(planned.ok && planned.value.unchanged).toBe(before.size - 1);
    expect(readAll(site)).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(['library', 'site']);
  });

  it('says so when the system refuses', async () => {
    const { library, root } = setUp();
    writeFileSync(join(root, 'file'), '');
    const outcome = await exportTo(library, join(root, 'file', 'site'));
    expect(outcome.ok ? null : outcome.error.message).toMatch(/file/);
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('');
  });
});

describe('a zip file of the site', () => {
  it('holds the same files as the folder, and the same bytes each time', async () => {
    const { library, root, site } = setUp();
    await exportTo(library, site);
    const zip = join(root, 'out', 'site.zip');
    const first = await exportTo(library, zip);
    expect(first.ok && first.value.written).toBeGreaterThan(10);
    const bytes = readFileSync(zip);
    const entries = Object.entries(unzipSync(bytes)).map(
      ([name, data]) => [name, Buffer.from(data).toString('latin1')] as const,
    );
    expect(new Map(entries)).toEqual(readAll(site));
    const other = join(root, 'other.zip');
    await exportTo(library, other);
    expect(readFileSync(other).equals(bytes)).toBe(true);
    const again = await exportTo(library, zip);
    expect(again.ok && again.value.written).toBe(0);
    expect(readdirSync(dirname(zip))).toEqual([basename(zip)]);
  });

  it('does not take the place of another zip file', async () => {
    const { library, root } = setUp();
    const zip = join(root, 'thesis.zip');
    writeFileSync(zip, 'years of work');
    const outcome = await exportTo(library, zip);
    expect(outcome.ok ? null : outcome.error.code).toBe('permission');
    expect(readFileSync(zip, 'utf8')).toBe('years of work');
  });
});

describe('the manifest', () => {
  it('is not believed when it names files outside of the site', () => {
    const text =
      '{"legible":"site","inputs":"x","files":{"../../etc/passwd":"a","/etc/hosts":"b","ok.html":"c"}}';
    expect([...(parseManifest(text)?.files.keys() ?? [])]).toEqual(['ok.html']);
    expect(parseManifest('[]')).toBeNull();
    expect(parseManifest('{')).toBeNull();
  });
});
