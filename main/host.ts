/**
 * The host: composes the services into the contract. Every way in (the Electron channel, the web
 * host, the command line) hands its calls to `answer`, which checks them first.
 */
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import {
  type Capabilities,
  contractVersion,
  type ExportPlan,
  type Host,
  type HostEvent,
  type Method,
  type RequestOf,
  type Responses,
} from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { parseCall } from '#core/host/parse.ts';
import { type Disk, realDisk } from './services/disk.ts';
import { diskFailure } from './services/disk-failure.ts';
import { ExportJobs, type SiteExporter } from './services/export-jobs.ts';
import { liesInside } from './services/inside.ts';
import { type Library, openLibrary } from './services/library.ts';
import { createLibrary } from './services/new-library.ts';
import { packageVersion } from './services/package-root.ts';
import type { PreferenceStore } from './services/preferences.ts';
import { type PreviewFile, Previews } from './services/preview.ts';

/** What a way in adds to the host: the machine's parts that only it can reach. */
export interface Surroundings {
  readonly capabilities: Capabilities;
  readonly preferences: PreferenceStore;
  /** Folder for drafts that a library's own disk refuses, or null. */
  readonly refuge: string | null;
  /** A folder to offer for a new library; `~/Documents` where the way in knows no better. */
  readonly suggestedPlace?: string;
  readonly disk?: Disk;
  /** Builds sites; the app's own where none is given. */
  readonly exporter?: () => Promise<SiteExporter>;
  readonly choosePlace?: (purpose: 'open' | 'create' | 'export') => Promise<string | null>;
  readonly openAddress?: (url: string) => Promise<Outcome<null>>;
  readonly reveal?: (place: string) => Promise<Outcome<null>>;
  readonly settled?: () => void;
}

/** A host in this process. Others reach it through a transport. */
export interface RunningHost extends Host {
  /** For values that came over a border: checks the call, then makes it. Never rejects. */
  answer(method: unknown, request: unknown): Promise<Outcome<unknown>>;
  /** The absolute place of a file of the open library, for whoever serves it. */
  placeOf(path: LibraryPath): Promise<Outcome<string>>;
  /** A file of the site that was built to be looked at; `path` is decoded, such as `dark/index.html`. */
  previewFile(path: string): Promise<PreviewFile | null>;
  announce(event: HostEvent): void;
  /** Waits for running saves and closes the library. */
  close(): Promise<void>;
}

type Handlers = { readonly [M in Method]: (request: RequestOf<M>) => Promise<Outcome<Responses[M]>> };

const noLibrary = failed('not-found', 'No library is open. Open one first.');

