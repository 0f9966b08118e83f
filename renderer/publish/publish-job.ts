/** Planning and running an export, as the Publish view follows it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportPlan, ExportReport, Host } from '#core/host/contract.ts';
import type { HostError } from '#core/host/outcome.ts';

export type PublishState =
  | { readonly step: 'idle' }
  | { readonly step: 'planning' }
  | { readonly step: 'planned'; readonly plan: ExportPlan }
  | { readonly step: 'running'; readonly done: number; readonly total: number; readonly words: string }
  | { readonly step: 'finished'; readonly report: ExportReport }
  | { readonly step: 'failed'; readonly error: HostError };

export interface PublishJob {
  readonly state: PublishState;
  plan(place: string): Promise<void>;
  start(place: string): Promise<void>;
  cancel(): void;
}

/** One export at a time; leaving the view stops what is running. */
export function usePublishJob(host: Host): PublishJob {
  const [state, setState] = useState<PublishState>({ step: 'idle' });
  const job = useRef<string | null>(null);
  const turn = useRef(0);

  useEffect(() => {
    const stop = host.subscribe((event) => {
      if (event.type !== 'export-progress' && event.type !== 'export-finished') return;
      // Events of a quick job can arrive before the answer that names it.
      if (job.current !== null && event.job !== job.current) return;
      if (job.current === null && turn.current === 0) return;
      if (event.type === 'export-progress') {
        setState({ step: 'running', done: event.done, total: event.total, words: event.step });
        return;
      }
      job.current = null;
      turn.current = 0;
      setState(
        event.outcome.ok
          ? { step: 'finished', report: event.outcome.value }
          : { step: 'failed', error: event.outcome.error },
      );
    });
    return () => {
      stop();
      if (job.current !== null) void host.call('export.cancel', { job: job.current });
    };
  }, [host]);

  const plans = useRef(0);
  const plan = useCallback(
    async (place: string): Promise<void> => {
      const own = ++plans.current;
      setState({ step: 'planning' });
      const outcome = await host.call('export.plan', { place });
      if (own !== plans.current) return;
      setState(
        outcome.ok ? { step: 'planned', plan: outcome.value } : { step: 'failed', error: outcome.error },
      );
    },
    [host],
  );

  const start = useCallback(
    async (place: string): Promise<void> => {
      plans.current++;
      turn.current = 1;
      setState({ step: 'running', done: 0, total: 0, words: 'Reading the library' });
      const outcome = await host.call('export.start', { place });
      if (!outcome.ok) {
        turn.current = 0;
        setState({ step: 'failed', error: outcome.error });
      } else if (turn.current === 1) job.current = outcome.value.job;
    },
    [host],
  );

  const cancel = useCallback(() => {
    if (job.current !== null) void host.call('export.cancel', { job: job.current });
  }, [host]);

  return { state, plan, start, cancel };
}
