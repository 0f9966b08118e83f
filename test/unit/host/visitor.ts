/** A browser at the web host, as far as the host can tell: it keeps the cookie and names its origin. */
import type { Host } from '#core/host/contract.ts';

export interface Visitor {
  readonly origin: string;
  readonly cookie: string;
  readonly token: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  /** The renderer's own client, with its requests sent from here; resolves when events arrive. */
  connect(client: (token: string, base: string) => Host): Promise<Host>;
  leave(): void;
}

/** Opens the printed address, follows it to the page, and reads the header token from there. */
export async function visitor(address: string): Promise<Visitor> {
  const origin = new URL(address).origin;
  const first = await fetch(address, { redirect: 'manual' });
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const page = await (await fetch(`${origin}/`, { headers: { cookie } })).text();
  const token = /name="legible-token" content="([^"]+)"/.exec(page)?.[1] ?? '';
  const real = globalThis.fetch;

  function send(input: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    if ((init.method ?? 'GET') !== 'GET') headers.set('origin', origin);
    return real(new URL(input, origin), { ...init, headers });
  }

  let stop = (): void => undefined;
  return {
    origin,
    cookie,
    token,
    fetch: (path, init = {}) =>
      send(path, { ...init, headers: { 'x-legible-token': token, ...(init.headers as object) } }),
    post: (path, body) =>
      send(path, {
        method: 'POST',
        headers: { 'x-legible-token': token, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async connect(client) {
      const listening = new Promise<void>((resolve) => {
        globalThis.fetch = async (input, init) => {
          const response = await send(String(input), init);
          if (String(input).endsWith('/api/events')) resolve();
          return response;
        };
      });
      const host = client(token, `${origin}/`);
      stop = host.subscribe(() => undefined);
      await listening;
      return host;
    },
    leave() {
      stop();
      globalThis.fetch = real;
    },
  };
}
