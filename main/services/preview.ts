/**
 * The site as it would be, in a folder of its own outside of the library, to be looked at in the app.
 *
 * A page follows the system's choice of light or dark. To show either at will, `light/…` and `dark/…`
 * give the same files with that question answered.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SitePreview } from '#core/host/contract.ts';
import { done, type Outcome } from '#core/host/outcome.ts';
import type { SiteExporter } from './export-jobs.ts';
import { extensionOf } from './media-types.ts';
import { regularFile } from './served-file.ts';

export interface PreviewFile {
  readonly type: string;
  readonly data: Uint8Array;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.woff2': 'font/woff2',
};

const largestFile = 32 * 1024 * 1024;

export class Previews {
  private folder: Promise<string> | null = null;
  /** Builds follow one another: they share a folder. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly load: () => Promise<SiteExporter>) {}

  /** Builds the site of the library at `root`; answers when it can be looked at. */
  build(root: string, theme: string | null): Promise<Outcome<SitePreview>> {
    const next = this.last.then(() => this.buildNow(root, theme));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async buildNow(root: string, theme: string | null): Promise<Outcome<SitePreview>> {
    this.folder ??= mkdtemp(join(tmpdir(), 'legible-preview-'));
    const exporter = await this.load();
    const built = await exporter.exportSite(root, join(await this.folder, 'site'), {
      signal: new AbortController().signal,
      progress: () => undefined,
      theme,
    });
    if (!built.ok) return built;
    const { previewFacts } = await import('./site/preview-facts.ts');
    return done(previewFacts(root));
  }

  /** `path` is decoded: `light/` or `dark/`, then a path of the site. Null when there is no such file. */
  async file(path: string): Promise<PreviewFile | null> {
    const [, scheme, name] = /^(light|dark)\/(.+)$/.exec(path) ?? [];
    if (this.folder === null || scheme === undefined || name === undefined) return null;
    const type = types[extensionOf(name)];
    if (type === undefined || name.split('/').some((part) => part === '' || part === '.' || part === '..'))
      return null;
    const site = join(await this.folder, 'site');
    const file = await regularFile(site, join(site, ...name.split('/')), type);
    if (file === null || file.size > largestFile) return null;
    const data = await readFile(file.place).catch(() => null);
    if (data === null) return null;
    const answered = /\.(html|css|svg)$/.test(name)
      ? Buffer.from(answerScheme(data.toString('utf8'), scheme === 'dark'))
      : data;
    return { type, data: answered };
  }

  /** Waits for what runs and takes the folder away. */
  async close(): Promise<void> {
    const { folder } = this;
    this.folder = null;
    await this.last;
    if (folder !== null) await rm(await folder, { recursive: true, force: true });
  }
}

/** Style sheets ask for the scheme of the system; here the answer is given in the question's place. */
function answerScheme(text: string, dark: boolean): string {
  return text
    .replace(/\(prefers-color-scheme:\s*(light|dark)\)/g, (_, asked: string) =>
      (asked === 'dark') === dark ? '(min-width:0px)' : '(max-width:0px)',
    )
    .replace(/color-scheme:\s*light dark/g, `color-scheme:${dark ? 'dark' : 'light'}`)
    .replace('<meta name="color-scheme" content="light dark">', '');
}