export function createHost(surroundings: Surroundings): RunningHost {
  const listeners = new Set<(event: HostEvent) => void>();
  const announce = (event: HostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let library: Library | null = null;
  const exports = new ExportJobs(
    announce,
    surroundings.exporter ?? loadExporter,
    async () => await import('./services/site/push-site.ts'),
  );

  const previews = new Previews(surroundings.exporter ?? loadExporter);

  async function inLibrary<T>(task: (open: Library) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return library === null ? noLibrary : await task(library);
  }

  function shownPlaces(): string[] {
    const places = [library?.root, exports.lastPlace];
    return places.filter((place) => place !== null && place !== undefined);
  }

  async function close(): Promise<void> {
    const open = library;
    library = null;
    await exports.close();
    await previews.close();
    await open?.close();
  }

  async function open(place: string): Promise<Outcome<Responses['library.open']>> {
    const opened = await openLibrary(place, {
      disk: surroundings.disk ?? realDisk,
      refuge: surroundings.refuge,
      announce,
    });
    if (!opened.ok) return opened;
    await close();
    library = opened.value;
    const { description } = opened.value;
    const recent = surroundings.preferences.read().recentLibraries.filter((one) => one !== description.place);
    surroundings.preferences.write({ recentLibraries: [description.place, ...recent] });
    announce({ type: 'library-opened', library: description });
    return done(description);
  }

  const handlers: Handlers = {
    'host.describe': async () =>
      done({
        contract: contractVersion,
        version: packageVersion,
        platform: process.platform,
        capabilities: surroundings.capabilities,
        library: library?.description ?? null,
        suggestedPlace: surroundings.suggestedPlace ?? join(homedir(), 'Documents'),
      }),

    'preferences.read': async () => done(surroundings.preferences.read()),
    'preferences.write': async (part) => {
      const preferences = surroundings.preferences.write(part as Partial<typeof part> as never);
      announce({ type: 'preferences-changed', preferences });
      return done(preferences);
    },

    'library.choose': async ({ purpose }) => {
      if (!surroundings.choosePlace)
        return failed('unsupported', 'Type the folder: this window cannot show a folder picker.');
      return done({ place: await surroundings.choosePlace(purpose) });
    },
    'library.create': async ({ place, sample }) => {
      const created = await createLibrary(place, sample);
      return created.ok ? await open(created.value) : created;
    },
    'library.open': ({ place }) => open(place),
    'library.close': async () => {
      await close();
      announce({ type: 'library-opened', library: null });
      return done({});
    },
    'library.list': () => inLibrary((one) => one.list()),

    'document.read': ({ path }) => inLibrary((one) => one.readDocument(path)),
    'document.write': ({ path, text, base }) => inLibrary((one) => one.writeDocument(path, text, base)),
    'document.create': ({ kind, title }) => inLibrary((one) => one.createDocument(kind, title)),
    'document.rename': ({ path, to }) => inLibrary((one) => one.renameDocument(path, to)),
    'document.remove': ({ path, base }) => inLibrary((one) => one.removeDocument(path, base)),

    'draft.write': ({ path, text, base }) => inLibrary((one) => one.writeDraft(path, text, base)),
    'draft.list': () => inLibrary((one) => one.listDrafts()),
    'draft.discard': ({ path }) => inLibrary((one) => one.discardDraft(path)),

    'history.list': ({ path }) => inLibrary((one) => one.listHistory(path)),
    'history.read': ({ path, revision }) => inLibrary((one) => one.readHistory(path, revision)),

    'record.read': ({ path }) => inLibrary((one) => one.readRecord(path)),
    'record.write': ({ path, text, base }) => inLibrary((one) => one.writeRecord(path, text, base)),

    'figure.read': ({ path }) => inLibrary((one) => one.readFigure(path)),
    'figure.write': ({ path, svg, base }) => inLibrary((one) => one.writeFigure(path, svg, base)),
    'figure.name': ({ title }) => inLibrary((one) => one.nameFigure(title)),
    'figure.rename': ({ path, to }) => inLibrary((one) => one.renameFigure(path, to)),
    'media.add': ({ name, data }) => inLibrary((one) => one.addMedia(name, data)),

    'preview.build': ({ theme }) => inLibrary((one) => previews.build(one.root, theme)),

    'export.plan': ({ place }) =>
      inLibrary(async (one) => await asked(one.root, await exports.plan(one.root, place))),
    'export.start': ({ place }) =>
      inLibrary(async (one) => {
        if (!isAbsolute(place)) return failed('not-found', `${place} is not a full path.`);
        return done({ job: exports.start(one.root, place) });
      }),
    'publish.plan': (target) =>
      inLibrary(async (one) => await asked(one.root, await exports.planPush(one.root, target))),
    'publish.push': (target) => inLibrary(async (one) => done({ job: exports.push(one.root, target) })),
    'export.cancel': async ({ job }) =>
      exports.cancel(job) ? done({}) : failed('not-found', 'That export has ended already.'),

    'link.open': async ({ url }) => {
      if (!surroundings.openAddress) return failed('unsupported', 'Links open in the browser here.');
      const opened = await surroundings.openAddress(url);
      return opened.ok ? done({}) : opened;
    },
    'place.reveal': async ({ place }) => {
      if (!surroundings.reveal) return failed('unsupported', 'This window cannot show folders.');
      const real = await realpath(resolve(library?.root ?? '/', place)).catch(() => null);
      if (real === null) return failed('not-found', `${place} is not there.`);
      if (!shownPlaces().some((folder) => liesInside(folder, real)))
        return failed('permission', 'Only the library and the last export can be shown.');
      const shown = await surroundings.reveal(real);
      return shown.ok ? done({}) : shown;
    },
    'window.settled': async () => {
      surroundings.settled?.();
      return done({});
    },
  };

  async function answer(method: unknown, request: unknown): Promise<Outcome<unknown>> {
    const call = parseCall(method, request);
    if (!call.ok) return call;
    try {
      // The parser has tied the request to its method; TypeScript cannot carry that through the table.
      const handler = handlers[call.value.method] as (request: unknown) => Promise<Outcome<unknown>>;
      return await handler(call.value.request);
    } catch (error) {
      return diskFailure(error, call.value.method);
    }
  }

  return {
    answer,
    call: async (method, request) => (await answer(method, request)) as Outcome<Responses[typeof method]>,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    addressOf: addressOfLibraryFile,
    previewFile: (path) => previews.file(path),
    placeOf: (path) => inLibrary((one) => one.files.placeOf(path)),
    announce,
    close,
  };
}

/** Address of a file of the library, relative to the app's own: the same on every host. */
export function addressOfLibraryFile(path: LibraryPath): string {
  return `/library/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Loaded on first use: building a site needs far more code than writing does. */
/** With what the reader still asks; loaded when somebody is about to publish. */
async function asked(library: string, plan: Outcome<ExportPlan>): Promise<Outcome<ExportPlan>> {
  const { withOpenPrompts } = await import('./services/open-prompts.ts');
  return await withOpenPrompts(library, plan);
}

async function loadExporter(): Promise<SiteExporter> {
  return await import('./services/site/export-site.ts');
}
