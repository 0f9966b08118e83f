/** What a hand does on the canvas, and what the files say afterwards. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { readFigure, type Scene } from '#core/figure/scene.ts';
import { Desk, legible, temporaryFolder } from './app.ts';

/** A save waits for a rest of the hand and draws a picture. */
export const patient = { timeout: 10_000 };

export const title = 'A wide layer lets a probe fit labels that mean nothing';
export const post = 'posts/what-a-probe-can-fit.md';
export const drawing = 'figures/read-not-used.excalidraw.svg';

/** The sample library with one post open; `close` ends all of it. */
export interface OpenPost {
  readonly desk: Desk;
  readonly page: Page;
  readonly library: string;
  readonly folder: string;
  read(path: string): string;
  write(path: string, text: string): void;
  close(): Promise<void>;
}

/** The sample library, changed by `prepare`, open at the post with the figure. */
export async function openPost(
  prepare: (library: string) => void = () => {},
  options: BrowserContextOptions = {},
): Promise<OpenPost> {
  const folder = temporaryFolder();
  const library = join(folder.path, 'library');
  expect(legible('new', library, '--sample').status).toBe(0);
  prepare(library);
  const desk = await Desk.open(library, options);
  await desk.openDocument(title);
  await desk.page.getByText('Take a layer with 768 numbers').waitFor();
  return {
    desk,
    page: desk.page,
    library,
    folder: folder.path,
    read: (path) => readFileSync(join(library, path), 'utf8'),
    write: (path, text) => writeFileSync(join(library, path), text),
    close: async () => {
      await desk.close();
      folder[Symbol.dispose]();
    },
  };
}

export function sceneIn(svg: string): Scene {
  const reading = readFigure(svg);
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value.scene;
}

export const figure = (page: Page) => page.locator('.ProseMirror figure').first();

export async function openFigure(page: Page): Promise<void> {
  await figure(page).locator('img').dblclick();
  await canvasReady(page);
}

export async function canvasReady(page: Page): Promise<void> {
  await page.locator('.canvas-stage canvas.interactive').waitFor();
  await page.locator('[data-canvas-save-state="saved"]').waitFor();
}

async function stageOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const stage = await page.locator('.canvas-stage').boundingBox();
  if (stage === null) throw new Error('There is no canvas.');
  return stage;
}

/** Draws with one of the tools and the mouse, `at` from the canvas's upper left corner. */
export async function draw(
  page: Page,
  tool: 'rectangle' | 'ellipse' | 'arrow',
  at: readonly [number, number],
  size: readonly [number, number] = [130, 70],
): Promise<void> {
  const stage = await stageOf(page);
  await page.getByTestId(`toolbar-${tool}`).locator('xpath=..').click();
  await page.mouse.move(stage.x + at[0], stage.y + at[1]);
  await page.mouse.down();
  await page.mouse.move(stage.x + at[0] + size[0], stage.y + at[1] + size[1], { steps: 4 });
  await page.mouse.up();
}

export const drawBox = (page: Page, at: readonly [number, number]): Promise<void> =>
  draw(page, 'rectangle', at);

export async function figureSaved(page: Page): Promise<void> {
  await page.locator('[data-canvas-save-state="saved"]').waitFor();
}

/** Files as another program hands them over: by paste, or by dropping them. */
export interface GivenFile {
  readonly name: string;
  readonly type: string;
  /** Base64. */
  readonly data: string;
}

/** Pastes or drops files on an element, as the browser would tell the page. */
export async function give(
  page: Page,
  how: 'paste' | 'drop',
  selector: string,
  files: readonly GivenFile[],
  text = '',
): Promise<void> {
  await page
    .locator(selector)
    .first()
    .evaluate(
      (element, given) => {
        const transfer = new DataTransfer();
        for (const { name, type, data } of given.files) {
          const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
          transfer.items.add(new File([bytes], name, { type }));
        }
        if (given.text !== '') transfer.setData('text/plain', given.text);
        const box = element.getBoundingClientRect();
        const at = { clientX: box.left + box.width / 2, clientY: box.top + Math.min(40, box.height / 2) };
        const shared = { bubbles: true, cancelable: true };
        if (given.how === 'paste') {
          element.dispatchEvent(new ClipboardEvent('paste', { ...shared, clipboardData: transfer }));
        } else {
          for (const type of ['dragenter', 'dragover', 'drop']) {
            element.dispatchEvent(new DragEvent(type, { ...shared, ...at, dataTransfer: transfer }));
          }
        }
      },
      { how, files, text },
    );
}

/** Shares of the pixels of a picture on the screen that pass a test of red, green and blue (0 to 255). */
export async function pixelShares(
  page: Page,
  png: Buffer,
): Promise<{ readonly dark: number; readonly light: number; readonly red: number }> {
  return await page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    const pixels = context?.getImageData(0, 0, picture.width, picture.height).data ?? [];
    const count = { dark: 0, light: 0, red: 0 };
    for (let i = 0; i < pixels.length; i += 4) {
      const [r = 0, g = 0, b = 0] = [pixels[i], pixels[i + 1], pixels[i + 2]];
      const brightness = (r + g + b) / 3;
      if (brightness < 70) count.dark++;
      if (brightness > 190) count.light++;
      if (r > 225 && g < 20 && b < 20) count.red++;
    }
    const all = pixels.length / 4;
    return { dark: count.dark / all, light: count.light / all, red: count.red / all };
  }, png.toString('base64'));
}
