/** How the drawing's saving is told: one word when all is well, a sentence and the ways out when not. */
import type { FigureStatus } from './figure-saver.ts';

const word: Readonly<Record<FigureStatus['state'], string>> = {
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet',
  error: 'Not saved',
  conflict: 'Changed elsewhere',
};

export function SaveWord(props: { readonly status: FigureStatus }) {
  return (
    <span className="canvas-state" role="status">
      {word[props.status.state]}
    </span>
  );
}

export function SaveNotice(props: {
  readonly status: FigureStatus;
  onKeepMine(): void;
  onTakeTheirs(): void;
  onTryAgain(): void;
  onCloseAnyway(): void;
}) {
  const { state, error } = props.status;
  if (state === 'conflict') {
    return (
      <div className="canvas-notice danger" role="alert">
        Another program changed this figure since it was opened. Nothing was overwritten.
        <button type="button" className="canvas-button" onClick={props.onKeepMine}>
          Keep this drawing
        </button>
        <button type="button" className="canvas-button" onClick={props.onTakeTheirs}>
          Open the other one
        </button>
      </div>
    );
  }
  if (state !== 'error') return null;
  return (
    <div className="canvas-notice danger" role="alert">
      The drawing is not saved. {error?.message}
      <button type="button" className="canvas-button" onClick={props.onTryAgain}>
        Try again
      </button>
      <button type="button" className="canvas-button" onClick={props.onCloseAnyway}>
        Close and lose it
      </button>
    </div>
  );
}
