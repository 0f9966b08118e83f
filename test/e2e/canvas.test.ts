/** Figures, by gesture: drawn, labelled, saved, opened again; hostile, damaged and changed elsewhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { embedScene, readScene } from '#core/figure/scene.ts';
import {
  canvasReady,
  drawBox,
  drawing,
  figure,
  figureSaved,
  type OpenPost,
  openFigure,
  openPost as openSample,
  patient,
  pixelShares,
  post,
  sceneIn,
} from './drawing.ts';

let opened: OpenPost | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function openPost(prepare: (library: string) => void = () => {}, dark = false): Promise<OpenPost> {
  opened = await openSample(prepare, dark ? { colorScheme: 'dark' } : {});
  return opened;
}

test('a figure is drawn beside the text, lands in it with its words, and opens again as it was', async () => {
  const { page, read, desk: at } = await openPost();
  await page.getByText('Take a layer with 768 numbers').click();
  await page.keyboard.press('Control+Alt+f');
  await canvasReady(page);
  await page.getByLabel('Name of the figure').fill('Probe and layer');
  await drawBox(page, [90, 160]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Probe');
  await page.keyboard.press('Escape');
  await page.locator('.canvas-name', { hasText: 'probe-and-layer' }).waitFor();
  const words = page.locator('.canvas-words');
  await words.getByLabel('Caption').fill('The probe is *one* box.');
  await words.getByLabel('Alt text').fill('A box that says Probe.');
  await figureSaved(page);
  await page.locator('figure', { hasText: 'The probe is one box.' }).waitFor();
  await at.saved();
  await expect
    .poll(() => read(post), patient)
    .toContain(
      '![A box that says Probe.](../figures/probe-and-layer.excalidraw.svg "The probe is *one* box.")',
    );

  const path = 'figures/probe-and-layer.excalidraw.svg';
  const svg = read(path);
  const { elements } = sceneIn(svg);
  expect(elements.map((element) => element.type)).toEqual(['rectangle', 'text']);
  expect(elements[1]).toMatchObject({ text: 'Probe', containerId: elements[0]?.id });
  expect(svg).toContain('src: url(data:font/woff2');
  expect(svg).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);

  // Escape lets go of the box, then closes; the cursor is in the text again.
  await page.locator('.canvas-stage').click({ position: { x: 300, y: 400 } });
  await page.keyboard.press('Escape');
  await page.locator('.canvas-pane').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);

  await page.locator('figure', { hasText: 'The probe is one box.' }).locator('img').dblclick();
  await canvasReady(page);
  await page.getByRole('button', { name: 'Elements' }).click();
  await page
    .getByRole('complementary', { name: 'Elements of the drawing' })
    .getByText('Box: Probe')
    .waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.locator('.canvas-pane').waitFor({ state: 'detached' });
  expect(read(path)).toBe(svg);
  expect(at.foreignRequests).toEqual([]);
  expect(at.complaints).toEqual([]);
});

test('a change keeps every other element as it was, and undoing it gives the first scene back', async () => {
  const { page, read, desk: at } = await openPost();
  const before = sceneIn(read(drawing));
  await openFigure(page);
  await drawBox(page, [60, 420]);
  await expect.poll(() => sceneIn(read(drawing)).elements.length, patient).toBe(before.elements.length + 1);
  expect(sceneIn(read(drawing)).elements.slice(0, -1)).toEqual(before.elements);
  await page.keyboard.press('Control+z');
  await expect.poll(() => sceneIn(read(drawing)), patient).toEqual(before);
  expect(at.complaints).toEqual([]);
});

describe('a figure from elsewhere', () => {
  const box = { type: 'rectangle', x: 0, y: 0, width: 160, height: 80, strokeColor: '#1e1e1e' };
  const bitmap = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="parent.ran=1"><script>parent.ran=1</script>' +
      '<image href="https://elsewhere.example/x.png" width="9" height="9"/><rect width="9" height="9"/></svg>',
  ).toString('base64');
  const elements = [
    { ...box, id: 'link', link: 'javascript:window.ran=1' },
    {
      ...box,
      id: 'page',
      type: 'iframe',
      x: 300,
      customData: { generationData: { status: 'done', html: '<b>' } },
    },
    { ...box, id: 'video', type: 'embeddable', y: 200, link: 'https://www.youtube.com/watch?v=abc' },
    { ...box, id: 'magic', type: 'magicframe', x: 300, y: 200, name: 'magic' },
    { ...box, id: 'later', type: 'hexagon', sides: 6 },
    { ...box, id: 'old', type: 'arrow', y: 400, height: 40 },
    {
      ...box,
      id: 'words',
      type: 'text',
      x: 300,
      y: 400,
      text: 'Old',
      font: '24px Virgil',
      boundElementIds: [],
    },
    { ...box, id: 'picture', type: 'image', y: 500, fileId: 'f', status: 'saved', later: { deep: [1] } },
  ];
  const scene = {
    type: 'excalidraw',
    version: 2,
    elements,
    appState: { viewBackgroundColor: '#ffffff' },
    files: {
      f: { id: 'f', mimeType: 'image/svg+xml', dataURL: `data:image/svg+xml;base64,${bitmap}`, created: 1 },
    },
  };

  function hostileFigure(): string {
    const reading = readScene(scene);
    if (!reading.ok) throw new Error(reading.error.message);
    const svg = embedScene(
      '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"/>'.replace('/>', '></svg>'),
      reading.value.scene,
    );
    if (!svg.ok) throw new Error(svg.error.message);
    return svg.value;
  }

  test('runs nothing, fetches nothing, and loses nothing', async () => {
    const {
      page,
      read,
      desk: at,
    } = await openPost((library) => writeFileSync(join(library, drawing), hostileFigure()));
    await openFigure(page);
    await page.getByText('Some elements of this file cannot be drawn here').click();
    await page.getByText('"hexagon" is not a kind of element').waitFor();
    await drawBox(page, [40, 300]);
    await expect.poll(() => sceneIn(read(drawing)).elements.length, patient).toBe(elements.length + 1);
    const saved = sceneIn(read(drawing));
    for (const element of elements) {
      expect(saved.elements.find((other) => other.id === element.id)).toEqual(element);
    }
    expect(saved.files).toEqual(scene.files);
    expect(read(drawing).replace(/<metadata>.*?<\/metadata>/s, '')).not.toMatch(
      /javascript:|<iframe|<script|youtube/i,
    );
    expect(await page.locator('iframe').count()).toBe(0);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(at.foreignRequests).toEqual([]);
    expect(at.complaints).toEqual([]);
  });

  test('is shown and not opened when its scene is damaged, and the file is left alone', async () => {
    const damaged = hostileFigure().replace(/payload-start -->.{40}/, 'payload-start -->');
    const { page, read } = await openPost((library) => writeFileSync(join(library, drawing), damaged));
    await figure(page).locator('img').dblclick();
    await page.getByText('Shown, not opened for drawing.').waitFor();
    await page.locator('.canvas-picture img').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.locator('.canvas-pane').waitFor({ state: 'detached' });
    expect(read(drawing)).toBe(damaged);
  });
});

test('a figure that another program changed is never overwritten unasked', async () => {
  const { page, read, write } = await openPost();
  const first = read(drawing);
  await openFigure(page);
  const theirs = first.replace('</svg>', '<!-- theirs --></svg>');
  write(drawing, theirs);
  await drawBox(page, [60, 420]);
  await page.locator('[data-canvas-save-state="conflict"]').waitFor();
  expect(read(drawing)).toBe(theirs);
  await page.getByRole('button', { name: 'Keep this drawing' }).click();
  await figureSaved(page);
  expect(sceneIn(read(drawing)).elements).toHaveLength(sceneIn(first).elements.length + 1);
});

test('a drawing that is shown twice keeps the words of each place', async () => {
  const twice =
    '![One](../figures/read-not-used.excalidraw.svg "First")\n\n![Two](../figures/read-not-used.excalidraw.svg "Second")\n';
  const {
    page,
    read,
    desk: at,
  } = await openPost((library) => {
    const file = join(library, post);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${twice}`);
  });
  await page.locator('figure', { hasText: 'Second' }).locator('img').dblclick();
  await canvasReady(page);
  await page.locator('.canvas-words').getByLabel('Alt text').fill('The second place');
  await expect.poll(() => read(post), patient).toContain('![The second place]');
  await at.saved();
  expect(read(post)).toContain('![One](../figures/read-not-used.excalidraw.svg "First")');
  expect(read(post)).toContain('![The second place](../figures/read-not-used.excalidraw.svg "Second")');
});

test.each([
  ['light', false],
  ['dark', true],
] as const)('ink stands out from the paper in the %s theme', async (_name, dark) => {
  const { page } = await openPost(() => {}, dark);
  await figure(page).locator('img').waitFor();
  const shown = await figure(page).locator('img').screenshot();
  const { dark: darkShare, light: lightShare } = await pixelShares(page, shown);
  const [paper, ink] = dark ? [darkShare, lightShare] : [lightShare, darkShare];
  expect(paper).toBeGreaterThan(0.8);
  expect(ink).toBeGreaterThan(0.003);
});
