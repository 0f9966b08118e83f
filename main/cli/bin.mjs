#!/usr/bin/env node
/** `legible`: builds on first use, then hands over to the built command line. */
import { existsSync } from 'node:fs';

const built = new URL('../../dist/cli/legible.js', import.meta.url);
const build = new URL('../build/build.mjs', import.meta.url);
if (existsSync(build)) {
  const where = process.cwd();
  const { ensureBuilt } = await import(build);
  await ensureBuilt({ forWindow: process.argv[2] === 'serve' });
  process.chdir(where);
}
const { run } = await import(built);
process.exitCode = await run(process.argv.slice(2));
