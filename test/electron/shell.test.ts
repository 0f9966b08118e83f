/** The shell, started against the stand-in: what it allows, what it refuses, how it closes. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '#renderer/host/transport.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import * as electron from './stand-in/electron.ts';
import { startTestShell } from './test-shell.ts';

vi.mock('electron', () => import('./stand-in/electron.ts'));
vi.mock('electron-store', () => import('./stand-in/electron-store.ts'));

const folders = temporaryFolder();
let config: string;
let library: string;

beforeEach(async () => {
  config = folders.make();
  library = folders.make();
  mkdirSync(join(library, 'figures'));
  writeFileSync(join(library, 'a.md'), 'Hello.\n');
  writeFileSync(join(library, 'figures', 'f.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await startTestShell(config);
});
afterEach(() => vi.useRealTimers());

function bridge(): Bridge {
  return electron.record.exposed.legible as Bridge;
}

function theWindow(): electron.BrowserWindow {
  const window = electron.record.windows.at(-1);
  if (!window) throw new Error('No window was opened.');
  return window;
}

function fetchOwn(address: string, init?: RequestInit): Promise<Response> {
  const handler = electron.session.defaultSession.protocolHandlers.get('app');
  if (!handler) throw new Error('The scheme is not served.');
  return handler(new Request(address, init));
}

describe('the window', () => {
  it('is isolated, sandboxed and without Node', () => {
    expect(electron.record.sandboxed).toBe(true);
    expect(theWindow().options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(theWindow().webContents.getURL()).toBe('app://legible/');
    expect(theWindow().shown).toBe(true);
  });

  it('exposes three functions, frozen, and nothing else', () => {
    expect(Object.keys(electron.record.exposed)).toEqual(['legible']);
    expect(Object.keys(bridge()).sort()).toEqual(['addressOf', 'call', 'subscribe']);
    expect(Object.isFrozen(bridge())).toBe(true);
  });

  it('stays on its page, opens no window and no webview', () => {
    const { webContents } = theWindow();
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'app://legible.evil/',
      'app://legible@evil/',
      'app://legible/library/figures/f.svg',
      'data:text/html,x',
    ]) {
      for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
        const event = electron.cancellable({ url });
        webContents.emit(name, event);
        expect(event.defaultPrevented).toBe(true);
      }
      expect(webContents.openHandler?.({ url })).toEqual({ action: 'deny' });
    }
    const stay = electron.cancellable({ url: 'app://legible/' });
    webContents.emit('will-navigate', stay);
    expect(stay.defaultPrevented).toBe(false);
    const webview = electron.cancellable();
    webContents.emit('will-attach-webview', webview);
    expect(webview.defaultPrevented).toBe(true);
  });

  it('grants no permission but the two that follow a gesture', () => {
    const { permissionRequest, permissionCheck, devicePermission } = electron.session.defaultSession;
    const asked = (permission: string): boolean => {
      let granted = false;
      permissionRequest?.(theWindow().webContents, permission, (yes) => {
        granted = yes;
      });
      return granted;
    };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'midiSysex',
      'pointerLock',
      'openExternal',
      'clipboard-read',
      'display-capture',
      'hid',
      'serial',
      'usb',
      'fileSystem',
    ]) {
      expect(asked(permission)).toBe(false);
      expect(permissionCheck?.(null, permission, 'app://legible/')).toBe(false);
    }
    expect(asked('clipboard-sanitized-write')).toBe(true);
    expect(permissionCheck?.(null, 'clipboard-sanitized-write', 'https://example.org')).toBe(false);
    expect(devicePermission?.()).toBe(false);
  });

  it('reaches no network', () => {
    const cancelled = (url: string): boolean => {
      let result = false;
      electron.session.defaultSession.requestHandler?.({ url }, ({ cancel }) => {
        result = cancel;
      });
      return result;
    };
    for (const url of [
      'https://example.org/a.js',
      'http://127.0.0.1/',
      'ws://x/',
      'file:///etc/passwd',
      'app://other/',
    ])
      expect(cancelled(url)).toBe(true);
    for (const url of ['app://legible/a.js', 'blob:app://legible/1', 'data:image/png;base64,'])
      expect(cancelled(url)).toBe(false);
  });

  it('comes back where it stood', async () => {
    const window = theWindow();
    const closed = new Promise((resolve) => window.once('closed', resolve));
    electron.ipcRenderer.once('legible:event', () => void bridge().call('window.settled', {}));
    window.close();
    await closed;
    await startTestShell(config);
    expect(theWindow().options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
  });
});

describe('the channel', () => {
  it('hears the window’s own page', async () => {
    expect(await bridge().call('library.open', { place: library })).toMatchObject({ ok: true });
    expect(await bridge().call('document.read', { path: 'a.md' })).toMatchObject({
      ok: true,
      value: { text: 'Hello.\n' },
    });
  });

  it.each([
    ['a frame inside it', { url: 'app://legible/', parent: { url: 'app://legible/', parent: null } }],
    ['another page', { url: 'https://example.org/', parent: null }],
    ['a figure opened by its address', { url: 'app://legible/library/figures/f.svg', parent: null }],
    ['another frame with the right address', { url: 'app://legible/', parent: null }],
  ])('does not hear %s', async (_name, sender) => {
    electron.ipcRenderer.sender = sender;
    expect(await bridge().call('host.describe', {})).toMatchObject({
      ok: false,
      error: { code: 'permission' },
    });
  });

  it('shows the library’s folders only', async () => {
    await bridge().call('library.open', { place: library });
    expect(await bridge().call('place.reveal', { place: join(library, 'a.md') })).toMatchObject({ ok: true });
    for (const place of ['/etc/passwd', join(library, '..'), '..', 'https://example.org'])
      expect(await bridge().call('place.reveal', { place })).toMatchObject({ ok: false });
    expect(electron.record.revealed).toEqual([join(library, 'a.md')]);
  });

  it('opens web and mail addresses only', async () => {
    for (const url of ['https://example.org/a', 'mailto:a@example.org'])
      expect(await bridge().call('link.open', { url })).toMatchObject({ ok: true });
    for (const url of [
      'file:///etc/passwd',
      '\\\\server\\share',
      'ms-appinstaller:?source=x',
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      'smb://x',
      'https://user:pass@example.org/',
      'app://legible/',
      'not an address',
    ])
      expect(await bridge().call('link.open', { url })).toMatchObject({ ok: false });
    expect(electron.record.opened).toEqual(['https://example.org/a', 'mailto:a@example.org']);
  });

  it('lets the person choose a folder', async () => {
    electron.record.chosenFolders = [library];
    expect(await bridge().call('library.choose', { purpose: 'open' })).toEqual({
      ok: true,
      value: { place: library },
    });
    expect(await bridge().call('library.choose', { purpose: 'open' })).toEqual({
      ok: true,
      value: { place: null },
    });
  });
});

describe('the scheme', () => {
  it('is standard and secure', () => {
    expect(electron.record.schemes).toMatchObject([
      { scheme: 'app', privileges: { standard: true, secure: true } },
    ]);
  });

  it('serves figures of the library, sandboxed', async () => {
    await bridge().call('library.open', { place: library });
    const figure = await fetchOwn(`app://legible${bridge().addressOf('figures/f.svg')}`);
    expect(figure.status).toBe(200);
    expect(await figure.text()).toContain('<svg');
    expect(figure.headers.get('content-security-policy')).toContain('sandbox');
    expect(figure.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'app://legible/library/a.md',
    'app://legible/library/../package.json',
    'app://legible/library/%2e%2e%2fpackage.json',
    'app://legible/library/figures/out.svg',
    'app://legible/library/%00.svg',
    'app://legible/../../package.json',
    'app://legible/%2e%2e/%2e%2e/package.json',
    'app://legible/..%5c..%5cpackage.json',
    'app://legible//etc/passwd',
    'app://evil/index.html',
  ])('serves nothing at %s', async (address) => {
    const outside = folders.make();
    writeFileSync(join(outside, 'out.svg'), 'outside');
    // Windows lets only some people make links; there the address leads to nothing at all.
    if (process.platform !== 'win32')
      symlinkSync(join(outside, 'out.svg'), join(library, 'figures', 'out.svg'));
    await bridge().call('library.open', { place: library });
    const answer = await fetchOwn(address);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toBe('');
  });

  it('answers reading only', async () => {
    expect((await fetchOwn('app://legible/', { method: 'POST' })).status).toBe(405);
  });
});

describe('the menu', () => {
  it('tells the page which command was chosen', async () => {
    const events: unknown[] = [];
    bridge().subscribe((event) => events.push(event));
    const entries = electron.record.menu.flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));
    const save = entries.find((entry) => entry.id === 'document.save');
    expect(save?.accelerator).toBe('CmdOrCtrl+S');
    save?.click?.({} as never, undefined, {} as never);
    expect(events).toEqual([{ type: 'command', id: 'document.save' }]);
  });
});

describe('preferences', () => {
  it('set the native theme, and are kept in the app’s folder', async () => {
    await bridge().call('preferences.write', { theme: 'dark' });
    expect(electron.nativeTheme.themeSource).toBe('dark');
    expect(JSON.parse(readFileSync(join(config, 'preferences.json'), 'utf8'))).toMatchObject({
      theme: 'dark',
    });
    await startTestShell(config);
    expect(electron.nativeTheme.themeSource).toBe('dark');
  });

  it('open the library of last time again', async () => {
    await bridge().call('library.open', { place: library });
    await startTestShell(config);
    expect(await bridge().call('host.describe', {})).toMatchObject({
      ok: true,
      value: { library: { place: library } },
    });
  });
});

describe('closing', () => {
  it('waits until the page has saved', async () => {
    const window = theWindow();
    const asked = new Promise((resolve) =>
      electron.ipcRenderer.once('legible:event', (_event, payload) => resolve(payload)),
    );
    window.close();
    expect(window.destroyed).toBe(false);
    expect(await asked).toEqual({ type: 'closing' });
    const gone = new Promise((resolve) => electron.app.once('gone', resolve));
    await bridge().call('window.settled', {});
    expect(window.destroyed).toBe(true);
    await gone;
  });

  it('asks the person when the page does not answer, and waits again if told so', async () => {
    vi.useFakeTimers();
    const window = theWindow();
    electron.record.answers = [0, 1];
    window.close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(electron.record.questions).toHaveLength(1);
    expect(window.destroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(electron.record.questions).toHaveLength(2);
    expect(window.destroyed).toBe(true);
  });

  it('does not wait for a page that has died', () => {
    const window = theWindow();
    window.webContents.emit('render-process-gone');
    window.close();
    expect(window.destroyed).toBe(true);
  });

  it('is not started by a page that settles unasked', async () => {
    await bridge().call('window.settled', {});
    expect(theWindow().destroyed).toBe(false);
  });
});

it('takes the folder from the command line, whatever stands around it', async () => {
  const { libraryArgument } = await import('#main/electron/shell.ts');
  expect(libraryArgument(['electron', '.', 'notes'], false, '/home/a')).toBe(resolve('/home/a/notes'));
  expect(libraryArgument(['electron', '--inspect=0', '.', '--x', '/b'], false, '/')).toBe(resolve('/b'));
  expect(libraryArgument(['electron', '--no-sandbox', '.'], false, '/')).toBeNull();
  expect(libraryArgument(['legible', '/b'], true, '/')).toBe(resolve('/b'));
  expect(libraryArgument(['legible', 'legible://open?x'], true, '/')).toBeNull();
});

it('runs once: a second start hands its folder to the first', async () => {
  const opened = new Promise((resolve) =>
    bridge().subscribe((event) => {
      if (event.type === 'library-opened') resolve(event.library?.place);
    }),
  );
  electron.app.emit('second-instance', {}, ['electron', '.', library], '/');
  expect(await opened).toBe(library);
  const windows = electron.record.windows.length;
  electron.record.locked = false;
  const gone = new Promise((resolve) => electron.app.once('gone', resolve));
  const { startShell } = await import('#main/electron/shell.ts');
  startShell();
  await gone;
  expect(electron.record.windows).toHaveLength(windows);
  expect(electron.record.quitting).toBe(true);
});
