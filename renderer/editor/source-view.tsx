/** The whole document as Markdown. */
import { useEffect, useRef } from 'react';
import { useWatched } from '#renderer/components/observable.ts';
import type { OpenSession } from './open-session.ts';
import { carryOver, filePlace, shownPlace, shownText } from './source-edit.ts';

export function SourceView(props: { readonly session: OpenSession }) {
  const { session } = props;
  const source = useWatched(session.source);
  const selection = useWatched(session.sourceSelection);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    const file = session.source.get();
    element.focus({ preventScroll: true });
    element.setSelectionRange(shownPlace(file, selection.from), shownPlace(file, selection.to));
    // Bring the cursor's line to the upper third.
    const line = shownText(file.slice(0, selection.from)).split('\n').length;
    const height = Number.parseFloat(getComputedStyle(element).lineHeight) || 22;
    element.scrollTop = Math.max(0, line * height - element.clientHeight / 3);
  }, [session, selection]);

  return (
    <textarea
      ref={field}
      className="source-view"
      aria-label="Markdown source of the document"
      spellCheck={false}
      readOnly={session.readOnly !== null}
      value={shownText(source)}
      onChange={(event) => {
        const endOfLine = /\r\n|\n|\r/.exec(source)?.[0] ?? '\n';
        session.typeSource(carryOver(source, event.target.value, endOfLine));
      }}
      onSelect={(event) => {
        session.sourceCursor = filePlace(source, event.currentTarget.selectionStart);
      }}
    />
  );
}
