/** Exports that run beside the writing: each has a name, tells how far it is, and can be stopped. */
import { randomUUID } from 'node:crypto';
import type { ExportPlan, ExportReport, HostEvent } from '#core/host/contract.ts';
import { failed, type Outcome } from '#core/host/outcome.ts';
import type { GitTarget } from '#core/site/git-target.ts';
import { diskFailure } from './disk-failure.ts';

export interface ExportProgress {
  readonly signal: AbortSignal;
  progress(done: number, total: number, step: string): void;
  /** A theme to try on; the portfolio's own where none is given. */
  readonly theme?: string | null;
}

/** Builds sites; `library` and `place` are absolute paths. */
export interface SiteExporter {
  planExport(library: string, place: string, signal: AbortSignal): Promise<Outcome<ExportPlan>>;
  exportSite(library: string, place: string, progress: ExportProgress): Promise<Outcome<ExportReport>>;
}

/** Pushes sites to a branch; `library` is an absolute path. */
export interface SitePusher {
  planPush(library: string, target: GitTarget, signal: AbortSignal): Promise<Outcome<ExportPlan>>;
  pushSite(library: string, target: GitTarget, progress: ExportProgress): Promise<Outcome<ExportReport>>;
}

export class ExportJobs {
  private readonly running = new Map<
    string,
    { readonly stop: AbortController; readonly end: Promise<void> }
  >();
  /** Where the last finished export went, or null. */
  lastPlace: string | null = null;

  constructor(
    private readonly announce: (event: HostEvent) => void,
    private readonly load: () => Promise<SiteExporter>,
    private readonly loadPusher: () => Promise<SitePusher>,
  ) {}

  async planPush(library: string, target: GitTarget): Promise<Outcome<ExportPlan>> {
    return await (await this.loadPusher()).planPush(library, target, new AbortController().signal);
  }

  /** As `start`, to a branch of a remote. */
  push(library: string, target: GitTarget): string {
    return this.begin(
      async (progress) => (await this.loadPusher()).pushSite(library, target, progress),
      null,
    );
  }

  async plan(library: string, place: string): Promise<Outcome<ExportPlan>> {
    return await (await this.load()).planExport(library, place, new AbortController().signal);
  }

  /** Starts and answers at once; progress and end are told as events with the job's name. */
  start(library: string, place: string): string {
    return this.begin(async (progress) => (await this.load()).exportSite(library, place, progress), place);
  }

  private begin(
    work: (progress: ExportProgress) => Promise<Outcome<ExportReport>>,
    place: string | null,
  ): string {
    const job = randomUUID();
    const stop = new AbortController();
    const end = this.run(job, work, stop.signal).then((outcome) => {
      this.running.delete(job);
      if (outcome.ok && place !== null) this.lastPlace = outcome.value.place;
      this.announce({ type: 'export-finished', job, outcome });
    });
    this.running.set(job, { stop, end });
    return job;
  }

  private async run(
    job: string,
    work: (progress: ExportProgress) => Promise<Outcome<ExportReport>>,
    signal: AbortSignal,
  ): Promise<Outcome<ExportReport>> {
    try {
      return await work({
        signal,
        progress: (done, total, step) => this.announce({ type: 'export-progress', job, done, total, step }),
      });
    } catch (error) {
      if (signal.aborted) return failed('cancelled', 'The export was stopped. The site is as it was.');
      return diskFailure(error, 'the site', 'It is as it was.');
    }
  }

  /** False when there is no such job any more. */
  cancel(job: string): boolean {
    const one = this.running.get(job);
    one?.stop.abort();
    return one !== undefined;
  }

  /** Stops everything and waits for it. */
  async close(): Promise<void> {
    for (const { stop } of this.running.values()) stop.abort();
    await Promise.all([...this.running.values()].map(({ end }) => end));
  }
}
