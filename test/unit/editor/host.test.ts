import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Host, HostEvent } from '#core/host/contract.ts';
import { knownPath } from '#core/host/library-path.ts';
import { betweenChanges, calmEvents } from '#renderer/host/calm-events.ts';
import { EventLines } from '#renderer/host/event-stream.ts';
import { electronHost, webHost } from '#renderer/host/transport.ts';

describe('a calm host', () => {
  let tell: (event: HostEvent) => void = () => undefined;
  const loud: Host = {
    call: async () => ({ ok: false, error: { code: 'unsupported', message: '' } }),
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
    addressOf: (path) => path,
  };
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells of a storm of changes twice: at its start and after its end', async () => {
    const heard: string[] = [];
    const stop = calmEvents(loud).subscribe((event) => heard.push(event.type));
    for (let count = 0; count < 3000; count += 1) tell({ type: 'library-changed' });
    expect(heard).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3 * betweenChanges);
    expect(heard).toHaveLength(2);
    stop();
  });

  it('lets everything else through at once', () => {
    const heard: string[] = [];
    const stop = calmEvents(loud).subscribe((event) => heard.push(event.type));
    tell({ type: 'library-changed' });
    tell({ type: 'document-changed', path: knownPath('a.md'), revision: null });
    tell({ type: 'closing' });
    expect(heard).toEqual(['library-changed', 'document-changed', 'closing']);
    stop();
  });
});

describe('events as they come over HTTP', () => {
  it('are put together from pieces, and broken lines are left out', () => {
    const lines = new EventLines();
    expect(lines.push('data: {"type":"clo')).toEqual([]);
    expect(lines.push('sing"}\n\n: a comment\ndata: not json\n')).toEqual([{ type: 'closing' }]);
    expect(lines.push('data:{"type":"library-changed"}\r\n\r\n')).toEqual([{ type: 'library-changed' }]);
  });
});

describe('a transport', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('sends the token as a header, and never as part of the address', async () => {
    const calls: [string, RequestInit][] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      calls.push([url, init]);
      return new Response(JSON.stringify({ ok: true, value: {} }));
    });
    expect(await webHost('secret').call('library.close', {})).toEqual({ ok: true, value: {} });
    expect(calls[0]?.[0]).toBe('/api/library.close');
    expect(new Headers(calls[0]?.[1].headers).get('x-legible-token')).toBe('secret');
  });

  it('answers an error as a value when the host is gone or talks nonsense', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('refused');
    });
    expect(await webHost('t').call('library.close', {})).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
    vi.stubGlobal('fetch', async () => new Response('<html>'));
    expect(await webHost('t').call('library.close', {})).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
    const bridge = {
      call: async () => Promise.reject(new Error('gone')),
      subscribe: () => () => undefined,
      addressOf: String,
    };
    expect(await electronHost(bridge).call('library.close', {})).toMatchObject({ ok: false });
  });

  it('writes the address of a file so that nothing in its name means more', () => {
    expect(webHost('t').addressOf(knownPath('media/a b#c?d%.png'))).toBe(
      '/library/media/a%20b%23c%3Fd%25.png',
    );
  });
});
