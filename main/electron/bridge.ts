/** All that the page may know of the machine: three functions on fixed channels. */
import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, eventChannel } from './channel-names.ts';

/** Puts `window.legible` into the page's world. */
export function exposeBridge(): void {
  const bridge = Object.freeze({
    call: (method: unknown, request: unknown): Promise<unknown> =>
      ipcRenderer.invoke(callChannel, method, request),
    /** The listener gets the payload only, never Electron's event object. */
    subscribe(listener: (event: unknown) => void): () => void {
      const forward = (_event: unknown, payload: unknown): void => listener(payload);
      ipcRenderer.on(eventChannel, forward);
      return () => {
        ipcRenderer.off(eventChannel, forward);
      };
    },
    addressOf: (path: string): string =>
      `/library/${String(path).split('/').map(encodeURIComponent).join('/')}`,
  });
  contextBridge.exposeInMainWorld('legible', bridge);
}
