import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyScene, writeScene } from '#core/figure/scene.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { documentOf } from './browser-document.ts';
import { exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

async function siteOf(more: Readonly<Record<string, string>>) {
  const root = folders.make();
  const library = join(root, 'library');
  const site = join(root, 'site');
  writeFiles(library, { ...smallLibrary, ...more });
  const outcome = await exportTo(library, site);
  expect(outcome).toMatchObject({ ok: true });
  return { library, site, files: readAll(site) };
}

const scene = writeScene(emptyScene);
const figure = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><metadata><!-- payload-type:application/vnd.excalidraw+json --><!-- payload-version:2 --><!-- payload-start -->${btoa(JSON.stringify({ version: '1', encoding: 'bstring', compressed: false, encoded: scene }))}<!-- payload-end --></metadata></svg>`;

describe('sources for download', () => {
  it('are nowhere unless the writer says so', async () => {
    const { files } = await siteOf({});
    expect([...files.keys()].filter((path) => /\.(md|excalidraw)$/.test(path))).toEqual([]);
    expect([...files.values()].join('')).not.toContain('class="downloads"');
  });

  it('stand beside the page of a document that gives them, as they are in the library', async () => {
    const text = post('Open', '![A.](../figures/open.excalidraw.svg)', 'downloads: true\n');
    const { files, site } = await siteOf({ 'posts/open.md': text, 'figures/open.excalidraw.svg': figure });
    expect(readFileSync(join(site, 'posts/open.md'), 'utf8')).toBe(text);
    expect(JSON.parse(files.get('figures/open.excalidraw') ?? '')).toEqual(JSON.parse(scene));
    const page = documentOf(files.get('posts/open.html') ?? '');
    expect([...page.querySelectorAll('.downloads a')].map((link) => link.getAttribute('href'))).toEqual([
      'open.md',
      '../figures/open.excalidraw',
    ]);
    expect(files.has('posts/two.md')).toBe(false);
  });

  it('are given for all but those that say no', async () => {
    const { files, library, site } = await siteOf({
      'portfolio.yml': 'title: Ada\ndownloads: true\n',
      'posts/shut.md': post('Shut', 'x', 'downloads: false\n'),
    });
    expect([...files.keys()].filter((path) => path.endsWith('.md'))).toEqual([
      'about.md',
      'posts/one.md',
      'posts/two.md',
    ]);
    expect(await exportTo(library, site)).toMatchObject({ ok: true, value: { written: 0, removed: 0 } });
  });
});
