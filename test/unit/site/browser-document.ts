/** HTML and XML as a browser reads them, through jsdom, which comes without types. */
// @ts-expect-error: jsdom has no declarations of its own.
import { JSDOM } from 'jsdom';

type Kind = 'text/html' | 'application/xml' | 'image/svg+xml';

interface Window {
  readonly window: { readonly document: Document };
}

export function documentOf(text: string, contentType: Kind = 'text/html'): Document {
  const Parser: new (text: string, options: { contentType: Kind }) => Window = JSDOM;
  return new Parser(text, { contentType }).window.document;
}
