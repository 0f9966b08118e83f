/**
 * What the build does to the published Excalidraw: the font subsetter must work where code may not be
 * made from text, and give the same bytes as before.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rewritten } from '../../../main/build/excalidraw-plugin.mjs';

const published = fileURLToPath(
  new URL('../../../node_modules/@excalidraw/excalidraw/dist/prod', import.meta.url),
);
const scripts = readdirSync(published).filter((name) => name.endsWith('.js'));
const complain = (message: string): never => {
  throw new Error(message);
};
const code = (name: string): string => readFileSync(join(published, name), 'utf8');
const engine = scripts.find((name) => code(name).includes('new Function("dynCall"')) ?? '';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'legible-subset-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const name of scripts.filter((other) => other.startsWith('chunk-') && code(other).length < 5000)) {
    copyFileSync(join(published, name), join(folder, name));
  }
  writeFileSync(join(folder, 'before.js'), code(engine));
  writeFileSync(join(folder, 'after.js'), rewritten(code(engine), complain) ?? '');
  writeFileSync(
    join(folder, 'subset.mjs'),
    `import { createRequire } from 'node:module';
     import { readFileSync } from 'node:fs';
     globalThis.require = createRequire(import.meta.url);
     globalThis.__dirname = import.meta.dirname;
     const { b: subset } = await import(process.argv[2]);
     const font = readFileSync(process.argv[3]);
     const bytes = font.buffer.slice(font.byteOffset, font.byteOffset + font.byteLength);
     process.stdout.write(await subset(bytes, [...'Agent ∇'].map((letter) => letter.codePointAt(0))));`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function subset(script: string, ...flags: string[]): string {
  const font = join(published, 'fonts', 'Liberation');
  const [first = ''] = readdirSync(font).sort();
  const run = [...flags, join(folder, 'subset.mjs'), join(folder, script), join(font, first)];
  return execFileSync(process.execPath, run, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('the font subsetter', () => {
  const forbidden = '--disallow-code-generation-from-strings';
  test('gives the same letters without building functions from text', () => {
    const before = subset('before.js');
    expect(subset('after.js', forbidden)).toBe(before);
    expect(before.length).toBeGreaterThan(1000);
    // As published it would embed the whole font instead.
    expect(subset('before.js', forbidden).length).toBeGreaterThan(before.length * 4);
  });
});

describe('the package', () => {
  test('names no font address outside, after every rewrite was found once', () => {
    const found = new Map<string, number>();
    const all = scripts.map((name) => rewritten(code(name), complain, found) ?? code(name)).join('\n');
    expect(all).not.toMatch(/esm\.sh|new Function/);
    expect([...found.values()]).toEqual(Array(found.size).fill(1));
    expect(found.size).toBeGreaterThanOrEqual(9);
  });
  test('is refused when it builds functions in a way that is not known', () => {
    expect(() => rewritten('const f=new Function("a","return a")', complain)).toThrow(/built from text/);
  });
});
