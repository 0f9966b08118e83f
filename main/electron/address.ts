/** The app's own address in the shell. */
export const scheme = 'app';
export const origin = 'app://legible';

/** Exact: parsed, never compared by prefix. */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${scheme}:` && url.host === 'legible' && url.username === '' && url.port === '';
  } catch {
    return false;
  }
}

/** A page of the site's preview: only a frame of the app's page may go there. */
export function isPreviewPage(address: string): boolean {
  return isOwnAddress(address) && new URL(address).pathname.startsWith('/preview/');
}

/** The app's one page. Other own addresses (a figure, a script) are files, never pages to go to. */
export function isOwnPage(address: string): boolean {
  return isOwnAddress(address) && ['/', '/index.html'].includes(new URL(address).pathname);
}
