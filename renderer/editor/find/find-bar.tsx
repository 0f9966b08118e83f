/** The bar over the page in which words are looked for and replaced. */
import { useEditorState } from '@tiptap/react';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWatched } from '#renderer/components/observable.ts';
import type { OpenSession } from '../open-session.ts';
import { findState, findWords, lookAgain, replaceAll, replaceHit, selectHit, showHit, step } from './find.ts';

export interface FindBarProps {
  readonly session: OpenSession;
  /** Grows with each call of the command: the bar then takes the keyboard, and the selected words. */
  readonly turn: number;
  onClose(): void;
}

const longestSelection = 200;

/** The selected words, when they are few and lie in one block. */
function selectedWords(session: OpenSession): string {
  const { doc, selection } = session.editor.state;
  const { from, to, $from, $to } = selection;
  if (selection.empty || !$from.sameParent($to) || !$from.parent.isTextblock) return '';
  const words = doc.textBetween(from, to);
  return words.length > longestSelection ? '' : words;
}

export function FindBar(props: FindBarProps) {
  const { session, turn } = props;
  const { editor } = session;
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [replacement, setReplacement] = useState('');
  const [replaced, setReplaced] = useState<number | null>(null);
  const { count, current } = useEditorState({
    editor,
    selector: ({ editor: shown }) => {
      const state = findState(shown.state);
      return { count: state?.hits.length ?? 0, current: state?.current ?? -1 };
    },
  });
  const rests = useWatched(session.rests);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn of the command begins anew.
  useEffect(() => {
    const words = selectedWords(session);
    const wanted = words === '' ? (field.current?.value ?? '') : words;
    setQuery(wanted);
    findWords(editor, wanted, editor.state.selection.from);
    field.current?.focus();
    field.current?.setSelectionRange(0, wanted.length);
  }, [editor, session, turn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text has come to rest.
  useEffect(() => {
    lookAgain(editor);
  }, [editor, rests]);
  useEffect(
    () => () => {
      if (!editor.isDestroyed) findWords(editor, '');
    },
    [editor],
  );

  const close = (): void => {
    if (selectHit(editor)) showHit(editor);
    editor.view.focus();
    props.onClose();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === field.current) {
      setReplaced(null);
      step(editor, event.shiftKey ? -1 : 1);
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      replaceHit(editor, replacement);
    } else return;
    event.preventDefault();
  };
  const said =
    replaced !== null
      ? `${replaced} replaced`
      : query.trim() === ''
        ? ''
        : count === 0
          ? 'Not found'
          : `${current + 1} of ${count}`;
  return (
    <search className="find-bar" onKeyDown={press}>
      <input
        ref={field}
        type="text"
        aria-label="Find in the document"
        placeholder="Find"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setReplaced(null);
          findWords(editor, event.target.value);
          showHit(editor);
        }}
      />
      <span className="find-count" role="status">
        {said}
      </span>
      <button
        type="button"
        className="button quiet"
        title="Hit before (Shift+Enter)"
        aria-label="Hit before"
        disabled={count === 0}
        onClick={() => step(editor, -1)}
      >
        <ChevronUp size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button quiet"
        title="Next hit (Enter)"
        aria-label="Next hit"
        disabled={count === 0}
        onClick={() => step(editor, 1)}
      >
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
      {session.readOnly === null ? (
        <>
          <input
            type="text"
            aria-label="Replace with"
            placeholder="Replace with"
            spellCheck={false}
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
          />
          <button
            type="button"
            className="button quiet"
            disabled={count === 0}
            onClick={() => replaceHit(editor, replacement)}
          >
            Replace
          </button>
          <button
            type="button"
            className="button quiet"
            disabled={count === 0}
            onClick={() => setReplaced(replaceAll(editor, replacement))}
          >
            Replace all
          </button>
        </>
      ) : null}
      <button
        type="button"
        className="button quiet find-close"
        title="Close (Escape)"
        aria-label="Close the find bar"
        onClick={close}
      >
        <X size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </search>
  );
}
