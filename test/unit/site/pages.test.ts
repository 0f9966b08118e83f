import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportReport } from '#core/host/contract.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { documentOf } from './browser-document.ts';
import {
  exportTo,
  type Files,
  hostileLibrary,
  post,
  readAll,
  smallLibrary,
  writeFiles,
} from './small-library.ts';

/** The one script that the site runs, on one page. */
const searchTag = '<script src="search/search.js"></script>';

const folders = temporaryFolder();

interface Built {
  readonly files: Map<string, string>;
  readonly report: ExportReport;
  page(output: string): Document;
}

async function build(files: Files): Promise<Built> {
  const library = join(folders.make(), 'library');
  const site = join(folders.make(), 'site');
  writeFiles(library, files);
  const outcome = await exportTo(library, site);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return {
    files: readAll(site),
    report: outcome.value,
    page: (output) => documentOf(readFileSync(join(site, output), 'utf8')),
  };
}

describe('the pages of a small library', () => {
  let built: Built;
  beforeAll(async () => {
    built = await build(smallLibrary);
  });

  it('are valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // Formulas carry their measures in style attributes; how long a title is, is the writer's choice.
      rules: { 'no-inline-style': 'off', 'long-title': 'off' },
    });
    for (const [name, html] of built.files) {
      if (!name.endsWith('.html')) continue;
      const report = await validator.validateString(Buffer.from(html, 'latin1').toString('utf8'));
      const messages = report.results.flatMap((result) =>
        result.messages.map((m) => `${m.ruleId}: ${m.message}`),
      );
      expect(messages, name).toEqual([]);
    }
  });

  it('link to each other relatively, and every link leads somewhere', () => {
    for (const name of built.files.keys()) {
      if (!name.endsWith('.html')) continue;
      const document = built.page(name);
      for (const element of document.querySelectorAll('[href],[src]')) {
        const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
        if (/^https?:/.test(address)) continue;
        expect(address, name).not.toMatch(/^\/|^file:/);
        const target = new URL(address, `https://site.example/deep/${name}`);
        const path = decodeURIComponent(target.pathname).replace('/deep/', '');
        expect(built.files.has(path), `${name} → ${address}`).toBe(true);
        if (target.hash.length > 1)
          expect(built.page(path).getElementById(target.hash.slice(1)), address).not.toBeNull();
      }
    }
  });

  it('number figures and equations, resolve references, cite and set notes beside the text', () => {
    const document = built.page('posts/one.html');
    const text = document.querySelector('.prose')?.textContent ?? '';
    expect(text).toMatch(/See Figure\u00a01, Equation\u00a01 and the other by Knuth \(1984\)/);
    expect(document.querySelector('figure#fig-a figcaption')?.textContent).toBe('Figure\u00a01. It rises.');
    const image = document.querySelector('figure img');
    expect([image?.getAttribute('alt'), image?.getAttribute('width'), image?.getAttribute('height')]).toEqual(
      ['A line.', '40', '20'],
    );
    expect(document.querySelector('.sidenote')?.textContent).toContain('A note.');
    expect(document.querySelector('[role=doc-endnotes]')?.textContent).toContain('A note.');
    expect(document.querySelector('#references + ul')?.textContent).toContain('Literate Programming');
    expect(document.querySelector('.cite-this code')?.textContent).toContain('@misc{example2026');
    expect(document.querySelector('.hljs-built_in')?.textContent).toBe('print');
    expect(document.querySelector('.katex')).not.toBeNull();
  });

  it('say who a text is for, and keep the reader’s name to the writer', () => {
    expect(built.page('posts/one.html').querySelector('.readers-box')?.textContent).toContain(
      'Someone who builds bridges',
    );
    for (const [name, content] of built.files) expect(content, name).not.toContain('Secret');
  });

  it('tell the person’s case on the front page', () => {
    const document = built.page('index.html');
    expect(document.querySelector('h1')?.textContent).toBe('Ada Example');
    expect(document.querySelector('.tagline')?.textContent).toBe('I work on things.');
    expect([...document.querySelectorAll('.chosen-work h3')].map((heading) => heading.textContent)).toEqual([
      'One',
    ]);
    expect(document.querySelector('.chosen-figure img')).not.toBeNull();
  });

  it('stay within 60 kB with their style, and hold no script', () => {
    const styles =
      (built.files.get('theme/style.css') ?? '').length +
      (built.files.get('theme/maths/katex.css') ?? '').length;
    for (const [name, content] of built.files) {
      if (!name.endsWith('.html')) continue;
      expect(content.length + styles, name).toBeLessThan(60_000);
      expect(content.replace(searchTag, ''), name).not.toMatch(/<script(?! type="application\/ld\+json")/);
    }
  });

  it('publish a figure without its scene, and only the files that are used', () => {
    expect(built.files.get('figures/a.excalidraw.svg')).not.toContain('c2NlbmU=');
    expect([...built.files.keys()].filter((name) => name.endsWith('.yml') || name.endsWith('.md'))).toEqual(
      [],
    );
  });

  it('come with feeds and files for machines that can be read', () => {
    const feed = documentOf(built.files.get('feed.xml') ?? '', 'application/xml');
    expect([...feed.querySelectorAll('entry > title')].map((title) => title.textContent)).toEqual([
      'One',
      'Two',
    ]);
    expect(feed.querySelector('entry content')?.textContent).toContain('src="figures/a.excalidraw.svg"');
    expect(feed.querySelector('entry content')?.textContent).not.toContain('sidenote');
    const map = documentOf(built.files.get('sitemap.xml') ?? '', 'application/xml');
    expect(map.querySelectorAll('url').length).toBeGreaterThan(4);
    expect(built.files.get('robots.txt')).toContain('User-agent');
  });
});

