/** The `legible` command: finds the command, reads its arguments, runs it. */
import { type Command, type Console, complainOf, type Invocation } from './command.ts';
import { command as exportCommand } from './export.ts';

/**
 * Each command is loaded only when it is asked for, so that every one starts quickly. `export` comes
 * with the first file: an export with nothing to do would spend its time on opening a dozen small ones.
 */
const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  new: () => import('./new.ts'),
  serve: () => import('./serve.ts'),
  export: async () => ({ command: exportCommand }),
  check: () => import('./check.ts'),
  review: () => import('./review.ts'),
};

const terminal: Console = {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
};

// Whoever reads our output may stop early, as `head` does. That is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** Runs one command line (without `node` and the script). Answers the exit code. */
export async function run(args: readonly string[], console = terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const text = await usage();
    if (name === undefined) console.complain(text);
    else console.print(text);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    const { packageVersion } = await import('#main/services/package-root.ts');
    console.print(packageVersion);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    console.complain(`legible has no command named ${name}.\n\n${await usage()}`);
    return 2;
  }
  const { command } = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.print(`legible ${command.usage}\n\n${command.summary}`);
    return 0;
  }
  const invocation = readArguments(command, rest);
  const json = command.options['json'] === 'flag' && rest.includes('--json');
  if (typeof invocation === 'string') {
    const exitCode = complainOf({ code: 'wrong-usage', message: invocation }, json, console);
    console.complain(`\nUsage: legible ${command.usage}`);
    return exitCode;
  }
  try {
    return await command.run(invocation, console);
  } catch (error) {
    const message = `legible ${command.name} stopped: ${error instanceof Error ? error.message : String(error)}`;
    return complainOf({ code: 'internal', message }, json, console);
  }
}

/** Sorts arguments into operands, flags and values; a sentence when they do not fit the command. */
export function readArguments(command: Command, args: readonly string[]): Invocation | string {
  const operands: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--') {
      operands.push(...rest.splice(0));
      continue;
    }
    if (!argument.startsWith('-') || argument === '-') {
      operands.push(argument);
      continue;
    }
    const match = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(argument);
    const name = match?.[1] ?? '';
    const kind = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    if (kind === undefined) return `${argument} is not an option of legible ${command.name}.`;
    if (flags.has(name) || values.has(name)) return `--${name} was given twice.`;
    if (kind === 'flag') {
      if (match?.[2] !== undefined) return `--${name} takes no value.`;
      flags.add(name);
      continue;
    }
    const value = match?.[2] ?? rest.shift();
    if (value === undefined || value === '') return `--${name} needs a value.`;
    values.set(name, value);
  }
  const { min, max } = command.operands;
  if (operands.length < min)
    return `legible ${command.name} needs ${min === 1 ? 'one argument' : `${min} arguments`}.`;
  if (operands.length > max) return `${operands[max]} is one argument too many.`;
  return { operands, flags, values };
}

async function usage(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(async (load) => (await load()).command));
  const width = Math.max(...all.map((command) => command.usage.length));
  const rows = all.map((command) => `  legible ${command.usage.padEnd(width)}  ${command.summary}`);
  return ['Usage:', ...rows, '', 'Exit code: 0 done, 1 the library has problems, 2 wrong usage.'].join('\n');
}
