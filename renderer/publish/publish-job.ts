/** Planning and running an export, as the Publish view follows it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportPlan, ExportReport, Host } from '#core/host/contract.ts';
import type { HostError } from '#core/host/outcome.ts';
import type { Destinations } from './publish-place.ts';

export type PublishState =
  | { readonly step: 'idle' }
  | { readonly step: 'planning' }
  | { readonly step: 'planned'; readonly plan: ExportPlan }
  | { readonly step: 'running'; readonly done: number; readonly total: number; readonly words: string }
  | { readonly step: 'finished'; readonly report: ExportReport }
  | { readonly step: 'failed'; readonly error: HostError };

export interface PublishJob {
  readonly state: PublishState;
  plan(to: Destinations): Promise<void>;
  start(to: Destinations): Promise<void>;
  /** Forgets the plan: what is typed leads elsewhere now. */
  reset(): void;
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
    async (to: Destinations): Promise<void> => {
      const own = ++plans.current;
      setState({ step: 'planning' });
      const outcome =
        to.to === 'place'
          ? await host.call('export.plan', { place: to.place.trim() })
          : await host.call('publish.plan', branchOf(to));
      if (own !== plans.current) return;
      setState(
        outcome.ok ? { step: 'planned', plan: outcome.value } : { step: 'failed', error: outcome.error },
      );
    },
    [host],
  );

  const start = useCallback(
    async (to: Destinations): Promise<void> => {
      plans.current++;
      turn.current = 1;
      setState({ step: 'running', done: 0, total: 0, words: 'Reading the library' });
      const outcome =
        to.to === 'place'
          ? await host.call('export.start', { place: to.place.trim() })
          : await host.call('publish.push', branchOf(to));
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

  const reset = useCallback(() => {
    plans.current++;
    setState({ step: 'idle' });
  }, []);

  return { state, plan, start, cancel, reset };
}

function branchOf({ remote, branch }: Destinations) {
  return { remote: remote.trim(), branch: branch.trim() };
}
