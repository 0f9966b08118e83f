/** What a command of the command line is. Exit codes: 0 done, 1 the library has problems, 2 wrong usage. */
import type { HostError } from '#core/host/outcome.ts';

export interface Console {
  /** Writes a line to standard output. With `--json`, exactly one JSON value goes here and nothing else. */
  print(line: string): void;
  /** Writes a line to standard error. */
  complain(line: string): void;
}

export interface Command {
  readonly name: string;
  /** As the usage text shows it: `export DIR --out PATH`. */
  readonly usage: string;
  readonly summary: string;
  /** Option names without dashes; a `value` takes the next argument. */
  readonly options: Readonly<Record<string, 'flag' | 'value'>>;
  readonly operands: { readonly min: number; readonly max: number };
  run(invocation: Invocation, console: Console): Promise<number>;
}

export interface Invocation {
  readonly operands: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/** What went wrong, as the command line says it: a host's error, or arguments that do not fit. */
export interface CommandFailure {
  readonly code: HostError['code'] | 'wrong-usage';
  readonly message: string;
  readonly path?: string;
}

/**
 * Says why a command came to nothing, on standard error and with `json` as
 * `{ "ok": false, "error": { code, message } }` on standard output too. Answers the exit code: an
 * argument that names nothing is wrong usage.
 */
export function complainOf(error: CommandFailure, json: boolean, console: Console): 1 | 2 {
  if (json) console.print(JSON.stringify({ ok: false, error }));
  console.complain(error.message);
  return error.code === 'wrong-usage' || error.code === 'not-found' ? 2 : 1;
}
