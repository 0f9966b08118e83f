/** Figures on the exported page: one frame alone, in the dark, on paper; bitmaps keep their colours. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { legible } from './app.ts';
import {
  canvasReady,
  drawBox,
  figureSaved,
  give,
  type OpenPost,
  openPost,
  patient,
  pixelShares,
  post,
} from './drawing.ts';

let opened: OpenPost | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

/** A square of pure red, 64 pixels wide. */
async function redSquare(at: OpenPost): Promise<string> {
  return await at.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 64);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No canvas.');
    context.fillStyle = '#ff0000';
    context.fillRect(0, 0, 64, 64);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
}

test('ink turns in the dark and a bitmap in the drawing does not; paper gets the light one', async () => {
  opened = await openPost();
  const { page, read, library, folder, desk } = opened;
  await page.getByText('Take a layer with 768 numbers').click();
  await page.keyboard.press('Control+Alt+f');
  await canvasReady(page);
  await page.getByLabel('Name of the figure').fill('With a bitmap');
  await drawBox(page, [40, 120]);
  const data = await redSquare(opened);
  await give(page, 'drop', '.canvas-stage canvas.interactive', [
    { name: 'red.png', type: 'image/png', data },
  ]);
  await drawBox(page, [40, 420]);
  await page.locator('.canvas-name', { hasText: 'with-a-bitmap' }).waitFor();
  const words = page.locator('.canvas-words');
  await words.getByLabel('Caption').fill('A red square.');
  await words.getByLabel('Alt text').fill('A red square and two boxes.');
  await figureSaved(page);
  const path = 'figures/with-a-bitmap.excalidraw.svg';
  await expect.poll(() => read(path), patient).toContain('<image');
  expect(read(path).match(/<g class="ink">/g)?.length).toBeGreaterThan(1);
  await expect.poll(() => read(post), patient).toContain('![A red square and two boxes.]');

  const site = join(folder, 'site');
  expect(legible('export', library, '--out', site).status).toBe(0);
  const address = pathToFileURL(join(site, 'posts', 'what-a-probe-can-fit.html')).href;
  const shares: Record<string, Awaited<ReturnType<typeof pixelShares>>> = {};
  for (const [name, colorScheme, media] of [
    ['light', 'light', 'screen'],
    ['dark', 'dark', 'screen'],
    ['printed in the dark', 'dark', 'print'],
  ] as const) {
    const context = await desk.browser.newContext({ colorScheme });
    const visit = await context.newPage();
    await visit.emulateMedia({ media, colorScheme });
    await visit.goto(address);
    const picture = visit.getByRole('img', { name: 'A red square and two boxes.' });
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((image) => (image as HTMLImageElement).decode());
    shares[name] = await pixelShares(page, await picture.screenshot());
    await context.close();
  }
  const { light, dark, 'printed in the dark': printed } = shares;
  expect(light?.red).toBeGreaterThan(0.01);
  expect(dark?.red).toBeCloseTo(light?.red ?? 0, 2);
  expect(light?.light).toBeGreaterThan(0.8);
  expect(dark?.dark).toBeGreaterThan(0.8);
  expect(dark?.light).toBeGreaterThan(0.001);
  expect(printed?.light).toBeCloseTo(light?.light ?? 0, 2);
  expect(printed?.red).toBeCloseTo(light?.red ?? 0, 2);
});
