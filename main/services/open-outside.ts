/** Hands addresses to the system's own programs: only kinds that are safe to hand over. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { done, failed, type Outcome } from '#core/host/outcome.ts';

const schemes = new Set(['http:', 'https:', 'mailto:']);

/** The address as the system may have it, or why not. Everything but http, https and mailto is refused. */
export function outsideAddress(text: string): Outcome<string> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return failed('unsupported', 'This link is not a full address.');
  }
  if (!schemes.has(url.protocol) || url.href.length > 2048)
    return failed('unsupported', `Links to ${url.protocol} addresses are not opened.`);
  if (url.username !== '' || url.password !== '')
    return failed('unsupported', 'This link carries a name or password, so it is not opened.');
  return done(url.href);
}

/** The system's own opener: no shell, the address as one argument. */
async function launch(address: string): Promise<Outcome<null>> {
  const [program, args] =
    process.platform === 'darwin'
      ? ['open', [address]]
      : process.platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', address]]
        : ['xdg-open', [address]];
  return await new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(failed('unsupported', 'No program was found to open it with.')));
    child.once('spawn', () => {
      child.unref();
      resolve(done(null));
    });
  });
}

export async function openAddress(text: string): Promise<Outcome<null>> {
  const address = outsideAddress(text);
  return address.ok ? await launch(address.value) : address;
}

/**
 * Opens the app in the browser. The address holds the launch token, and what stands in a program's
 * arguments can be read by everyone on the computer: the browser gets a private file that leads there.
 * Answers how to remove that file.
 */
export async function openInBrowser(address: string): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'legible-open-'));
  const file = join(folder, 'open.html');
  const page = `<!doctype html><meta charset="utf-8"><title>Legible</title><meta http-equiv="refresh" content="0; url=${address}">\n`;
  await writeFile(file, page, { mode: 0o600 });
  await launch(pathToFileURL(file).href);
  return () => rm(folder, { recursive: true, force: true });
}
