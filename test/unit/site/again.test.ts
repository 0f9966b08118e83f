import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { drawing, exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

/** One change after another to the same library, each of another kind. */
const changes: readonly (readonly [name: string, change: (library: string) => void])[] = [
  [
    'a text',
    (library) =>
      writeFiles(library, { 'posts/two.md': post('Two', '## Second\n\nOther text.', 'tags: [a]\n') }),
  ],
  [
    'a title',
    (library) => writeFiles(library, { 'posts/two.md': post('Second', '## Second\n\nText.', 'tags: [a]\n') }),
  ],
  ['an address', (library) => writeFiles(library, { 'posts/two.md': post('Second', 'x', 'slug: deux\n') })],
  [
    'a new document that is named already',
    (library) => writeFiles(library, { 'notes/late.md': post('Late', 'At last.') }),
  ],
  [
    'a draft',
    (library) => writeFiles(library, { 'notes/late.md': post('Late', 'At last.', 'draft: true\n') }),
  ],
  [
    'a figure',
    (library) => writeFiles(library, { 'figures/a.excalidraw.svg': drawing.replace('"40"', '"44"') }),
  ],
  [
    'the references',
    (library) =>
      writeFiles(library, {
        'references.bib': '@book{knuth1984, author={Knuth, D.}, title={TeX}, year={1986}}',
      }),
  ],
  ['no references', (library) => rmSync(join(library, 'references.bib'))],
  [
    'a reader',
    (library) =>
      writeFiles(library, {
        'readers.yml': 'readers:\n  - id: bo\n    name: Bo\n    situation: Plants trees\n',
      }),
  ],
  [
    'a file that moved',
    (library) => {
      mkdirSync(dirname(join(library, 'posts/deep/two.md')), { recursive: true });
      renameSync(join(library, 'posts/two.md'), join(library, 'posts/deep/two.md'));
    },
  ],
  [
    'the site',
    (library) =>
      writeFiles(library, { 'portfolio.yml': 'title: Ada B\nauthor: Ada\nurl: https://ada.example\n' }),
  ],
  ['a style', (library) => writeFiles(library, { 'theme.css': 'body { color: navy }' })],
  ['a document gone', (library) => rmSync(join(library, 'posts/deep'), { recursive: true })],
];

describe('an export after a change', () => {
  it('writes what an export of everything would write', async () => {
    const root = folders.make();
    const library = join(root, 'library');
    const site = join(root, 'site');
    writeFiles(library, {
      ...smallLibrary,
      'posts/three.md': post(
        'Three',
        'See [[two]], [[Late]], [[missing]], ![[a.excalidraw.svg]], [late](../notes/late.md).',
      ),
    });
    await exportTo(library, site);
    for (const [name, change] of changes) {
      change(library);
      const again = await exportTo(library, site);
      // Without the memory of earlier exports.
      const cache = join(library, '.legible', 'cache');
      renameSync(cache, join(root, 'cache'));
      const fresh = join(root, 'fresh');
      const anew = await exportTo(library, fresh);
      expect(readAll(site), name).toEqual(readAll(fresh));
      expect(again.ok && again.value.problems, name).toEqual(anew.ok && anew.value.problems);
      rmSync(fresh, { recursive: true });
      rmSync(cache, { recursive: true });
      renameSync(join(root, 'cache'), cache);
    }
  });

  it('makes only the pages anew that show what changed', async () => {
    const root = folders.make();
    const library = join(root, 'library');
    const site = join(root, 'site');
    const text = (day: number) => `---\ntitle: Post ${day}\ndate: 2026-05-0${day + 1}\n---\n\nText.\n`;
    const posts = Object.fromEntries(Array.from({ length: 9 }, (_, day) => [`posts/p${day}.md`, text(day)]));
    writeFiles(library, { ...posts, 'posts/p8.md': text(8).replace('Text.', '[[p2]] and [[p0]]') });
    await exportTo(library, site);
    const before = readAll(site);
    writeFiles(library, { 'posts/p2.md': text(2).replace('Post 2', 'Another') });
    const report = await exportTo(library, site);
    const after = readAll(site);
    const changed = [...after].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]));
    expect(changed.filter((path) => path.startsWith('posts/p'))).toEqual([
      'posts/p1.html',
      'posts/p2.html',
      'posts/p3.html',
      'posts/p8.html',
    ]);
    expect(report).toMatchObject({ ok: true, value: { written: changed.length - 1 } });
  });
});
