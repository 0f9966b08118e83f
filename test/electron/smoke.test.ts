/**
 * The real Electron, where its binary is there: the window opens, the page is isolated, the library
 * is served, and it closes. Never downloads the binary; says so when it is missing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ensureBuilt } from '#main/build/build.mjs';
import { electronBinary, hasDisplay } from '#main/build/start.mjs';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();
const root = fileURLToPath(new URL('../..', import.meta.url));
const binary: string | null = electronBinary();

const reason =
  binary === null
    ? 'Electron’s binary is not installed (node_modules/electron/dist, or ELECTRON_PATH)'
    : hasDisplay()
      ? null
      : 'there is no display (start it under xvfb-run)';
if (reason !== null) process.stdout.write(`The test in real Electron is skipped: ${reason}.\n`);

describe.skipIf(reason !== null)(`real Electron${reason === null ? '' : `, skipped: ${reason}`}`, () => {
  it('opens an isolated window on a library', async () => {
    await ensureBuilt();
    const library = folders.make();
    mkdirSync(join(library, 'figures'));
    writeFileSync(join(library, 'a.md'), '---\ntitle: Hello there\n---\n\nText.\n');
    writeFileSync(
      join(library, 'figures', 'f.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
    );
    const sandbox = process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : [];
    const app = await _electron.launch({
      executablePath: binary ?? '',
      args: [...sandbox, root, library],
      env: { ...(process.env as Record<string, string>), LEGIBLE_CONFIG_DIR: folders.make() },
    });
    const page = await app.firstWindow();
    await page.getByText('Hello there').first().waitFor();
    expect(page.url()).toBe('app://legible/');
    expect(
      await page.evaluate(() =>
        ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
      ),
    ).toEqual([]);
    expect(
      await page.evaluate(() => Object.keys((globalThis as { legible?: object }).legible ?? {}).sort()),
    ).toEqual(['addressOf', 'call', 'subscribe']);
    const status = (address: string) =>
      page.evaluate(
        async (url) =>
          await fetch(url).then(
            (answer) => answer.status,
            () => 0,
          ),
        address,
      );
    expect(await status('app://legible/library/figures/f.svg')).toBe(200);
    expect(await status('app://legible/library/%2e%2e/package.json')).not.toBe(200);
    expect(await status('https://example.org/')).toBe(0);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } =
        contents.getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag };
    });
    expect(preferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    await app.close();
  }, 120_000);
});
