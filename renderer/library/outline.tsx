/** The headings of the open document, under its row in the list. A click goes there. */
import { useEffect, useState } from 'react';
import { type OutlineHeading, outlineOf } from '#core/document/outline.ts';
import { useWatched } from '#renderer/components/observable.ts';
import type { DocumentSession } from '#renderer/editor/session.ts';

/** Levels that are shown, counted from the highest in the document. */
const depth = 3;

export function Outline(props: { readonly session: DocumentSession; onChosen(): void }) {
  const { session } = props;
  const [headings, setHeadings] = useState<readonly OutlineHeading[]>([]);
  const block = useWatched(session.currentBlock);
  useEffect(() => {
    let shown = '';
    return session.onDocumentRest((tree) => {
      const found = outlineOf(tree).headings.filter((heading) => heading.text.trim() !== '');
      const now = JSON.stringify(found);
      if (now !== shown) setHeadings(found);
      shown = now;
    });
  }, [session]);
  const top = Math.min(...headings.map((heading) => heading.level));
  const rows = headings.filter((heading) => heading.level < top + depth);
  const current = rows.findLast((heading) => heading.block <= block);
  if (rows.length === 0) return null;
  return (
    <ol className="outline" aria-label="In this document">
      {rows.map((heading) => (
        <li key={`${heading.id} ${heading.block}`}>
          <button
            type="button"
            className={`outline-row outline-${heading.level - top}`}
            aria-current={heading === current ? 'location' : undefined}
            onClick={() => {
              session.showPassage({ block: heading.block });
              session.editor.view.focus();
              props.onChosen();
            }}
          >
            {heading.text}
          </button>
        </li>
      ))}
    </ol>
  );
}
