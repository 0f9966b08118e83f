/** HTML and XML as a browser reads them, through jsdom, which comes without types. */
// @ts-expect-error: jsdom has no declarations of its own.
import { JSDOM } from 'jsdom';

type Kind = 'text/html' | 'application/xml' | 'image/svg+xml';

interface Page {
  readonly window: Window & typeof globalThis;
}

export function documentOf(text: string, contentType: Kind = 'text/html'): Document {
  const Parser: new (text: string, options: { contentType: Kind }) => Page = JSDOM;
  return new Parser(text, { contentType }).window.document;
}

/** A page from the disk with its scripts run, once everything that it asks for is there. */
export async function loadPage(file: string): Promise<Window & typeof globalThis> {
  const open: (file: string, options: object) => Promise<Page> = JSDOM.fromFile;
  const { window } = await open(file, { runScripts: 'dangerously', resources: 'usable' });
  await new Promise((resolve) => window.addEventListener('load', resolve));
  return window;
}