describe('a site with an address', () => {
  it('says it to feeds, previews and search engines', async () => {
    const built = await build({
      ...smallLibrary,
      'portfolio.yml': `${smallLibrary['portfolio.yml']}url: https://ada.example/work/\n`,
    });
    const document = built.page('posts/one.html');
    expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
      'https://ada.example/work/posts/one.html',
    );
    expect(document.querySelector('meta[property="og:url"]')?.getAttribute('content')).toBe(
      'https://ada.example/work/posts/one.html',
    );
    expect(document.querySelector('meta[name=citation_title]')?.getAttribute('content')).toBe('One');
    const data = JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '');
    expect([data['@type'], data.author.name]).toEqual(['BlogPosting', 'Ada Example']);
    const rss = documentOf(built.files.get('rss.xml') ?? '', 'application/xml');
    expect(rss.querySelector('item > link')?.textContent).toBe('https://ada.example/work/posts/one.html');
    const feed = JSON.parse(built.files.get('feed.json') ?? '');
    expect(feed.items[0].content_html).toContain('https://ada.example/work/figures/a.excalidraw.svg');
    expect(built.files.get('llms.txt')).toContain('https://ada.example/work/posts/two.html');
    expect(built.files.get('sitemap.xml')).toContain('<loc>https://ada.example/work/</loc>');
  });
});

describe('old addresses and own publications', () => {
  it('lead on, and are listed', async () => {
    const built = await build({
      ...smallLibrary,
      'portfolio.yml': `${smallLibrary['portfolio.yml']}publications: own.bib\n`,
      'own.bib':
        '@article{a, author={Example, Ada}, title={First}, year=2020}\n@article{b, author={Example, Ada}, title={Second}, year=2024}',
      'posts/two.md': post('Two', '## Second\n\nText.', 'aliases: [zwei, /old/place.html]\n'),
    });
    for (const [output, target] of [
      ['posts/zwei.html', 'two.html'],
      ['old/place.html', '../posts/two.html'],
    ] as const) {
      expect(built.page(output).querySelector('a')?.getAttribute('href')).toBe(target);
      expect(built.page(output).querySelector('meta[http-equiv=refresh]')?.getAttribute('content')).toBe(
        `0; url=${target}`,
      );
    }
    const list = built.page('publications.html');
    expect([...list.querySelectorAll('h2')].map((year) => year.textContent)).toEqual(['2024', '2020']);
    expect(list.querySelector('#ref-b pre')?.textContent).toContain('@article{b');
    expect(built.page('index.html').querySelector('nav a[href="publications.html"]')).not.toBeNull();
  });
});

