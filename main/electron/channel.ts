/** The one channel between page and shell. Only our own page, in the top frame of our own window, is heard. */
import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron';
import type { HostEvent } from '#core/host/contract.ts';
import { failed, type Outcome } from '#core/host/outcome.ts';
import type { RunningHost } from '../host.ts';
import { isOwnPage } from './address.ts';
import { callChannel, eventChannel } from './channel-names.ts';

/** True for a message of the page that this window was opened for, and for no frame inside it. */
export function isTrustedSender(frame: WebFrameMain | null, window: BrowserWindow | null): boolean {
  if (frame === null || window === null || window.isDestroyed()) return false;
  return frame.parent === null && frame === window.webContents.mainFrame && isOwnPage(frame.url);
}

/** Answers calls for as long as the app runs; `window` says which window may call right now. */
export function serveChannel(host: RunningHost, window: () => BrowserWindow | null): void {
  ipcMain.handle(
    callChannel,
    async (event, method: unknown, request: unknown): Promise<Outcome<unknown>> =>
      isTrustedSender(event.senderFrame, window())
        ? await host.answer(method, request)
        : failed('permission', 'This page may not use Legible’s files.'),
  );
  host.subscribe((event: HostEvent) => {
    const open = window();
    if (open && !open.isDestroyed()) open.webContents.send(eventChannel, event);
  });
}
