/** The commands that find in the open document, and whether the bar is there. */
import { useState } from 'react';
import { command, useCommands } from '#renderer/commands/registry.ts';
import { useWatched } from '#renderer/components/observable.ts';
import type { OpenSession } from '../open-session.ts';
import { step } from './find.ts';

export interface Finding {
  /** Counts the calls of the command; null while the bar is away. */
  readonly turn: number | null;
  close(): void;
}

export function useFind(session: OpenSession): Finding {
  const [turn, setTurn] = useState<number | null>(null);
  const mode = useWatched(session.mode);
  const { editor } = session;
  const shown = turn !== null && mode === 'rich';
  useCommands([
    // The source view is one field of text, which the browser searches itself.
    command('edit.find', () => setTurn((turn ?? 0) + 1), { enabled: () => mode === 'rich' }),
    command('edit.findNext', () => step(editor, 1), { enabled: () => shown }),
    command('edit.findPrevious', () => step(editor, -1), { enabled: () => shown }),
  ]);
  return { turn: shown ? turn : null, close: () => setTurn(null) };
}
