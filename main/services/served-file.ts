/** One file, ready to be sent: for the web host and for the shell's own scheme alike. */
import { createReadStream, type ReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { libraryPath } from '#core/host/library-path.ts';
import { liesInside } from './inside.ts';
import { extensionOf } from './media-types.ts';

export interface ServedFile {
  readonly place: string;
  readonly type: string;
  readonly size: number;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const appTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** A file of the built app, or null. `name` is the decoded path of the address, without its first slash. */
export async function appFile(folder: string, name: string): Promise<ServedFile | null> {
  const path = libraryPath(name);
  const type = appTypes[extensionOf(name)];
  if (path === null || type === undefined) return null;
  return await regularFile(folder, join(folder, ...path.split('/')), type);
}

export async function regularFile(folder: string, place: string, type: string): Promise<ServedFile | null> {
  try {
    const real = await realpath(place);
    if (!liesInside(await realpath(folder), real)) return null;
    const entry = await stat(real);
    return entry.isFile() ? { place: real, type, size: entry.size } : null;
  } catch {
    return null;
  }
}

/** The decoded path of an address, or null when it does not decode or hides a separator. */
export function decodedPath(pathname: string): string | null {
  try {
    const parts = pathname.split('/').map(decodeURIComponent);
    return parts.some((part) => /[\\/\0]/.test(part)) ? null : parts.join('/');
  } catch {
    return null;
  }
}

/** Reads a `Range` header: null for none, `unsatisfiable` for one that the file cannot serve. */
export function byteRange(
  header: string | null | undefined,
  size: number,
): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

export function streamOf(file: ServedFile, range: ByteRange | null): ReadStream {
  return createReadStream(file.place, range ?? {});
}
