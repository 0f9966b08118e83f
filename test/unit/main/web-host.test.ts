/** Who may talk to the loopback host, and what it sends. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningHost } from '#main/host.ts';
import { startWebHost, type WebHost } from '#main/web/web-host.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { testHost } from '#test/unit/host/test-host.ts';
import { type Visitor, visitor } from '#test/unit/host/visitor.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const folders = temporaryFolder();
let host: RunningHost;
let web: WebHost;
let guest: Visitor;
let outside: string;

/** A request with exactly these headers: `fetch` would not let a test lie about its host. */
function ask(
  path: string,
  headers: Record<string, string | string[]> = {},
  method = 'GET',
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent: false, host: '127.0.0.1', port: web.port, path, method, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece) => {
          text += piece;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.on('error', reject).end(body);
  });
}

beforeAll(async () => {
  const place = folders.make();
  outside = folders.make();
  mkdirSync(join(place, 'figures'));
  mkdirSync(join(place, '.legible'));
  writeFileSync(join(place, 'a.md'), 'Hello.\n');
  writeFileSync(join(place, '.legible', 'x.png'), 'private');
  writeFileSync(
    join(place, 'figures', 'f.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
  );
  writeFileSync(join(place, 'figures', 'clip.mp4'), '0123456789');
  writeFileSync(join(outside, 'secret.png'), 'secret');
  // Windows lets only some people make links; there the address leads to nothing at all.
  if (process.platform !== 'win32')
    symlinkSync(join(outside, 'secret.png'), join(place, 'figures', 'link.png'));
  const app = folders.make();
  writeFileSync(join(app, 'index.html'), '<!doctype html><html><head><title>x</title></head></html>');
  writeFileSync(join(app, 'app.js'), 'export {};');
  host = testHost();
  await host.call('library.open', { place });
  web = await startWebHost({ host, port: 0, app });
  guest = await visitor(web.address);
});

afterAll(async () => {
  await web.close();
  await host.close();
});

describe('the launch address', () => {
  it('works once, leaves a strict cookie and a clean address', async () => {
    const own = await startWebHost({ host, port: 0, app: folders.make() });
    const first = await fetch(own.address, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(
      new RegExp(`^legible-${own.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    expect(first.headers.get('set-cookie')).not.toContain(new URL(own.address).searchParams.get('token'));
    const second = await fetch(own.address, { redirect: 'manual' });
    expect(second.status).toBe(403);
    expect(second.headers.get('set-cookie')).toBeNull();
    expect(await second.text()).toContain('terminal');
    await own.close();
  });

  it('may be opened again by the browser that used it', async () => {
    const answer = await guest.fetch(web.address, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([303, null]);
  });

  it('is spent by no HEAD request and by no wrong token', async () => {
    const own = await startWebHost({ host, port: 0, app: folders.make() });
    expect((await fetch(own.address, { method: 'HEAD', redirect: 'manual' })).status).toBe(403);
    expect((await fetch(`${own.address}x`, { redirect: 'manual' })).status).toBe(403);
    expect((await fetch(own.address, { redirect: 'manual' })).status).toBe(303);
    await own.close();
  });

  it('moves on by a page where the visit began outside the browser', async () => {
    const own = await startWebHost({ host, port: 0, app: folders.make() });
    const { pathname, search } = new URL(own.address);
    const answer = await new Promise<Answer>((resolve) => {
      const headers = { 'sec-fetch-site': 'cross-site' };
      request({ host: '127.0.0.1', port: own.port, path: pathname + search, headers }, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
      }).end();
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']?.[0]).toContain('SameSite=Strict');
    await own.close();
  });
});

describe('a request', () => {
  const good = (): Record<string, string> => ({
    cookie: guest.cookie,
    origin: guest.origin,
    'x-legible-token': guest.token,
    'content-type': 'application/json',
  });
  const call = (headers: Record<string, string | string[]>, method = 'POST', path = '/api/library.list') =>
    ask(path, headers, method, method === 'POST' ? '{}' : '');

  it('is answered with cookie, header token and origin', async () => {
    const answer = await call(good());
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true });
  });

  it.each(['cookie', 'origin', 'x-legible-token'])('is refused without %s', async (name) => {
    const { [name]: _, ...headers } = good();
    expect((await call(headers)).status).toBe(403);
  });

  it.each([
    ['origin', 'http://evil.example'],
    ['origin', 'null'],
    ['origin', 'http://127.0.0.1'],
    ['origin', 'http://localhost'],
    ['host', 'evil.example'],
    ['host', 'localhost:1'],
    ['host', '127.0.0.1'],
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
    ['x-legible-token', 'wrong'],
    ['cookie', 'legible-1=wrong'],
  ])('is refused with the %s %s', async (name, value) => {
    const answer = await call({ ...good(), [name]: value });
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('a.md');
  });

  it('is refused with the cookie’s secret as header token, and the other way round', async () => {
    const secret = guest.cookie.split('=')[1] ?? '';
    expect((await call({ ...good(), 'x-legible-token': secret })).status).toBe(403);
    const name = guest.cookie.split('=')[0] ?? '';
    expect((await call({ ...good(), cookie: `${name}=${guest.token}` })).status).toBe(403);
  });

  it('changes nothing as a GET, a PUT or a form', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect((await call(good(), method)).status).toBe(405);
    expect((await call({ ...good(), 'content-type': 'text/plain' })).status).toBe(400);
  });

  it('gets no cross-origin grant', async () => {
    const answer = await call({ ...good(), origin: 'http://evil.example' }, 'OPTIONS');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('is refused before its body is read when that is too large', async () => {
    const outcome = await new Promise<number>((resolve) => {
      const headers = { ...good(), 'content-length': String(200 * 1024 * 1024) };
      const sent = request(
        {
          agent: false,
          host: '127.0.0.1',
          port: web.port,
          path: '/api/library.list',
          method: 'POST',
          headers,
        },
        (response) => {
          resolve(response.statusCode ?? 0);
          sent.destroy();
        },
      );
      sent.on('error', () => undefined);
      sent.flushHeaders();
    });
    expect(outcome).toBe(413);
  });

  it('opens no socket of another protocol', async () => {
    const closed = await new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect(web.port, '127.0.0.1', () => {
        socket.write(
          `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: ${guest.origin}\r\n\r\n`,
        );
      });
      socket.on('data', (piece) => {
        heard += piece.toString();
      });
      socket.on('close', () => resolve(heard));
    });
    expect(closed).not.toContain('101');
  });

  it('listens on this computer only', async () => {
    const { networkInterfaces } = await import('node:os');
    const elsewhere = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).filter((one) => one.family === 'IPv4' && !one.internal).map((one) => one.address),
    );
    for (const address of elsewhere) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect(web.port, address, () => resolve(true));
        socket.on('error', () => resolve(false));
      });
      expect(reached).toBe(false);
    }
  });
});

describe('a page', () => {
  it('carries the header token in a meta element, and the whole policy', async () => {
    const page = await guest.fetch('/');
    expect(await page.text()).toContain('<meta name="legible-token"');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    expect(policy).toContain("frame-ancestors 'none'");
    for (const [name, value] of Object.entries({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    }))
      expect(page.headers.get(name)).toBe(value);
  });

  it('needs the cookie, as every file does', async () => {
    for (const path of ['/', '/app.js', '/library/figures/f.svg']) {
      const answer = await ask(path);
      expect(answer.status).toBe(403);
      expect(answer.body).not.toContain('legible-token');
    }
    expect((await guest.fetch('/app.js')).status).toBe(200);
  });

  it('says what to do when the app has not been built', async () => {
    const own = await startWebHost({ host, port: 0, app: join(folders.make(), 'nothing') });
    const there = await fetch(own.address, { redirect: 'manual' });
    const cookie = there.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(`http://127.0.0.1:${own.port}/`, { headers: { cookie } });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run build');
    await own.close();
  });
});

describe('a file of the library', () => {
  it('is served sandboxed, as what it is', async () => {
    const svg = await guest.fetch('/library/figures/f.svg');
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox",
    );
    expect(svg.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is served in ranges', async () => {
    const part = await guest.fetch('/library/figures/clip.mp4', { headers: { range: 'bytes=2-4' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ]);
    const beyond = await guest.fetch('/library/figures/clip.mp4', { headers: { range: 'bytes=50-' } });
    expect(beyond.status).toBe(416);
  });

  it.each([
    '/library/a.md',
    '/library/.legible/x.png',
    '/library/figures/link.png',
    '/library/../secret.png',
    '/library/figures/%2e%2e/%2e%2e/secret.png',
    '/library/figures/..%2f..%2fsecret.png',
    '/library/figures%5c..%5csecret.png',
    '/library/%00.png',
    '/library/%ff.png',
    '/library//etc/passwd',
    '/../../package.json',
    '/%2e%2e/package.json',
    '/index.html/../../package.json',
  ])('is not found at %s', async (path) => {
    const answer = await ask(path, { cookie: guest.cookie });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toMatch(/secret$|private|"name": "legible"/);
  });
});
