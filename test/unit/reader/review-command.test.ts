import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LibraryPath } from '#core/host/library-path.ts';
import { starterReaders } from '#core/reader/starter-readers.ts';
import { command } from '#main/cli/review.ts';
import { History } from '#main/services/history.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'legible-review-'));
  await mkdir(join(folder, 'posts'));
  await writeFile(
    join(folder, 'readers.yml'),
    'readers:\n  - id: ana\n    name: Ana\n  - id: bo\n    name: Bo\n    knows: [mesa-optimiser]\n',
  );
  await writeFile(
    join(folder, 'posts', 'a.md'),
    '---\ntitle: A\nreader: ana\n---\n\nIt rained all day.\n\nWe saw a mesa-optimiser\nand the mesa-optimiser saw us, and so\nthe mesa-optimiser left. See [it](gone.md).\n',
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const flags = new Set(args.filter((arg) => arg === '--json').map(() => 'json'));
  const at = args.indexOf('--reader');
  const values = new Map(at < 0 ? [] : [['reader', args[at + 1] ?? '']]);
  const operands = args.filter((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1));
  const code = await command.run(
    { operands, flags, values },
    { print: (line) => void out.push(line), complain: (line) => void err.push(line) },
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('prints one JSON value with the prompts, their lines and reasons, the same twice', async () => {
  const file = join(folder, 'posts', 'a.md');
  const first = await run(file, '--json');
  expect(first.code).toBe(0);
  const report = JSON.parse(first.out);
  expect(report).toMatchObject({ file: 'posts/a.md', rules: 2, reader: 'ana' });
  const prompt = report.prompts.find((entry: { id: string }) => entry.id === 'D01');
  expect(prompt).toMatchObject({
    key: 'D01:mesa-optimiser',
    state: 'open',
    passages: [{ line: 8, block: '1', quote: 'mesa-optimiser' }],
  });
  expect(Object.keys(prompt.why)).toEqual(['sentence', 'source', 'before', 'after']);
  const links = report.prompts.find((entry: { id: string }) => entry.id === 'P13');
  expect(links.passages[0].line).toBe(10);
  expect((await run(file, '--json')).out).toBe(first.out);
});

test('reads for another reader, and says which there are', async () => {
  const file = join(folder, 'posts', 'a.md');
  const report = JSON.parse((await run(file, '--reader', 'bo', '--json')).out);
  expect(report.reader).toBe('bo');
  expect(report.prompts.some((entry: { id: string }) => entry.id === 'D01')).toBe(false);
  const wrong = await run(file, '--reader', 'cy');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('ana, bo');
});

test('a file outside any library is read by nobody in particular', async () => {
  const lone = await mkdtemp(join(tmpdir(), 'legible-lone-'));
  await writeFile(
    join(lone, 'b.md'),
    'We asked CHAI twice about the barrel, and CHAI said no to all of it.\n',
  );
  const { code, out } = await run(join(lone, 'b.md'));
  expect(code).toBe(0);
  expect(out).toContain('Your reader will not stop to search');
  await rm(lone, { recursive: true });
  expect((await run(join(lone, 'b.md'))).code).toBe(2);
});

test('a file in a plain folder is read as a post, whatever its line ends, and may borrow a reader that is shipped', async () => {
  const lone = await mkdtemp(join(tmpdir(), 'legible-lone-'));
  const lines = [
    '---',
    'title: A wall',
    '---',
    '',
    'The wall was cold, and we sat below it until the sun came back.',
    '',
    '![[wall.png]]',
    '',
    'CHAI paid for it.',
    '',
  ];
  await writeFile(join(lone, 'b.md'), lines.join('\r\n'));
  const ids = async (...args: string[]): Promise<string[]> => {
    const report = JSON.parse((await run(join(lone, 'b.md'), '--json', ...args)).out);
    return report.prompts.map((entry: { key: string }) => entry.key);
  };
  const alone = await ids();
  expect(alone).toEqual(
    expect.arrayContaining(['B01', 'D02:chai', 'D18:fig-wall', 'D20:fig-wall', 'P02', 'P14:fig-wall']),
  );
  const [reader] = starterReaders;
  expect(await ids('--reader', reader?.id ?? '')).not.toContain('B01');
  await rm(lone, { recursive: true });
});

test('asks for a night when most of the text is younger than twelve hours', async () => {
  const file = join(folder, 'posts', 'a.md');
  const asked = async (): Promise<boolean> =>
    JSON.parse((await run(file, '--json')).out).prompts.some((entry: { id: string }) => entry.id === 'P16');
  expect(await asked()).toBe(false);
  const history = new History(folder);
  await history.keep('posts/a.md' as LibraryPath, new TextEncoder().encode('It was dry.\n'), 'own');
  expect(await asked()).toBe(true);
});
