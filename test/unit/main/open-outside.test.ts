import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openAddress, openInBrowser, outsideAddress } from '#main/services/open-outside.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();
const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

describe('an address for other programs', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org/', 'mailto:a@example.org'])(
    'may be %s',
    (address) => {
      expect(outsideAddress(address)).toEqual({ ok: true, value: address });
    },
  );

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' java\nscript:alert(1)',
    'file:///etc/passwd',
    '\\\\server\\share',
    'ms-appinstaller:?source=https://x',
    'vscode://file/x',
    'data:text/html,x',
    'https://user:password@example.org/',
    'example.org',
    '',
    `https://example.org/${'a'.repeat(3000)}`,
  ])('may not be %s', (address) => {
    expect(outsideAddress(address)).toMatchObject({ ok: false, error: { code: 'unsupported' } });
  });
});

describe.skipIf(process.platform === 'win32' || process.platform === 'darwin')('the system’s opener', () => {
  /** An `xdg-open` that writes down what it was given; resolves with that. */
  function opener(): { given: () => Promise<string> } {
    const folder = folders.make();
    const note = join(folder, 'given');
    writeFileSync(
      join(folder, 'xdg-open'),
      `#!/bin/sh\nprintf '%s|' "$@" > "${note}.new"\nmv "${note}.new" "${note}"\n`,
      {
        mode: 0o755,
      },
    );
    process.env.PATH = `${folder}:${path}`;
    return {
      async given() {
        while (!existsSync(note)) await new Promise((resume) => setImmediate(resume));
        return readFileSync(note, 'utf8');
      },
    };
  }

  it('gets an address as one argument', async () => {
    const { given } = opener();
    expect(await openAddress('https://example.org/$(id);a b')).toMatchObject({ ok: true });
    expect(await given()).toBe('https://example.org/$(id);a%20b|');
  });

  it('never gets the launch token: it gets a private file that leads there', async () => {
    const { given } = opener();
    const address = 'http://127.0.0.1:1/?token=the-secret';
    const forget = await openInBrowser(address);
    const argument = (await given()).replace(/\|$/, '');
    expect(argument).not.toContain('the-secret');
    const file = fileURLToPath(argument);
    expect(readFileSync(file, 'utf8')).toContain(address);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(dirname(file)).mode & 0o077).toBe(0);
    await forget();
    expect(existsSync(dirname(file))).toBe(false);
  });

  it('is missing on some systems, which is said', async () => {
    process.env.PATH = folders.make();
    expect(await openAddress('https://example.org/')).toMatchObject({
      ok: false,
      error: { code: 'unsupported' },
    });
  });
});
