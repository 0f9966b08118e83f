/**
 * A host whose `library-changed` comes at most twice a second. A checkout or a sync changes thousands
 * of files at once, and everyone who lists again at each of them would choke the host and the page.
 */
import type { Host, HostEvent } from '#core/host/contract.ts';

/** Milliseconds between two `library-changed`. The first comes at once; the last is never lost. */
export const betweenChanges = 500;

export function calmEvents(host: Host): Host {
  return {
    call: (method, request) => host.call(method, request),
    addressOf: (path) => host.addressOf(path),
    subscribe(listener) {
      let waiting: ReturnType<typeof setTimeout> | null = null;
      let missed: HostEvent | null = null;
      const rest = (): void => {
        waiting = setTimeout(() => {
          waiting = null;
          if (missed === null) return;
          const event = missed;
          missed = null;
          rest();
          listener(event);
        }, betweenChanges);
      };
      const stop = host.subscribe((event) => {
        if (event.type !== 'library-changed') listener(event);
        else if (waiting !== null) missed = event;
        else {
          rest();
          listener(event);
        }
      });
      return () => {
        stop();
        if (waiting !== null) clearTimeout(waiting);
      };
    },
  };
}
