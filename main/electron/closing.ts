/** Closing waits for the page to save what it still holds, but not for ever. */
import { type BrowserWindow, dialog } from 'electron';

/** How long the page may take before the person is asked, in milliseconds. */
export const patience = 5000;

export interface Closing {
  /** The page says that everything is saved. */
  settled(): void;
}

/** `ask` tells the page that the window wants to close. */
export function waitBeforeClosing(window: BrowserWindow, ask: () => void, wait = patience): Closing {
  let free = false;
  let timer: NodeJS.Timeout | null = null;

  const closeNow = (): void => {
    free = true;
    if (timer) clearTimeout(timer);
    if (!window.isDestroyed()) window.close();
  };

  const askPerson = async (): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Legible has not finished saving.',
      detail: 'If you close now, the last changes may only be found again as a recovered draft.',
      buttons: ['Keep waiting', 'Close anyway'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 1) closeNow();
    else begin();
  };

  const begin = (): void => {
    timer = setTimeout(() => {
      timer = null;
      void askPerson();
    }, wait);
    ask();
  };

  window.on('close', (event) => {
    if (free) return;
    event.preventDefault();
    if (timer === null) begin();
  });
  // A page that has died cannot save; its text is in the recovery drafts.
  window.webContents.on('render-process-gone', () => {
    free = true;
  });
  return {
    settled: () => {
      if (timer !== null) closeNow();
    },
  };
}
