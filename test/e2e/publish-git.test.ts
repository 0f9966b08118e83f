/** Publishing to a branch from the panel: what will change, the push, and nothing to publish. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, legible, temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const remote = join(folder.path, 'remote.git');
let desk: Desk;

const git = (...args: string[]) => execFileSync('git', args, { cwd: remote, encoding: 'utf8' }).trim();

beforeAll(async () => {
  const made = legible('new', library, '--sample');
  expect(made.status, made.stderr).toBe(0);
  mkdirSync(remote);
  git('init', '--bare', '--quiet');
  desk = await Desk.open(library);
}, 180_000);

afterAll(async () => {
  await desk?.close();
  folder[Symbol.dispose]();
});

describe('publishing to a branch', () => {
  it('shows what will change, pushes, and has nothing to publish after that', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
    const panel = page.locator('.publish');
    await panel.getByLabel('A branch, with git').check();
    await panel.getByLabel(/^A git repository/).fill('--upload-pack=x');
    await panel.getByRole('button', { name: 'See what will change' }).click();
    await panel.getByText('is not the address of a git repository').waitFor();
    await panel.getByLabel(/^A git repository/).fill(remote);
    await panel.getByRole('button', { name: 'See what will change' }).click();
    await panel.getByText('What will change').waitFor();
    expect(git('branch', '--list')).toBe('');
    await panel.getByRole('button', { name: 'Publish', exact: true }).click();
    await panel.getByText('The site is there').waitFor({ timeout: 30_000 });
    expect(git('ls-tree', '--name-only', 'gh-pages')).toContain('index.html');
    await panel.getByRole('button', { name: 'See what will change' }).click();
    await panel.getByText('Nothing to publish').waitFor();
    expect(await panel.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
    expect(desk.complaints).toEqual([]);
  }, 90_000);
});
