/** The part of an export that builds: loaded only when something has changed. */
import { join } from 'node:path';
import type { ExportPlan, ExportReport, SiteProblem } from '#core/host/contract.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { clashMessage } from '#core/site/plan.ts';
import { type BuildResult, type Progress, SiteBuild } from './build-site.ts';
import { Comparison, exists } from './comparison.ts';
import { contentHash } from './content-hash.ts';
import { type ExportOptions, inputsOf, type Prepared } from './export-inputs.ts';
import { markOf, writeLastExport } from './last-export.ts';
import { writeAddresses } from './published-addresses.ts';
import type { Sink } from './sink.ts';
import { SiteCache } from './site-cache.ts';
import { manifestName, writeManifest } from './site-manifest.ts';
import { Staging } from './staging.ts';

async function build(
  prepared: Prepared,
  cache: SiteCache,
  sink: Sink,
  progress: Progress,
): Promise<BuildResult> {
  const { source, breather, theme, addresses } = prepared;
  return await new SiteBuild(source, breather, progress, sink, cache, theme, addresses).run();
}

/** The next export starts from the moves that this one found. */
function inputsAfter({ version, source, theme }: Prepared, result: BuildResult): string {
  return inputsOf(version, source, theme, result.addresses);
}

function cacheOf({ source, memory }: Prepared): SiteCache {
  return new SiteCache(source.root, memory);
}

export async function plan(prepared: Prepared): Promise<Outcome<ExportPlan>> {
  const { target, last } = prepared;
  const comparison = new Comparison(target.place, target.manifest, last?.marks ?? {}, () => undefined);
  const result = await build(prepared, cacheOf(prepared), comparison, () => undefined);
  return done({
    place: target.place,
    added: comparison.added.sort(),
    changed: comparison.changed.sort(),
    removed: result.clashes.length > 0 ? [] : comparison.removed(),
    unchanged: comparison.kept.length,
    problems: [...inTheWay(comparison), ...result.problems],
  });
}

export async function exportFolder(
  prepared: Prepared,
  options: ExportOptions,
): Promise<Outcome<ExportReport>> {
  const { target, breather, last } = prepared;
  const { place, manifest } = target;
  const cache = cacheOf(prepared);
  const staging = new Staging(place);
  try {
    const comparison = new Comparison(place, manifest, last?.marks ?? {}, (output, data) => {
      staging.write(output, data);
    });
    const result = await build(prepared, cache, comparison, options.progress);
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
    const inputs = inputsAfter(prepared, result);
    const manifestText = writeManifest({ files: comparison.files, inputs });
    if (report.written + report.removed > 0 || manifest?.inputs !== inputs) {
      for (const output of comparison.kept) staging.keep(output);
      if (exists(place)) staging.keepForeign(new Set([...removed, ...comparison.files.keys()]));
      staging.write(manifestName, manifestText);
      await staging.settled();
      options.progress(1, 1, 'Putting the site in place');
      await breather.rest();
      staging.swap();
    }
    const marks: Record<string, string> = {};
    for (const output of comparison.files.keys()) marks[output] = markOf(join(place, output)) ?? '';
    const { problems } = result;
    await cache.save();
    if (!('theme' in options)) await writeAddresses(prepared.source.root, result.addresses);
    await writeLastExport(prepared.source.root, place, prepared.memory, {
      inputs,
      manifest: contentHash(manifestText),
      marks,
      problems,
    });
    return done(report);
  } finally {
    await staging.end();
  }
}

export async function exportZip(prepared: Prepared, options: ExportOptions): Promise<Outcome<ExportReport>> {
  const { target, breather } = prepared;
  const { place } = target;
  const { isOurZip, writeZip } = await import('./zip-site.ts');
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
  const result = await build(prepared, cacheOf(prepared), sink, options.progress);
  const stopped = reasonToStop(result, null);
  if (stopped !== null) return stopped;
  const inputs = inputsAfter(prepared, result);
  files.set(manifestName, writeManifest({ files: hashes, inputs }));
  await breather.rest();
  options.progress(1, 1, 'Packing the site');
  const changed = writeZip(place, files);
  await writeAddresses(prepared.source.root, result.addresses);
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
