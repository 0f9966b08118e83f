/**
 * The export: a library in, its site out, to a folder or to one zip file.
 *
 * Both entries answer an `Outcome` and never throw; neither asks the person anything. This file holds
 * what every export does, and all that one with nothing to do needs: the rest is loaded when there is
 * something to build, since loading it would take longer than finding that out.
 */
import { realpathSync, statSync } from 'node:fs';
import type { ExportPlan, ExportReport } from '#core/host/contract.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { diskFailure, systemCode } from '../disk-failure.ts';
import { Breather, Cancelled } from './breather.ts';
import { contentHash } from './content-hash.ts';
import { type ExportOptions, inputsOf, type Prepared } from './export-inputs.ts';
import { readLastExport, standsAsLeft } from './last-export.ts';
import { readLibrary } from './library-source.ts';
import { readAddresses } from './published-addresses.ts';
import { checkPlace } from './site-place.ts';
import { recover } from './site-recovery.ts';
import { buildStamp, siteVersion } from './site-version.ts';

export type { ExportOptions } from './export-inputs.ts';

/** What an export to `place` would do. Writes nothing, but puts right what a killed export left there. */
export function planExport(
  library: string,
  place: string,
  signal: AbortSignal,
): Promise<Outcome<ExportPlan>> {
  return guarded<ExportPlan>(place, async () => {
    const prepared = await prepare(library, place, signal);
    if (!prepared.ok) return prepared;
    const known = upToDate(prepared.value);
    if (known !== null) {
      const { unchanged, problems } = known;
      return done({ place: known.place, added: [], changed: [], removed: [], unchanged, problems });
    }
    const { plan } = await import('./export-run.ts');
    return await plan(prepared.value);
  });
}

/** Builds the site and puts it in its place. On any failure the place is as it was. */
export function exportSite(
  library: string,
  place: string,
  options: ExportOptions,
): Promise<Outcome<ExportReport>> {
  return guarded<ExportReport>(place, async () => {
    const prepared = await prepare(library, place, options.signal, options.theme ?? null);
    if (!prepared.ok) return prepared;
    const known = upToDate(prepared.value);
    if (known !== null) return done(known);
    const { exportFolder, exportZip } = await import('./export-run.ts');
    return prepared.value.target.form === 'zip'
      ? await exportZip(prepared.value, options)
      : await exportFolder(prepared.value, options);
  });
}

async function prepare(
  library: string,
  place: string,
  signal: AbortSignal,
  theme: string | null = null,
): Promise<Outcome<Prepared>> {
  if (signal.aborted) throw new Cancelled('The export was stopped.');
  const entry = statSync(library, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return failed('not-found', `There is no library at ${library}.`);
  const first = checkPlace(library, place);
  if (!first.ok) return first;
  const target = (await recover(first.value.place)) ? checkPlace(library, place) : first;
  if (!target.ok) return target;
  const breather = new Breather(signal);
  const source = await readLibrary(realpathSync(library), breather);
  const version = siteVersion();
  const memory = contentHash(`${version}\n${buildStamp()}`);
  const addresses = readAddresses(source.root);
  const inputs = inputsOf(version, source, theme, addresses);
  const last = readLastExport(source.root, target.value.place, memory);
  return done({ target: target.value, source, breather, inputs, version, memory, last, theme, addresses });
}

/**
 * What the last export of these very inputs said, when the site stands as it left it: then there is
 * nothing to build and nothing to write.
 */
function upToDate({ target, inputs, last }: Prepared): ExportReport | null {
  const { place, manifest } = target;
  if (last === null || manifest === null || last.inputs !== inputs) return null;
  if (last.manifest !== manifest.hash || !standsAsLeft(place, last.marks)) return null;
  return {
    place,
    written: 0,
    removed: 0,
    unchanged: Object.keys(last.marks).length,
    problems: last.problems,
  };
}

async function guarded<T>(place: string, task: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Cancelled) return failed('cancelled', error.message);
    if (systemCode(error) !== null)
      return diskFailure(error, pathOf(error) ?? place, 'The site is as it was.');
    const message = error instanceof Error ? error.message : String(error);
    return failed('internal', `The export failed: ${message} The site is as it was.`);
  }
}

function pathOf(error: unknown): string | null {
  const { path } = error as { path?: unknown };
  return typeof path === 'string' ? path : null;
}
