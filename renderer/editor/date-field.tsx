/** The date of a document: always year, month and day, whatever the system's own order is. */
import { useEffect, useState } from 'react';

const dayLength = 86_400_000;

/** A date as it may be typed ("20 March 2026", "2026-3-5"), as year-month-day; null when it is none. */
export function readDate(typed: string): string | null {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  const worded = /\p{L}{3}/u.test(typed) && /\b\d{4}\b/.test(typed);
  const time = parts === null ? (worded ? Date.parse(`${typed} UTC`) : Number.NaN) : timeOf(parts.slice(1));
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

/** Milliseconds since 1970, or not a number for a day that the month does not have. */
function timeOf(parts: readonly string[]): number {
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const time = Date.UTC(year, month - 1, day);
  return new Date(time).getUTCDate() === day && new Date(time).getUTCMonth() === month - 1
    ? time
    : Number.NaN;
}

function today(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}

export interface DateFieldProps {
  readonly value: string;
  readonly disabled: boolean;
  onWrite(value: string): void;
}

/** The arrow keys go a day back and forth, from today where there is no date. What is no date is put back. */
export function DateField(props: DateFieldProps) {
  const { value } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const write = (date: string): void => {
    setTyped(date);
    if (date !== value) props.onWrite(date);
  };
  const step = (days: number): void => {
    const date = typed.trim() === '' ? today() : readDate(typed);
    if (date === null) return;
    const from = Date.parse(date) + (typed.trim() === '' ? 0 : days * dayLength);
    write(new Date(from).toISOString().slice(0, 10));
  };
  return (
    <label className="meta-field">
      <span>Date</span>
      <input
        type="text"
        placeholder="none"
        title="Year, month and day. The arrow keys go a day back and forth."
        spellCheck={false}
        autoComplete="off"
        size={Math.max(6, typed.length)}
        className={typed === '' ? 'unset' : undefined}
        value={typed}
        readOnly={props.disabled}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          if (text.trim() === '') write('');
          else if (/^\d{4}-\d{2}-\d{2}$/.test(text) && readDate(text) === text) write(text);
        }}
        onBlur={() => {
          // A value that the file already holds stays, date or not.
          if (typed !== value) write(typed.trim() === '' ? '' : (readDate(typed) ?? value));
        }}
        onKeyDown={(event) => {
          if (props.disabled) return;
          if (event.key === 'ArrowUp') step(1);
          else if (event.key === 'ArrowDown') step(-1);
          else return;
          event.preventDefault();
        }}
      />
    </label>
  );
}
