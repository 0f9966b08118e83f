import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planExport } from '#main/services/site/export-site.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folders = temporaryFolder();
// In the project, so that the built command finds the themes.
const built = join(process.cwd(), 'dist', `test-export-${process.pid}`);

beforeAll(async () => {
  mkdirSync(built, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: 'main/cli/legible.ts', outDir: built, target: 'node20', minify: false },
    ssr: { noExternal: true },
  });
}, 60_000);

afterAll(() => rmSync(built, { recursive: true, force: true }));

const rounds = 24;
const posts = 40;

function version(word: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < posts; index++) {
    files[`posts/post-${index}.md`] = post(`Post ${index}`, `${word} `.repeat(400));
  }
  return files;
}

interface Run {
  readonly milliseconds: number;
  /** Null when it was killed. */
  readonly exitCode: number | null;
  readonly complaints: string;
}

/** Runs the command until it ends or `after` milliseconds are over, then kills it. */
function run(library: string, site: string, after: number): Promise<Run> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '-e',
      `import(${JSON.stringify(join(built, 'legible.js'))}).then((m) => m.run(process.argv.slice(1))).then((code) => { process.exitCode = code; })`,
      'export',
      library,
      '--out',
      site,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaints = '';
  child.stderr.on('data', (part: Buffer) => {
    complaints += part.toString();
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ milliseconds: performance.now() - started, exitCode, complaints });
    });
  });
}

/** Which of the two versions the folder holds, every file of it; null for anything else. */
function standing(site: string, sites: ReadonlyMap<string, ReadonlyMap<string, string>>): string | null {
  const files = readAll(site);
  for (const [word, expected] of sites) {
    if (expected.size === files.size && [...expected].every(([path, text]) => files.get(path) === text))
      return word;
  }
  return null;
}

describe('an export that is killed at any moment', () => {
  it('leaves the old site or the new one, and nothing beside it after the next run', async () => {
    const root = folders.make();
    const library = join(root, 'library');
    const site = join(root, 'site');
    const sites = new Map<string, Map<string, string>>();
    for (const word of ['old', 'new']) {
      writeFiles(library, { ...smallLibrary, ...version(word) });
      await exportTo(library, join(root, word));
      sites.set(word, readAll(join(root, word)));
    }
    const first = await run(library, site, 60_000);
    expect(first.exitCode, first.complaints).toBe(0);
    const whole = first.milliseconds;
    expect(readAll(site)).toEqual(sites.get('new'));
    let stands = 'new';
    for (let round = 0; round < rounds; round++) {
      const wanted = stands === 'new' ? 'old' : 'new';
      writeFiles(library, version(wanted));
      // The last third of the run holds the writing and the swap: most kills fall there.
      const share = 0.35 + (0.75 * round) / rounds;
      await run(library, site, whole * share);
      // Between two renames the folder has no name for some microseconds; the next run puts it back.
      if (existsSync(site)) expect(standing(site, sites), `round ${round}`).not.toBeNull();
      const plan = await planExport(library, site, new AbortController().signal);
      expect(plan.ok).toBe(true);
      const found = standing(site, sites);
      expect(found, `round ${round}, after the next plan`).not.toBeNull();
      stands = found ?? stands;
      expect(readdirSync(root).sort()).toEqual(['library', 'new', 'old', 'site']);
    }
  }, 120_000);

  it('is put right even when its process number belongs to someone else by now', async () => {
    const root = folders.make();
    const library = join(root, 'library');
    const site = join(root, 'site');
    writeFiles(library, smallLibrary);
    await exportTo(library, site);
    const before = readAll(site);
    // Killed between the two renames: the old site under its working name, and no site.
    renameSync(site, join(root, `.legible-tmp-site-site-${process.ppid}-1-old`));
    const plan = await planExport(library, site, new AbortController().signal);
    expect(plan).toMatchObject({ ok: true, value: { added: [], changed: [], removed: [] } });
    expect(readAll(site)).toEqual(before);
  });
});
