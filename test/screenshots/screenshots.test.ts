/**
 * Makes the pictures of docs/screenshots again (`npm run screenshots`): the app and the exported site,
 * on the example portfolio, in a real Chromium.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { Desk, legible, temporaryFolder } from '../e2e/app.ts';

const pictures = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const post = 'A wide layer lets a probe fit';

test.each(['light', 'dark'] as const)('the app, %s', async (colorScheme) => {
  using folder = temporaryFolder();
  mkdirSync(pictures, { recursive: true });
  const library = join(folder.path, 'my-portfolio');
  expect(legible('new', library, '--sample').status).toBe(0);
  const desk = await Desk.open(library, { colorScheme });
  try {
    const { page } = desk;
    const shot = (name: string) => page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
    await desk.openDocument(post);
    await page.locator('[data-prompt]').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await shot('app');

    await page.locator('[data-prompt] button').first().click();
    await page.getByRole('button', { name: 'Why?' }).first().click();
    await shot('reader');

    await page.locator('.ProseMirror figure img').first().dblclick();
    await page.locator('.canvas-stage canvas.interactive').waitFor();
    await page.locator('[data-canvas-save-state="saved"]').waitFor();
    await page.evaluate(() => document.fonts.ready);
    await shot('canvas');
    await page.getByRole('button', { name: 'Close', exact: true }).click();

    await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
    await page.getByText('What will change').waitFor();
    await shot('publish');
  } finally {
    await desk.close();
  }
});

test('the site, wide and narrow, light and dark', async () => {
  using folder = temporaryFolder();
  const library = join(folder.path, 'my-portfolio');
  const site = join(folder.path, 'site');
  expect(legible('new', library, '--sample').status).toBe(0);
  expect(legible('export', library, '--out', site).status).toBe(0);
  const browser = await launchBrowser();
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [width, height, size] of [
        [1440, 900, 'wide'],
        [390, 844, 'narrow'],
      ] as const) {
        const page = await browser.newPage({ colorScheme, viewport: { width, height } });
        for (const [name, file] of [
          ['front', 'index.html'],
          ['post', 'posts/what-a-probe-can-fit.html'],
        ] as const) {
          await page.goto(pathToFileURL(join(site, file)).href);
          await page.evaluate(() => document.fonts.ready);
          await page.screenshot({ path: join(pictures, `site-${name}-${size}-${colorScheme}.png`) });
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
});
