/** The reader's box: who a page is for and not for, what they will be able to do, and how long it takes. */
import { callOf, type Reader } from './reader.ts';

export interface ReadersBox {
  /** Shown on the exported page only where the document says so (`readers-box: true`). */
  readonly shown: boolean;
  readonly forWhom: string;
  readonly notFor: string;
  /** What they will be able to say or do: the takeaway. */
  readonly able: string;
  readonly minutes: number;
  readonly status: string;
  /** `YYYY-MM-DD` from `updated` or `date`, or empty. */
  readonly checked: string;
}

const field = (fields: Readonly<Record<string, unknown>>, name: string): string => {
  const value = fields[name];
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' ? value.trim() : '';
};

/** `words` are the prose words of the page; a reader takes 220 of them in a minute. */
export function readersBox(
  fields: Readonly<Record<string, unknown>>,
  reader: Reader | null,
  words: number,
): ReadersBox {
  const situation = reader?.situation ?? '';
  return {
    shown: fields['readers-box'] === true,
    // A real person's name stays on this machine: the box says what they do.
    forWhom: field(fields, 'for') || situation || (reader === null ? '' : callOf(reader)),
    notFor: field(fields, 'not-for') || (reader?.notFor ?? ''),
    able: field(fields, 'takeaway'),
    minutes: Math.max(1, Math.ceil(words / 220)),
    status: field(fields, 'status'),
    checked: field(fields, 'checked') || field(fields, 'updated') || field(fields, 'date'),
  };
}
