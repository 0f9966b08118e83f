/** The window: its options, where it stood, and how it closes. */
import { join } from 'node:path';
import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  nativeTheme,
  type Rectangle,
  screen,
} from 'electron';
import { origin } from './address.ts';
import type { WindowBounds, WindowMemory } from './settings.ts';

const paper = { light: '#fbfaf7', dark: '#1b1a18' };

/** Bounds that a screen still shows; a window left on a screen that is gone comes back to the middle. */
export function visibleBounds(
  bounds: WindowBounds | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> {
  const usual = { width: 1280, height: 860 };
  if (bounds === null) return usual;
  const { x, y, width, height } = bounds;
  const seen = screens.some(
    (area) =>
      x + width > area.x + 80 &&
      x < area.x + area.width - 80 &&
      y >= area.y - 20 &&
      y < area.y + area.height - 80,
  );
  return seen ? { x, y, width, height } : { width, height };
}

export function windowOptions(
  bounds: Partial<Rectangle>,
  preload: string,
  packaged: boolean,
): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    title: 'Legible',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !packaged,
    },
  };
}

export function openWindow(memory: WindowMemory, shellFolder: string, packaged: boolean): BrowserWindow {
  const bounds = memory.read();
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const preload = join(shellFolder, 'preload.cjs');
  const window = new BrowserWindow(windowOptions(visibleBounds(bounds, screens), preload, packaged));
  if (bounds?.maximized) window.maximize();
  const remember = (): void => {
    memory.write({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('close', remember);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${origin}/`);
  return window;
}
