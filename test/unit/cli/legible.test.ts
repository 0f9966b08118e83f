import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Command } from '#main/cli/command.ts';
import { readArguments, run } from '#main/cli/legible.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();

async function legible(...args: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await run(args, {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

describe('legible', () => {
  it('answers wrong usage with 2 and the usage on standard error', async () => {
    for (const args of [
      [],
      ['nope'],
      ['constructor'],
      ['new'],
      ['new', 'a', 'b'],
      ['new', '--what', 'a'],
      ['new', '--sample=yes', 'a'],
      ['new', '--sample', '--sample', 'a'],
      ['serve', '--port'],
      ['serve', '--port', 'x'],
      ['serve', '--port=70000'],
    ]) {
      const { code, printed, complained } = await legible(...args);
      expect([code, printed]).toEqual([2, '']);
      expect(complained).not.toBe('');
    }
  });

  it('says why in one JSON value, and answers an argument that names nothing with 2', async () => {
    const missing = join(folders.make(), 'missing');
    for (const [args, code] of [
      [['check', missing], 'not-found'],
      [['review', join(missing, 'a.md')], 'not-found'],
      [['export', missing, '--out', join(missing, 'site')], 'not-found'],
      [['export', missing], 'wrong-usage'],
      [['check'], 'wrong-usage'],
      [['check', missing, missing], 'wrong-usage'],
      [['review', '--what'], 'wrong-usage'],
    ] as const) {
      const { code: exitCode, printed, complained } = await legible(...args, '--json');
      expect([args, exitCode]).toEqual([args, 2]);
      expect(JSON.parse(printed)).toMatchObject({ ok: false, error: { code } });
      expect(complained).not.toBe('');
    }
  });

  it('prints its help and its version', async () => {
    const help = await legible('--help');
    expect(help.code).toBe(0);
    for (const name of ['new', 'serve', 'export', 'check', 'review'])
      expect(help.printed).toContain(`legible ${name} `);
    expect((await legible('new', '--help')).printed).toContain('legible new DIR');
    expect((await legible('--version')).printed).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('makes an empty library whose files say what they are for', async () => {
    const place = join(folders.make(), 'mine');
    expect((await legible('new', place)).code).toBe(0);
    expect(readdirSync(place).sort()).toEqual([
      'figures',
      'glossary.yml',
      'media',
      'notes',
      'pages',
      'portfolio.yml',
      'posts',
      'projects',
      'proposals',
      'readers.yml',
      'references.bib',
    ]);
    expect(readFileSync(join(place, 'portfolio.yml'), 'utf8')).toContain('\ntitle: ');
  });

  it('copies the example portfolio', async () => {
    const place = join(folders.make(), 'sample');
    expect((await legible('new', place, '--sample')).code).toBe(0);
    const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
    expect(names).toContain(join('pages', 'about.md'));
    expect(names.filter((name) => name.endsWith('.excalidraw.svg')).length).toBeGreaterThanOrEqual(4);
  });

  it('does not touch a folder that holds something, nor a file', async () => {
    const place = folders.make();
    mkdirSync(join(place, 'sub'));
    writeFileSync(join(place, 'file'), 'x');
    for (const wrong of [place, join(place, 'file')]) {
      const { code, complained } = await legible('new', wrong, '--sample');
      expect(code).toBe(1);
      expect(complained).toContain(wrong);
    }
    expect(readdirSync(place).sort()).toEqual(['file', 'sub']);
  });

  it('serves no folder that is not there', async () => {
    const { code, complained } = await legible('serve', join(folders.make(), 'nowhere'), '--no-open');
    expect(code).toBe(2);
    expect(complained).toContain('nowhere');
  });
});

describe('arguments', () => {
  const command: Command = {
    name: 'test',
    usage: 'test',
    summary: '',
    options: { quiet: 'flag', out: 'value' },
    operands: { min: 0, max: 2 },
    run: async () => 0,
  };

  it('are sorted into operands, flags and values', () => {
    const invocation = readArguments(command, ['a', '--quiet', '--out', 'x', '--', '--b']);
    expect(invocation).toEqual({
      operands: ['a', '--b'],
      flags: new Set(['quiet']),
      values: new Map([['out', 'x']]),
    });
    expect(readArguments(command, ['--out=x=y'])).toMatchObject({ values: new Map([['out', 'x=y']]) });
  });
});
