import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBranch, checkRemote } from '#core/site/git-target.ts';
import { planPush, pushSite } from '#main/services/site/push-site.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { exportTo, post, readAll, smallLibrary, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

/** git as a person would call it, in a place of their own. */
function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

function setUp() {
  const root = folders.make();
  const library = join(root, 'library');
  writeFiles(library, smallLibrary);
  const remote = join(root, 'remote.git');
  mkdirSync(remote);
  git(remote, 'init', '--bare', '--quiet');
  return { root, library, remote, target: { remote, branch: 'gh-pages' } };
}

function push(
  library: string,
  target: { remote: string; branch: string },
  signal = new AbortController().signal,
) {
  const steps: string[] = [];
  const progress = (_done: number, _total: number, step: string) => void steps.push(step);
  return pushSite(library, target, { signal, progress }).then((outcome) => ({ outcome, steps }));
}

/** Every file of the branch, as a visitor's clone has it. */
function cloned(root: string, remote: string): Map<string, string> {
  const clone = join(root, 'clone');
  rmSync(clone, { recursive: true, force: true });
  git(root, 'clone', '--quiet', '--branch', 'gh-pages', remote, clone);
  rmSync(join(clone, '.git'), { recursive: true });
  return readAll(clone);
}

describe('publishing with git', () => {
  it('makes the branch, with the very files of an export', async () => {
    const { root, library, remote, target } = setUp();
    const { outcome, steps } = await push(library, target);
    expect(outcome).toMatchObject({ ok: true });
    await exportTo(library, join(root, 'site'));
    const files = cloned(root, remote);
    expect(files.delete('.nojekyll')).toBe(true);
    expect(files).toEqual(readAll(join(root, 'site')));
    expect(steps).toContain('Sending');
  });

  it('adds one commit for a change, says so before, and says when there is nothing to publish', async () => {
    const { root, library, remote, target } = setUp();
    await push(library, target);
    const first = git(remote, 'rev-parse', 'gh-pages');
    expect((await push(library, target)).outcome).toMatchObject({
      ok: true,
      value: { written: 0, removed: 0 },
    });
    expect(git(remote, 'rev-parse', 'gh-pages')).toBe(first);
    writeFiles(library, { 'posts/two.md': post('Two', 'Other words.') });
    rmSync(join(library, 'pages/about.md'));
    const plan = await planPush(library, target, new AbortController().signal);
    expect(plan).toMatchObject({ ok: true, value: { removed: ['about.html'] } });
    expect(plan.ok && plan.value.changed).toContain('posts/two.html');
    expect(git(remote, 'rev-parse', 'gh-pages')).toBe(first);
    expect((await push(library, target)).outcome).toMatchObject({ ok: true, value: { removed: 1 } });
    expect(git(remote, 'rev-list', '--count', 'gh-pages')).toBe('2');
    const files = cloned(root, remote);
    expect(files.get('posts/two.html')).toContain('Other words.');
    expect(files.has('about.html')).toBe(false);
  });

  it('keeps files in the branch that no export wrote, from whichever machine', async () => {
    const { root, library, remote, target } = setUp();
    await push(library, target);
    const other = join(root, 'other');
    git(root, 'clone', '--quiet', '--branch', 'gh-pages', remote, other);
    writeFileSync(join(other, 'CNAME'), 'ada.example\n');
    git(other, 'add', '--all');
    git(other, 'commit', '--quiet', '--message', 'A name');
    git(other, 'push', '--quiet');
    // Another machine: nothing is remembered there.
    rmSync(join(library, '.legible'), { recursive: true });
    writeFiles(library, { 'posts/two.md': post('Two', 'Other words.') });
    expect((await push(library, target)).outcome).toMatchObject({ ok: true });
    const files = cloned(root, remote);
    expect(files.get('CNAME')).toBe('ada.example\n');
    expect(files.get('posts/two.html')).toContain('Other words.');
    expect(git(remote, 'rev-list', '--count', 'gh-pages')).toBe('3');
  });

  it('leaves a branch alone that holds something else', async () => {
    const { root, library, remote, target } = setUp();
    const work = join(root, 'work');
    git(root, 'clone', '--quiet', remote, work);
    writeFileSync(join(work, 'thesis.tex'), 'words');
    git(work, 'checkout', '--quiet', '-b', 'gh-pages');
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '--message', 'Mine');
    git(work, 'push', '--quiet', 'origin', 'gh-pages');
    const before = git(remote, 'rev-parse', 'gh-pages');
    expect((await push(library, target)).outcome).toMatchObject({ ok: false, error: { code: 'permission' } });
    expect(git(remote, 'rev-parse', 'gh-pages')).toBe(before);
  });

  it("does not touch the writer's own repository, and takes a remote of it by name", async () => {
    const { library, remote } = setUp();
    git(library, 'init', '--quiet');
    git(library, 'remote', 'add', 'origin', remote);
    git(library, 'add', 'posts');
    const status = git(library, 'status', '--porcelain');
    const index = readFileSync(join(library, '.git', 'index'));
    expect((await push(library, { remote: 'origin', branch: 'gh-pages' })).outcome).toMatchObject({
      ok: true,
    });
    expect(readFileSync(join(library, '.git', 'index'))).toEqual(index);
    expect(git(library, 'status', '--porcelain')).toBe(status);
    expect(git(remote, 'branch', '--list')).toContain('gh-pages');
    const unknown = await push(library, { remote: 'nowhere', branch: 'gh-pages' });
    expect(unknown.outcome).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('says what is wrong when the remote is missing, refuses, or moved on', async () => {
    const { root, library, remote, target } = setUp();
    const missing = await push(library, { ...target, remote: join(root, 'missing.git') });
    expect(missing.outcome).toMatchObject({ ok: false, error: { code: 'not-found' } });
    const hook = join(remote, 'hooks', 'pre-receive');
    mkdirSync(join(remote, 'hooks'), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\necho "Only on Mondays." >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    const refused = await push(library, target);
    expect(refused.outcome).toMatchObject({ ok: false, error: { code: 'permission' } });
    rmSync(hook);
    expect((await push(library, target)).outcome).toMatchObject({ ok: true });
  });

  it('stops when asked, and publishes whole the next time', async () => {
    const { root, library, remote, target } = setUp();
    const stop = new AbortController();
    const outcome = await pushSite(library, target, {
      signal: stop.signal,
      progress: (_done, _total, step) => {
        if (step === 'Comparing with the branch') stop.abort();
      },
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(git(remote, 'branch', '--list')).toBe('');
    expect((await push(library, target)).outcome).toMatchObject({ ok: true });
    expect(cloned(root, remote).has('index.html')).toBe(true);
  });

  it('runs no program that an address, a branch or the remote names', async () => {
    const { root, library } = setUp();
    const ran = join(root, 'ran');
    for (const remote of [
      `ext::touch ${ran}`,
      `--upload-pack=touch ${ran}`,
      `ssh://-oProxyCommand=touch ${ran}/x`,
      `fd::7`,
      `-x`,
    ])
      expect((await push(library, { remote, branch: 'gh-pages' })).outcome.ok, remote).toBe(false);
    expect(existsSync(ran)).toBe(false);
  });
});

describe('addresses and branches', () => {
  it.each([
    'https://github.com/ada/site.git',
    'git@github.com:ada/site.git',
    'ssh://git@host:22/x',
    '/srv/x.git',
    '../x',
    'origin',
  ])('takes %s', (remote) => expect(checkRemote(remote)).toEqual({ ok: true, value: remote }));

  it.each(['', '-u', 'ext::sh -c x', 'https://ada:secret@host/x', 'javascript://x', 'git@-host:x', 'a\nb'])(
    'refuses %j',
    (remote) => expect(checkRemote(remote).ok).toBe(false),
  );

  it.each(['', '-d', 'a..b', 'a b', 'x.lock', '/a', 'a/', 'HEAD', '@{-1}', 'a//b', '.a', 'a:b'])(
    'does not take %j for a branch',
    (branch) => expect(checkBranch(branch).ok).toBe(false),
  );
});
