import * as electron from './stand-in/electron.ts';

/** Starts the shell anew, with its settings in `config`; resolves when its window is open. */
export async function startTestShell(config: string): Promise<void> {
  electron.reset();
  process.env.LEGIBLE_CONFIG_DIR = config;
  process.argv = process.argv.slice(0, 2);
  const { startShell } = await import('#main/electron/shell.ts');
  const { exposeBridge } = await import('#main/electron/bridge.ts');
  const opened = new Promise((resolve) => electron.app.once('web-contents-created', resolve));
  startShell();
  await opened;
  await new Promise((resolve) => setImmediate(resolve));
  exposeBridge();
}
