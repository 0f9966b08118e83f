import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostEvent } from '#core/host/contract.ts';
import { done, failed } from '#core/host/outcome.ts';
import type { SiteExporter } from '#main/services/export-jobs.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { testHost } from '#test/unit/host/test-host.ts';

const folders = temporaryFolder();

/** Ends at once for a place named `quick`; else when it is told to stop. */
const exporter: SiteExporter = {
  planExport: async (_library, place) =>
    done({ place, added: ['index.html'], changed: [], removed: [], unchanged: 0, problems: [] }),
  exportSite: async (_library, place, { signal, progress }) => {
    progress(1, 2, 'Pages');
    if (place.endsWith('broken')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    if (!place.endsWith('quick')) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    if (signal.aborted) return failed('cancelled', 'Stopped.');
    return done({ place, written: 1, removed: 0, unchanged: 0, problems: [] });
  },
};

async function started() {
  const host = testHost({ exporter: async () => exporter });
  await host.call('library.open', { place: folders.make() });
  const events: HostEvent[] = [];
  const finished = new Promise<Extract<HostEvent, { type: 'export-finished' }>>((resolve) =>
    host.subscribe((event) => {
      events.push(event);
      if (event.type === 'export-finished') resolve(event);
    }),
  );
  return { host, events, finished };
}

describe('an export', () => {
  it('tells its progress and its end under its own name', async () => {
    const { host, events, finished } = await started();
    const start = await host.call('export.start', { place: join(folders.make(), 'quick') });
    const end = await finished;
    expect(end.outcome).toMatchObject({ ok: true, value: { written: 1 } });
    expect(start).toEqual({ ok: true, value: { job: end.job } });
    expect(events).toContainEqual({
      type: 'export-progress',
      job: end.job,
      done: 1,
      total: 2,
      step: 'Pages',
    });
    await host.close();
  });

  it('can be stopped, once', async () => {
    const { host, finished } = await started();
    const start = await host.call('export.start', { place: join(folders.make(), 'slow') });
    const job = start.ok ? start.value.job : '';
    expect(await host.call('export.cancel', { job })).toEqual({ ok: true, value: {} });
    expect((await finished).outcome).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await host.call('export.cancel', { job })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    await host.close();
  });

  it('ends with a code when the disk is full', async () => {
    const { host, finished } = await started();
    await host.call('export.start', { place: join(folders.make(), 'broken') });
    expect((await finished).outcome).toMatchObject({ ok: false, error: { code: 'no-space' } });
    await host.close();
  });

  it('stops with its library', async () => {
    const { host, finished } = await started();
    await host.call('export.start', { place: join(folders.make(), 'slow') });
    await host.call('library.close', {});
    expect((await finished).outcome).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await host.close();
  });

  it('is planned without writing', async () => {
    const { host } = await started();
    const plan = await host.call('export.plan', { place: '/somewhere' });
    expect(plan).toMatchObject({ ok: true, value: { added: ['index.html'] } });
    await host.close();
  });

  it('needs a library and a full path', async () => {
    const host = testHost({ exporter: async () => exporter });
    expect(await host.call('export.start', { place: '/x' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    await host.call('library.open', { place: folders.make() });
    expect(await host.call('export.start', { place: 'relative' })).toMatchObject({ ok: false });
    await host.close();
  });
});
