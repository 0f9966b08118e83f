/**
 * `node test/bench/canvas/run.mjs`: a drawing of 200 elements, opened and saved, beside the plain
 * Excalidraw component with the same scene, in turn in one run. Prints medians and ratios.
 *
 * Opening: from mounting the component until it tells its first scene. Ours: the figure file is read, made
 * inert and restored as well. Saving: the plain component's own `exportToSvg` with the scene inside; ours
 * merges with what the file had, draws, writes the payload and the rules for the dark.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { buildDrawingPage, serveFolder } from '../../../main/build/draw-figures.mjs';

const rounds = 11;
const elements = Array.from({ length: 200 }, (_, index) => {
  const [x, y] = [(index % 20) * 120, Math.floor(index / 20) * 90];
  const type = ['rectangle', 'ellipse', 'arrow', 'text'][index % 4];
  const base = {
    id: `e${index}`,
    type,
    x,
    y,
    width: 90,
    height: 50,
    strokeColor: '#1e1e1e',
    roughness: 1,
    seed: index + 1,
    version: 1,
    versionNonce: index,
    groupIds: [],
    strokeWidth: 1,
    opacity: 100,
  };
  if (type === 'arrow')
    return {
      ...base,
      points: [
        [0, 0],
        [90, 50],
      ],
    };
  return type === 'text'
    ? {
        ...base,
        text: `label ${index}`,
        originalText: `label ${index}`,
        fontSize: 16,
        fontFamily: 6,
        height: 20,
      }
    : base;
});
const scene = JSON.stringify({ type: 'excalidraw', version: 2, elements, appState: {}, files: {} });
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const folder = mkdtempSync(join(tmpdir(), 'legible-bench-canvas-'));
const server = await serveFolder(await buildDrawingPage(folder));
const { module } = await runnerImport(new URL('../../browser.ts', import.meta.url).pathname, {
  logLevel: 'error',
});
const browser = await module.launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.goto(`${server.address}/canvas/draw.html`);
  await page.waitForFunction(() => window.benchCanvas !== undefined);
  const times = { open: { ours: [], plain: [] }, save: { ours: [], plain: [] } };
  for (let round = 0; round <= rounds; round++) {
    for (const who of round % 2 === 0 ? ['ours', 'plain'] : ['plain', 'ours']) {
      const measured = await page.evaluate(([text, whose]) => window.benchCanvas(text, whose), [scene, who]);
      // The first round loads fonts and code.
      if (round === 0) continue;
      times.open[who].push(measured.open);
      times.save[who].push(measured.save);
    }
  }
  for (const [what, { ours, plain }] of Object.entries(times)) {
    const [a, b] = [median(ours), median(plain)];
    process.stdout.write(
      `${what}: Legible ${a.toFixed(0)} ms, plain Excalidraw ${b.toFixed(0)} ms, ratio ${(a / b).toFixed(2)}\n`,
    );
  }
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
