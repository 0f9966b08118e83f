/** The two ways from the page to its host: HTTP to the web host, the bridge in the Electron window. */
import type { Host, HostEvent, Method, RequestOf, Responses } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { failed, type Outcome } from '#core/host/outcome.ts';
import { type EventStream, keepEventStream } from './event-stream.ts';

/** What the Electron preload puts on the window. */
export interface Bridge {
  call(method: string, request: unknown): Promise<Outcome<unknown>>;
  subscribe(listener: (event: HostEvent) => void): () => void;
  addressOf(path: string): string;
}

declare global {
  interface Window {
    readonly legible?: Bridge;
  }
}

function isOutcome(value: unknown): value is Outcome<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean';
}

const silent = 'Legible’s host does not answer. If it was stopped, start it again.';
const strange = 'Legible’s host gave an answer that this page does not understand.';

/** A host over HTTP. `token` goes with every call as a header. */
export function webHost(token: string, base = '/'): Host {
  const listeners = new Set<(event: HostEvent) => void>();
  let stream: EventStream | null = null;
  const headers = { 'x-legible-token': token };

  const deliver = (event: HostEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  return {
    async call<M extends Method>(method: M, request: RequestOf<M>): Promise<Outcome<Responses[M]>> {
      try {
        const response = await fetch(`${base}api/${method}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(request),
        });
        const answer: unknown = await response.json();
        return isOutcome(answer) ? (answer as Outcome<Responses[M]>) : failed('internal', strange);
      } catch {
        return failed('internal', silent);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      stream ??= keepEventStream((signal) => fetch(`${base}api/events`, { headers, signal }), deliver);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stream?.close();
        stream = null;
      };
    },
    addressOf(path: LibraryPath) {
      return `${base}library/${path.split('/').map(encodeURIComponent).join('/')}`;
    },
  };
}

/** A host over the Electron preload's bridge. */
export function electronHost(bridge: Bridge): Host {
  return {
    async call<M extends Method>(method: M, request: RequestOf<M>): Promise<Outcome<Responses[M]>> {
      try {
        const answer: unknown = await bridge.call(method, request);
        return isOutcome(answer) ? (answer as Outcome<Responses[M]>) : failed('internal', strange);
      } catch {
        return failed('internal', silent);
      }
    },
    subscribe: (listener) => bridge.subscribe(listener),
    addressOf: (path) => bridge.addressOf(path),
  };
}

/** The host of this page, whichever way in it came. */
export function connectHost(window: Window): Host {
  // An element whose id is `legible` would stand there too.
  if (typeof window.legible?.call === 'function') return electronHost(window.legible);
  const token = window.document.querySelector<HTMLMetaElement>('meta[name="legible-token"]')?.content ?? '';
  return webHost(token);
}
