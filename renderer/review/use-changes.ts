/** How much of the document is younger than twelve hours, by its history. */
import { useEffect, useState } from 'react';
import { changedShare, versionBefore } from '#core/reader/changed-share.ts';
import { useWatched } from '#renderer/components/observable.ts';
import type { DocumentSession } from '#renderer/editor/session.ts';
import { useHost } from '#renderer/host/host-context.tsx';

/** Null while it is not known, and where there is no history. Asked again after each save. */
export function useChanges(session: DocumentSession): number | null {
  const host = useHost();
  const saved = useWatched(session.saveStatus).state === 'saved';
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    if (!saved) return;
    let gone = false;
    void (async () => {
      const listed = await host.call('history.list', { path: session.path });
      if (!listed.ok) return;
      const base = versionBefore(listed.value, Date.now());
      if (base === null) return;
      const read = await host.call('history.read', { path: session.path, revision: base.revision });
      if (!gone && read.ok) setShare(changedShare(read.value.text, session.text()));
    })();
    return () => {
      gone = true;
    };
  }, [host, session, saved]);
  return share;
}
