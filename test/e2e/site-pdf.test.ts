/** A page of an exported site on paper: its PDF, as Chromium makes it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { legible, temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const site = join(folder.path, 'site');
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

describe('the PDF of a proposal', () => {
  it('has pages with numbers and a running title, and no bitmap in place of a drawing', async () => {
    const name = readdirSync(join(site, 'proposals')).find(
      (file) => file !== 'index.html' && file.endsWith('.html'),
    );
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(site, 'proposals', name ?? '')).href);
    const rules = await page.evaluate(() =>
      [...document.styleSheets].flatMap((sheet) => {
        try {
          return [...sheet.cssRules].map((rule) => rule.cssText);
        } catch {
          return [];
        }
      }),
    );
    const title = await page.locator('h1').innerText();
    expect(rules.join('\n')).toContain(title.slice(0, 20));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(1);
    expect(pdf).not.toContain('/Subtype /Image');
    await page.close();
  });
});
