/** The whole path, as one person walks it: write, draw, be asked, publish. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, legible, temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const site = join(folder.path, 'site');
const post = join(library, 'posts', 'what-a-probe-can-fit.md');
let desk: Desk;
let before: string;

beforeAll(async () => {
  expect(legible('new', library, '--sample').status).toBe(0);
  before = readFileSync(post, 'utf8');
  desk = await Desk.open(library);
}, 180_000);

afterAll(async () => {
  await desk?.close();
  folder[Symbol.dispose]();
});

/** Clicks behind the last word of a paragraph. */
async function clickAtEnd(paragraph: Locator): Promise<void> {
  // Blocks get their true height when they come into view: the first click brings the page to rest.
  await paragraph.click();
  await paragraph.page().evaluate(() => document.fonts.ready);
  await expect
    .poll(async () => {
      const box = await paragraph.boundingBox();
      if (box === null) return null;
      await paragraph.click({ position: { x: box.width - 3, y: box.height - 6 } });
      return paragraph.evaluate((element) => {
        const selection = document.getSelection();
        const range = document.createRange();
        range.selectNodeContents(element);
        if (selection?.focusNode) range.setStart(selection.focusNode, selection.focusOffset);
        return range.toString();
      });
    })
    .toBe('');
}

describe('from a first sentence to a published page', () => {
  it('opens a document without touching its file', async () => {
    await desk.openDocument('A wide layer lets a probe fit');
    await desk.text.getByText('Take a layer with 768 numbers').waitFor();
    await desk.saved();
    expect(readFileSync(post, 'utf8')).toBe(before);
  });

  it('saves a typed paragraph with a formula and a list, and nothing but those', async () => {
    // The document ends in a footnote: write above it, after the last paragraph of the text.
    await clickAtEnd(desk.text.locator('p', { hasText: 'If you probe for a reason' }));
    await desk.page.keyboard.press('Enter');
    await desk.page.keyboard.type('A rule of thumb: collect $n \\ge 4d$ examples. ');
    await desk.page.keyboard.press('Enter');
    await desk.page.keyboard.type('- width first');
    await desk.page.keyboard.press('Enter');
    await desk.page.keyboard.type('then examples');
    await desk.saved();
    await expect.poll(() => readFileSync(post, 'utf8')).toContain('then examples');
    const after = readFileSync(post, 'utf8');
    const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
    expect(added).toEqual([
      expect.stringMatching(/^A rule of thumb: collect \$n \\ge 4d\$ examples\.$/),
      '- width first',
      '- then examples',
    ]);
    const kept = after.split('\n').filter((line) => !added.includes(line) && line !== '');
    expect(kept).toEqual(before.split('\n').filter((line) => line !== ''));
  });

  it('puts a drawn figure into the text', async () => {
    const { page } = desk;
    await desk.text.getByText('A rule of thumb').click();
    await page.keyboard.press('Control+Alt+f');
    await page.locator('.canvas-stage canvas.interactive').waitFor();
    await page.locator('[data-canvas-save-state="saved"]').waitFor();
    await page.getByLabel('Name of the figure').fill('Rule of thumb');
    const stage = await page.locator('.canvas-stage').boundingBox();
    if (stage === null) throw new Error('There is no canvas.');
    await page.getByTestId('toolbar-rectangle').locator('xpath=..').click();
    await page.mouse.move(stage.x + 90, stage.y + 160);
    await page.mouse.down();
    await page.mouse.move(stage.x + 260, stage.y + 240, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press('Enter');
    await page.keyboard.type('four per dimension');
    await page.keyboard.press('Escape');
    const words = page.locator('.canvas-words');
    await words.getByLabel('Caption').fill('Four examples for each dimension keep chance out.');
    await words.getByLabel('Alt text').fill('A box that says four per dimension.');
    await page.locator('figure', { hasText: 'Four examples for each dimension' }).waitFor();
    await page.locator('[data-canvas-save-state="saved"]').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await desk.saved();
    await expect
      .poll(() => readFileSync(post, 'utf8'))
      .toContain(
        '![A box that says four per dimension.](../figures/rule-of-thumb.excalidraw.svg "Four examples for each dimension keep chance out.")',
      );
    const figure = readFileSync(join(library, 'figures', 'rule-of-thumb.excalidraw.svg'), 'utf8');
    expect(figure).toContain('payload-type:application/vnd.excalidraw+json');
  });

  it('keeps the answer to a question that the reader asks', async () => {
    const { page } = desk;
    const panel = page.getByRole('complementary', { name: /reader/i });
    await panel.getByRole('tab', { name: 'Before' }).click();
    await panel.getByRole('button', { name: /What does Ana believe now/ }).click();
    await panel.getByRole('button', { name: 'Answer', exact: true }).click();
    await panel
      .getByRole('textbox', { name: /What does Ana believe now/ })
      .fill('That accuracy is evidence of use.');
    await panel.getByRole('button', { name: /keep/i }).last().click();
    const record = join(library, 'reviews', 'posts', 'what-a-probe-can-fit.yml');
    await expect
      .poll(() => readdirSync(join(library, 'reviews', 'posts')))
      .toContain('what-a-probe-can-fit.yml');
    await expect.poll(() => readFileSync(record, 'utf8')).toContain('That accuracy is evidence of use.');
  });

  it('publishes all of it', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
    await page.getByLabel(/folder for the site/i).fill(site);
    await page.getByText('What will change').waitFor();
    await page.locator('.publish').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('The site is there').waitFor({ timeout: 30_000 });

    const reading = await desk.browser.newPage();
    await reading.goto(pathToFileURL(join(site, 'posts', 'what-a-probe-can-fit.html')).href);
    const paragraph = reading.getByText('A rule of thumb: collect');
    expect(await paragraph.locator('math, .katex').count()).toBeGreaterThan(0);
    expect(await reading.locator('li', { hasText: 'then examples' }).count()).toBe(1);
    const picture = reading.locator('figure', { hasText: 'Four examples for each dimension' }).locator('img');
    await picture.scrollIntoViewIfNeeded();
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(50);
    expect(await picture.getAttribute('alt')).toBe('A box that says four per dimension.');
    await reading.close();
  });

  it('has asked for nothing outside, and the page has complained of nothing', () => {
    expect(desk.foreignRequests).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });
});
