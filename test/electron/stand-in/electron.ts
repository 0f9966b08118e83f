/**
 * A stand-in for the `electron` module: enough of it to start the shell under plain Node and to look
 * at what it asked for. What a page may really do (isolation, sandbox, fuses) only Electron can show.
 */
import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';

/** What the shell did, and what the test answers for the person. Fresh for each `reset`. */
export interface ShellRecord {
  windows: BrowserWindow[];
  exposed: Record<string, unknown>;
  menu: MenuItemConstructorOptions[];
  schemes: unknown[];
  opened: string[];
  revealed: string[];
  sandboxed: boolean;
  locked: boolean;
  quitting: boolean;
  paths: Map<string, string>;
  chosenFolders: string[];
  answers: number[];
  questions: string[];
}

type Handler = (event: unknown, ...values: unknown[]) => unknown;

function fresh(): ShellRecord {
  return {
    windows: [],
    exposed: {},
    menu: [],
    schemes: [],
    opened: [],
    revealed: [],
    sandboxed: false,
    locked: true,
    quitting: false,
    paths: new Map(),
    chosenFolders: [],
    answers: [],
    questions: [],
  };
}

export let record: ShellRecord = fresh();
const handlers = new Map<string, Handler>();

class App extends EventEmitter {
  isPackaged = false;
  setPath = (name: string, place: string): void => void record.paths.set(name, place);
  getPath = (name: string): string => record.paths.get(name) ?? `/nowhere/${name}`;
  requestSingleInstanceLock = (): boolean => record.locked;
  enableSandbox = (): void => {
    record.sandboxed = true;
  };
  whenReady = async (): Promise<void> => undefined;
  quit = (): void => {
    const event = cancellable();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) {
      record.quitting = true;
      this.emit('gone');
    }
  };
  exit = (): void => this.quit();
}
export const app = new App();

export interface Cancellable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function cancellable<T extends object>(more?: T): Cancellable & T {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
    ...(more as T),
  };
  return event;
}

export interface Frame {
  url: string;
  parent: Frame | null;
}

/** Values cross the border by structured clone, as in Electron. */
export class WebContents extends EventEmitter {
  mainFrame: Frame = { url: '', parent: null };
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }): void => {
    this.openHandler = handler;
  };
  getURL = (): string => this.mainFrame.url;
  send = (channel: string, payload: unknown): void => {
    ipcRenderer.emit(channel, {}, structuredClone(payload));
  };
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  destroyed = false;
  shown = false;
  constructor(readonly options: Record<string, unknown>) {
    super();
    record.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL = async (url: string): Promise<void> => {
    this.webContents.mainFrame.url = url;
    this.emit('ready-to-show');
  };
  show = (): void => {
    this.shown = true;
  };
  maximize = (): void => undefined;
  isMaximized = (): boolean => false;
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => this.destroyed;
  restore = (): void => undefined;
  focus = (): void => undefined;
  getNormalBounds = (): object => ({ x: 10, y: 20, width: 1000, height: 700 });
  close = (): void => {
    const event = cancellable();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.destroyed = true;
    this.emit('closed');
    app.emit('window-all-closed');
  };
}

export const ipcMain = {
  handle: (channel: string, handler: Handler): void => void handlers.set(channel, handler),
};

class IpcRenderer extends EventEmitter {
  /** The frame that the calls come from; a test may put another one here. */
  sender: Frame | null = null;
  invoke = async (channel: string, ...values: unknown[]): Promise<unknown> => {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler for ${channel}.`);
    const senderFrame = this.sender ?? record.windows.at(-1)?.webContents.mainFrame ?? null;
    return structuredClone(await handler({ senderFrame }, ...structuredClone(values)));
  };
}
export const ipcRenderer = new IpcRenderer();

export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown): void => {
    record.exposed[name] = value;
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]): void => void record.schemes.push(...schemes),
};

type RequestHandler = (details: { url: string }, answer: (decision: { cancel: boolean }) => void) => void;

class Session extends EventEmitter {
  protocolHandlers = new Map<string, (request: Request) => Promise<Response>>();
  permissionRequest:
    | ((contents: WebContents, permission: string, answer: (yes: boolean) => void) => void)
    | null = null;
  permissionCheck: ((contents: WebContents | null, permission: string, origin: string) => boolean) | null =
    null;
  devicePermission: (() => boolean) | null = null;
  requestHandler: RequestHandler | null = null;
  spelling: boolean | null = null;
  protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void =>
      void this.protocolHandlers.set(scheme, handler),
  };
  webRequest = {
    onBeforeRequest: (handler: RequestHandler): void => {
      this.requestHandler = handler;
    },
  };
  setPermissionRequestHandler = (handler: typeof this.permissionRequest): void => {
    this.permissionRequest = handler;
  };
  setPermissionCheckHandler = (handler: typeof this.permissionCheck): void => {
    this.permissionCheck = handler;
  };
  setDevicePermissionHandler = (handler: typeof this.devicePermission): void => {
    this.devicePermission = handler;
  };
  setSpellCheckerEnabled = (on: boolean): void => {
    this.spelling = on;
  };
}
export const session = { defaultSession: new Session() };

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] => template,
  setApplicationMenu: (menu: MenuItemConstructorOptions[]): void => {
    record.menu = menu;
  },
};

export const dialog = {
  showOpenDialog: async (): Promise<{ canceled: boolean; filePaths: string[] }> => {
    const filePaths = record.chosenFolders.splice(0, 1);
    return { canceled: filePaths.length === 0, filePaths };
  },
  showMessageBox: async (
    _window: unknown,
    { message }: { message: string },
  ): Promise<{ response: number }> => {
    record.questions.push(message);
    return { response: record.answers.shift() ?? 0 };
  },
  showErrorBox: (title: string): void => void record.questions.push(title),
};

export const shell = {
  openExternal: async (url: string): Promise<void> => void record.opened.push(url),
  showItemInFolder: (place: string): void => void record.revealed.push(place),
};

export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };

export const screen = {
  getAllDisplays: (): object[] => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

/** Forgets everything; the next shell starts as if in a new process. */
export function reset(): void {
  record = fresh();
  handlers.clear();
  app.removeAllListeners();
  ipcRenderer.removeAllListeners();
  ipcRenderer.sender = null;
  session.defaultSession = new Session();
  nativeTheme.themeSource = 'system';
}

export default { app, ipcMain, ipcRenderer, shell };
