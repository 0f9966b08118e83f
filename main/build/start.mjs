/**
 * `npm start [-- DIR]`: the app in a window of its own where the Electron binary is there, else in
 * the browser. Never downloads anything.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, root } from './build.mjs';

/**
 * Path of the Electron binary, or null. `ELECTRON_PATH` names one; else it is where Electron's own
 * package keeps it. Asking that package (`import electron`) would start a download.
 */
export function electronBinary(environment = process.env) {
  const named = environment.ELECTRON_PATH;
  if (named) return existsSync(named) ? named : null;
  const folder = join(root, 'node_modules', 'electron');
  const dist = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const names = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  try {
    const name = existsSync(join(folder, 'path.txt'))
      ? readFileSync(join(folder, 'path.txt'), 'utf8').trim()
      : (names[process.platform] ?? 'electron');
    const binary = join(dist, name);
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** True where a window can be shown. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

async function start() {
  const where = process.cwd();
  // npm changes into the project's folder; a path is meant from where the person stood.
  const stood = process.env.INIT_CWD ?? where;
  const operands = process.argv
    .slice(2)
    .map((argument) => (argument.startsWith('-') ? argument : resolve(stood, argument)));
  await ensureBuilt();
  process.chdir(where);
  const electron = electronBinary();
  if (electron !== null && hasDisplay()) {
    const child = spawn(electron, [root, ...operands], { stdio: 'inherit' });
    child.on('error', (error) => {
      process.stderr.write(`Electron did not start: ${error.message}\n`);
      process.exitCode = 1;
    });
    child.on('exit', (code) => {
      process.exitCode = code ?? 1;
    });
    return;
  }
  const { run } = await import(new URL('../../dist/cli/legible.js', import.meta.url).href);
  if (!hasDisplay()) {
    process.stderr.write('There is no display: open the address below in a browser on this computer.\n');
    process.exitCode = await run(['serve', ...operands, '--no-open']);
    return;
  }
  process.stderr.write('Electron’s binary is not installed, so Legible opens in your browser.\n');
  process.exitCode = await run(['serve', ...operands]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await start();
