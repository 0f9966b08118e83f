/**
 * Publishing with git: the site is made in a folder of its own below `.legible/cache`, beside a
 * repository of its own, and pushed to one branch of a remote. The writer's repository is not
 * touched, no password is kept, and the branch only ever gains a commit.
 */
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { ExportPlan, ExportReport } from '#core/host/contract.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { checkBranch, checkRemote, type GitTarget, isRemoteName } from '#core/site/git-target.ts';
import { diskFailure } from '../disk-failure.ts';
import { makePrivatePart } from '../private-folder.ts';
import { contentHash } from './content-hash.ts';
import { type ExportOptions, exportSite, planExport } from './export-site.ts';
import { type GitAnswer, type GitRun, git, gitFailure } from './git.ts';
import { manifestName, readManifest } from './site-manifest.ts';

/** The copy of a branch in which a site is made. */
interface Checkout extends GitRun {
  readonly target: GitTarget;
  /** Commit at the tip of the remote's branch; null when there is no such branch yet. */
  readonly tip: string | null;
}

/** Files that may stand in a branch before the first site is put there. */
const harmless = new Set([
  '.git',
  '.nojekyll',
  'CNAME',
  'README.md',
  'README',
  'LICENSE',
  'LICENSE.md',
  '.gitignore',
  '.gitattributes',
]);

/** Where the copies lie in a library; `checkPlace` lets a site be made there. */
export function checkoutsIn(library: string): string {
  return join(library, '.legible', 'cache', 'publish');
}

/** What a push would change in the branch. Asks the remote, and writes nothing there. */
export async function planPush(
  library: string,
  target: GitTarget,
  signal: AbortSignal,
): Promise<Outcome<ExportPlan>> {
  return await withCheckout(library, target, { signal, progress: () => undefined }, async (checkout) => {
    const plan = await planExport(library, checkout.files, signal);
    return plan.ok ? done({ ...plan.value, place: nameOf(checkout.target) }) : plan;
  });
}

/** Makes the site and pushes it. The branch is as it was after any failure. */
export async function pushSite(
  library: string,
  target: GitTarget,
  options: ExportOptions,
): Promise<Outcome<ExportReport>> {
  return await withCheckout(library, target, options, async (checkout) => {
    const made = await exportSite(library, checkout.files, options);
    if (!made.ok) return made;
    const report: ExportReport = { ...made.value, place: nameOf(checkout.target) };
    // GitHub would otherwise run the site through a generator of its own.
    const marker = join(checkout.files, '.nojekyll');
    if (!existsSync(marker)) writeFileSync(marker, '');
    options.progress(0, 0, 'Comparing with the branch');
    const added = await git(['add', '--all', '--force', '--', '.'], checkout);
    if (added.code !== 0) return gitFailure(added, target.remote);
    const commit = await commitOf(checkout);
    if (!commit.ok) return commit;
    if (commit.value === null)
      return done({ ...report, written: 0, removed: 0, unchanged: report.written + report.unchanged });
    options.progress(0, 0, 'Sending');
    const sent = await git(
      [
        'push',
        '--progress',
        '--no-verify',
        '--no-follow-tags',
        '--',
        checkout.target.remote,
        `${commit.value}:refs/heads/${checkout.target.branch}`,
      ],
      { ...checkout, progress: percentages(options) },
    );
    return sent.code === 0 ? done(report) : gitFailure(sent, target.remote);
  });
}

function nameOf({ remote, branch }: GitTarget): string {
  return `${remote}, branch ${branch}`;
}

/** "Writing objects:  50% (5/10)" as progress. */
function percentages(options: ExportOptions): (line: string) => void {
  return (line) => {
    const [, count, total] = /^Writing objects:\s+\d+% \((\d+)\/(\d+)\)/.exec(line) ?? [];
    if (count !== undefined) options.progress(Number(count), Number(total), 'Sending');
  };
}

/** Null when the branch holds these very files already. */
async function commitOf(checkout: Checkout): Promise<Outcome<string | null>> {
  const { target, tip } = checkout;
  const tree = await git(['write-tree'], checkout);
  if (tree.code !== 0) return gitFailure(tree, target.remote);
  if (tip !== null) {
    const before = await git(['rev-parse', '--verify', '--quiet', `${tip}^{tree}`], checkout);
    if (before.output.trim() === tree.output.trim()) return done(null);
  }
  const name = await git(['config', '--get', 'user.email'], checkout);
  const author = name.code === 0 ? [] : ['-c', 'user.name=Legible', '-c', 'user.email=legible@localhost'];
  const parent = tip === null ? [] : ['-p', tip];
  const commit = await git(
    [...author, 'commit-tree', tree.output.trim(), ...parent, '-F', '-'],
    checkout,
    'Publish the site\n',
  );
  return commit.code === 0 ? done(commit.output.trim()) : gitFailure(commit, target.remote);
}

const busy = new Set<string>();

