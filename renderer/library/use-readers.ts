import { useEffect, useState } from 'react';
import { knownPath } from '#core/host/library-path.ts';
import { parseReaders } from '#core/reader/readers.ts';
import { useHost } from '#renderer/host/host-context.tsx';

export interface ReaderChoice {
  readonly id: string;
  readonly name: string;
}

/** The library's readers, read again when the library changes. */
export function useReaders(): readonly ReaderChoice[] {
  const host = useHost();
  const [readers, setReaders] = useState<readonly ReaderChoice[]>([]);
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const outcome = await host.call('record.read', { path: knownPath('readers.yml') });
      if (gone || !outcome.ok) return;
      const found = outcome.value === null ? [] : parseReaders(outcome.value.text).readers;
      setReaders(found.map((reader) => ({ id: reader.id, name: reader.name || reader.id })));
    };
    void read();
    const stop = host.subscribe((event) => {
      if (event.type === 'library-changed') void read();
    });
    return () => {
      gone = true;
      stop();
    };
  }, [host]);
  return readers;
}
