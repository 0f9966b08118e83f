/** `legible export DIR --out PATH`: the site of a library, to a folder, to one zip file, or to a git branch. */
import { relative } from 'node:path';
import type { SiteProblem } from '#core/host/contract.ts';
import { usualBranch } from '#core/site/git-target.ts';
import { exportSite } from '#main/services/site/export-site.ts';
import { type Command, complainOf } from './command.ts';

export const command: Command = {
  name: 'export',
  usage: 'export DIR --out PATH [--json] | DIR --git REMOTE [--branch NAME]',
  summary: 'the site, to a folder, to one file if PATH ends in .zip, or to a branch (gh-pages) with git',
  options: { out: 'value', git: 'value', branch: 'value', json: 'flag' },
  operands: { min: 1, max: 1 },
  async run({ operands, flags, values }, console) {
    const [library = ''] = operands;
    const out = values.get('out');
    const remote = values.get('git');
    if ((out === undefined) === (remote === undefined) || (values.has('branch') && remote === undefined)) {
      const message =
        'Say where the site goes: legible export DIR --out PATH, or legible export DIR --git REMOTE [--branch NAME]';
      return complainOf({ code: 'wrong-usage', message }, flags.has('json'), console);
    }
    const stop = new AbortController();
    const interrupt = () => stop.abort();
    process.once('SIGINT', interrupt);
    const options = { signal: stop.signal, progress: () => undefined };
    const outcome =
      remote === undefined
        ? await exportSite(library, out ?? '', options)
        : await (await import('#main/services/site/push-site.ts')).pushSite(
            library,
            { remote, branch: values.get('branch') ?? usualBranch },
            options,
          );
    process.removeListener('SIGINT', interrupt);
    if (!outcome.ok) return complainOf(outcome.error, flags.has('json'), console);
    if (flags.has('json')) {
      console.print(JSON.stringify({ ok: true, ...outcome.value }));
      return 0;
    }
    const { place, written, removed, unchanged, problems } = outcome.value;
    for (const problem of problems) console.complain(problemLine(problem));
    const shown = relative(process.cwd(), place);
    const where = remote !== undefined || shown.startsWith('..') || shown === '' ? place : shown;
    if (written + removed === 0) console.print(`Nothing to publish: the site in ${where} is up to date.`);
    else {
      const parts = [`${written} written`];
      if (removed > 0) parts.push(`${removed} removed`);
      if (unchanged > 0) parts.push(`${unchanged} unchanged`);
      console.print(`The site is in ${where} (${parts.join(', ')}).`);
    }
    return 0;
  },
};

function problemLine({ path, line, severity, message }: SiteProblem): string {
  const where = path === null ? '' : line === null ? `${path}: ` : `${path}:${line}: `;
  return `${where}${severity}: ${message}`;
}
