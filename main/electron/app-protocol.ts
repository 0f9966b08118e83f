/** `app://legible`: the built app, and the files of the open library. Nothing else on the disk has an address. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron';
import { libraryPath } from '#core/host/library-path.ts';
import type { RunningHost } from '../host.ts';
import { appHeaders, libraryFileHeaders, previewHeaders } from '../services/content-policy.ts';
import { mediaTypeOf } from '../services/media-types.ts';
import { appFile, byteRange, decodedPath, type ServedFile, streamOf } from '../services/served-file.ts';
import { isOwnAddress, scheme } from './address.ts';

/** Must run before the app is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

export function serveScheme(session: Session, host: RunningHost, appFolder: string): void {
  session.protocol.handle(scheme, (request) => answer(request, host, appFolder));
}

/** Exported for tests: one request, one response. */
export async function answer(request: Request, host: RunningHost, appFolder: string): Promise<Response> {
  if (!isOwnAddress(request.url)) return refuse(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/library/')) {
    const file = await libraryFile(pathname.slice('/library/'.length), host);
    return file ? deliver(request, file, libraryFileHeaders) : refuse(404);
  }
  if (pathname.startsWith('/preview/')) {
    const path = decodedPath(pathname.slice('/preview/'.length));
    const file = path === null ? null : await host.previewFile(path);
    if (file === null) return refuse(404);
    const body = request.method === 'HEAD' ? null : new Uint8Array(file.data);
    return new Response(body, { status: 200, headers: { ...previewHeaders, 'Content-Type': file.type } });
  }
  const name = pathname === '/' ? 'index.html' : decodedPath(pathname.slice(1));
  const file = name === null ? null : await appFile(appFolder, name);
  return file ? deliver(request, file, appHeaders) : refuse(404);
}

async function libraryFile(encoded: string, host: RunningHost): Promise<ServedFile | null> {
  const path = libraryPath(decodedPath(encoded) ?? '');
  const type = path === null ? null : mediaTypeOf(path);
  if (path === null || type === null) return null;
  const place = await host.placeOf(path);
  if (!place.ok) return null;
  const entry = await stat(place.value).catch(() => null);
  return entry?.isFile() ? { place: place.value, type, size: entry.size } : null;
}

function deliver(request: Request, file: ServedFile, headers: Readonly<Record<string, string>>): Response {
  const range = byteRange(request.headers.get('range'), file.size);
  if (range === 'unsatisfiable')
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${file.size}` },
    });
  const length = range ? range.end - range.start + 1 : file.size;
  const all: Record<string, string> = {
    ...headers,
    'Accept-Ranges': 'bytes',
    'Content-Type': file.type,
    'Content-Length': String(length),
  };
  if (range) all['Content-Range'] = `bytes ${range.start}-${range.end}/${file.size}`;
  const body =
    request.method === 'HEAD' || length === 0
      ? null
      : (Readable.toWeb(streamOf(file, range)) as ReadableStream<Uint8Array>);
  return new Response(body, { status: range ? 206 : 200, headers: all });
}

function refuse(status: number): Response {
  return new Response('', {
    status,
    headers: { ...appHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

/** The page of the app in the packaged files. */
export function appFolderOf(packageRoot: string): string {
  return join(packageRoot, 'dist', 'app');
}
