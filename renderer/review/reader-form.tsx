/** One reader, made in a minute: a question for each thing that the rules ask of them. */
import { useState } from 'react';
import type { DocumentSummary } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { attentionModes, nameOfRole, type Reader, readerRoles } from '#core/reader/reader.ts';

const packs: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'school-maths', name: 'School maths' },
  { id: 'linear-algebra', name: 'Linear algebra' },
  { id: 'probability', name: 'Probability' },
  { id: 'calculus', name: 'Calculus' },
  { id: 'python', name: 'Programming in Python' },
  { id: 'machine-learning', name: 'Machine-learning course' },
  { id: 'deep-learning', name: 'Deep learning practice' },
  { id: 'reinforcement-learning', name: 'Reinforcement learning' },
  { id: 'language-models', name: 'Language models' },
  { id: 'interpretability', name: 'Interpretability' },
  { id: 'alignment', name: 'Alignment forum terms' },
  { id: 'philosophy-of-mind', name: 'Philosophy of mind' },
  { id: 'economics', name: 'Economics' },
];

export interface ReaderFormProps {
  readonly reader: Reader;
  readonly documents: readonly DocumentSummary[];
  /** Changes come one after another, each on what the one before left. */
  onChange(change: (reader: Reader) => Reader): void;
  onOpen(path: LibraryPath): void;
  onRemove(): void;
}

