/**
 * Who may talk to the loopback host. Every request passes here first.
 *
 * Any program and any web page on this computer can reach a port on 127.0.0.1, so neither the address
 * nor a cookie proves anything alone: cookies ignore ports. A call needs the exact Host (against DNS
 * rebinding), the exact Origin (against other sites), the cookie of this run, and a header token that
 * only our own page can read.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The secrets of one run, 256 bits each. */
export interface Secrets {
  /** In the first address that is printed; good once. */
  readonly launch: string;
  readonly cookie: string;
  readonly header: string;
}

export function newSecrets(): Secrets {
  const secret = (): string => randomBytes(32).toString('base64url');
  return { launch: secret(), cookie: secret(), header: secret() };
}

export function same(given: string | undefined, secret: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
}

export function cookieName(port: number): string {
  return `legible-${port}`;
}

function cookiesNamed(request: IncomingMessage, name: string): string[] {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

export function hasCookie(request: IncomingMessage, port: number, secrets: Secrets): boolean {
  return cookiesNamed(request, cookieName(port)).some((value) => same(value, secrets.cookie));
}

export function hasHeaderToken(request: IncomingMessage, secrets: Secrets): boolean {
  const given = request.headers['x-legible-token'];
  return typeof given === 'string' && same(given, secrets.header);
}

function headerCount(request: IncomingMessage, name: string): number {
  let count = 0;
  for (let index = 0; index < request.rawHeaders.length; index += 2)
    if (request.rawHeaders[index]?.toLowerCase() === name) count += 1;
  return count;
}

export type Refusal = { readonly status: number; readonly reason: string };

/**
 * The checks that need no secret. Null when the request may go on.
 * `exchange` is true for the first address, which may be followed from outside the browser's page.
 */
export function refusalOf(request: IncomingMessage, port: number, exchange: boolean): Refusal | null {
  const host = `127.0.0.1:${port}`;
  if (request.headers.host !== host || headerCount(request, 'host') !== 1)
    return { status: 403, reason: `This host answers at http://${host} only.` };
  if (!request.url?.startsWith('/') || request.url.startsWith('//'))
    return { status: 400, reason: 'The address is not valid.' };
  const method = request.method ?? '';
  if (!['GET', 'HEAD', 'POST'].includes(method))
    return { status: 405, reason: `${method} is not served here.` };
  const origin = request.headers.origin;
  const reading = method === 'GET' || method === 'HEAD';
  if (origin === undefined ? !reading : origin !== `http://${host}`)
    return { status: 403, reason: 'Another site asked for this.' };
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !(exchange && reading))
    return { status: 403, reason: 'Another site asked for this.' };
  return null;
}
