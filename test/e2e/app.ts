/**
 * The app under test, as a person has it: `legible serve` on a library, in a real Chromium.
 *
 * A test says what a hand does; how the app is started, and how a control is found, is said here once.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'main', 'cli', 'bin.mjs');

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line to its end. */
export function legible(...args: string[]): Ran {
  const run = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8' });
  return { status: run.status ?? -1, stdout: run.stdout, stderr: run.stderr };
}

/** A folder that goes away with the test. */
export function temporaryFolder(name = 'legible-e2e-'): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), name));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `legible serve` and waits for the address that it prints. Without a folder it opens the welcome screen. */
export async function serve(library: string | null, preferences: string): Promise<Served> {
  const operands = library === null ? [] : [library];
  const child: ChildProcess = spawn(
    process.execPath,
    [bin, 'serve', ...operands, '--no-open', '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LEGIBLE_CONFIG_DIR: preferences },
    },
  );
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`legible serve ended with ${code}: ${complaints}`)));
  });
  ended.catch(() => {});
  if (child.stdout === null) throw new Error('legible serve has no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await Promise.race([lines.next(), ended]);
  const url = String(first.value).trim();
  if (!url.startsWith('http://')) throw new Error(`Not an address: ${url}. ${complaints}`);
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** One person at one library: server, browser and page, all gone at the end of the test. */
export class Desk {
  /** Every request that left the app's own origin. Must stay empty. */
  readonly foreignRequests: string[] = [];
  /** Errors and refusals that the page's console showed. */
  readonly complaints: string[] = [];

  private constructor(
    readonly served: Served,
    readonly browser: Browser,
    readonly page: Page,
    private readonly preferences: string,
  ) {}

  /** `prepare` is done before the first page is there. */
  static async open(
    library: string | null,
    options: BrowserContextOptions = {},
    prepare: (context: BrowserContext) => Promise<void> = async () => {},
  ): Promise<Desk> {
    const preferences = mkdtempSync(join(tmpdir(), 'legible-preferences-'));
    const served = await serve(library, preferences);
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    await prepare(context);
    const page = await context.newPage();
    const desk = new Desk(served, browser, page, preferences);
    const origin = new URL(served.url).origin;
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) desk.foreignRequests.push(url);
    });
    page.on('console', (message) => {
      // On a busy machine Excalidraw gives its worker up after a second and does the work itself.
      if (message.text().startsWith('Failed to use workers for subsetting')) return;
      if (message.type() === 'error') desk.complaints.push(message.text());
    });
    page.on('pageerror', (error) => desk.complaints.push(String(error)));
    page.setDefaultTimeout(15_000);
    await page.goto(served.url);
    return desk;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.served.stop();
    rmSync(this.preferences, { recursive: true, force: true });
  }

  /** Opens a document by its title in the sidebar and waits until its text is there. */
  async openDocument(title: string): Promise<void> {
    await this.page.getByRole('navigation').getByText(title, { exact: false }).first().click();
    await this.text.waitFor();
  }

  /** The text of the open document. */
  get text() {
    return this.page.locator('.ProseMirror').first();
  }

  /** Resolves when everything that was typed is on the disk. */
  async saved(): Promise<void> {
    await this.page
      .locator('[data-save-state="saved"]')
      .first()
      .waitFor({ state: 'attached', timeout: 10_000 });
  }
}
