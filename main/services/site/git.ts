/** Runs the git that is installed: arguments as a list, no shell, no prompt, in bounded time. */
import { spawn } from 'node:child_process';
import { failed, type HostError, type Outcome } from '#core/host/outcome.ts';

export interface GitRun {
  /** The repository's own folder; null for the one that the folder of files lies in. */
  readonly repository: string | null;
  readonly files: string;
  readonly signal: AbortSignal;
  /** Each line that git prints about its progress. */
  readonly progress?: (line: string) => void;
}

/** A command that says nothing for so long is given up, in milliseconds. */
const patience = 120_000;

/**
 * Settings for each command. Hooks, filters and a file watcher of the person's own settings would run
 * programs on the site's files, or change their bytes.
 */
const settings = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'core.safecrlf=false',
  'core.quotePath=false',
  'core.excludesFile=/dev/null',
  'core.attributesFile=/dev/null',
  'advice.detachedHead=false',
  'gc.auto=0',
  'fetch.recurseSubmodules=false',
  'push.recurseSubmodules=no',
  'push.gpgSign=false',
  'protocol.ext.allow=never',
].flatMap((setting) => ['-c', setting]);

function environment(run: GitRun): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith('GIT_') ||
      ['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_ASKPASS', 'GIT_EXEC_PATH'].includes(name),
  );
  return {
    // ssh must not wait for a password that nobody sees it ask for.
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=20',
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    ...(run.repository === null ? {} : { GIT_DIR: run.repository, GIT_WORK_TREE: run.files }),
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_OPTIONAL_LOCKS: '0',
  };
}

export interface GitAnswer {
  /** Exit code; null when it was stopped or could not be started. */
  readonly code: number | null;
  readonly output: string;
  readonly complaints: string;
  readonly end: 'done' | 'stopped' | 'silent' | 'no-git';
}

/** Never rejects. */
export function git(args: readonly string[], run: GitRun, input?: string): Promise<GitAnswer> {
  return new Promise((resolve) => {
    if (run.signal.aborted) {
      resolve({ code: null, output: '', complaints: '', end: 'stopped' });
      return;
    }
    const child = spawn('git', [...settings, ...args], {
      env: environment(run),
      cwd: run.files,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    let complaints = '';
    let end: GitAnswer['end'] = 'done';
    const stop = (why: GitAnswer['end']): void => {
      end = why;
      child.kill();
    };
    const stopped = () => stop('stopped');
    let timer = setTimeout(stop, patience, 'silent');
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(stop, patience, 'silent');
    };
    run.signal.addEventListener('abort', stopped, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      heard();
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      heard();
      complaints = (complaints + text).slice(-20_000);
      for (const line of text.split(/[\r\n]+/)) if (line !== '') run.progress?.(line);
    });
    let settled = false;
    const settle = (code: number | null): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      run.signal.removeEventListener('abort', stopped);
      resolve({ code, output, complaints, end });
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') end = 'no-git';
      complaints += error.message;
      settle(null);
    });
    child.once('close', settle);
    // Git may end before it has read its input; that is told by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** What went wrong, in a sentence that says what to do. */
export function gitFailure(answer: GitAnswer, remote: string): Outcome<never> {
  const error = reason(answer, remote);
  return failed(error.code, error.message);
}

function reason({ end, complaints }: GitAnswer, remote: string): Pick<HostError, 'code' | 'message'> {
  if (end === 'no-git')
    return { code: 'unsupported', message: 'git is not installed on this machine, or not on its PATH.' };
  if (end === 'stopped') return { code: 'cancelled', message: 'Stopped. The branch is as it was.' };
  if (end === 'silent')
    return { code: 'internal', message: `${remote} did not answer. Check the network, then try again.` };
  if (/fetch first|non-fast-forward|stale info|cannot lock ref|reference already exists/i.test(complaints))
    return {
      code: 'conflict',
      message: 'Someone else has changed the branch in the meantime. Publish again.',
    };
  if (
    /authentication failed|could not read (username|password)|permission denied|terminal prompts disabled|invalid credentials|403|401/i.test(
      complaints,
    )
  )
    return {
      code: 'permission',
      message: `${remote} does not let you in. Sign in once with git on this machine (a credential helper or an ssh key), then try again.`,
    };
  if (/protected branch|pre-receive hook declined|remote rejected|hook declined/i.test(complaints))
    return { code: 'permission', message: `${remote} refused the push: ${lastLine(complaints)}` };
  if (
    /could not resolve host|could not connect|connection (refused|timed out)|network is unreachable|unable to access/i.test(
      complaints,
    )
  )
    return { code: 'not-found', message: `${remote} cannot be reached. Check the address and the network.` };
  if (
    /does not appear to be a git repository|repository .*not found|not found|does not exist|no such file/i.test(
      complaints,
    )
  )
    return { code: 'not-found', message: `There is no git repository at ${remote}. Check the address.` };
  return { code: 'internal', message: `git could not publish to ${remote}: ${lastLine(complaints)}` };
}

function lastLine(complaints: string): string {
  const lines = complaints
    .split('\n')
    .map((line) => line.replace(/^(remote|error|fatal|!):?\s*/i, '').trim());
  return (
    lines
      .filter((line) => line !== '')
      .at(-1)
      ?.slice(0, 200) ?? 'it did not say why.'
  );
}
