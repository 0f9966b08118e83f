/** A small file of the library that the panel reads and changes: readers.yml, glossary.yml, a review record. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Revision } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { useHost } from '#renderer/host/host-context.tsx';

interface Version {
  readonly text: string;
  readonly revision: Revision | null;
}

export interface LibraryFile {
  /** Null until it was read, or where it does not exist. */
  readonly text: string | null;
  readonly read: boolean;
  /**
   * Changes the text and writes it. Where another program changed the file meanwhile, the change is
   * made again on its text. Answers null, or a sentence that says why it failed.
   */
  change(edit: (text: string) => string): Promise<string | null>;
}

export function useLibraryFile(path: LibraryPath | null): LibraryFile {
  const host = useHost();
  const [version, setVersion] = useState<Version | null>(null);
  const [read, setRead] = useState(false);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const load = useCallback(async (): Promise<Version | null> => {
    if (path === null) return null;
    const outcome = await host.call('record.read', { path });
    if (!outcome.ok) return null;
    return outcome.value ?? { text: '', revision: null };
  }, [host, path]);

  useEffect(() => {
    let gone = false;
    setVersion(null);
    setRead(false);
    const refresh = (): void => {
      void load().then((loaded) => {
        if (gone) return;
        setVersion((before) => (before?.revision === loaded?.revision && before !== null ? before : loaded));
        setRead(true);
      });
    };
    refresh();
    const stop = host.subscribe((event) => {
      if (event.type === 'library-changed') refresh();
    });
    return () => {
      gone = true;
      stop();
    };
  }, [host, load]);

  const change = useCallback(
    (edit: (text: string) => string): Promise<string | null> => {
      const attempt = async (): Promise<string | null> => {
        if (path === null) return 'No file is open.';
        for (let turn = 0; turn < 3; turn += 1) {
          const current = (await load()) ?? { text: '', revision: null };
          const text = edit(current.text);
          if (text === current.text) return null;
          const outcome = await host.call('record.write', { path, text, base: current.revision });
          if (outcome.ok) {
            setVersion({ text, revision: outcome.value.revision });
            return null;
          }
          if (outcome.error.code !== 'conflict') return outcome.error.message;
        }
        return 'The file keeps changing elsewhere; try again in a moment.';
      };
      const turn = queue.current.then(attempt, attempt);
      queue.current = turn;
      return turn;
    },
    [host, load, path],
  );

  return { text: version === null || version.revision === null ? null : version.text, read, change };
}
