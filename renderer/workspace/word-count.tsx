import { useEffect, useState } from 'react';
import { countWords } from '#core/markdown/text.ts';
import { wordsPerMinute } from '#core/site/readers-box.ts';
import type { OpenSession } from '#renderer/editor/open-session.ts';

const grouped = new Intl.NumberFormat('en-GB');

/** Words of the text and minutes to read it, counted at rest; of the selection while there is one. */
export function WordCount(props: { readonly session: OpenSession }) {
  const { editor } = props.session;
  const [selected, setSelected] = useState(0);
  useEffect(() => {
    const count = (): void => {
      const { doc, selection } = editor.state;
      setSelected(selection.empty ? 0 : countWords(doc.textBetween(selection.from, selection.to, ' ', ' ')));
    };
    editor.on('selectionUpdate', count);
    return () => {
      editor.off('selectionUpdate', count);
    };
  }, [editor]);
  const words = useWords(props.session);
  if (words === 0) return null;
  const minutes = Math.max(1, Math.ceil(words / wordsPerMinute));
  return (
    <span className="word-count">
      {selected > 0
        ? `${grouped.format(selected)} of ${grouped.format(words)} words`
        : `${grouped.format(words)} ${words === 1 ? 'word' : 'words'}, ${minutes} min`}
    </span>
  );
}

/** Counts again when the writer rests, not when the bar is drawn. */
function useWords(session: OpenSession): number {
  const [words, setWords] = useState(0);
  useEffect(() => {
    const count = (): void => {
      const { doc } = session.editor.state;
      setWords(countWords(doc.textBetween(0, doc.content.size, ' ', ' ')));
    };
    count();
    return session.rests.subscribe(count);
  }, [session]);
  return words;
}
