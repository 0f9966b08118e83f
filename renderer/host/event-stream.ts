/**
 * Host events over HTTP: server-sent events read from a streamed fetch, because `EventSource` cannot
 * send the header token. The stream is opened again when it breaks.
 */
import type { HostEvent } from '#core/host/contract.ts';

/** Splits a text stream into the JSON values of its `data:` lines; broken lines are dropped. */
export class EventLines {
  #rest = '';

  /** Takes the next piece of text; answers the events that it completed. */
  push(piece: string): HostEvent[] {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    const events: HostEvent[] = [];
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      try {
        events.push(JSON.parse(line.slice(5)) as HostEvent);
      } catch {
        // A line that is not JSON is not one of ours.
      }
    }
    return events;
  }
}

export interface EventStream {
  close(): void;
}

/** Milliseconds before the next attempt: quick at first, then every five seconds. */
function pause(attempt: number): number {
  return Math.min(250 * 2 ** attempt, 5000);
}

/**
 * Keeps a stream of events open until it is closed.
 *
 * @param open starts one request and answers its response
 * @param deliver gets each event; after a reconnection it first gets `library-changed`, since events
 *   may have been missed in between
 */
export function keepEventStream(
  open: (signal: AbortSignal) => Promise<Response>,
  deliver: (event: HostEvent) => void,
): EventStream {
  const closed = new AbortController();
  let attempt = 0;
  let connectedBefore = false;

  async function read(): Promise<void> {
    const response = await open(closed.signal);
    if (!response.ok || response.body === null) throw new Error(`Events answered ${response.status}.`);
    attempt = 0;
    if (connectedBefore) deliver({ type: 'library-changed' });
    connectedBefore = true;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const lines = new EventLines();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const event of lines.push(value)) deliver(event);
    }
  }

  async function run(): Promise<void> {
    while (!closed.signal.aborted) {
      await read().catch(() => undefined);
      if (closed.signal.aborted) return;
      await new Promise((resume) => setTimeout(resume, pause(attempt)));
      attempt += 1;
    }
  }

  void run();
  return { close: () => closed.abort() };
}
