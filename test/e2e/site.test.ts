/** The example portfolio, made and exported in one go, as a visitor meets it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { legible, temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const site = join(folder.path, 'site');
let browser: Browser;

beforeAll(async () => {
  const made = legible('new', library, '--sample');
  expect(made.status, made.stderr).toBe(0);
  const exported = legible('export', library, '--out', site);
  expect(exported.status, exported.stderr).toBe(0);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  folder[Symbol.dispose]();
});

function filesOf(root: string, extension: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const pages = () => filesOf(site, '.html');

describe('the exported example portfolio', () => {
  it('has a page for each document, a front page, lists, tags and a 404', () => {
    const names = pages().map((page) => relative(site, page).replaceAll('\\', '/'));
    expect(names).toContain('index.html');
    expect(names).toContain('404.html');
    for (const part of [
      'what-a-probe-can-fit',
      'the-best-of-many',
      'does-the-direction-work',
      'probe-capacity',
      'what-hewitt-and-liang-control-for',
      'about',
    ])
      expect(
        names.filter((name) => name.includes(part)),
        part,
      ).not.toHaveLength(0);
    expect(names.some((name) => name.startsWith('tags/'))).toBe(true);
  });

  it('resolves every internal link, picture and style', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const dead: string[] = [];
    for (const file of pages()) {
      await page.goto(pathToFileURL(file).href);
      const addresses = await page
        .locator('[href], [src]')
        .evaluateAll((elements) =>
          elements.map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? ''),
        );
      for (const address of addresses) {
        if (/^[a-z][a-z0-9+.-]*:/i.test(address)) continue;
        const url = new URL(address, pathToFileURL(file));
        const target = fileURLToPath(new URL(url.pathname, 'file://'));
        if (!existsSync(target) || statSync(target).isDirectory()) {
          dead.push(`${relative(site, file)} → ${address}`);
          continue;
        }
        if (url.hash.length > 1 && target.endsWith('.html')) {
          const id = decodeURIComponent(url.hash.slice(1));
          if (!readFileSync(target, 'utf8').includes(`id="${id}"`))
            dead.push(`${relative(site, file)} → ${address}`);
        }
      }
    }
    expect(dead).toEqual([]);
    await context.close();
  });

  it('asks for nothing over the network and shows every picture, from file://', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) asked.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    for (const file of pages()) {
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      await page.locator('img').evaluateAll((images) =>
        Promise.all(
          images.map((image) => {
            (image as HTMLImageElement).loading = 'eager';
            return (image as HTMLImageElement).decode();
          }),
        ),
      );
    }
    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, in %s',
    async (colorScheme) => {
      const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const found: string[] = [];
      for (const file of pages()) {
        await page.goto(pathToFileURL(file).href);
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
        found.push(...violations.map((violation) => `${relative(site, file)} ${violation}`));
      }
      expect(found).toEqual([]);
      await context.close();
    },
    120_000,
  );

  it('says where the content came from: figures numbered, citations listed, maths finished', async () => {
    const post = pages().find((page) => page.includes('what-a-probe-can-fit'));
    if (post === undefined) throw new Error('The post has no page.');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(post).href);
    expect(await page.locator('figure figcaption').allInnerTexts()).toEqual([
      expect.stringMatching(/Figure\s1/),
      expect.stringMatching(/Figure\s2/),
    ]);
    const text = await page.locator('body').innerText();
    expect(text).toContain('Cover');
    expect(text).not.toMatch(/@fig-|@eq-|\[@|\$\$|\[\^general\]|::: /);
    expect(await page.locator('math, .katex').count()).toBeGreaterThan(3);
    expect(dirname(resolve(post)).startsWith(site)).toBe(true);
    await context.close();
  });

  it('is the same to the byte when it is exported again', () => {
    const again = join(folder.path, 'again');
    const exported = legible('export', library, '--out', again);
    expect(exported.status, exported.stderr).toBe(0);
    const names = filesOf(site, '').map((file) => relative(site, file));
    expect(filesOf(again, '').map((file) => relative(again, file))).toEqual(names);
    for (const name of names)
      expect(readFileSync(join(again, name)).equals(readFileSync(join(site, name))), name).toBe(true);
  });
});
