/** A site made from hostile files, in a real browser, with its content policy and without it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { exportTo, hostileLibrary, writeFiles } from '../unit/site/small-library.ts';
import { temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const site = join(folder.path, 'site');
let browser: Browser;

beforeAll(async () => {
  const library = join(folder.path, 'library');
  writeFiles(library, hostileLibrary);
  const outcome = await exportTo(library, site);
  expect(outcome.ok ? null : outcome.error.message).toBeNull();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  folder[Symbol.dispose]();
});

describe.each([false, true])('a site from hostile files (policy bypassed: %s)', (bypassCSP) => {
  it('opens no dialog, asks no other host and changes no title', async () => {
    const context = await browser.newContext({ bypassCSP });
    const page = await context.newPage();
    const happened: string[] = [];
    page.on('dialog', (dialog) => {
      happened.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) happened.push(`request: ${request.url()}`);
    });
    const files = readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(html|svg|xml)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      expect(new URL(page.url()).pathname).toBe(pathToFileURL(file).pathname);
      for (const link of await page.locator('main a').all()) {
        expect(await link.getAttribute('href')).not.toMatch(/^\s*(javascript|data|vbscript|file):/i);
      }
    }
    expect(happened).toEqual([]);
    await context.close();
  });
});
