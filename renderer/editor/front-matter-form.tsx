/** The front matter as a form above the text: quiet until touched. Each change edits its own lines only. */
import { useId, useState } from 'react';
import { kindOf, kinds, nameOfKind, sources, statuses } from '#core/document/kind.ts';
import { fileNameOf } from '#core/host/library-path.ts';
import { GrowingField } from '#renderer/components/growing-field.tsx';
import { useWatched } from '#renderer/components/observable.ts';
import { type ReaderChoice, useReaders } from '#renderer/library/use-readers.ts';
import { DateField } from './date-field.tsx';
import type { OpenSession } from './open-session.ts';
import type { FrontMatterValue } from './session.ts';
import { useTyped } from './use-typed.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that the form has a place for. */
const shown: ReadonlySet<string> = new Set([
  'title',
  'summary',
  'kind',
  'status',
  'date',
  'tags',
  'reader',
  'takeaway',
  'source',
]);

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return '';
}

function tagsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(textOf).filter((tag) => tag !== '');
  return typeof value === 'string' ? value.split(/[,\s]+/).filter((tag) => tag !== '') : [];
}

/** A value as one line, for the fields that the form only shows. */
function inOneLine(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : textOf(value);
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly none: string | null;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  readonly disabled: boolean;
  onChoose(value: string): void;
}

/** A choice that reads like a word until it is touched. A value that is none of the choices is kept. */
function Choice(props: ChoiceProps) {
  const known = props.value === '' || props.choices.some((choice) => choice.value === props.value);
  return (
    <label className="meta-field">
      <span>{props.label}</span>
      <select
        value={props.value}
        disabled={props.disabled}
        className={props.value === '' ? 'unset' : undefined}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {props.none === null ? null : <option value="">{props.none}</option>}
        {known ? null : <option value={props.value}>{props.value}</option>}
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Tags(props: {
  readonly value: readonly string[];
  readonly disabled: boolean;
  onWrite(tags: readonly string[]): void;
}) {
  const stored = props.value.join(', ');
  const [typed, setTyped] = useTyped(stored, (text) => {
    const tags = text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    props.onWrite(tags);
  });
  return (
    <label className="meta-field meta-tags">
      <span>Tags</span>
      <input
        type="text"
        placeholder="none"
        value={typed}
        readOnly={props.disabled}
        size={Math.max(6, Math.min(40, typed.length + 1))}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}

export function FrontMatterForm(props: { readonly session: OpenSession; onLeave(): void }) {
  const { session } = props;
  const fields: Fields = useWatched(session.frontMatter);
  const readers: readonly ReaderChoice[] = useReaders();
  const [problem, setProblem] = useState<string | null>(null);
  const [more, setMore] = useState(false);
  const others = useId();
  const locked = session.readOnly !== null;

  const write = (name: string, value: FrontMatterValue): void => {
    const empty = value === '' || (Array.isArray(value) && value.length === 0);
    const outcome = session.setFrontMatter(name, empty ? null : value);
    setProblem(outcome.ok ? null : outcome.error.message);
  };
  const [title, setTitle] = useTyped(textOf(fields['title']), (value) => write('title', value));
  const [summary, setSummary] = useTyped(textOf(fields['summary']), (value) => write('summary', value));
  const [takeaway, setTakeaway] = useTyped(textOf(fields['takeaway']), (value) => write('takeaway', value));
  const kept = Object.entries(fields).filter(([name]) => !shown.has(name));
  const problems = session.frontMatterProblems();

  return (
    <section className="front-matter" aria-label="About this document">
      <GrowingField
        label="Title"
        className="front-title"
        placeholder={fileNameOf(session.path).replace(/\.[^.]*$/, '')}
        value={title}
        readOnly={locked}
        onChange={setTitle}
        onLeave={props.onLeave}
      />
      <GrowingField
        label="Summary"
        className="front-summary"
        placeholder="A summary, in a sentence or two"
        value={summary}
        readOnly={locked}
        onChange={setSummary}
        onLeave={props.onLeave}
      />
      <div className="front-meta">
        <Choice
          label="Kind"
          value={textOf(fields['kind']) || kindOf(session.path, undefined)}
          none={null}
          choices={kinds.map((kind) => ({ value: kind, name: nameOfKind[kind].one }))}
          disabled={locked}
          onChoose={(kind) => write('kind', kind)}
        />
        <Choice
          label="Status"
          value={textOf(fields['status'])}
          none="not said"
          choices={statuses.map((status) => ({ value: status, name: status }))}
          disabled={locked}
          onChoose={(status) => write('status', status)}
        />
        <DateField value={textOf(fields['date'])} disabled={locked} onWrite={(date) => write('date', date)} />
        <Choice
          label="Reader"
          value={textOf(fields['reader'])}
          none="no one yet"
          choices={readers.map((reader) => ({ value: reader.id, name: reader.name }))}
          disabled={locked}
          onChoose={(reader) => write('reader', reader)}
        />
        <Tags value={tagsOf(fields['tags'])} disabled={locked} onWrite={(tags) => write('tags', tags)} />
        <button
          type="button"
          className="meta-more"
          aria-expanded={more}
          aria-controls={others}
          onClick={() => setMore(!more)}
        >
          {more ? 'Less' : 'More'}
        </button>
      </div>
      {more ? (
        <div className="front-more" id={others}>
          <div className="front-line">
            <span aria-hidden="true">Takeaway</span>
            <GrowingField
              label="Takeaway"
              className="front-takeaway"
              placeholder="What the reader can say or do afterwards, in one sentence"
              value={takeaway}
              readOnly={locked}
              onChange={setTakeaway}
              onLeave={props.onLeave}
            />
          </div>
          <Choice
            label="Source"
            value={textOf(fields['source'])}
            none="not said"
            choices={[
              { value: sources[0], name: 'my own idea' },
              { value: sources[1], name: 'someone else’s idea' },
              { value: sources[2], name: 'a joint idea' },
            ]}
            disabled={locked}
            onChoose={(source) => write('source', source)}
          />
          {kept.length > 0 ? (
            <dl className="front-kept">
              {kept.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{inOneLine(value)}</dd>
                </div>
              ))}
            </dl>
          ) : null}
        </div>
      ) : null}
      {problem === null ? null : (
        <p className="form-error" role="alert">
          {problem}
        </p>
      )}
      {problems.map((message) => (
        <p key={message} className="form-error">
          Front matter: {message}
        </p>
      ))}
    </section>
  );
}
