/** Who is reading: the card at the head of the panel, and the choice of another reader. */
import { useEffect, useState } from 'react';
import type { ReaderDifference } from '#core/reader/engine.ts';
import { nameOfRole, type Reader } from '#core/reader/reader.ts';

export interface ReaderCardProps {
  readonly reader: Reader | null;
  readonly readers: readonly Reader[];
  /** The id in the front matter that no reader has, or null. */
  readonly missing: string | null;
  compare(readerId: string): Promise<ReaderDifference | null>;
  onChoose(readerId: string): void;
  onOpenReaders(): void;
}

function attentionOf(reader: Reader): string {
  const { minutes, mode, on } = reader.attention;
  const time = minutes === null ? '' : `${minutes} minutes, `;
  return `${time}${mode} on ${on}`;
}

export function ReaderCard(props: ReaderCardProps) {
  const { reader, readers } = props;
  const [asked, setAsked] = useState<string | null>(null);
  const others = readers.filter((other) => other.id !== reader?.id);
  return (
    <header className="reader-card">
      {reader === null ? (
        <NoReader {...props} />
      ) : (
        <>
          <div className="reader-head">
            <h2>{reader.name || reader.id}</h2>
            <button type="button" className="prompt-tool" onClick={props.onOpenReaders}>
              Edit
            </button>
          </div>
          {reader.situation === '' ? null : <p className="reader-situation">{reader.situation}.</p>}
          <p className="reader-facts">
            {reader.role === null ? '' : `${nameOfRole[reader.role]} · `}
            {attentionOf(reader)}
          </p>
          {others.length === 0 ? null : (
            <label className="reader-swap">
              <span>What would</span>
              <select
                value={asked ?? ''}
                onChange={(event) => setAsked(event.target.value === '' ? null : event.target.value)}
              >
                <option value="">someone else</option>
                {others.map((other) => (
                  <option key={other.id} value={other.id}>
                    {other.name || other.id}
                  </option>
                ))}
              </select>
              <span>ask?</span>
            </label>
          )}
          {asked === null ? null : (
            <Swap
              key={asked}
              name={readers.find((other) => other.id === asked)?.name ?? asked}
              from={reader.name || 'your reader'}
              compare={() => props.compare(asked)}
              onChoose={() => {
                props.onChoose(asked);
                setAsked(null);
              }}
              onBack={() => setAsked(null)}
            />
          )}
        </>
      )}
    </header>
  );
}

function NoReader(props: ReaderCardProps) {
  return (
    <>
      <h2>Who is it for?</h2>
      <p className="reader-situation">
        {props.missing === null
          ? 'Choose the one person you most want to finish this. The questions will be theirs.'
          : `This document names “${props.missing}”, and readers.yml does not know them.`}
      </p>
      <div className="reader-choices">
        {props.readers.map((reader) => (
          <button key={reader.id} type="button" className="button" onClick={() => props.onChoose(reader.id)}>
            {reader.name || reader.id}
          </button>
        ))}
        <button
          type="button"
          className={props.readers.length === 0 ? 'button main' : 'button'}
          onClick={props.onOpenReaders}
        >
          Someone new…
        </button>
      </div>
    </>
  );
}

function Swap(props: {
  readonly name: string;
  readonly from: string;
  compare(): Promise<ReaderDifference | null>;
  onChoose(): void;
  onBack(): void;
}) {
  const [difference, setDifference] = useState<ReaderDifference | null>(null);
  const { compare } = props;
  useEffect(() => {
    let gone = false;
    void compare().then((found) => {
      if (!gone) setDifference(found);
    });
    return () => {
      gone = true;
    };
  }, [compare]);
  if (difference === null) return <p className="reader-facts">Reading as {props.name}…</p>;
  const list = (title: string, prompts: ReaderDifference['opens']) =>
    prompts.length === 0 ? null : (
      <>
        <h3>{title}</h3>
        <ul>
          {prompts.map((prompt) => (
            <li key={prompt.key}>{prompt.wording}</li>
          ))}
        </ul>
      </>
    );
  const same = difference.opens.length === 0 && difference.closes.length === 0;
  return (
    <div className="swap">
      {same ? <p>{props.name} would ask the same.</p> : null}
      {list(`${props.name} would ask`, difference.opens)}
      {list(`And would not ask, as ${props.from} does`, difference.closes)}
      <div className="prompt-buttons">
        <button type="button" className="button main" onClick={props.onChoose}>
          Write for {props.name}
        </button>
        <button type="button" className="button" onClick={props.onBack}>
          Stay with {props.from}
        </button>
      </div>
    </div>
  );
}
