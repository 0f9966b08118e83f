/** The document's drawings in a row above the canvas: each is one click or arrow key away. */
import { type KeyboardEvent, useContext, useEffect, useState } from 'react';
import { figureName, isDrawing } from '#core/figure/name.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { type FigureInDocument, useSession } from '#renderer/editor/session.ts';
import { useHost } from '#renderer/host/host-context.tsx';
import { WorkspaceContext } from '#renderer/workspace/workspace-state.ts';

interface Drawing extends FigureInDocument {
  readonly path: LibraryPath;
  /** Counted as in the text, pictures and all. */
  readonly number: number;
}

function drawingsOf(figures: readonly FigureInDocument[]): readonly Drawing[] {
  return figures.flatMap((figure, index) => {
    const { path } = figure;
    return path !== null && isDrawing(figure.src) ? [{ ...figure, path, number: index + 1 }] : [];
  });
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}

/** `turn` changes when the open figure was saved: its thumbnail is fetched again. Nothing for a single drawing. */
export function FigureStrip(props: { readonly path: LibraryPath | null; readonly turn: number }) {
  const host = useHost();
  const session = useSession();
  const workspace = useContext(WorkspaceContext);
  const [drawings, setDrawings] = useState<readonly Drawing[]>([]);
  useEffect(() => {
    if (session === null) return;
    let shown = '';
    return session.onDocumentRest(() => {
      const found = drawingsOf(session.figures());
      const now = JSON.stringify(found);
      if (now !== shown) setDrawings(found);
      shown = now;
    });
  }, [session]);
  if (workspace === null || drawings.length < 2) return null;
  return (
    <nav className="canvas-strip" aria-label="Figures of this document" onKeyDown={walk}>
      {drawings.map((drawing) => {
        const current = drawing.path === props.path;
        const frame = drawing.src.includes('#') ? drawing.src.slice(drawing.src.indexOf('#')) : '';
        const query = current && props.turn > 0 ? `?strip=${props.turn}` : '';
        return (
          <button
            key={`${drawing.block} ${drawing.src}`}
            type="button"
            aria-current={current ? 'true' : undefined}
            title={drawing.caption ?? drawing.alt}
            onClick={() => {
              if (current) return;
              const { path, alt, caption } = drawing;
              workspace.openFigure({ path, alt, caption: caption ?? '' });
            }}
          >
            <img src={host.addressOf(drawing.path) + query + frame} alt="" />
            <span>
              {drawing.number} {figureName(drawing.src)}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
