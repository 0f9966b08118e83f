/** The words of the piece: which the reader must hold without having been told, and which are explained. */
import { useState } from 'react';
import type { LedgerEntry } from '#core/reader/ledger.ts';
import type { Passage } from '#core/reader/text/model.ts';

export interface TermLedgerProps {
  readonly entries: readonly LedgerEntry[];
  readonly name: string;
  onGo(passage: Passage): void;
  onDefine(entry: LedgerEntry): void;
  onGlossary(entry: LedgerEntry, means: string): void;
  onKnown: ((entry: LedgerEntry) => void) | null;
  onNotTerm(entry: LedgerEntry): void;
}

function isUntold(entry: LedgerEntry): boolean {
  return !entry.known && entry.defined === null;
}

/** A word seen once is not yet a word that the piece lives by. */
function isHeld(entry: LedgerEntry): boolean {
  return isUntold(entry) && (entry.uses >= 2 || /^[A-Z]{2}/.test(entry.term));
}

export function TermLedger(props: TermLedgerProps) {
  const held = props.entries.filter(isHeld);
  const told = props.entries.filter((entry) => entry.defined !== null && !entry.known);
  const [open, setOpen] = useState<string | null>(null);
  if (held.length === 0 && told.length === 0) return null;
  return (
    <details className="fold">
      <summary>Words ({held.length + told.length})</summary>
      {held.length === 0 ? null : <h3>Not explained to {props.name}</h3>}
      <ul className="terms">
        {held.map((entry) => (
          <li key={entry.term}>
            <button
              type="button"
              className="term"
              aria-expanded={open === entry.term}
              onClick={() => {
                setOpen(open === entry.term ? null : entry.term);
                if (open !== entry.term) props.onGo(entry.first);
              }}
            >
              <span>{entry.term}</span>
              <span className="term-uses">{entry.uses === 1 ? 'once' : `${entry.uses} times`}</span>
            </button>
            {open === entry.term ? <TermActions entry={entry} {...props} /> : null}
          </li>
        ))}
      </ul>
      {told.length === 0 ? null : <h3>Explained</h3>}
      <ul className="terms">
        {told.map((entry) => (
          <li key={entry.term}>
            <button
              type="button"
              className="term"
              onClick={() => {
                if (entry.defined !== null) props.onGo(entry.defined);
              }}
            >
              <span>{entry.term}</span>
              <span className="term-uses">{entry.uses === 1 ? 'once' : `${entry.uses} times`}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function TermActions(props: TermLedgerProps & { readonly entry: LedgerEntry }) {
  const { entry } = props;
  const [writing, setWriting] = useState(false);
  const [means, setMeans] = useState('');
  const late = entry.late;
  return (
    <div className="term-body">
      {late === null ? null : (
        <p className="prompt-note">
          It is explained later than it is used.{' '}
          <button type="button" className="prompt-tool" onClick={() => props.onGo(late)}>
            Show
          </button>
        </p>
      )}
      <div className="prompt-tools">
        <button type="button" className="prompt-tool" onClick={() => props.onDefine(entry)}>
          Define it here
        </button>
        <button
          type="button"
          className="prompt-tool"
          aria-expanded={writing}
          onClick={() => setWriting(!writing)}
        >
          Add to the glossary
        </button>
        {props.onKnown === null ? null : (
          <button type="button" className="prompt-tool" onClick={() => props.onKnown?.(entry)}>
            {props.name} knows it
          </button>
        )}
        <button type="button" className="prompt-tool" onClick={() => props.onNotTerm(entry)}>
          Not a term
        </button>
      </div>
      {writing ? (
        <form
          className="prompt-form"
          onSubmit={(event) => {
            event.preventDefault();
            props.onGlossary(entry, means.trim());
            setWriting(false);
          }}
        >
          <input
            className="prompt-field"
            aria-label={`What ${entry.term} means`}
            placeholder="What it means here"
            // biome-ignore lint/a11y/noAutofocus: the field appears because the writer asked for it.
            autoFocus
            value={means}
            onChange={(event) => setMeans(event.target.value)}
          />
          <div className="prompt-buttons">
            <button type="submit" className="button main" disabled={means.trim() === ''}>
              Add
            </button>
          </div>
        </form>
      ) : null}
    </div>
  );
}
