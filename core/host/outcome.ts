/**
 * Outcomes: how every part of Legible that touches the machine says what happened.
 *
 * Errors cross the process border as values with a code, never as thrown exceptions.
 */

export type ErrorCode =
  | 'not-found'
  | 'conflict'
  | 'invalid-document'
  | 'permission'
  | 'no-space'
  | 'output-clash'
  | 'cancelled'
  | 'unsupported'
  | 'internal';

export interface HostError {
  readonly code: ErrorCode;
  /** One plain English sentence: what happened, and what to do. */
  readonly message: string;
  /** The file that it happened to, relative to the library where it lies inside. */
  readonly path?: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: HostError };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(code: ErrorCode, message: string, path?: string): Outcome<never> {
  return { ok: false, error: path === undefined ? { code, message } : { code, message, path } };
}
