/** The document's figures side by side, and their names, by gesture. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  canvasReady,
  drawing,
  figure,
  figureSaved,
  type OpenPost,
  openFigure,
  openPost,
  patient,
  post,
} from './drawing.ts';

let opened: OpenPost | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

const second = 'figures/cover-capacity.excalidraw.svg';

async function openWithTwo(): Promise<OpenPost> {
  opened = await openPost((library) => {
    const file = join(library, post);
    const more = `\nAs @fig-read-not-used says.\n\n![Two.](../${second} "The other one.")\n`;
    writeFileSync(file, readFileSync(file, 'utf8') + more);
    writeFileSync(join(library, 'notes', 'shows-it.md'), `![N](/${drawing})\r\n`);
  });
  return opened;
}

test('the strip shows the figures of the document and goes from one to the next by keyboard', async () => {
  const { page, desk } = await openWithTwo();
  await openFigure(page);
  const strip = page.getByRole('navigation', { name: 'Figures of this document' });
  const current = strip.locator('[aria-current]');
  await expect.poll(() => strip.getByRole('button').count()).toBeGreaterThan(1);
  await current.first().focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rename the figure cover-capacity' }).waitFor();
  await canvasReady(page);
  expect(await current.first().innerText()).toContain('cover-capacity');
  expect(await page.locator('.canvas-words').getByLabel('Caption').inputValue()).not.toBe('');
  expect(desk.complaints).toEqual([]);
});

test('renaming a figure takes every text that shows it along', async () => {
  const { page, read, library, desk } = await openWithTwo();
  await openFigure(page);
  await page.getByRole('button', { name: 'Rename the figure read-not-used' }).click();
  const field = page.getByLabel('New name of the figure');
  await field.fill('Cover capacity');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('exists already').waitFor();
  await field.fill('Read, but not used!');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rename the figure read-but-not-used' }).waitFor();
  await canvasReady(page);
  await figureSaved(page);
  const path = 'figures/read-but-not-used.excalidraw.svg';
  expect(existsSync(join(library, drawing))).toBe(false);
  expect(read('notes/shows-it.md')).toBe(`![N](/${path})\r\n`);
  const text = read(post);
  expect(text).toContain(`](../${path} `);
  expect(text).not.toContain('read-not-used');
  expect(text).toContain('As @fig-read-but-not-used says.');
  await page.locator('.ProseMirror figure img[src*="read-but-not-used"]').waitFor();
  // What is typed next is saved over the renamed text, not beside it.
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.locator('.canvas-pane').waitFor({ state: 'detached' });
  await page.getByText('Take a layer with 768 numbers').click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror')), patient)
    .toBe(true);
  await page.keyboard.press('End');
  await page.keyboard.type(' Then.');
  // The line may end where the file has a line end: then the word begins a line.
  await expect.poll(() => read(post), patient).toContain('Then.');
  await desk.saved();
  expect(read(post)).toContain(`](../${path} `);
  expect(desk.complaints).toEqual([]);
});

test('the width of a figure is chosen in the text and kept in its attributes', async () => {
  opened = await openPost();
  const { page, read } = opened;
  const shown = figure(page).locator('img');
  const whole = (await shown.boundingBox())?.width ?? 0;
  await figure(page).hover();
  await figure(page).getByLabel('Width of the figure').selectOption('50%');
  await expect.poll(() => read(post), patient).toContain('){width=50%}');
  await expect.poll(async () => (await shown.boundingBox())?.width ?? 0).toBeLessThan(whole * 0.75);
  await figure(page).getByLabel('Width of the figure').selectOption('');
  await expect.poll(() => read(post), patient).not.toContain('width=50%');
});
