/** The loopback host: the app for a browser on the same computer, over HTTP on 127.0.0.1. */
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { libraryPath } from '#core/host/library-path.ts';
import { failed, type Outcome } from '#core/host/outcome.ts';
import type { RunningHost } from '../host.ts';
import { appHeaders, libraryFileHeaders, previewHeaders } from '../services/content-policy.ts';
import { mediaTypeOf } from '../services/media-types.ts';
import { appFile, byteRange, decodedPath, type ServedFile, streamOf } from '../services/served-file.ts';
import { Events } from './events.ts';
import { cookieName, hasCookie, hasHeaderToken, newSecrets, refusalOf, same } from './guard.ts';
import { escapeHtml, plainPage } from './plain-page.ts';
import { readJson } from './request-body.ts';

export interface WebHostOptions {
  readonly host: RunningHost;
  /** 0 for any free port. */
  readonly port: number;
  /** Folder of the built app. */
  readonly app: string;
}

export interface WebHost {
  readonly port: number;
  /** The address for the person, with the token that is good once. */
  readonly address: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. Rejects with the system's error when the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const visit = new Visit(options);
  const server = createServer((request, response) => {
    visit.serve(request, response).catch(() => {
      if (!response.headersSent) respond(response, 500, 'text/plain', 'Something went wrong.');
      else response.destroy();
    });
  });
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.requestTimeout = 120_000;
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  visit.port = port;
  return {
    port,
    address: `http://127.0.0.1:${port}/?token=${visit.secrets.launch}`,
    close: async () => {
      visit.events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function respond(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(body);
  const extra: Record<string, string | number> = { 'Content-Type': type, 'Content-Length': bytes.length };
  // The rest of a refused body is not read, so the connection cannot carry another request.
  if (status >= 400) extra.Connection = 'close';
  response.writeHead(status, { ...appHeaders, ...headers, ...extra });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

function respondPage(
  response: ServerResponse,
  status: number,
  title: string,
  lines: readonly string[],
): void {
  respond(response, status, 'text/html; charset=utf-8', plainPage(title, lines));
}

function respondOutcome(response: ServerResponse, status: number, outcome: Outcome<unknown>): void {
  respond(response, status, 'application/json; charset=utf-8', JSON.stringify(outcome));
}

const lookAtTheTerminal = [
  'The address that Legible prints when it starts works once, in one browser.',
  'Go back to the window that used it, or stop Legible in the terminal, start it again, and open the new address.',
];

class Visit {
  readonly secrets = newSecrets();
  readonly events: Events;
  port = 0;
  private exchanged = false;

  constructor(private readonly options: WebHostOptions) {
    this.events = new Events(options.host);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const exchange = url.pathname === '/' && url.searchParams.has('token');
    const refusal = refusalOf(request, this.port, exchange);
    if (refusal) {
      if (url.pathname.startsWith('/api/'))
        respondOutcome(response, refusal.status, failed('permission', refusal.reason));
      else respondPage(response, refusal.status, 'Legible does not answer this', [refusal.reason]);
      return;
    }
    if (url.pathname.startsWith('/api/'))
      return await this.serveApi(url.pathname.slice(5), request, response);
    if (request.method === 'POST')
      return respondPage(response, 405, 'Legible does not answer this', ['Only pages live here.']);
    if (exchange) return this.exchange(url.searchParams.get('token') ?? '', request, response);
    if (!hasCookie(request, this.port, this.secrets))
      return respondPage(response, 403, 'Open Legible from the terminal', lookAtTheTerminal);
    if (url.pathname.startsWith('/library/'))
      return await this.serveLibraryFile(url.pathname.slice(9), request, response);
    if (url.pathname.startsWith('/preview/')) return await this.servePreview(url.pathname.slice(9), response);
    await this.serveApp(url.pathname, request, response);
  }

  private async servePreview(name: string, response: ServerResponse): Promise<void> {
    const path = decodedPath(name);
    const file = path === null ? null : await this.options.host.previewFile(path);
    if (file === null)
      return respondPage(response, 404, 'The preview has no such page', ['Open the preview again.']);
    respond(response, 200, file.type, Buffer.from(file.data), previewHeaders);
  }

  /** The launch token becomes a cookie, once; the address that stays in the browser holds nothing. */
  private exchange(token: string, request: IncomingMessage, response: ServerResponse): void {
    const known = hasCookie(request, this.port, this.secrets);
    const good = request.method === 'GET' && !this.exchanged && same(token, this.secrets.launch);
    if (!good && !known) {
      respondPage(response, 403, 'This address has been used', lookAtTheTerminal);
      return;
    }
    const headers: Record<string, string> = {};
    if (good) {
      this.exchanged = true;
      headers['Set-Cookie'] =
        `${cookieName(this.port)}=${this.secrets.cookie}; HttpOnly; SameSite=Strict; Path=/`;
    }
    // A visit that began outside the browser would not carry the strict cookie through a redirect;
    // a page that moves on by itself does.
    if (
      request.headers['sec-fetch-site'] === 'cross-site' ||
      request.headers['sec-fetch-site'] === 'same-site'
    ) {
      const page = plainPage(
        'Opening Legible',
        ['One moment.'],
        '<meta http-equiv="refresh" content="0; url=/">',
      );
      respond(response, 200, 'text/html; charset=utf-8', page, headers);
    } else respond(response, 303, 'text/plain; charset=utf-8', '', { ...headers, Location: '/' });
  }

  private async serveApi(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!hasCookie(request, this.port, this.secrets) || !hasHeaderToken(request, this.secrets)) {
      const message =
        'This page belongs to an earlier run of Legible. Open the address that it printed last.';
      return respondOutcome(response, 403, failed('permission', message));
    }
    if (name === 'events' && request.method === 'GET') return this.events.open(response);
    if (request.method !== 'POST')
      return respondOutcome(response, 405, failed('unsupported', 'Calls are posted.'));
    const body = await readJson(request);
    if (!body.ok) return respondOutcome(response, body.error.code === 'no-space' ? 413 : 400, body);
    respondOutcome(response, 200, await this.options.host.answer(name, body.value));
  }

  private async serveLibraryFile(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const path = libraryPath(decodedPath(name) ?? '');
    const type = path === null ? null : mediaTypeOf(path);
    const place = path === null || type === null ? null : await this.options.host.placeOf(path);
    const entry = place?.ok ? await stat(place.value).catch(() => null) : null;
    if (!place?.ok || type === null || !entry?.isFile())
      return respondPage(response, 404, 'There is no such file', [
        'The library holds nothing to show at this address.',
      ]);
    send(request, response, { place: place.value, type, size: entry.size });
  }

  private async serveApp(
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (pathname === '/' || pathname === '/index.html') return await this.serveStart(response);
    const file = await appFile(this.options.app, decodedPath(pathname.slice(1)) ?? '');
    if (!file || file.type.startsWith('text/html'))
      return respondPage(response, 404, 'There is no such page', ['Go back to the start page.']);
    send(request, response, file, appHeaders);
  }

  private async serveStart(response: ServerResponse): Promise<void> {
    const html = await readFile(join(this.options.app, 'index.html'), 'utf8').catch(() => null);
    if (html === null)
      return respondPage(response, 503, 'The app has not been built', [
        'Run “npm run build” in Legible’s folder, then load this page again.',
      ]);
    const meta = `<meta name="legible-token" content="${escapeHtml(this.secrets.header)}">`;
    respond(
      response,
      200,
      'text/html; charset=utf-8',
      html.replace(/<head[^>]*>/i, (head) => head + meta),
    );
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: ServedFile,
  headers: Readonly<Record<string, string>> = libraryFileHeaders,
): void {
  const range = byteRange(request.headers.range, file.size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${file.size}` }).end();
    return;
  }
  const length = range ? range.end - range.start + 1 : file.size;
  const partial: Record<string, string> = range
    ? { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` }
    : {};
  response.writeHead(range ? 206 : 200, {
    ...headers,
    ...partial,
    'Accept-Ranges': 'bytes',
    'Content-Type': file.type,
    'Content-Length': length,
  });
  if (request.method === 'HEAD' || length === 0) response.end();
  else
    streamOf(file, range)
      .on('error', () => response.destroy())
      .pipe(response);
}
