/**
 * Puts `legible` where npx looks first: node_modules/.bin of this very project.
 *
 * npm links the commands of a project's dependencies there, but not the project's own; npx then goes through
 * a folder in the person's npm cache, which is slower and can be left broken. Windows needs no link: there npx
 * runs the command through its cache.
 */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

if (process.platform !== 'win32') {
  const folder = join(root, 'node_modules', '.bin');
  const link = join(folder, 'legible');
  mkdirSync(folder, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'main', 'cli', 'bin.mjs'), link);
}
