/** Searching an exported site from the disk, in a real browser with the page's own policy. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { legible, temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const site = join(folder.path, 'a site');
const archive = pathToFileURL(join(site, 'archive.html')).href;
let browser: Browser;

beforeAll(async () => {
  expect(legible('new', library, '--sample').status).toBe(0);
  expect(legible('export', library, '--out', site).status).toBe(0);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  folder[Symbol.dispose]();
});

describe('the search of a site opened from disk', () => {
  it('finds pieces with the keyboard alone, and nothing is refused', async () => {
    const page = await browser.newPage();
    const trouble: string[] = [];
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('requestfailed', (request) => trouble.push(request.url()));
    await page.goto(archive);
    const years = page.locator('.archive-year');
    expect(await years.first().isVisible()).toBe(true);
    await page.keyboard.press('/');
    await page.keyboard.type('probe capacity');
    const status = page.getByRole('status');
    await status.filter({ hasText: /pieces?\b/ }).waitFor();
    expect(await years.first().isVisible()).toBe(false);
    await page.keyboard.press('ArrowDown');
    const address = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href);
    expect(address).toMatch(/^file:.*\.html$/);
    await page.keyboard.press('Escape');
    expect(await page.locator('.search-results a').count()).toBe(0);
    expect(await years.first().isVisible()).toBe(true);
    await page.keyboard.type('capacity');
    await status.filter({ hasText: /pieces?\b/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.search-results a:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('archive.html'));
    expect(await page.locator('h1').innerText()).not.toBe('');
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('runs no script that stands in the page', async () => {
    const page = await browser.newPage();
    await page.goto(archive);
    const refused = page.waitForEvent('console', (message) => /Content Security Policy/.test(message.text()));
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    });
    await refused;
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds while it shows results, in %s',
    async (colorScheme) => {
      const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${archive}?q=probe`);
      await page.locator('.search-results a').first().waitFor();
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(found).toEqual([]);
      await context.close();
    },
  );

  it('is absent without scripts, and so is the way to it', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(archive);
    expect(await page.getByRole('searchbox').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Search' }).count()).toBe(0);
    expect(await page.locator('.archive-year a').count()).toBeGreaterThan(4);
    await context.close();
  });
});