/** Brings the copy to where the branch stands, hands it to `task`, and lets nobody else at it meanwhile. */
async function withCheckout<T>(
  library: string,
  written: GitTarget,
  options: Pick<ExportOptions, 'signal' | 'progress'>,
  task: (checkout: Checkout) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const remote = checkRemote(written.remote);
  if (!remote.ok) return remote;
  const branch = checkBranch(written.branch);
  if (!branch.ok) return branch;
  let folder = '';
  try {
    if (!statSync(library, { throwIfNoEntry: false })?.isDirectory())
      return failed('not-found', `There is no library at ${library}.`);
    const root = realpathSync(library);
    const address = await addressOf(root, remote.value, options.signal);
    if (!address.ok) return address;
    const target = { remote: address.value, branch: branch.value };
    folder = join(checkoutsIn(root), contentHash(`${target.remote}\n${target.branch}`));
    if (busy.has(folder))
      return failed('conflict', 'This branch is being published already. Wait for it to end.');
    busy.add(folder);
    await makePrivatePart(root, 'cache');
    const checkout = await prepare(folder, target, options);
    return checkout.ok ? await task(checkout.value) : checkout;
  } catch (error) {
    return diskFailure(error, library, 'The branch is as it was.');
  } finally {
    busy.delete(folder);
  }
}

/** The address behind the name of a remote of the library's repository; addresses and paths stay. */
async function addressOf(root: string, remote: string, signal: AbortSignal): Promise<Outcome<string>> {
  if (!isRemoteName(remote)) {
    const isPath = !/^[a-z+]+:\/\//i.test(remote) && !/^[^/\\]+:/.test(remote) && !isAbsolute(remote);
    return done(isPath ? resolve(remote) : remote);
  }
  const own = { repository: null, files: root, signal };
  const named = await git(['config', '--local', '--get', `remote.${remote}.url`], own);
  if (named.end !== 'done') return gitFailure(named, remote);
  if (named.output.trim() === '')
    return failed(
      'not-found',
      `The library's repository has no remote named ${remote}. Give the address instead.`,
    );
  return checkRemote(named.output.trim());
}

async function prepare(
  folder: string,
  target: GitTarget,
  options: Pick<ExportOptions, 'signal' | 'progress'>,
): Promise<Outcome<Checkout>> {
  const repository = join(folder, 'git');
  const run: GitRun = {
    repository,
    files: join(folder, 'site'),
    signal: options.signal,
  };
  mkdirSync(run.files, { recursive: true });
  options.progress(0, 0, `Asking ${target.remote}`);
  if (!existsSync(join(repository, 'HEAD'))) {
    const made = await git(['init', '--quiet', '--template='], run);
    if (made.code !== 0) return gitFailure(made, target.remote);
  }
  // Above every other attribute: files go in and out as they are.
  mkdirSync(join(repository, 'info'), { recursive: true });
  writeFileSync(join(repository, 'info', 'attributes'), '* -text -filter -ident -diff -merge\n');
  const listed = await git(['ls-remote', '--heads', '--', target.remote, `refs/heads/${target.branch}`], run);
  if (listed.code !== 0) return gitFailure(listed, target.remote);
  const tip = /^([0-9a-f]{40,64})\s/.exec(listed.output)?.[1] ?? null;
  const brought = tip === null ? await emptied(run) : await fetched(run, target, tip, options);
  if (brought !== null) return gitFailure(brought, target.remote);
  const standing = readdirSync(run.files);
  if (readManifest(run.files) === null && standing.some((name) => !harmless.has(name))) {
    return failed(
      'permission',
      `The branch ${target.branch} of ${target.remote} holds files, and no site of Legible's (no ${manifestName}). Choose a branch of its own for the site, such as gh-pages.`,
    );
  }
  return done({ ...run, target, tip });
}

/** Answers the command that failed, or null. */
async function emptied(run: GitRun): Promise<GitAnswer | null> {
  rmSync(run.files, { recursive: true, force: true });
  mkdirSync(run.files, { recursive: true });
  const cleared = await git(['read-tree', '--empty'], run);
  return cleared.code === 0 ? null : cleared;
}

async function fetched(
  run: GitRun,
  target: GitTarget,
  tip: string,
  options: Pick<ExportOptions, 'progress'>,
): Promise<GitAnswer | null> {
  const known = await git(['cat-file', '-e', `${tip}^{tree}`], run);
  if (known.code !== 0) {
    options.progress(0, 0, 'Fetching the branch');
    const args = [
      'fetch',
      '--progress',
      '--depth=1',
      '--no-tags',
      '--no-write-fetch-head',
      '--',
      target.remote,
    ];
    const got = await git([...args, `+refs/heads/${target.branch}:refs/legible/tip`], run);
    if (got.code !== 0) return got;
  }
  for (const args of [
    ['read-tree', '--reset', '-u', tip],
    ['clean', '-ffdxq'],
  ]) {
    const answer = await git(args, run);
    if (answer.code !== 0) return answer;
  }
  return null;
}
