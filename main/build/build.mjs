/**
 * Builds what Node and the browser run: dist/app (the renderer), dist/cli, dist/electron.
 *
 *   node main/build/build.mjs            build all
 *   node main/build/build.mjs --if-stale build only when a source is newer than the last build
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stamp = join(root, 'dist', '.built');
const lock = join(root, 'dist', '.building');
/** What the command line is made from; the window's part of the build matters only to who opens it. */
const commandSources = ['core', 'main', 'package.json', 'package-lock.json', 'vite.config.ts'];
const sources = [...commandSources, 'renderer', 'assets'];

/** True when the file, or one in the folder, is newer than `time`. A folder is newer when a name in it went. */
function hasNewer(path, time) {
  const entry = statSync(path);
  if (entry.mtimeMs > time) return true;
  if (!entry.isDirectory()) return false;
  return readdirSync(path, { withFileTypes: true }).some((inner) => {
    const name = `${path}/${inner.name}`;
    return inner.isDirectory() ? hasNewer(name, time) : statSync(name).mtimeMs > time;
  });
}

/** True when there is no build, or a source file is newer than it. */
export function isStale(of = sources) {
  try {
    const built = statSync(stamp).mtimeMs;
    return of.some((name) => hasNewer(join(root, name), built));
  } catch {
    return true;
  }
}

const node = (entry, fileName, format = 'es') => ({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    ssr: entry,
    outDir: join('dist', dirname(fileName)),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: { output: { entryFileNames: fileName.split('/').pop(), format } },
  },
  ssr: { noExternal: true, external: ['electron'] },
});

/** Builds everything from nothing, so that no file of an earlier build is packed. Answers milliseconds. */
export async function buildAll() {
  const started = new Date();
  const { build } = await import('vite');
  for (const part of ['cli', 'electron']) rmSync(join(root, 'dist', part), { recursive: true, force: true });
  await build(node('main/cli/legible.ts', 'cli/legible.js'));
  await build(node('main/electron/main.ts', 'electron/main.js'));
  await build(node('main/electron/preload.ts', 'electron/preload.cjs', 'cjs'));
  await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stamp, started.toISOString());
  // A source that was saved while this ran is newer than the build.
  utimesSync(stamp, started, started);
  return Date.now() - started.getTime();
}

/** True when this process may build; false when another one is at it. */
function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
  } catch (error) {
    // Nobody has that number any more (a killed build), or the lock went away in between.
    if (error.code === 'ESRCH') rmSync(lock, { force: true });
  }
  return false;
}

/**
 * Builds when needed, saying so in one line on standard error. Waits for a build that runs already.
 * `forWindow`: whether the app's window will be shown, and not only a command run.
 */
export async function ensureBuilt({ forWindow = true } = {}) {
  while (isStale(forWindow ? sources : commandSources)) {
    if (!takeLock()) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      process.stderr.write('Building Legible, once (about half a minute)…\n');
      process.chdir(root);
      await buildAll();
    } finally {
      rmSync(lock, { force: true });
    }
    return;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // npm runs this while it installs, and npx while it links the command: an error here would leave a half-made
  // installation behind. The first use builds again, and says what is wrong.
  if (process.argv.includes('--if-stale')) {
    await ensureBuilt().catch((error) => process.stderr.write(`Not built yet: ${error.message}\n`));
  } else process.stderr.write(`Built in ${Math.round((await buildAll()) / 100) / 10} s.\n`);
}
