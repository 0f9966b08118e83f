import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partCount } from '#core/site/search-index.ts';
import { wordsIn, wordsOfMarkdown } from '#core/site/search-words.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { documentOf, loadPage } from './browser-document.ts';
import { exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

async function siteOf(files: Readonly<Record<string, string>>) {
  const root = folders.make();
  const library = join(root, 'library');
  const site = join(root, 'site');
  writeFiles(library, files);
  const outcome = await exportTo(library, site);
  expect(outcome.ok).toBe(true);
  return { library, site };
}

/** The page with the search, with its scripts run, as a browser would from a disk. */
async function searching(site: string) {
  const window = await loadPage(join(site, 'archive.html'));
  const box = window.document.querySelector<HTMLInputElement>('input[type=search]');
  if (box === null) throw new Error('There is no box to search in.');
  return {
    window,
    box,
    find: async (words: string): Promise<string[]> => {
      box.value = words;
      const shown = new Promise((resolve) => {
        new window.MutationObserver(resolve).observe(
          window.document.querySelector('.search-status') as Element,
          {
            childList: true,
          },
        );
      });
      box.dispatchEvent(new window.Event('input'));
      await shown;
      return [...window.document.querySelectorAll('.search-results a')].map((link) => link.textContent ?? '');
    },
  };
}

const library = {
  ...smallLibrary,
  'posts/probe.md': post('Probes', 'A linear probe reads a hidden layer; naïve readers of 東京大学 differ.'),
  'posts/far.md': post('Far away', 'Only here stands ptarmigan. Hidden things.', 'summary: On birds\n'),
  'notes/secret.md': post('Secret', 'ptarmigan', 'draft: true\n'),
};

describe('searching the site', () => {
  it('finds words of texts, beginnings of words, titles first, all words together', async () => {
    const { site } = await siteOf(library);
    const { find } = await searching(site);
    expect(await find('ptarmigan')).toEqual(['Far away']);
    expect(await find('PTARM')).toEqual(['Far away']);
    expect(await find('hidden')).toHaveLength(2);
    expect(await find('hidden birds')).toEqual(['Far away']);
    expect((await find('probe'))[0]).toBe('Probes');
    expect(await find('naive')).toEqual(['Probes']);
    expect(await find('京大')).toEqual(['Probes']);
    expect(await find('nowhere to be found')).toEqual([]);
  });

  it('leaves the list of everything where it is for readers without scripts', async () => {
    const { site } = await siteOf(library);
    const page = readFileSync(join(site, 'archive.html'), 'utf8');
    const document = documentOf(page);
    expect(document.querySelector('input, form, [role=search]')).toBeNull();
    expect(document.querySelectorAll('.archive-year a').length).toBeGreaterThan(3);
  });

  it('lets scripts run on its own page only, and none that stand in the page', async () => {
    const { site } = await siteOf(library);
    for (const [path, text] of readAll(site)) {
      if (!path.endsWith('.html')) continue;
      const policy = /script-src ([^;]*);/.exec(text)?.[1];
      if (path === 'archive.html') expect(policy).toBe("'self'");
      else expect(policy ?? "'none'", path).toBe("'none'");
    }
  });

  it('changes one part of the index for one changed text', async () => {
    const posts = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [
        `posts/p${index}.md`,
        post(`Post ${index}`, `Word${index} stands here.`),
      ]),
    );
    const { library: folder, site } = await siteOf(posts);
    const before = readAll(site);
    expect([...before.keys()].filter((path) => path.startsWith('search/words-'))).toHaveLength(4);
    writeFiles(folder, { 'posts/p7.md': post('Post 7', 'Another word.') });
    await exportTo(folder, site);
    const changed = [...readAll(site)].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]));
    expect(changed.filter((path) => path.startsWith('search/'))).toHaveLength(1);
    const { find } = await searching(site);
    expect(await find('word119')).toEqual(['Post 119']);
    expect(await find('another')).toEqual(['Post 7']);
  });

  it('cuts texts into words without marks, addresses and formulas', () => {
    expect(wordsIn('Émile’s co-op, 3D')).toEqual(['emile', 's', 'co', 'op', '3d']);
    const words = wordsOfMarkdown(
      'See [the **plan**](posts/hidden-address.md) and $x_{secret}$ or <b>bold</b>.',
    );
    expect([...words.keys()]).toEqual(['see', 'plan', 'bold']);
    expect(partCount(0)).toBe(1);
    expect(partCount(1000)).toBe(32);
  });
});
