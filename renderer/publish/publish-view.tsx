/** Publish: choose a place, see what will change, make the site. */
import { useCallback, useEffect, useState } from 'react';
import type { ExportReport, SiteProblem } from '#core/host/contract.ts';
import { useWatched } from '#renderer/components/observable.ts';
import { useHost, useHostDescription } from '#renderer/host/host-context.tsx';
import { useWorkspace } from '#renderer/workspace/workspace-state.ts';
import { PublishDestination } from './publish-destination.tsx';
import { usePublishJob } from './publish-job.ts';
import {
  type Destinations,
  isComplete,
  rememberDestinations,
  rememberedDestinations,
} from './publish-place.ts';
import { Plan, Problems } from './publish-plan.tsx';
import { SitePreview } from './site-preview.tsx';
import { isDocumentPath } from './site-problem.ts';
import './publish-view.css';

export interface PublishViewProps {
  onClose(): void;
}

/** How long typing must rest before the plan is made again, in milliseconds. */
const rest = 500;

export function PublishView({ onClose }: PublishViewProps) {
  const host = useHost();
  const { capabilities } = useHostDescription();
  const workspace = useWorkspace();
  const library = useWatched(workspace.listing).library.place;
  const [to, setTo] = useState(() => rememberedDestinations(library));
  const [trouble, setTrouble] = useState<string | null>(null);
  const { state, plan, start, cancel, reset } = usePublishJob(host);
  const running = state.step === 'running';

  useEffect(() => {
    // A branch is asked for only when the person says so: it means the network.
    if (to.to === 'branch' || !isComplete(to)) return undefined;
    const timer = setTimeout(() => void plan(to), rest);
    return () => clearTimeout(timer);
  }, [to, plan]);

  const change = (next: Destinations): void => {
    setTo(next);
    setTrouble(null);
    if (next.to === 'branch') reset();
  };

  const browse = useCallback(async (): Promise<void> => {
    const outcome = await host.call('library.choose', { purpose: 'export' });
    if (!outcome.ok) setTrouble(outcome.error.message);
    else if (outcome.value.place !== null) {
      const { place } = outcome.value;
      setTo((before) => ({ ...before, place }));
    }
  }, [host]);

  const reveal = useCallback(
    async (target: string): Promise<void> => {
      const outcome = await host.call('place.reveal', { place: target });
      if (!outcome.ok) setTrouble(outcome.error.message);
    },
    [host],
  );

  const open = useCallback(
    (problem: SiteProblem): void => {
      if (!isDocumentPath(problem.path)) return;
      void workspace.openDocument(problem.path);
      onClose();
    },
    [workspace, onClose],
  );

  const publish = async (): Promise<void> => {
    setTrouble(null);
    rememberDestinations(library, to);
    await start(to);
  };

  const stopped =
    state.step === 'planned' && state.plan.problems.some((problem) => problem.severity === 'error');
  const upToDate =
    state.step === 'planned' &&
    state.plan.added.length + state.plan.changed.length + state.plan.removed.length === 0;

  return (
    <main className="publish">
      <header className="publish-head">
        <h1>Publish</h1>
        <button type="button" className="button quiet" onClick={onClose}>
          Back to writing
        </button>
      </header>
      <p className="publish-lead">
        The site is plain files. Put it on any web server, or open it from disk with a double-click.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        <PublishDestination
          value={to}
          disabled={running}
          onChange={change}
          {...(capabilities.folderPicker ? { onBrowse: () => void browse() } : {})}
        />
        <div className="publish-actions">
          {running ? (
            <button type="button" className="button" onClick={cancel}>
              Stop
            </button>
          ) : (
            <button
              type="submit"
              className="button main"
              disabled={!isComplete(to) || stopped || upToDate || state.step === 'planning'}
            >
              Publish
            </button>
          )}
          {to.to === 'branch' && !running ? (
            <button
              type="button"
              className="button"
              disabled={!isComplete(to) || state.step === 'planning'}
              onClick={() => void plan(to)}
            >
              See what will change
            </button>
          ) : null}
          {running ? (
            <div className="publish-progress">
              <progress
                aria-label="Progress of the export"
                {...(state.total > 0 ? { value: state.done, max: state.total } : {})}
              />
              <span>{state.words}</span>
            </div>
          ) : null}
        </div>
      </form>
      <div aria-live="polite">
        {trouble === null ? null : <p className="form-error">{trouble}</p>}
        {state.step === 'failed' ? (
          <p className={state.error.code === 'cancelled' ? 'publish-quiet' : 'form-error'}>
            {state.error.code === 'cancelled' ? 'Stopped. The site is as it was.' : state.error.message}
          </p>
        ) : null}
        {state.step === 'planning' ? (
          <p className="publish-quiet">Comparing the library with the site…</p>
        ) : null}
        {state.step === 'finished' ? (
          <section className="publish-result">
            <h2>{nothingSent(state.report) ? 'Nothing to publish' : 'The site is there'}</h2>
            <p className="publish-place">{state.report.place}</p>
            <p>
              {state.report.written} written, {state.report.removed} removed, {state.report.unchanged}{' '}
              unchanged.
            </p>
            {capabilities.revealPlace && to.to === 'place' ? (
              <button type="button" className="button" onClick={() => void reveal(state.report.place)}>
                Show it in its folder
              </button>
            ) : null}
          </section>
        ) : null}
      </div>
      {state.step === 'planned' ? <Plan plan={state.plan} onOpen={open} /> : null}
      {state.step === 'finished' ? (
        <Problems title="Still worth a look" problems={state.report.problems} onOpen={open} />
      ) : null}
      <SitePreview onThemeChosen={() => (to.to === 'place' ? void plan(to) : reset())} />
    </main>
  );
}

function nothingSent({ written, removed }: ExportReport): boolean {
  return written + removed === 0;
}
