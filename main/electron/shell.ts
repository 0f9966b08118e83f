/** The Electron shell: the same host as on the web, in a window of its own. */
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, session, shell } from 'electron';
import type { Preferences } from '#core/host/contract.ts';
import { done } from '#core/host/outcome.ts';
import { createHost, type RunningHost } from '../host.ts';
import { outsideAddress } from '../services/open-outside.ts';
import { packageRoot } from '../services/package-root.ts';
import { createPreferences, type PreferenceStore } from '../services/preferences.ts';
import { appFolderOf, declareScheme, serveScheme } from './app-protocol.ts';
import { serveChannel } from './channel.ts';
import { type Closing, waitBeforeClosing } from './closing.ts';
import { setMenu } from './menu.ts';
import { restrictContents, restrictSession } from './restrictions.ts';
import { preferenceValues, windowMemory } from './settings.ts';
import { openWindow } from './window.ts';

/** The folder that the command line names: the last argument that is no option. Untrusted. */
export function libraryArgument(argv: readonly string[], packaged: boolean, cwd: string): string | null {
  const operands = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  // Before it is packed, the first operand is the app itself.
  if (!packaged) operands.shift();
  const last = operands.at(-1);
  return last === undefined || last.includes('://') ? null : resolve(cwd, last);
}

const purposes = {
  open: { title: 'Open a library', buttonLabel: 'Open' },
  create: { title: 'Choose an empty folder for the library', buttonLabel: 'Choose' },
  export: { title: 'Choose a folder for the site', buttonLabel: 'Choose' },
} as const;

export function startShell(): void {
  const named = process.env.LEGIBLE_CONFIG_DIR;
  if (named) app.setPath('userData', named);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  declareScheme();
  restrictContents();
  app.whenReady().then(run, (error) => {
    dialog.showErrorBox('Legible could not start', String(error));
    app.exit(1);
  });
}

async function run(): Promise<void> {
  const folder = app.getPath('userData');
  const preferences = createPreferences(preferenceValues(folder));
  const memory = windowMemory(folder);
  let window: BrowserWindow | null = null;
  let closing: Closing | null = null;

  const host = createHost({
    capabilities: {
      folderPicker: true,
      revealPlace: true,
      nativeMenu: true,
      printToPdf: false,
      asksBeforeClosing: true,
    },
    preferences,
    refuge: join(folder, 'drafts'),
    suggestedPlace: app.getPath('documents'),
    choosePlace: async (purpose) => {
      const options = {
        ...purposes[purpose],
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const chosen = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    openAddress: async (url) => {
      const address = outsideAddress(url);
      if (!address.ok) return address;
      await shell.openExternal(address.value);
      return done(null);
    },
    reveal: async (place) => {
      shell.showItemInFolder(place);
      return done(null);
    },
    settled: () => closing?.settled(),
  });

  restrictSession(session.defaultSession);
  serveScheme(session.defaultSession, host, appFolderOf(packageRoot));
  serveChannel(host, () => window);
  setMenu((id) => host.announce({ type: 'command', id }));
  followPreferences(host, preferences);

  const show = (): void => {
    const opened = openWindow(memory, join(packageRoot, 'dist', 'electron'), app.isPackaged);
    window = opened;
    closing = waitBeforeClosing(opened, () => host.announce({ type: 'closing' }));
    opened.on('closed', () => {
      window = null;
      closing = null;
    });
  };

  app.on('second-instance', (_event, argv, cwd) => {
    if (window === null) show();
    else {
      if (window.isMinimized()) window.restore();
      window.focus();
    }
    const place = libraryArgument(argv, app.isPackaged, cwd);
    if (place !== null) void host.call('library.open', { place });
  });
  app.on('activate', () => {
    if (window === null) show();
  });
  app.on('window-all-closed', () => app.quit());
  closeHostBeforeQuitting(host);

  await openFirstLibrary(host, preferences.read());
  show();
}

/** The folder that was named, else the one of last time. A folder that is gone leads to the welcome page. */
async function openFirstLibrary(host: RunningHost, preferences: Preferences): Promise<void> {
  const place =
    libraryArgument(process.argv, app.isPackaged, process.cwd()) ?? preferences.recentLibraries[0];
  if (place !== undefined) await host.call('library.open', { place });
}

function followPreferences(host: RunningHost, preferences: PreferenceStore): void {
  const apply = ({ theme, spelling }: Preferences): void => {
    nativeTheme.themeSource = theme;
    // On Linux, Chromium would fetch dictionaries from the network.
    session.defaultSession.setSpellCheckerEnabled(spelling && process.platform !== 'linux');
  };
  apply(preferences.read());
  host.subscribe((event) => {
    if (event.type === 'preferences-changed') apply(event.preferences);
  });
}

function closeHostBeforeQuitting(host: RunningHost): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}
