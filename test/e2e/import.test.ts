/** Drawings from elsewhere become figures: dropped, pasted, picked; damaged ones are shown with the reason. */
import { zlibSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { embedScene, readFigure, readScene } from '#core/figure/scene.ts';
import { bitmap } from '#test/unit/canvas/eras.ts';
import {
  canvasReady,
  drawBox,
  drawing,
  figure,
  figureSaved,
  give,
  type OpenPost,
  openFigure,
  openPost,
  patient,
  post,
  sceneIn,
} from './drawing.ts';

let opened: OpenPost | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

const element = { type: 'rectangle', x: 0, y: 0, width: 90, height: 50, strokeColor: '#1e1e1e', later: [1] };
const scene = (id: string) => ({ type: 'excalidraw', version: 2, elements: [{ id, ...element }] });

function svgOf(id: string): string {
  const reading = readScene(scene(id));
  const bare =
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="50" onload="window.ran=1"><script>window.ran=1</script></svg>';
  const svg = reading.ok ? embedScene(bare, reading.value.scene) : reading;
  if (!svg.ok) throw new Error(svg.error.message);
  return svg.value;
}

/** The small PNG with a text chunk after its header. */
function pngWith(envelope: string): Buffer {
  const png = Buffer.from(bitmap.slice(bitmap.indexOf(',') + 1), 'base64');
  const data = Buffer.from(`application/vnd.excalidraw+json\0${envelope}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([
    png.subarray(0, 33),
    length,
    Buffer.from('tEXt'),
    data,
    Buffer.alloc(4),
    png.subarray(33),
  ]);
}

function pngOf(id: string): Buffer {
  const encoded = Buffer.from(zlibSync(Buffer.from(JSON.stringify(scene(id))))).toString('latin1');
  return pngWith(JSON.stringify({ version: '1', encoding: 'bstring', compressed: true, encoded }));
}

const base64 = (content: string | Buffer): string => Buffer.from(content).toString('base64');

test('files that hold a scene become figures, however they come in', async () => {
  opened = await openPost();
  const { page, read, desk } = opened;
  await page.getByText('Take a layer with 768 numbers').click();
  await give(page, 'drop', '.ProseMirror', [
    { name: 'From file.excalidraw', type: '', data: base64(JSON.stringify(scene('one'))) },
    { name: 'From svg.svg', type: 'image/svg+xml', data: base64(svgOf('two')) },
  ]);
  await give(page, 'paste', '.ProseMirror', [
    { name: 'From png.excalidraw.png', type: 'image/png', data: base64(pngOf('three')) },
  ]);
  await expect.poll(() => read(post), patient).toContain('](../figures/from-png.excalidraw.svg)');
  const copied = { ...scene('four'), type: 'excalidraw/clipboard' };
  await give(page, 'paste', '.ProseMirror', [], JSON.stringify(copied));
  await page.keyboard.press('Control+k');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.type('Import a drawing');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: 'picked.excalidraw',
    mimeType: '',
    buffer: Buffer.from(JSON.stringify(scene('five'))),
  });

  const landed = {
    'from-file': 'one',
    'from-svg': 'two',
    'from-png': 'three',
    drawing: 'four',
    picked: 'five',
  };
  for (const [name, id] of Object.entries(landed)) {
    await expect.poll(() => read(post), patient).toContain(`](../figures/${name}.excalidraw.svg)`);
    const svg = read(`figures/${name}.excalidraw.svg`);
    expect(sceneIn(svg).elements).toEqual([{ id, ...element }]);
    expect(svg).not.toMatch(/<script|onload/);
  }
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(desk.foreignRequests).toEqual([]);
  expect(desk.complaints).toEqual([]);
});

test('a picture with a damaged scene is shown as a picture, with the reason', async () => {
  opened = await openPost();
  const { page, read } = opened;
  await page.getByText('Take a layer with 768 numbers').click();
  await give(page, 'drop', '.ProseMirror', [
    { name: 'torn.excalidraw.png', type: 'image/png', data: base64(pngWith('{"encoded":')) },
  ]);
  await page.getByText('torn.excalidraw.png is shown as a picture, not opened for drawing.').waitFor();
  await expect.poll(() => read(post), patient).toMatch(/\]\(\.\.\/media\/torn[^)]*\.png\)/);
  await give(page, 'drop', '.ProseMirror', [
    { name: 'torn.excalidraw', type: '', data: base64('{"type":"excalidraw"') },
  ]);
  await page.getByText('torn.excalidraw: This scene is damaged').waitFor();
});

test('a figure that was damaged offers its last good version', async () => {
  opened = await openPost();
  const { page, read, write } = opened;
  await openFigure(page);
  await drawBox(page, [60, 420]);
  const count = sceneIn(read(drawing)).elements.length + 1;
  await expect.poll(() => sceneIn(read(drawing)).elements.length, patient).toBe(count);
  await figureSaved(page);
  const good = sceneIn(read(drawing)).elements;
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.locator('.canvas-pane').waitFor({ state: 'detached' });
  write(drawing, read(drawing).replace(/payload-start -->.{40}/, 'payload-start -->'));
  await figure(page).locator('img').dblclick();
  await page.getByText('Shown, not opened for drawing.').waitFor();
  await page.getByRole('button', { name: 'Open the last version that can be drawn on' }).click();
  await canvasReady(page);
  await expect.poll(() => readFigure(read(drawing)).ok, patient).toBe(true);
  expect(sceneIn(read(drawing)).elements).toEqual(good);
});
