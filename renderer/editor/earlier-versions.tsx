/** The history of the open document: what earlier versions held, and the way back to one. */
import { useEffect, useState } from 'react';
import type { HistoryEntry, Revision } from '#core/host/contract.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useHost } from '#renderer/host/host-context.tsx';
import { DifferingLines } from './differing-lines.tsx';
import type { OpenSession } from './open-session.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "Today, 14:05:09", "3 May 2026, 09:12:00". */
export function timeInWords(time: number, now: number): string {
  const date = day.format(time);
  return `${date === day.format(now) ? 'Today' : date}, ${clock.format(time)}`;
}

/** The newest version has the keyboard as soon as the list is there. */
function takeKeyboard(element: HTMLButtonElement | null): void {
  element?.focus();
}

interface Shown {
  readonly revision: Revision;
  readonly text: string;
}

export function EarlierVersions(props: {
  readonly session: OpenSession;
  announce(message: string): void;
  onClose(): void;
}) {
  const { session } = props;
  const host = useHost();
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null);
  const [chosen, setChosen] = useState<Revision | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [now] = useState(() => session.text());
  const { path } = session;

  useEffect(() => {
    void (async () => {
      // What is in the window belongs to the file first: then nothing is lost by going back.
      await session.flush();
      const outcome = await host.call('history.list', { path });
      if (!outcome.ok) setError(outcome.error.message);
      setEntries(outcome.ok ? outcome.value : []);
      if (outcome.ok) setChosen(outcome.value[0]?.revision ?? null);
    })();
  }, [host, path, session]);
  useEffect(() => {
    if (chosen === null) return;
    let gone = false;
    void host.call('history.read', { path, revision: chosen }).then((outcome) => {
      if (gone) return;
      setError(outcome.ok ? null : outcome.error.message);
      setShown(outcome.ok ? { revision: chosen, text: outcome.value.text } : null);
    });
    return () => {
      gone = true;
    };
  }, [host, path, chosen]);

  const entry = entries?.find((each) => each.revision === shown?.revision);
  const bringBack = (): void => {
    if (shown === null || entry === undefined) return;
    session.exchangeText(shown.text);
    void session.flush();
    session.crossed.set(false);
    props.onClose();
    const time = timeInWords(entry.written, Date.now()).replace('Today', 'today');
    props.announce(`The version of ${time} is back; the one before it is kept here too.`);
  };
  return (
    <Dialog title="Earlier versions" className="earlier" onClose={props.onClose}>
      {error === null ? null : (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      {entries === null ? null : entries.length === 0 ? (
        <p>There is no earlier version yet. One is kept whenever a save writes over another text.</p>
      ) : (
        <div className="earlier-parts">
          <ul className="earlier-list">
            {entries.map((each, index) => (
              <li key={each.revision}>
                <button
                  type="button"
                  className="document-row"
                  ref={index === 0 ? takeKeyboard : null}
                  aria-current={each.revision === chosen ? 'true' : undefined}
                  onClick={() => setChosen(each.revision)}
                >
                  <span className="document-title">{timeInWords(each.written, Date.now())}</span>
                </button>
              </li>
            ))}
          </ul>
          <div className="earlier-shown">
            {shown === null ? null : (
              <DifferingLines
                key={shown.revision}
                mine={now}
                theirs={shown.text}
                mineName="only now"
                theirsName="only then"
              />
            )}
          </div>
        </div>
      )}
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={props.onClose}>
          Close
        </button>
        {session.readOnly !== null || entry === undefined ? null : (
          <button type="button" className="button main" onClick={bringBack}>
            Bring this version back
          </button>
        )}
      </div>
    </Dialog>
  );
}
