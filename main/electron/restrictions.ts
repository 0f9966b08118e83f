/**
 * What no page may do, whatever it holds: leave its address, open windows, ask for devices, reach the
 * network. Set on the session and on every webContents there will ever be.
 */
import { app, type Session, type WebContents } from 'electron';
import { isOwnAddress, isOwnPage, isPreviewPage } from './address.ts';

/** Writing plain text to the clipboard, and full screen: both follow a person's gesture. */
const granted = new Set(['clipboard-sanitized-write', 'fullscreen']);

export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(granted.has(permission) && isOwnAddress(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => granted.has(permission) && isOwnAddress(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const local = /^(blob|data|devtools):/.test(details.url) || isOwnAddress(details.url);
    answer({ cancel: !local });
  });
}

/** Every webContents, now and later: no navigation away, no new window, no webview. */
export function restrictContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    const stay = (event: { readonly url: string; preventDefault(): void }): void => {
      if (!isOwnPage(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame || !isPreviewPage(event.url)) stay(event);
    });
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
