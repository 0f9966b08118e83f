/** Run in a process of its own, which is killed: saves one document for ever, each text whole in itself. */
import { createHash } from 'node:crypto';
import { knownPath } from '#core/host/library-path.ts';
import { createHost } from '#main/host.ts';
import { createPreferences, memoryStore } from '#main/services/preferences.ts';

const [place = '', job = 'save'] = process.argv.slice(2);
const path = knownPath('posts/a.md');
const no = {
  folderPicker: false,
  revealPlace: false,
  nativeMenu: false,
  printToPdf: false,
  asksBeforeClosing: false,
};
const host = createHost({ capabilities: no, preferences: createPreferences(memoryStore()), refuge: null });

function wholeText(number: number): string {
  const body = `${number} ${'words '.repeat(20_000 + (number % 7) * 3000)}`;
  return `${createHash('sha256').update(body).digest('hex')}\n${body}`;
}

await host.call('library.open', { place });
const listing = await host.call('library.list', {});
if (!listing.ok) throw new Error(listing.error.message);
if (job === 'save') {
  const read = await host.call('document.read', { path });
  let base = read.ok ? read.value.revision : null;
  for (let number = 0; ; number++) {
    await host.call('draft.write', { path, text: wholeText(number), base });
    const written = await host.call('document.write', { path, text: wholeText(number), base });
    if (!written.ok) throw new Error(written.error.message);
    base = written.value.revision;
    if (number === 0) process.stdout.write('saved\n');
  }
}
await host.close();
