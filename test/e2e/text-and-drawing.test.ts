/** From text to drawing, and out of the app: lists, tables of numbers, drawings dropped on drawings; SVG, PNG, copy, print. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  canvasReady,
  drawing,
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

test('a list of the text becomes boxes and arrows behind it', async () => {
  opened = await openPost((library) => {
    const file = join(library, post);
    const list = '\n- Collect a thing\n  - from the lab\n  - from elsewhere\n- Compare\n';
    writeFileSync(file, readFileSync(file, 'utf8') + list);
  });
  const { page, read, desk } = opened;
  await page.getByText('from the lab').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Draw this list');
  await page.keyboard.press('Enter');
  await expect.poll(() => read(post), patient).toMatch(/!\[Boxes joined by arrows: Collect a thing;/);
  const path = /\]\(\.\.\/(figures\/[^)]*outline[^)]*\.svg)\)/.exec(read(post))?.[1] ?? '';
  const { elements } = sceneIn(read(path));
  expect(elements.filter((element) => element.type === 'rectangle')).toHaveLength(4);
  expect(elements.filter((element) => element.type === 'text').map((element) => element.text)).toEqual([
    'Collect a thing',
    'from the lab',
    'from elsewhere',
    'Compare',
  ]);
  const arrows = elements.filter((element) => element.type === 'arrow');
  expect(arrows).toHaveLength(2);
  for (const arrow of arrows) expect(arrow.startBinding).toMatchObject({ elementId: 'box-1' });
  expect(desk.complaints).toEqual([]);
});

test('numbers that are pasted on the canvas become a chart, and a dropped drawing joins the open one', async () => {
  opened = await openPost();
  const { page, read, desk } = opened;
  await openFigure(page);
  const before = sceneIn(read(drawing)).elements;
  await page.locator('.canvas-stage canvas.interactive').click({ position: { x: 30, y: 420 } });
  await give(page, 'paste', '.canvas-stage canvas.interactive', [], 'step\tloss\n1\t9\n2\t5\n3\t4\n4\t3');
  await page.locator('.PasteChartDialog').waitFor();
  await page.locator('.PasteChartDialog .ChartPreview').first().click();
  await expect.poll(() => sceneIn(read(drawing)).elements.length, patient).toBeGreaterThan(before.length + 8);
  const charted = sceneIn(read(drawing)).elements;

  const dropped = {
    type: 'excalidraw',
    elements: [
      { id: before[0]?.id, type: 'diamond', x: 0, y: 0, width: 50, height: 40, groupIds: ['g'] },
      {
        id: 'page',
        type: 'embeddable',
        x: 60,
        y: 0,
        width: 50,
        height: 40,
        link: 'https://www.youtube.com/x',
      },
    ],
  };
  const data = Buffer.from(JSON.stringify(dropped)).toString('base64');
  await give(page, 'drop', '.canvas-stage canvas.interactive', [{ name: 'b.excalidraw', type: '', data }]);
  await expect.poll(() => sceneIn(read(drawing)).elements.length, patient).toBe(charted.length + 2);
  const { elements } = sceneIn(read(drawing));
  expect(elements.slice(0, before.length)).toEqual(before);
  expect(elements.some((element) => element.type === 'embeddable')).toBe(false);
  expect(new Set(elements.map((element) => element.id)).size).toBe(elements.length);
  expect(await page.locator('iframe').count()).toBe(0);
  expect(desk.foreignRequests).toEqual([]);
  expect(desk.complaints).toEqual([]);
});

test('a drawing leaves as SVG, PNG and on the clipboard, and is printed alone', async () => {
  opened = await openPost(() => {}, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page, read, desk } = opened;
  await openFigure(page);
  await canvasReady(page);
  const choose = async (row: string) => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: row }).click();
  };
  const download = async (row: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), choose(row)]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const svg = await download('SVG');
  expect(svg.name).toBe('read-not-used.excalidraw.svg');
  expect(sceneIn(svg.bytes.toString('utf8'))).toEqual(sceneIn(read(drawing)));
  const width = async (row: string) => {
    const { name, bytes } = await download(row);
    expect(name).toMatch(/^read-not-used(@[23]x)?\.png$/);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    return bytes.readUInt32BE(16);
  };
  const [one, two, three] = [await width('PNG, 1×'), await width('PNG, 2×'), await width('PNG, 3×')];
  expect(Math.abs(two - 2 * one)).toBeLessThanOrEqual(2);
  expect(Math.abs(three - 3 * one)).toBeLessThanOrEqual(3);

  await choose('Copy as picture');
  await page.getByText('Copied.').waitFor();
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap((item) => item.types),
  );
  expect(types).toContain('image/png');

  // The print view itself cannot be driven: it is replaced, and the page is put on paper as it stands then.
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await choose('Print, or save as PDF…');
  await page.locator('body[data-printed]').waitFor();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  const [, , w, h] = (/\/MediaBox \[([^\]]*)\]/.exec(pdf)?.[1] ?? '').split(' ').map(Number);
  expect(Number(w) / Number(h)).toBeCloseTo(one / heightOf(read(drawing)), 0);
  expect(pdf).not.toMatch(/\/Subtype \/Image/);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => page.locator('.canvas-print').count()).toBe(0);
  expect(desk.complaints).toEqual([]);
});

/** The height that the figure's file asks for. */
function heightOf(svg: string): number {
  return Number(/<svg[^>]*\sheight="([\d.]+)"/.exec(svg)?.[1]);
}
