/** Stencils: the house's own are there without the network; the writer's are kept with the library. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  drawing,
  figureSaved,
  give,
  type OpenPost,
  openFigure,
  openPost,
  patient,
  sceneIn,
} from './drawing.ts';

let opened: OpenPost | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

const mine = {
  type: 'excalidrawlib',
  version: 1,
  library: [[{ id: 'm', type: 'diamond', x: 0, y: 0, width: 40, height: 30, strokeColor: '#1e1e1e' }]],
};

test('house stencils are offered, one lands on the canvas, and a library file is taken in and kept', async () => {
  opened = await openPost();
  const { page, library, read, desk } = opened;
  const file = join(library, 'figures', 'stencils.excalidrawlib');
  await openFigure(page);
  const before = sceneIn(read(drawing)).elements.length;
  await page.locator('.canvas-stage [title="Library"]').click();
  const stencils = page.locator('.library-menu-items-container');
  await stencils.getByText('House stencils').waitFor();
  const units = stencils.locator('.library-unit__dragger');
  await expect.poll(() => stencils.locator('.library-unit svg').count(), patient).toBeGreaterThanOrEqual(7);
  expect(existsSync(file)).toBe(false);
  await units.first().click();
  await expect.poll(() => sceneIn(read(drawing)).elements.length, patient).toBeGreaterThan(before + 5);

  const data = Buffer.from(JSON.stringify(mine)).toString('base64');
  await give(page, 'drop', '.canvas-stage canvas.interactive', [
    { name: 'mine.excalidrawlib', type: '', data },
  ]);
  await expect.poll(() => existsSync(file), patient).toBe(true);
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  expect(kept.libraryItems).toHaveLength(1);
  expect(kept.libraryItems[0].elements[0]).toMatchObject({ type: 'diamond', width: 40 });
  await figureSaved(page);

  // Another figure, and a new start, know it as well.
  await page.reload();
  await desk.text.waitFor();
  await openFigure(page);
  await page.locator('.canvas-stage [title="Library"]').click();
  await expect.poll(() => stencils.locator('.library-unit svg').count(), patient).toBeGreaterThanOrEqual(8);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(kept);
  expect(desk.foreignRequests).toEqual([]);
  expect(desk.complaints).toEqual([]);
});
