import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { setTheme } from '#core/site/set-theme.ts';
import { drawing, exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folder = mkdtempSync(join(tmpdir(), 'legible-captions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** The export of the small library with these files, and what it said. */
async function exported(files: Readonly<Record<string, string>>) {
  const library = join(folder, `library-${++count}`);
  writeFiles(library, { ...smallLibrary, ...files });
  const report = await exportTo(library, join(folder, `site-${count}`));
  if (!report.ok) throw new Error(report.error.message);
  return { site: readAll(join(folder, `site-${count}`)), problems: report.value.problems };
}

const table = '| x | y |\n|---|---|\n| 1 | 2 |\n';

describe('captions of tables', () => {
  it.each([
    ['after the table', `${table}\n: In *words*. {#tbl-a}\n`],
    ['after it without an empty line', `${table}: In *words*. {#tbl-a}\n`],
    ['before the table', `: In *words*. {#tbl-a}\n\n${table}`],
  ])('stand in the table and are referred to, written %s', async (_, body) => {
    const { site, problems } = await exported({ 'posts/t.md': post('T', `See @tbl-a.\n\n${body}`) });
    const html = Buffer.from(site.get('posts/t.html') ?? '', 'latin1').toString();
    expect(html).toContain('<a href="#tbl-a">Table\u00a01</a>');
    expect(html).toContain(
      '<caption><span class="caption-label">Table\u00a01.</span> In <em>words</em>.</caption>',
    );
    expect(html).not.toMatch(/<p>: |<td>: /);
    expect(problems.filter((problem) => problem.path === 'posts/t.md')).toEqual([]);
  });
});

describe('embedded pictures', () => {
  it('take words after the bar for alt text, and a number for a width', async () => {
    const { site, problems } = await exported({
      'figures/a.excalidraw.svg': drawing,
      'posts/e.md': post(
        'E',
        '![[a.excalidraw.svg|A line.]]\n\n![[a.excalidraw.svg|It rises.|30]]\n\n![[a.excalidraw.svg|30x20]]',
      ),
    });
    const html = site.get('posts/e.html') ?? '';
    expect([...html.matchAll(/<img[^>]* alt="([^"]*)"/g)].map(([, alt]) => alt)).toEqual([
      'A line.',
      'It rises.',
      '',
    ]);
    expect(html.match(/style="width:30px"/g)).toHaveLength(2);
    expect(problems.filter(({ path }) => path === 'posts/e.md').map(({ rule }) => rule)).toEqual([
      'missing-alt',
    ]);
  });
});

const ownTheme = {
  'themes/mine/theme.json': '{ "name": "Mine", "summary": "Large.", "front": ["path", "chosen"] }',
  'themes/mine/style.css': ':root { --paper: #abcdef; }\n',
  'themes/mine/README.md': '# About my theme\n',
};

describe('the theme', () => {
  it('comes from the library’s themes/ folder, and nothing there becomes a page', async () => {
    const { site, problems } = await exported({
      'portfolio.yml': 'title: Ada\ntheme: mine\nchosen: [posts/one.md]\npath:\n  - 2020: Began.\n',
      ...ownTheme,
    });
    expect(site.get('theme/style.css')).toContain('--paper:#abcdef');
    expect(site.get('theme/style.css')).toContain('@media print');
    expect([...site.keys()].filter((path) => /readme|theme\.json/i.test(path))).toEqual([]);
    const front = site.get('index.html') ?? '';
    expect(front.indexOf('id="path"')).toBeLessThan(front.indexOf('id="chosen"'));
    expect(problems.filter((problem) => problem.severity !== 'note')).toEqual([]);
  });

  it.each([
    [
      'unknown-theme',
      'theme: nowhere',
      {},
      /no theme "nowhere"\. There are: academic, mine, notebook, paper\./,
    ],
    ['unusable-theme', 'theme: mine', { 'themes/mine/theme.json': '{' }, /not JSON/],
    ['unusable-theme', 'theme: mine', { 'themes/mine/theme.json': '{"name":"M","front":["me"]}' }, /front/],
    [
      'unusable-theme',
      'theme: mine',
      { 'themes/mine/theme.json': '{"name":"M","styles":["../../x.css"]}' },
      /styles/,
    ],
    [
      'unusable-theme',
      'theme: mine',
      { 'themes/mine/style.css': '@import "https://evil.example"' },
      /@import/,
    ],
  ])('that cannot be worn is said as %s: %s', async (rule, line, files, message) => {
    const { site, problems } = await exported({
      'portfolio.yml': `title: Ada\n${line}\n`,
      ...ownTheme,
      ...files,
    });
    const problem = problems.find((one) => one.rule === rule);
    expect(problem?.message).toMatch(message);
    expect(site.get('theme/style.css')).toContain('--paper:#fdfbf6');
  });

  it('is named in portfolio.yml without touching another line', () => {
    expect(setTheme('title: A\ntheme: paper # mine\nurl: x\n', 'notebook')).toBe(
      'title: A\ntheme: notebook # mine\nurl: x\n',
    );
    expect(setTheme('title: A\r\n', 'notebook')).toBe('title: A\r\ntheme: notebook\r\n');
    expect(setTheme('title: A', 'a: b')).toBe('title: A\ntheme: "a: b"\n');
    expect(setTheme('', 'paper')).toBe('theme: paper\n');
  });
});

describe('the front page', () => {
  it('shows projects with what they hand over and their repository, the path, and own publications', async () => {
    const { site } = await exported({
      'portfolio.yml':
        'title: Ada\nauthor: Ada\npublications: references.bib\npath:\n  - when: 2020\n    what: Began *well*.\n  - Just a step.\n',
      'projects/p.md': post(
        'P',
        'Text.',
        'repository: https://github.com/ada/p\ndeliverables:\n  - A table\n  - name: A tool\n    url: "#tool"\n    done: true\n  - name: Bad\n    url: "javascript:alert(1)"\n',
      ),
    });
    const front = Buffer.from(site.get('index.html') ?? '', 'latin1').toString();
    expect(front).toContain(
      '<span class="repository-host">github.com</span> <span class="repository-name">ada/p</span>',
    );
    expect(front).toContain('<a href="projects/p.html#tool">A tool</a>');
    expect(front).not.toContain('javascript:');
    expect(front).toContain(
      '<span class="path-when">2020</span> <span class="path-what">Began <em>well</em>.</span>',
    );
    expect(front).toContain('Literate Programming');
    expect(readFileSync(join(folder, `site-${count}`, 'projects', 'p.html'), 'utf8')).toContain(
      '<a href="#tool">A tool</a>',
    );
  });
});
