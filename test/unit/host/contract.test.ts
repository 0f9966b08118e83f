import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWebHost } from '#main/web/web-host.ts';
import { webHost } from '#renderer/host/transport.ts';
import { describeContract } from './contract.suite.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testHost } from './test-host.ts';
import { visitor } from './visitor.ts';

const folders = temporaryFolder();

describeContract('in this process', async () => {
  const host = testHost();
  return { host, raw: host.answer, close: () => host.close() };
});

describeContract('over HTTP', async () => {
  const host = testHost();
  const app = folders.make();
  writeFileSync(join(app, 'index.html'), '<!doctype html><html><head></head></html>');
  const web = await startWebHost({ host, port: 0, app });
  const guest = await visitor(web.address);
  const client = await guest.connect(webHost);
  return {
    host: client,
    raw: async (method, request) => {
      const response = await guest.post(`/api/${encodeURIComponent(String(method))}`, request);
      return await response.json();
    },
    close: async () => {
      guest.leave();
      await web.close();
      await host.close();
    },
  };
});
