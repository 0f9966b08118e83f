/**
 * A real Chromium for tests, from npm alone.
 *
 * The package carries its browser compressed. It is unpacked once per version into a private folder,
 * under a temporary name that is then renamed, so that two test processes never run a half-written
 * file. `LEGIBLE_BROWSER` names another executable, for example /usr/bin/chromium.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const require = createRequire(import.meta.url);

function packageFolder(): string {
  let folder = dirname(require.resolve('@sparticuz/chromium'));
  while (!existsSync(join(folder, 'bin'))) folder = dirname(folder);
  return folder;
}

async function unpack(archive: string, target: string): Promise<void> {
  const temporary = `${target}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(temporary));
  await chmod(temporary, 0o700);
  await rename(temporary, target);
  await rm(temporary, { force: true });
}

/** Path of a Chromium that runs here; unpacks it the first time (about 1.5 s). */
export async function browserPath(): Promise<string> {
  const named = process.env.LEGIBLE_BROWSER;
  if (named) return named;
  const folder = packageFolder();
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const cache = join(tmpdir(), `legible-test-browser-${version}-${process.getuid?.() ?? 0}`);
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const executable = join(cache, 'chromium');
  if (!existsSync(executable)) await unpack(join(folder, 'bin', 'chromium.br'), executable);
  return executable;
}

/** Starts the browser with its own security switched on: no flag weakens the policies under test. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await browserPath();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return await chromium.launch({ executablePath, headless: true, args });
}
