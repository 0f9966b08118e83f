/** The figures of the open document, under its headings: numbered as in the text. A click goes there. */
import { useEffect, useState } from 'react';
import { figureName } from '#core/figure/name.ts';
import type { DocumentSession, FigureInDocument } from '#renderer/editor/session.ts';

export function FigureList(props: { readonly session: DocumentSession; onChosen(): void }) {
  const { session } = props;
  const [figures, setFigures] = useState<readonly FigureInDocument[]>([]);
  useEffect(() => {
    let shown = '';
    return session.onDocumentRest(() => {
      const found = session.figures();
      const now = JSON.stringify(found);
      if (now !== shown) setFigures(found);
      shown = now;
    });
  }, [session]);
  if (figures.length === 0) return null;
  return (
    <ol className="outline" aria-label="Figures in this document">
      {figures.map((figure, index) => (
        // Two figures of one file are told apart by where they stand.
        <li key={`${figure.block} ${figure.src}`}>
          <button
            type="button"
            className="outline-row outline-0"
            title={figure.caption ?? figure.alt}
            onClick={() => {
              session.showPassage({ block: figure.block });
              props.onChosen();
            }}
          >
            Figure {index + 1} · {figureName(figure.src)}
            {figure.alt.trim() === '' ? ' · no alt text' : ''}
          </button>
        </li>
      ))}
    </ol>
  );
}
