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
import type { BuildResult, Progress, Sink } from './build-site.ts';
import { contentHash } from './content-hash.ts';
import { type LibrarySource, readLibrary } from './library-source.ts';
import { markOf, SiteCache } from './site-cache.ts';
import { manifestName, type SiteManifest, writeManifest } from './site-manifest.ts';
import { checkPlace, type SitePlace } from './site-place.ts';
import { buildStamp, siteVersion } from './site-version.ts';
import { recover, Staging } from './staging.ts';
import { isOurZip, writeZip } from './zip-site.ts';

export interface ExportOptions {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Files of the site against what stands at the place. */
class Comparison implements Sink {
  readonly files = new Map<string, string>();
  readonly added: string[] = [];
  readonly changed: string[] = [];
  readonly kept: string[] = [];
  /** Files that are in the way and that no export wrote. */
  readonly foreign: string[] = [];

  constructor(
    private readonly place: string,
    private readonly before: SiteManifest | null,
    private readonly marks: Readonly<Record<string, string>>,
    private readonly store: (output: string, data: string | Uint8Array) => void,
  ) {}

  write(output: string, data: string | Uint8Array, hash = contentHash(data)): void {
    if (this.keep(output, hash)) return;
    this.files.set(output, hash);
    if (this.before?.files.has(output)) this.changed.push(output);
    else {
      if (this.before !== null && exists(join(this.place, output))) this.foreign.push(output);
      this.added.push(output);
    }
    this.store(output, data);
  }

  keep(output: string, hash: string): boolean {
    if (this.before?.files.get(output) !== hash || !this.isIntact(output, hash)) return false;
    this.files.set(output, hash);
    this.kept.push(output);
    return true;
  }

  /** A file whose mark is as the last export left it was not touched; any other is read. */
  private isIntact(output: string, hash: string): boolean {
    const path = join(this.place, output);
    const mark = this.marks[output];
    return (mark !== undefined && mark === markOf(path)) || hashOf(path) === hash;
  }

  /** True when every file of the last export stands as it was left. */
  allIntact(): boolean {
    return (
      this.before !== null && [...this.before.files].every(([output, hash]) => this.isIntact(output, hash))
    );
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

/**
 * What the last export of these very inputs said, when the site stands as it left it: then there is
 * nothing to build and nothing to write.
 */
function upToDate(prepared: Prepared, comparison: Comparison): readonly SiteProblem[] | null {
  const { target, inputs, cache } = prepared;
  if (target.manifest?.inputs !== inputs) return null;
  const problems = cache.problems(inputs);
  return problems !== null && comparison.allIntact() ? problems : null;
}

/** Loaded when there is something to build: most of an idle export's time would go into loading it. */
async function build(prepared: Prepared, sink: Sink, progress: Progress): Promise<BuildResult> {
  const { SiteBuild } = await import('./build-site.ts');
  return await new SiteBuild(prepared.source, prepared.breather, progress, sink, prepared.cache).run();
}

/** What an export to `place` would do. Writes nothing, but puts right what a killed export left there. */
export function planExport(
  library: string,
  place: string,
  signal: AbortSignal,
): Promise<Outcome<ExportPlan>> {
  return guarded<ExportPlan>(place, async () => {
    const prepared = await prepare(library, place, signal);
    if (!prepared.ok) return prepared;
    const { target, cache } = prepared.value;
    const comparison = new Comparison(
      target.place,
      target.manifest,
      cache.marks(target.place),
      () => undefined,
    );
    const known = upToDate(prepared.value, comparison);
    if (known !== null) {
      const unchanged = target.manifest?.files.size ?? 0;
      return done({ place: target.place, added: [], changed: [], removed: [], unchanged, problems: known });
    }
    const result = await build(prepared.value, comparison, () => undefined);
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
    return prepared.value.target.form === 'zip'
      ? await exportZip(prepared.value, options)
      : await exportFolder(prepared.value, options);
  });
}

interface Prepared {
  readonly target: SitePlace;
  readonly source: LibrarySource;
  readonly breather: Breather;
  readonly cache: SiteCache;
  /** Hash of everything that the site is made from: the library and this version of Legible. */
  readonly inputs: string;
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
  const version = siteVersion();
  const cache = new SiteCache(source.root, contentHash(`${version}\n${buildStamp()}`));
  const inputs = contentHash(`${version}\n${source.hash}`);
  return done({ target: target.value, source, breather, cache, inputs });
}

async function exportFolder(prepared: Prepared, options: ExportOptions): Promise<Outcome<ExportReport>> {
  const { target, breather, cache, inputs } = prepared;
  const { place, manifest } = target;
  const idle = new Comparison(place, manifest, cache.marks(place), () => undefined);
  const known = upToDate(prepared, idle);
  if (known !== null) {
    return done({ place, written: 0, removed: 0, unchanged: manifest?.files.size ?? 0, problems: known });
  }
  const staging = new Staging(place);
  try {
    const comparison = new Comparison(place, manifest, cache.marks(place), (output, data) => {
      staging.write(output, data);
    });
    const result = await build(prepared, comparison, options.progress);
    const stopped = reasonToStop(result, comparison);
    if (stopped !== null) return stopped;
    await staging.settled();
    await breather.rest();
    const removed = comparison.removed();
    const report: ExportReport = {
      place,
      written: comparison.added.length + comparison.changed.length,
      removed: removed.length,
      unchanged: comparison.kept.length,
      problems: result.problems,
    };
    if (report.written + report.removed > 0 || manifest?.inputs !== inputs) {
      for (const output of comparison.kept) staging.keep(output);
      if (exists(place)) staging.keepForeign(new Set([...removed, ...comparison.files.keys()]));
      staging.write(manifestName, writeManifest({ files: comparison.files, inputs }));
      await staging.settled();
      options.progress(1, 1, 'Putting the site in place');
      await breather.rest();
      staging.swap();
    }
    const marks: Record<string, string> = {};
    for (const output of comparison.files.keys()) marks[output] = markOf(join(place, output)) ?? '';
    cache.setMarks(place, marks);
    cache.setProblems(inputs, result.problems);
    await cache.save();
    return done(report);
  } finally {
    await staging.end();
  }
}

async function exportZip(prepared: Prepared, options: ExportOptions): Promise<Outcome<ExportReport>> {
  const { target, breather, inputs } = prepared;
  const { place } = target;
  if (exists(place) && !isOurZip(place)) {
    return failed(
      'permission',
      `${place} is there already, and Legible did not make it. Choose another name for the zip file.`,
    );
  }
  const files = new Map<string, string | Uint8Array>();
  const hashes = new Map<string, string>();
  const sink: Sink = {
    write(output, data) {
      files.set(output, data);
      hashes.set(output, contentHash(data));
    },
    keep: () => false,
  };
  const result = await build(prepared, sink, options.progress);
  const stopped = reasonToStop(result, null);
  if (stopped !== null) return stopped;
  files.set(manifestName, writeManifest({ files: hashes, inputs }));
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
