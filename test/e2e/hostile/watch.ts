/** What a hostile file could do in a browser, noticed: a script that ran, a request, a dialog, a page left. */
import type { BrowserContext, Page } from 'playwright-core';

export class Watch {
  /** Everything that must not have happened, in words. */
  readonly #found = new Set<string>();

  get found(): readonly string[] {
    return [...this.#found];
  }

  note(...what: readonly string[]): void {
    for (const one of what) this.#found.add(one);
  }

  /** Watches every page and frame of the context; requests may go to `origin` only. */
  async over(context: BrowserContext, origin: () => string): Promise<void> {
    await context.exposeBinding('pwn', ({ frame }, vector: unknown) => {
      this.note(`vector ${String(vector)} ran in ${frame.url()}`);
    });
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin()) && !/^(data|blob):/.test(url)) this.note(`asked for ${url}`);
    });
    context.on('page', (page) => {
      page.on('dialog', (dialog) => {
        this.note(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('popup', (popup) => this.note(`opened ${popup.url()}`));
      page.on('download', (download) => this.note(`downloads ${download.url()}`));
      page.on('framenavigated', (frame) => {
        // The preview of the site stands in a frame that runs nothing, at an address of the app's own.
        if (frame.url().startsWith(`${origin()}/preview/`)) return;
        if (frame !== page.mainFrame()) this.note(`a frame shows ${frame.url()}`);
        else if (!frame.url().startsWith(origin()) && frame.url() !== 'about:blank')
          this.note(`the page left for ${frame.url()}`);
      });
    });
  }
}

/** Resolves when pictures that were asked for before this have failed or loaded, and their handlers have run. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const last = new Image();
    await new Promise<void>((resolve) => {
      last.onerror = () => resolve();
      last.src = 'no-such-picture.png';
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

/**
 * What in the page could act, whether or not it did: handlers, elements that load or run, addresses
 * with a scheme of their own, styles that fetch. `scripts` names the scripts that
 * belong there; `svg` is a drawing to look at in place of the page.
 */
export async function whatCouldAct(
  page: Page,
  scripts: string,
  svg: string | null = null,
): Promise<string[]> {
  return await page.evaluate(
    ([own, drawing]) => {
      const seen = drawing === null ? document : new DOMParser().parseFromString(drawing, 'image/svg+xml');
      const found: string[] = [];
      const never =
        'iframe:not([sandbox="allow-same-origin"][src^="/preview/"]), frame, object, embed, applet, portal, base, link[rel~="import"], link[rel~="preconnect"], link[rel~="dns-prefetch"], meta[http-equiv="refresh" i], svg script, foreignObject iframe';
      for (const element of seen.querySelectorAll(never)) found.push(element.outerHTML.slice(0, 120));
      for (const script of seen.querySelectorAll('script'))
        if (!script.matches(own)) found.push(script.outerHTML.slice(0, 120));
      for (const element of seen.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          const told = `${element.localName} ${name}=${value.slice(0, 80)}`;
          if (/^on|^srcdoc$|^ping$|^formaction$/i.test(name)) found.push(told);
          else if (name === 'style' && /url|@import|expression|image-set/i.test(value)) found.push(told);
          else if (/^(?:.*:)?(href|src|action|data|poster|background|srcset|cite)$/i.test(name)) {
            if (element.localName === 'annotation') continue;
            const { protocol, host } = new URL(value, document.baseURI);
            // Followed by a person, or by nobody: feeds and canonical addresses are not fetched.
            const link =
              element.localName === 'a' ||
              (element.localName === 'link' &&
                !/stylesheet|icon|preload|manifest/.test(element.getAttribute('rel') ?? ''));
            const here = new URL(document.baseURI);
            const fine = link
              ? ['http:', 'https:', 'mailto:', 'about:', here.protocol].includes(protocol)
              : ['data:', 'blob:'].includes(protocol) || (protocol === here.protocol && host === here.host);
            if (!fine) found.push(told);
            // From a disk, an address that names a host reaches another machine.
            if (link && protocol === 'file:' && host !== '') found.push(told);
          }
        }
      }
      return found;
    },
    [scripts, svg] as const,
  );
}
