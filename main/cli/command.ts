/** What a command of the command line is. Exit codes: 0 done, 1 the library has problems, 2 wrong usage. */

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
