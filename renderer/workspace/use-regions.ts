/** Which side regions stand beside the page. */
import { useEffect, useState } from 'react';
import { useWatched } from '#renderer/components/observable.ts';
import type { LibraryWorkspace } from './library-workspace.ts';
import { useMedia } from './use-media.ts';
import { usePreferences } from './use-preferences.ts';

type Region = 'sidebar' | 'reader';

export interface Regions {
  readonly sidebar: boolean;
  readonly reader: boolean;
  /** The side regions lie over the page, and one at a time. */
  readonly narrow: boolean;
  /** One of them does so now. */
  readonly covered: boolean;
  toggle(region: Region): void;
  /** Shows the page under a region again. */
  uncover(): void;
}

/**
 * Below 1280 pixels the text would be narrower than 560 with both regions beside it: there the one that
 * was asked for last stands, and the other comes back when it is closed.
 *
 * While a figure is drawn the reader steps aside, and in a window below 1300 pixels the list of
 * documents too. Both come back when it is closed; who wants one meanwhile can have it.
 */
export function useRegions(workspace: LibraryWorkspace): Regions {
  const { preferences, change } = usePreferences();
  // 1099 is named again in workspace.css.
  const narrow = useMedia('(max-width: 1099px)');
  const tight = useMedia('(max-width: 1299px)');
  const roomForOne = useMedia('(max-width: 1279px)');
  const drawing = useWatched(workspace.figure) !== null;
  const hasReader = useWatched(workspace.session) !== null;
  const [over, setOver] = useState<Region | null>(null);
  const [last, setLast] = useState<Region>('reader');
  const [wanted, setWanted] = useState<Partial<Record<Region, boolean>>>({});
  useEffect(() => {
    if (!drawing) setWanted({});
  }, [drawing]);

  const aside = (region: Region): boolean =>
    roomForOne && hasReader && preferences.sidebar && preferences.readerPanel && last !== region;
  const beside = {
    sidebar: drawing
      ? (wanted.sidebar ?? (preferences.sidebar && !tight))
      : preferences.sidebar && !aside('sidebar'),
    reader: drawing ? (wanted.reader ?? false) : preferences.readerPanel && !aside('reader'),
  };
  return {
    sidebar: narrow ? over === 'sidebar' : beside.sidebar,
    reader: narrow ? over === 'reader' : beside.reader,
    narrow,
    covered: narrow && over !== null,
    toggle(region) {
      if (narrow) setOver(over === region ? null : region);
      else if (drawing) setWanted({ ...wanted, [region]: !beside[region] });
      else {
        setLast(region);
        if (region === 'sidebar') change({ sidebar: !beside.sidebar });
        else change({ readerPanel: !beside.reader });
      }
    },
    uncover: () => setOver(null),
  };
}
