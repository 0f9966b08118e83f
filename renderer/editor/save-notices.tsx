/** What the writer must know about saving, above the text: calm, and with a way on. */
import { useState } from 'react';
import { runCommand } from '#renderer/commands/registry.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useWatched } from '#renderer/components/observable.ts';
import { DifferingLines } from './differing-lines.tsx';
import type { OpenSession } from './open-session.ts';

interface Comparison {
  readonly mine: string;
  readonly theirs: string;
  readonly mineName: string;
  readonly theirsName: string;
}

function Compare(props: { readonly comparison: Comparison; onClose(): void }) {
  return (
    <Dialog title="Compare the two versions" className="compare" onClose={props.onClose}>
      <DifferingLines {...props.comparison} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={props.onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

export function SaveNotices(props: { readonly session: OpenSession }) {
  const { session } = props;
  const { saver } = session;
  const status = useWatched(saver.status);
  const conflict = useWatched(saver.conflict);
  const kept = useWatched(saver.kept);
  const sourceOnly = useWatched(session.sourceOnly);
  const crossed = useWatched(session.crossed);
  const [comparison, setComparison] = useState<Comparison | null>(null);

  return (
    <div className="notices">
      {session.readOnly === null ? null : (
        <div className="notice" role="status">
          <p>This document can only be read here. {session.readOnly}</p>
        </div>
      )}
      {sourceOnly === null ? null : (
        <div className="notice" role="status">
          <p>{sourceOnly}</p>
        </div>
      )}
      {status.state === 'error' && status.error !== null ? (
        <div className="notice notice-trouble" role="alert">
          <p>
            {status.error.message}
            {status.error.path === undefined || status.error.message.includes(status.error.path) ? null : (
              <>
                {' '}
                The file is <code>{status.error.path}</code>; what was saved in it before is untouched.
              </>
            )}{' '}
            You can go on typing.
          </p>
          <div className="notice-actions">
            <button type="button" className="button" onClick={() => void saver.flush()}>
              Try again now
            </button>
          </div>
        </div>
      ) : null}
      {conflict === null ? null : conflict.theirs === null ? (
        <div className="notice" role="alert">
          <p>
            <code>{session.path}</code> is no longer there: it was deleted or renamed outside Legible. Your
            text is kept as a draft, and nothing is written until you say so.
          </p>
          <div className="notice-actions">
            <button type="button" className="button" onClick={() => void saver.keepMine()}>
              Write it again
            </button>
          </div>
        </div>
      ) : (
        <div className="notice" role="alert">
          <p>
            This document was changed outside Legible while you were writing. Both versions are safe; which
            one should the file hold?
          </p>
          {status.error === null ? null : <p>{status.error.message}</p>}
          <div className="notice-actions">
            <button type="button" className="button" onClick={() => void saver.keepMine()}>
              Keep mine
            </button>
            <button type="button" className="button" onClick={() => void saver.takeTheirs()}>
              Take theirs
            </button>
            <button
              type="button"
              className="button quiet"
              onClick={() =>
                setComparison({
                  mine: session.text(),
                  theirs: conflict.theirs?.text ?? '',
                  mineName: 'mine',
                  theirsName: 'theirs',
                })
              }
            >
              Compare
            </button>
          </div>
        </div>
      )}
      {kept === null || conflict !== null ? null : (
        <div className="notice" role="status">
          <p>A version of this text that is not in the file was kept as a draft.</p>
          <div className="notice-actions">
            <button
              type="button"
              className="button"
              onClick={() => {
                session.exchangeText(kept);
                void saver.flush().then((saved) => (saved ? saver.discardKept() : undefined));
              }}
            >
              Use it
            </button>
            <button
              type="button"
              className="button quiet"
              onClick={() =>
                setComparison({
                  mine: kept,
                  theirs: session.text(),
                  mineName: 'the draft',
                  theirsName: 'the file',
                })
              }
            >
              Compare
            </button>
            <button type="button" className="button quiet" onClick={() => void saver.discardKept()}>
              Discard it
            </button>
          </div>
        </div>
      )}
      {crossed ? (
        <div className="notice" role="status">
          <p>Another program wrote into this file while it was being saved; its text is in the history.</p>
          <div className="notice-actions">
            <button type="button" className="button" onClick={() => runCommand('document.history')}>
              Earlier versions…
            </button>
            <button type="button" className="button quiet" onClick={() => session.crossed.set(false)}>
              Dismiss
            </button>
          </div>
        </div>
      ) : null}
      {comparison === null ? null : <Compare comparison={comparison} onClose={() => setComparison(null)} />}
    </div>
  );
}
