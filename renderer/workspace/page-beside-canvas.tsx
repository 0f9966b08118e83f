import { type ReactNode, Suspense } from 'react';
import { useWatched } from '#renderer/components/observable.ts';
import type { LibraryWorkspace } from './library-workspace.ts';
import { CanvasPane } from './slots.ts';
import { Split } from './split.tsx';
import { usePreferences } from './use-preferences.ts';

/**
 * The page at the left, the figure that is being drawn at the right. `turn` tells one figure from the
 * next. The page has the same place in the tree with and without a figure, so that it is not made anew.
 */
export function PageBesideCanvas(props: {
  readonly workspace: LibraryWorkspace;
  readonly page: ReactNode;
  readonly turn: number;
}) {
  const { preferences, change } = usePreferences();
  const figure = useWatched(props.workspace.figure);
  if (CanvasPane === null) return props.page;
  return (
    <Split
      label="Line between text and figure"
      share={preferences.split}
      onShare={(split) => change({ split })}
      first={props.page}
      second={
        figure === null ? null : (
          <Suspense fallback={<p className="pane-waiting">Opening the canvas…</p>}>
            <CanvasPane
              key={props.turn}
              path={figure.path}
              alt={figure.alt}
              caption={figure.caption}
              onSaved={(saved) => props.workspace.figureSaved(saved)}
              onClose={() => props.workspace.closeFigure()}
            />
          </Suspense>
        )
      }
    />
  );
}
