/** The example portfolio in each theme, held to what a page of a good site is held to. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { legible, temporaryFolder } from './app.ts';

const themes = ['paper', 'notebook', 'academic'] as const;
const folder = temporaryFolder();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
const reports = new Map<string, string>();

const siteOf = (theme: string) => join(folder.path, `site-${theme}`);

beforeAll(async () => {
  for (const theme of themes) {
    const library = join(folder.path, theme);
    const made = legible('new', library, '--sample');
    expect(made.status, made.stderr).toBe(0);
    const portfolio = join(library, 'portfolio.yml');
    const text = readFileSync(portfolio, 'utf8').replace(/^theme: .*/m, `theme: ${theme}`);
    // With an address the pages have their previews and preloads, with publications all kinds of page.
    writeFileSync(
      portfolio,
      `${text}url: https://noa.example.org\npublications: references.bib\naffiliation: An example\n`,
    );
    const exported = legible('export', library, '--out', siteOf(theme));
    expect(exported.status, exported.stderr).toBe(0);
    reports.set(theme, exported.stderr);
  }
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  folder[Symbol.dispose]();
});

function pagesOf(theme: string): string[] {
  return readdirSync(siteOf(theme), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** One page of each sort. */
const sorts = [
  'index.html',
  'posts/what-a-probe-can-fit.html',
  'proposals/does-the-direction-work.html',
  'projects/probe-capacity.html',
  'posts/index.html',
  'publications.html',
  'archive.html',
  'tags/index.html',
  'about.html',
  '404.html',
];

describe.each(themes)('the theme %s', (theme) => {
  it('prints nothing that needs a look', () => {
    expect(reports.get(theme)).toBe('');
  });

  it('is valid HTML with headings in order, a language and a way past the navigation', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended', 'html-validate:a11y'],
      rules: { 'no-inline-style': 'off', 'long-title': 'off', 'heading-level': 'error' },
    });
    for (const page of pagesOf(theme)) {
      const html = readFileSync(page, 'utf8');
      const report = await validator.validateString(html);
      const messages = report.results.flatMap((result) =>
        result.messages.map((m) => `${m.ruleId}: ${m.message}`),
      );
      expect(messages, page).toEqual([]);
      expect(html).toMatch(/<html lang="en">/);
      expect(html.match(/<h1[ >]/g), page).toHaveLength(1);
      if (!page.endsWith('404.html')) expect(html).toMatch(/<body[^>]*>\s*<a class="skip" href="#main">/);
      for (const [image] of html.matchAll(/<img [^>]*>/g)) expect(image).toMatch(/ width="\d+" height="\d+"/);
    }
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, wide and narrow, in %s',
    async (colorScheme) => {
      const found: string[] = [];
      for (const width of [1440, 390]) {
        const context = await browser.newContext({
          colorScheme,
          bypassCSP: true,
          viewport: { width, height: 900 },
        });
        const page = await context.newPage();
        for (const name of sorts) {
          await page.goto(pathToFileURL(join(siteOf(theme), name)).href);
          await page.evaluate(axe);
          const violations = await page.evaluate(async () => {
            const run = (
              globalThis as unknown as {
                axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
              }
            ).axe;
            return (await run.run()).violations.map(
              (violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 120)}`,
            );
          });
          found.push(...violations.map((violation) => `${name} at ${width}: ${violation}`));
        }
        await context.close();
      }
      expect(found).toEqual([]);
    },
    180_000,
  );

  it('fits every width from 320 to 1440 pixels', async () => {
    const page = await browser.newPage();
    const wide: string[] = [];
    for (const width of [320, 390, 600, 768, 1000, 1200, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      for (const name of sorts) {
        await page.goto(pathToFileURL(join(siteOf(theme), name)).href);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) wide.push(`${name} at ${width}: ${over} too wide`);
      }
    }
    expect(wide).toEqual([]);
    await page.close();
  }, 120_000);

  it('moves next to nothing while it loads', async () => {
    using site = await served(siteOf(theme));
    const moved: string[] = [];
    for (const width of [1440, 390]) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      for (const name of sorts) {
        const shift = await layoutShift(page, `${site.address}/${name}`);
        // Where a stand-in breaks a line elsewhere, or a formula waits for its fonts, words move by a hair; a
        // tenth is what web.dev calls good, and a picture without a size gives far more than this.
        if (shift > 0.005) moved.push(`${name} at ${width}: ${shift}`);
      }
      await page.close();
    }
    expect(moved).toEqual([]);
  }, 120_000);

  it('weighs under 60 KB before figures and fonts: page and style', () => {
    const style = readFileSync(join(siteOf(theme), 'theme/style.css')).length;
    for (const page of pagesOf(theme)) {
      const html = readFileSync(page);
      // Formulas bring a style sheet of their own, as pictures bring themselves.
      if (!html.includes('katex'))
        expect(html.length + style, relative(siteOf(theme), page)).toBeLessThan(60_000);
    }
  });

  it('prints as black on white, without what only a screen can use', async () => {
    const page = await browser.newPage({ colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(pathToFileURL(join(siteOf(theme), 'posts/what-a-probe-can-fit.html')).href);
    const ground = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(ground);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).color)).toBe('rgb(0, 0, 0)');
    for (const part of ['nav', '.site-footer', '.cite-this'])
      expect(await page.locator(part).first().isVisible(), part).toBe(false);
    await page.close();
  });
});

async function layoutShift(page: Page, address: string): Promise<number> {
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.sum += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address, { waitUntil: 'load' });
  return await page.evaluate(async () => {
    await document.fonts.ready;
    for (const image of document.images) {
      image.loading = 'eager';
      await image.decode();
    }
    // Two frames, so that what the last change moved has been counted.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return (globalThis as unknown as { shifts: { sum: number } }).shifts.sum;
  });
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** A plain web server over a folder, gone at the end of the block. */
async function served(root: string): Promise<{ readonly address: string; [Symbol.dispose](): void }> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    try {
      const data = readFileSync(join(root, decodeURIComponent(pathname)));
      response
        .writeHead(200, { 'Content-Type': types[extname(pathname)] ?? 'application/octet-stream' })
        .end(data);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
