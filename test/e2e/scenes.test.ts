/** Scenes from 2020 to 2026 through Excalidraw itself: opened, changed, drawn, saved, read again. */
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraNames, sceneOf } from '#test/unit/canvas/eras.ts';
import { buildDrawingPage, serveFolder } from '../../main/build/draw-figures.mjs';
import { launchBrowser } from '../browser.ts';
import { temporaryFolder } from './app.ts';
import { canvasReady, drawBox, figureSaved, give, openPost, patient, post, sceneIn } from './drawing.ts';

declare global {
  interface Window {
    /** renderer/canvas/draw.ts */
    throughCanvas?(
      text: string,
    ): Promise<{ readonly scene: string; readonly svg: string; readonly fontsEmbedded: boolean }>;
  }
}

/** Scenes for each era; the same in every run. */
function scenesOf(era: string, count: number) {
  return fc.sample(sceneOf(era), { numRuns: count, seed: 2026 });
}

describe('through the code that opens and saves', () => {
  const folder = temporaryFolder();
  let browser: Browser;
  let page: Page;
  let close: () => void;
  const complaints: string[] = [];

  beforeAll(async () => {
    const served = await serveFolder(await buildDrawingPage(folder.path));
    close = served.close;
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(served.address)) {
        complaints.push(`asked for ${request.url()}`);
      }
    });
    await page.goto(`${served.address}/canvas/draw.html`);
    await page.waitForFunction(() => window.throughCanvas !== undefined);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    close?.();
    folder[Symbol.dispose]();
  });

  test.each(eraNames)(
    'no element and no property of %s is lost',
    async (era) => {
      for (const given of scenesOf(era, 20)) {
        const text = JSON.stringify(given);
        const saved = await page.evaluate((scene) => window.throughCanvas?.(scene), text);
        if (saved === undefined) throw new Error('The page is not ready.');
        const { elements, appState } = JSON.parse(saved.scene);
        const [head, ...others] = JSON.parse(text).elements;
        expect(elements.slice(1)).toEqual(others);
        // Moved: its own version counts on; everything else is as it was.
        const { version: _version, versionNonce: _nonce, updated: _updated, ...rest } = head;
        expect(elements[0]).toMatchObject({ ...rest, x: 4711 });
        expect(appState).toEqual(JSON.parse(text).appState ?? {});
        expect(saved.fontsEmbedded).toBe(true);
        expect(saved.svg.replace(/<metadata>.*?<\/metadata>/s, '')).not.toMatch(
          /javascript:|<iframe|<script|youtube/i,
        );
      }
      expect(complaints).toEqual([]);
    },
    120_000,
  );
});

describe('by hand', () => {
  test('a scene of every era opens, is drawn on, and has lost nothing', async () => {
    const given = eraNames.map((era) => {
      const [scene] = scenesOf(era, 1);
      if (scene === undefined) throw new Error('There is no scene.');
      return { name: era.replaceAll(' ', '-'), scene };
    });
    const at = await openPost();
    const { page, read, desk } = at;
    try {
      await give(
        page,
        'drop',
        '.ProseMirror',
        given.map(({ name, scene }) => ({
          name: `${name}.excalidraw`,
          type: '',
          data: Buffer.from(JSON.stringify(scene)).toString('base64'),
        })),
      );
      for (const { name, scene } of given) {
        const path = `figures/${name}.excalidraw.svg`;
        await expect.poll(() => read(post), patient).toContain(`](../${path})`);
        expect(sceneIn(read(path)).elements).toEqual(JSON.parse(JSON.stringify(scene.elements)));
        const picture = page.locator(`.ProseMirror figure img[src*="${name}."]`);
        await picture.dblclick();
        await page.locator('.canvas-name', { hasText: name }).waitFor();
        await canvasReady(page);
        await drawBox(page, [60, 420]);
        await expect.poll(() => sceneIn(read(path)).elements.length, patient).toBe(scene.elements.length + 1);
        await figureSaved(page);
        const kept = sceneIn(read(path)).elements.filter((element) => /^e\d+$/.test(element.id));
        expect(kept).toEqual(JSON.parse(JSON.stringify(scene.elements)));
        await page.getByRole('button', { name: 'Close', exact: true }).click();
        await page.locator('.canvas-pane').waitFor({ state: 'detached' });
      }
      expect(desk.foreignRequests).toEqual([]);
      expect(desk.complaints).toEqual([]);
    } finally {
      await at.close();
    }
  }, 120_000);
});
