/**
 * The export: a library in, its site out, to a folder or to one zip file.
 *
 * Both entries answer an `Outcome` and never throw; neither asks the person anything.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportPlan, ExportReport, SiteProblem } from '#core/host/contract.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { clashMessage } from '#core/site/plan.ts';
import { diskFailure, isMissing, systemCode } from '../disk-failure.ts';
import { Breather, Cancelled } from './breather.ts';
import { type BuildResult, type Progress, SiteBuild } from './build-site.ts';
import { contentHash } from './content-hash.ts';
import { type LibrarySource, readLibrary } from './library-source.ts';
import { manifestName, type SiteManifest, writeManifest } from './site-manifest.ts';
import { checkPlace, type SitePlace } from './site-place.ts';
import { recover, Staging } from './staging.ts';
import { isOurZip, writeZip } from './zip-site.ts';

export interface ExportOptions {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Files of the site against what stands at the place. */
class Comparison {
  readonly files = new Map<string, string>();
  readonly added: string[] = [];
  readonly changed: string[] = [];
  readonly kept: string[] = [];
  /** Files that are in the way and that no export wrote. */
  readonly foreign: string[] = [];

  constructor(
    private readonly place: string,
    private readonly before: SiteManifest | null,
  ) {}

  /** True when the file must be written. */
  take(output: string, data: string | Uint8Array): boolean {
    const hash = contentHash(data);
    this.files.set(output, hash);
    const known = this.before?.files.get(output);
    if (known === undefined) {
      if (this.before !== null && exists(join(this.place, output))) this.foreign.push(output);
      this.added.push(output);
      return true;
    }
    if (known === hash && hashOf(join(this.place, output)) === hash) {
      this.kept.push(output);
      return false;
    }
    this.changed.push(output);
    return true;
  }

  /** Files of the last export that the site no longer has. One that somebody changed since is theirs now. */
  removed(): string[] {
    const gone: string[] = [];
    for (const [output, hash] of this.before?.files ?? []) {
      if (!this.files.has(output) && hashOf(join(this.place, output)) === hash) gone.push(output);
    }
    return gone.sort();
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function hashOf(path: string): string | null {
  try {
    return contentHash(readFileSync(path));
  } catch (error) {
    if (isMissing(error) || systemCode(error) === 'EISDIR') return null;
    throw error;
  }
}

/** What an export to `place` would do. Writes nothing, but puts right what a killed export left there. */
export function planExport(
  library: string,
  place: string,
  signal: AbortSignal,
): Promise<Outcome<ExportPlan>> {
  return guarded(place, async () => {
    const prepared = await prepare(library, place, signal);
    if (!prepared.ok) return prepared;
    const { target, source, breather } = prepared.value;
    const comparison = new Comparison(target.place, target.manifest);
    const build = new SiteBuild(
      source,
      breather,
      () => undefined,
      (output, data) => {
        comparison.take(output, data);
      },
    );
    const result = await build.run();
    const problems = [...inTheWay(comparison), ...result.problems];
    return done({
      place: target.place,
      added: comparison.added.sort(),
      changed: comparison.changed.sort(),
      removed: result.clashes.length > 0 ? [] : comparison.removed(),
      unchanged: comparison.kept.length,
      problems,
    });
  });
}

/** Builds the site and puts it in its place. On any failure the place is as it was. */
export function exportSite(
  library: string,
  place: string,
  options: ExportOptions,
): Promise<Outcome<ExportReport>> {
  return guarded(place, async () => {
    const prepared = await prepare(library, place, options.signal);
    if (!prepared.ok) return prepared;
    const { target, source, breather } = prepared.value;
    return target.form === 'zip'
      ? await exportZip(target, source, breather, options)
      : await exportFolder(target, source, breather, options);
  });
}

interface Prepared {
  readonly target: SitePlace;
  readonly source: LibrarySource;
  readonly breather: Breather;
}

async function prepare(library: string, place: string, signal: AbortSignal): Promise<Outcome<Prepared>> {
  if (signal.aborted) throw new Cancelled('The export was stopped.');
  const entry = statSync(library, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return failed('not-found', `There is no library at ${library}.`);
  const first = checkPlace(library, place);
  if (!first.ok) return first;
  recover(first.value.place);
  const target = checkPlace(library, place);
  if (!target.ok) return target;
  const breather = new Breather(signal);
  const source = await readLibrary(realpathSync(library), breather);
  return done({ target: target.value, source, breather });
}

async function exportFolder(
  target: SitePlace,
  source: LibrarySource,
  breather: Breather,
  options: ExportOptions,
): Promise<Outcome<ExportReport>> {
  const { place, manifest } = target;
  const comparison = new Comparison(place, manifest);
  const staging = new Staging(place);
  try {
    const build = new SiteBuild(source, breather, options.progress, (output, data) => {
      if (comparison.take(output, data)) staging.write(output, data);
    });
    const result = await build.run();
    const stopped = reasonToStop(result, comparison);
    if (stopped !== null) return stopped;
    await breather.rest();
    const removed = comparison.removed();
    const report: ExportReport = {
      place,
      written: comparison.added.length + comparison.changed.length,
      removed: removed.length,
      unchanged: comparison.kept.length,
      problems: result.problems,
    };
    if (report.written + report.removed === 0 && manifest?.inputs === source.hash) return done(report);
    for (const output of comparison.kept) staging.keep(output);
    if (exists(place)) staging.keepForeign(new Set([...removed, ...comparison.files.keys()]));
    staging.write(manifestName, writeManifest({ files: comparison.files, inputs: source.hash }));
    options.progress(1, 1, 'Putting the site in place');
    await breather.rest();
    staging.swap();
    return done(report);
  } finally {
    staging.end();
  }
}

async function exportZip(
  target: SitePlace,
  source: LibrarySource,
  breather: Breather,
  options: ExportOptions,
): Promise<Outcome<ExportReport>> {
  const { place } = target;
  if (exists(place) && !isOurZip(place)) {
    return failed(
      'permission',
      `${place} is there already, and Legible did not make it. Choose another name for the zip file.`,
    );
  }
  const files = new Map<string, string | Uint8Array>();
  const hashes = new Map<string, string>();
  const build = new SiteBuild(source, breather, options.progress, (output, data) => {
    files.set(output, data);
    hashes.set(output, contentHash(data));
  });
  const result = await build.run();
  const stopped = reasonToStop(result, null);
  if (stopped !== null) return stopped;
  files.set(manifestName, writeManifest({ files: hashes, inputs: source.hash }));
  await breather.rest();
  options.progress(1, 1, 'Packing the site');
  const changed = writeZip(place, files);
  return done({
    place,
    written: changed ? files.size - 1 : 0,
    removed: 0,
    unchanged: changed ? 0 : files.size - 1,
    problems: result.problems,
  });
}

function reasonToStop(result: BuildResult, comparison: Comparison | null): Outcome<never> | null {
  const [clash] = result.clashes;
  if (clash !== undefined) return failed('output-clash', clashMessage(clash), clash.second);
  const [foreign] = comparison?.foreign ?? [];
  if (foreign !== undefined) {
    return failed(
      'output-clash',
      `The site needs the address ${foreign}, but a file that Legible did not write is there. Move that file away.`,
      foreign,
    );
  }
  return null;
}

function inTheWay(comparison: Comparison): SiteProblem[] {
  return comparison.foreign.map((output) => ({
    path: null,
    line: null,
    severity: 'error',
    rule: 'output-clash',
    message: `The site needs the address ${output}, but a file that Legible did not write is there. Move that file away.`,
  }));
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
