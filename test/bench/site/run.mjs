/**
 * `npm run bench:site [-- --posts 1000 --runs 3]`: Legible's export beside Eleventy, Hugo and Astro.
 *
 * Whole processes on the same generated posts, in turn, in one run: cold, one post changed, nothing
 * changed. Prints a table of medians and ratios. Peers are installed into a temporary folder from the
 * registry; one that can't be run here is left out and named.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, root } from '../../../main/build/build.mjs';
import { touchOne, writeLibrary } from './corpus.mjs';
import { peers } from './peers.mjs';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const posts = option('posts', 1000);
const runs = option('runs', 3);
const timer = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', 'MEMORY %M'] : [];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Runs one whole process; answers seconds and, where `time` is there, peak memory in MiB. */
function measure({ command, cwd }) {
  const [program, ...args] = [...timer, ...command];
  const started = process.hrtime.bigint();
  const run = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (run.status !== 0)
    throw new Error(`${command.join(' ')} ended with ${run.status}\n${run.stderr.slice(-2000)}`);
  const memory = /MEMORY (\d+)/.exec(run.stderr);
  return { seconds, memory: memory ? Number(memory[1]) / 1024 : Number.NaN };
}

await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'legible-bench-'));
try {
  const library = join(folder, 'library');
  writeLibrary(library, posts);
  const legible = {
    command: [
      process.execPath,
      join(root, 'main', 'cli', 'bin.mjs'),
      'export',
      library,
      '--out',
      join(folder, 'site'),
    ],
    cwd: folder,
    forget: () => {
      rmSync(join(folder, 'site'), { recursive: true, force: true });
      rmSync(join(library, '.legible'), { recursive: true, force: true });
    },
    post: join(library, 'posts', 'post-00000.md'),
  };
  const entries = new Map([['Legible', legible]]);
  for (const [name, prepare] of Object.entries(peers)) {
    const peer = prepare(join(folder, name), posts);
    if (peer === null) continue;
    const cwd = peer.cwd;
    entries.set(name, {
      ...peer,
      forget: () => {
        for (const left of [peer.output, '.cache', '.astro', 'resources', 'node_modules/.astro'])
          rmSync(join(cwd, left), { recursive: true, force: true });
      },
      post: join(cwd, peer.postsFolder, 'post-00000.md'),
    });
  }

  const table = new Map(
    [...entries.keys()].map((name) => [name, { cold: [], changed: [], same: [], memory: [] }]),
  );
  for (let turn = 0; turn < runs; turn += 1) {
    for (const [name, entry] of entries) {
      const row = table.get(name);
      entry.forget();
      const cold = measure(entry);
      row.cold.push(cold.seconds);
      row.memory.push(cold.memory);
      touchOne(entry.post, turn, { read: readFileSync, write: writeFileSync });
      row.changed.push(measure(entry).seconds);
      row.same.push(measure(entry).seconds);
    }
  }

  console.log(
    `${posts} posts, ${runs} runs, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
  );
  console.log('| | cold (s) | one changed (s) | nothing changed (s) | peak memory (MiB) |');
  console.log('|---|---:|---:|---:|---:|');
  const show = (number, digits = 2) => (Number.isFinite(number) ? number.toFixed(digits) : '–');
  for (const [name, row] of table) {
    console.log(
      `| ${name} | ${show(median(row.cold))} | ${show(median(row.changed))} | ${show(median(row.same))} | ${show(median(row.memory), 0)} |`,
    );
  }
  const ours = table.get('Legible');
  for (const [name, row] of table) {
    if (name === 'Legible') continue;
    console.log(
      `| Legible ÷ ${name} | ${show(median(ours.cold) / median(row.cold))} | ${show(median(ours.changed) / median(row.changed))} | ${show(median(ours.same) / median(row.same))} | ${show(median(ours.memory) / median(row.memory))} |`,
    );
  }
  console.log(
    `\nPages written by Legible: ${readdirSync(join(folder, 'site'), { recursive: true }).filter((file) => String(file).endsWith('.html')).length}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
