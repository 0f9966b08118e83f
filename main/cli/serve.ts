import { join, resolve } from 'node:path';
import { createHost } from '#main/host.ts';
import { openAddress, openInBrowser } from '#main/services/open-outside.ts';
import { packageRoot } from '#main/services/package-root.ts';
import { configFolder, createPreferences, fileStore } from '#main/services/preferences.ts';
import { startWebHost, type WebHost } from '#main/web/web-host.ts';
import { type Command, complainOf } from './command.ts';

export const command: Command = {
  name: 'serve',
  usage: 'serve [DIR] [--port N] [--no-open]',
  summary: 'Opens the app in the browser. The first line printed is its address; the address works once.',
  options: { port: 'value', 'no-open': 'flag' },
  operands: { min: 0, max: 1 },
  async run({ operands, flags, values }, console) {
    const port = Number(values.get('port') ?? '0');
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      console.complain('--port needs a number from 0 to 65535.');
      return 2;
    }
    const config = configFolder();
    const host = createHost({
      capabilities: {
        folderPicker: false,
        revealPlace: false,
        nativeMenu: false,
        printToPdf: false,
        asksBeforeClosing: false,
      },
      preferences: createPreferences(fileStore(config)),
      refuge: join(config, 'drafts'),
      openAddress,
    });
    const folder = operands[0];
    if (folder !== undefined) {
      const opened = await host.call('library.open', { place: resolve(folder) });
      if (!opened.ok) {
        return complainOf(opened.error, false, console);
      }
    }
    let web: WebHost;
    try {
      web = await startWebHost({ host, port, app: join(packageRoot, 'dist', 'app') });
    } catch (error) {
      const taken = (error as { code?: string }).code === 'EADDRINUSE';
      console.complain(taken ? `Port ${port} is in use. Choose another with --port.` : String(error));
      await host.close();
      return 1;
    }
    console.print(web.address);
    console.complain('Legible runs until you press Ctrl+C. The address above works once, in one browser.');
    const forget = flags.has('no-open') ? null : await openInBrowser(web.address);
    await stopSignal();
    await forget?.();
    await web.close();
    await host.close();
    return 0;
  },
};

/** Resolves when the person, or the system, asks the process to stop. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
