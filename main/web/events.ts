/** Host events for browsers: one open response each, one JSON event per `data:` line. */
import type { ServerResponse } from 'node:http';
import type { RunningHost } from '../host.ts';
import { appHeaders } from '../services/content-policy.ts';

const heartbeat = 15_000;

export class Events {
  private readonly streams = new Set<ServerResponse>();
  private readonly stopListening: () => void;
  private readonly timer: NodeJS.Timeout;

  constructor(host: RunningHost) {
    this.stopListening = host.subscribe((event) => {
      for (const response of this.streams) response.write(`data: ${JSON.stringify(event)}\n\n`);
    });
    // A comment line now and then, so that a connection that died is noticed.
    this.timer = setInterval(() => {
      for (const response of this.streams) response.write(': still here\n\n');
    }, heartbeat);
    this.timer.unref();
  }

  open(response: ServerResponse): void {
    response.writeHead(200, { ...appHeaders, 'Content-Type': 'text/event-stream; charset=utf-8' });
    response.write(': open\n\n');
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }

  close(): void {
    this.stopListening();
    clearInterval(this.timer);
    for (const response of this.streams) response.end();
  }
}
