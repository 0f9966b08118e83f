/**
 * An export works in short steps, so that the app it runs in stays awake: after each step it looks
 * whether its time is up, gives way, and stops when it was cancelled.
 */
/** Milliseconds of work between two rests. */
const stretch = 12;

export class Cancelled extends Error {}

export class Breather {
  private since = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  isDue(): boolean {
    return performance.now() - this.since > stretch;
  }

  /** Lets everyone else run. Throws `Cancelled` when the person stopped the export. */
  async rest(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.signal.aborted) throw new Cancelled('The export was stopped.');
    this.since = performance.now();
  }
}
