/** Kills the process in the middle of saving, again and again: never a torn file, nothing left over. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { temporaryPrefix } from '#main/services/atomic-write.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();
const root = fileURLToPath(new URL('../../..', import.meta.url));
let script: string;

beforeAll(async () => {
  // Inside the project, so that the script finds the package that it belongs to.
  const outDir = join(root, 'node_modules', '.cache', 'legible-save-loop');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: 'test/unit/main/save-loop.ts',
      outDir,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'save-loop.js' } },
    },
    ssr: { noExternal: true },
  });
  script = join(outDir, 'save-loop.js');
}, 60_000);

/** Starts saving, waits for the first save, lets it run on for `pause` milliseconds, kills it. */
async function killedAfter(place: string, pause: number): Promise<void> {
  const child = spawn(process.execPath, [script, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, pause));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}

it('leaves a whole document and no temporary file', async () => {
  const place = folders.make();
  mkdirSync(join(place, 'posts'));
  for (let round = 0; round < 12; round++) {
    await killedAfter(place, 5 + round * 7);
    const [sum, body] = readFileSync(join(place, 'posts', 'a.md'), 'utf8').split('\n');
    expect(
      createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
    ).toBe(sum);
  }
  const opened = spawnSync(process.execPath, [script, place, 'open'], { encoding: 'utf8' });
  expect(opened.status).toBe(0);
  const left = readdirSync(place, { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => name.includes(temporaryPrefix))).toEqual([]);
}, 60_000);