describe('what is wrong is said with its place', () => {
  it('names path, line and rule', async () => {
    const { report } = await build({
      'portfolio.yml': 'title: T\ntagline: [not, text]\nchosen:\n  - posts/none.md\nnonsense: 1\n',
      'posts/a.md': post(
        'A',
        '[dead](nowhere.md) and [draft](b.md)\n\n![](../figures/none.png)\n\n@fig-none and [@nobody]\n\n$\\nocommand$\n\n[x](#nothing) [js](<javascript:alert(1)>)\n\n![far](https://far.example/x.png)',
        'reader: nobody\n',
      ),
      'posts/b.md': post('B', 'x', 'draft: true\n'),
    });
    const found = report.problems.map(({ path, line, rule }) => `${path}:${line ?? '-'} ${rule}`);
    for (const expected of [
      'portfolio.yml:2 portfolio-field',
      'portfolio.yml:4 chosen-missing',
      'portfolio.yml:5 unknown-field',
      'posts/a.md:7 dead-link',
      'posts/a.md:7 link-to-draft',
      'posts/a.md:9 missing-picture',
      'posts/a.md:11 unresolved-reference',
      'posts/a.md:11 unknown-citation',
      'posts/a.md:13 maths',
      'posts/a.md:15 dead-link',
      'posts/a.md:17 remote-picture',
      'posts/a.md:- unknown-reader',
      'posts/b.md:- draft-left-out',
    ]) {
      expect(found).toContain(expected);
    }
  });
});

describe('a hostile library', () => {
  it('runs nothing, wherever the text stands', async () => {
    const built = await build(hostileLibrary);
    for (const [name, content] of built.files) {
      if (name.endsWith('.html')) {
        const document = documentOf(Buffer.from(content, 'latin1').toString('utf8'));
        for (const script of document.querySelectorAll('script')) {
          if (name === 'archive.html' && script.outerHTML === searchTag) continue;
          expect(script.getAttribute('type'), name).toBe('application/ld+json');
          JSON.parse(script.textContent);
        }
        for (const element of document.querySelectorAll('body *')) {
          expect(['iframe', 'object', 'embed', 'style', 'form', 'base']).not.toContain(element.localName);
          for (const { name: attribute, value } of element.attributes) {
            expect(attribute, `${name}: ${element.outerHTML.slice(0, 200)}`).not.toMatch(/^on/);
            if (attribute === 'href' || attribute === 'src') {
              expect(new URL(value, 'https://site.example/').protocol, name).toMatch(/^(https?|mailto):$/);
            }
            if (attribute === 'src') expect(value, name).not.toMatch(/^(https?:|\/\/)/);
          }
        }
        expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain(
          name === 'archive.html' ? "script-src 'self'" : "script-src 'none'",
        );
      } else if (/\.(xml|svg)$/.test(name)) {
        const document = documentOf(Buffer.from(content, 'latin1').toString('utf8'), 'application/xml');
        expect(document.querySelector('script, parsererror'), name).toBeNull();
        expect(document.documentElement.getAttribute('onload'), name).toBeNull();
      }
    }
  });
});

describe('the shipped style of formulas', () => {
  it('is the one of the installed engine', () => {
    const shipped = readFileSync('assets/maths/katex.css', 'utf8');
    const installed = readFileSync('node_modules/katex/dist/katex.min.css', 'utf8');
    const plain = (css: string) =>
      css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, '').replace(/\s+/g, '');
    expect(plain(shipped)).toBe(plain(installed));
    for (const font of readdirSync('assets/maths/fonts')) {
      expect(
        readFileSync(`assets/maths/fonts/${font}`).equals(
          readFileSync(`node_modules/katex/dist/fonts/${font}`),
        ),
        font,
      ).toBe(true);
    }
  });
});
