/**
 * Draws figure files from short descriptions, for the sample library and the stencils. A tool for
 * developers; it needs a Chromium (test/browser.ts) and is no part of the app.
 *
 *   node main/build/draw-figures.mjs FROM TO
 *   node main/build/draw-figures.mjs --stencils assets/stencils/house assets/stencils/house.excalidrawlib
 *
 * The second form puts all descriptions, each with a "name", into one library of stencils.
 *
 * FROM is a folder of descriptions, `agent-loop.json`; TO gets `agent-loop.excalidraw.svg` for each,
 * with the scene and the letters inside. Running it again gives the same bytes.
 *
 * A description:
 *
 *   {
 *     "defaults": { "strokeColor": "#2b54a3" },                     optional, for every element
 *     "elements": [
 *       { "type": "rectangle", "id": "agent", "x": 0, "y": 0, "width": 160, "height": 64,
 *         "label": { "text": "Agent" }, "backgroundColor": "#e6ebf5" },
 *       { "type": "ellipse", "id": "world", "x": 280, "y": 0, "width": 160, "height": 64,
 *         "label": { "text": "World" } },
 *       { "type": "arrow", "from": "agent", "to": "world", "bend": 40, "label": { "text": "acts" } },
 *       { "type": "arrow", "from": "world", "to": "agent", "bend": 40, "label": { "text": "shows" } },
 *       { "type": "text", "x": 0, "y": 110, "text": "The loop.", "fontSize": 16 },
 *       { "type": "line", "x": 0, "y": 0, "points": [[0, 0], [40, -30], [90, -34]] }
 *     ]
 *   }
 *
 * Types: rectangle, ellipse, diamond, arrow, line, text, freedraw, image, frame (`"children": [ids]`,
 * `"name"`). Every property of Excalidraw's elements may stand in a description: strokeStyle "dashed",
 * strokeWidth, roughness 0 to 2, opacity, angle, roundness, endArrowhead "triangle" or null, textAlign,
 * fontFamily (6 Nunito, the default; 5 Excalifont, by hand; 2 Helvetica; 3 Cascadia, code).
 * An arrow with `from` and `to` finds its own ends and stays bound to the boxes; `fromSide` and
 * `toSide` ("top", "right", "bottom", "left") choose the sides, `bend` makes it a curve to its left.
 *
 * House colours: ink #23201b, soft ink #575147, hairline #c9c0b0, accent #2b54a3 on #e6ebf5,
 * margin #845611 on #f6ecd8, done #3d6b45 on #e6efe4, danger #9c311d on #f7e4de. No background: the
 * figure lies on the page's paper, light or dark.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';
import { excalidraw } from './excalidraw-plugin.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
  "font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'";

/** Builds the drawing page into a folder of its own and returns that folder. */
export async function buildDrawingPage(outDir) {
  await build({
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [excalidraw()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
      reportCompressedSize: false,
      rolldownOptions: { input: join(root, 'renderer', 'canvas', 'draw.html') },
    },
  });
  return outDir;
}

/** Serves a folder on the loopback interface under the app's own policy. */
export async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const headers = { 'content-security-policy': policy, 'cache-control': 'no-store' };
    try {
      const body = readFileSync(join(folder, path));
      response.writeHead(200, {
        ...headers,
        'content-type': types[extname(path)] ?? 'application/octet-stream',
      });
      response.end(body);
    } catch {
      response.writeHead(404, headers);
      response.end();
    }
  });
  await new Promise((settled) => server.listen(0, '127.0.0.1', settled));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function main(from, to, stencils) {
  const names = readdirSync(from).filter((name) => name.endsWith('.json'));
  const folder = await buildDrawingPage(join(root, 'dist', 'draw'));
  const { module } = await runnerImport(join(root, 'test', 'browser.ts'), { logLevel: 'error' });
  const browser = await module.launchBrowser();
  const server = await serveFolder(folder);
  let failures = 0;
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.address)) {
        complaints.push(`asked for ${request.url()}`);
      }
    });
    await page.goto(`${server.address}/canvas/draw.html`);
    await page.waitForFunction(() => window.drawFigure !== undefined);
    if (stencils) {
      const all = names.sort().map((name) => JSON.parse(readFileSync(join(from, name), 'utf8')));
      writeFileSync(to, await page.evaluate((descriptions) => window.drawStencils(descriptions), all));
    } else mkdirSync(to, { recursive: true });
    for (const name of stencils ? [] : names) {
      const description = JSON.parse(readFileSync(join(from, name), 'utf8'));
      const svg = await page.evaluate((scene) => window.drawFigure(scene), description);
      const target = join(to, `${basename(name, '.json')}.excalidraw.svg`);
      writeFileSync(target, svg);
      process.stderr.write(`${target} (${Math.ceil(svg.length / 1024)} kB)\n`);
    }
    for (const complaint of complaints) {
      failures++;
      process.stderr.write(`${complaint}\n`);
    }
  } finally {
    server.close();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return failures === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  const stencils = given[0] === '--stencils';
  const [from, to] = stencils ? given.slice(1) : given;
  if (!from || !to) {
    process.stderr.write('Usage: node main/build/draw-figures.mjs [--stencils] FROM TO\n');
    process.exitCode = 2;
  } else {
    process.exitCode = await main(resolve(from), resolve(to), stencils);
  }
}
