import { vi } from 'vitest';
import { electronHost } from '#renderer/host/transport.ts';
import { describeContract } from '#test/unit/host/contract.suite.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import * as electron from './stand-in/electron.ts';
import { startTestShell } from './test-shell.ts';

vi.mock('electron', () => import('./stand-in/electron.ts'));
vi.mock('electron-store', () => import('./stand-in/electron-store.ts'));

const folders = temporaryFolder();

describeContract('over the Electron bridge', async () => {
  await startTestShell(folders.make());
  const bridge = electron.record.exposed.legible as Parameters<typeof electronHost>[0];
  return {
    host: electronHost(bridge),
    raw: (method, request) => bridge.call(method as string, request),
    close: async () => {
      const gone = new Promise((resolve) => electron.app.once('gone', resolve));
      electron.app.quit();
      await gone;
    },
  };
});