export function ReaderForm(props: ReaderFormProps) {
  const { reader, onChange } = props;
  const [leaving, setLeaving] = useState(false);
  const lines = (text: string): string[] =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const listed = (text: string): string[] =>
    text
      .split(/[,\n]/)
      .map((item) => item.trim())
      .filter((item) => item !== '');
  return (
    <form className="reader-form" onSubmit={(event) => event.preventDefault()}>
      <Words
        question="Who is this?"
        hint="Use a real name if you can; it stays on this machine."
        value={reader.name}
        large
        onDone={(name) => onChange((reader) => ({ ...reader, name }))}
      />
      <Words
        question="What are they doing when they open this, and what will they use it for?"
        value={reader.situation}
        onDone={(situation) => onChange((reader) => ({ ...reader, situation }))}
      />
      <Choice
        question="They read to …"
        options={readerRoles.map((role) => ({ id: role, name: nameOfRole[role] }))}
        chosen={reader.role === null ? [] : [reader.role]}
        onToggle={(role) => onChange((reader) => ({ ...reader, role: role === reader.role ? null : role }))}
      />
      <Choice
        question="What have they learned?"
        hint="The words of these subjects need no gloss for them."
        options={packs}
        chosen={reader.packs}
        onToggle={(id) =>
          onChange((reader) => ({
            ...reader,
            packs: reader.packs.includes(id)
              ? reader.packs.filter((pack) => pack !== id)
              : [...reader.packs, id],
          }))
        }
      />
      <Words
        question="Which other words can you use without a gloss?"
        hint="With commas between them."
        value={reader.knows.join(', ')}
        onDone={(text) => onChange((reader) => ({ ...reader, knows: listed(text) }))}
      />
      <Words
        question="What do they believe that is not so, or what will they take this to mean?"
        hint="One on each line."
        tall
        value={reader.misreadings.join('\n')}
        onDone={(text) => onChange((reader) => ({ ...reader, misreadings: lines(text) }))}
      />
      <Words
        question="What will they say against it?"
        hint="One on each line."
        tall
        value={reader.doubts.join('\n')}
        onDone={(text) => onChange((reader) => ({ ...reader, doubts: lines(text) }))}
      />
      <Words
        question="What does it cost them not to know this?"
        value={reader.stake}
        onDone={(stake) => onChange((reader) => ({ ...reader, stake }))}
      />
      <Words
        question="What do people in their circle call these things?"
        hint="With commas between them."
        value={reader.words.join(', ')}
        onDone={(text) => onChange((reader) => ({ ...reader, words: listed(text) }))}
      />
      <fieldset className="reader-question">
        <legend>How long will they give it?</legend>
        <div className="reader-attention">
          <label>
            <input
              type="number"
              min={1}
              max={600}
              defaultValue={reader.attention.minutes ?? ''}
              onBlur={(event) => {
                const minutes = event.target.valueAsNumber;
                onChange((reader) => ({
                  ...reader,
                  attention: { ...reader.attention, minutes: minutes > 0 ? minutes : null },
                }));
              }}
            />{' '}
            minutes,
          </label>
          <select
            aria-label="How they read"
            value={reader.attention.mode}
            onChange={(event) => {
              const mode = attentionModes.find((each) => each === event.target.value) ?? 'reads';
              onChange((reader) => ({ ...reader, attention: { ...reader.attention, mode } }));
            }}
          >
            {attentionModes.map((mode) => (
              <option key={mode}>{mode}</option>
            ))}
          </select>
          <span>on</span>
          <select
            aria-label="Where they read"
            value={reader.attention.on}
            onChange={(event) =>
              onChange((reader) => ({
                ...reader,
                attention: { ...reader.attention, on: event.target.value === 'paper' ? 'paper' : 'screen' },
              }))
            }
          >
            <option>screen</option>
            <option>paper</option>
          </select>
        </div>
      </fieldset>
      <Words
        question="And who is it not for?"
        hint="Shown in the reader’s box on the page."
        value={reader.notFor}
        onDone={(notFor) => onChange((reader) => ({ ...reader, notFor }))}
      />
      <section className="reader-documents">
        <h2>Written for {reader.name || 'them'}</h2>
        {props.documents.length === 0 ? <p className="prompt-hint">No document names them yet.</p> : null}
        <ul>
          {props.documents.map((document) => (
            <li key={document.path}>
              <button type="button" className="document-row" onClick={() => props.onOpen(document.path)}>
                {document.title}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <p className="reader-leave">
        {leaving ? (
          <>
            <span>Take {reader.name || 'this reader'} out of readers.yml?</span>
            <button type="button" className="button" onClick={props.onRemove}>
              Take them out
            </button>
            <button type="button" className="button quiet" onClick={() => setLeaving(false)}>
              Keep
            </button>
          </>
        ) : (
          <button type="button" className="prompt-tool" onClick={() => setLeaving(true)}>
            Remove this reader…
          </button>
        )}
      </p>
    </form>
  );
}

function Words(props: {
  readonly question: string;
  readonly hint?: string;
  readonly value: string;
  readonly large?: boolean;
  readonly tall?: boolean;
  onDone(text: string): void;
}) {
  const [text, setText] = useState<string | null>(null);
  const done = (): void => {
    if (text !== null && text.trim() !== props.value) props.onDone(text.trim());
    setText(null);
  };
  return (
    <label className="reader-question">
      <span>{props.question}</span>
      {props.hint === undefined ? null : <small>{props.hint}</small>}
      <textarea
        rows={props.tall === true ? 2 : 1}
        className={props.large === true ? 'reader-field reader-field-large' : 'reader-field'}
        value={text ?? props.value}
        onChange={(event) =>
          setText(props.tall === true ? event.target.value : event.target.value.replace(/\n/g, ' '))
        }
        onBlur={done}
      />
    </label>
  );
}

function Choice<T extends string>(props: {
  readonly question: string;
  readonly hint?: string;
  readonly options: readonly { readonly id: T; readonly name: string }[];
  readonly chosen: readonly T[];
  onToggle(id: T): void;
}) {
  return (
    <fieldset className="reader-question">
      <legend>{props.question}</legend>
      {props.hint === undefined ? null : <small>{props.hint}</small>}
      <div className="chips">
        {props.options.map((option) => (
          <button
            key={option.id}
            type="button"
            className="chip"
            aria-pressed={props.chosen.includes(option.id)}
            onClick={() => props.onToggle(option.id)}
          >
            {option.name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
