/**
 * The host contract: everything that the app can ask of the machine.
 *
 * The Electron shell, the loopback web host and the command line serve this contract; the renderer
 * knows nothing else. A call goes in as a plain value, is checked against `requests`, and comes
 * back as an `Outcome`. Nothing here names a transport.
 */
import * as v from 'valibot';
import { kinds } from '../document/kind.ts';
import { type LibraryPath, libraryPath } from './library-path.ts';
import type { HostError, Outcome } from './outcome.ts';

/** Changes when a renderer and a host of different versions could misunderstand each other. */
export const contractVersion = 1;

/** SHA-256 of a file's bytes, in hexadecimal. */
export type Revision = string;

const path = v.custom<LibraryPath>(
  (value) => typeof value === 'string' && libraryPath(value) !== null,
  'A path inside the library was expected.',
);
/** An absolute folder or file outside the library, chosen by the person (never by a document). */
const place = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const revision = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const text = v.string();
const nothing = v.strictObject({});
const title = v.pipe(v.string(), v.maxLength(500));

/** Preferences are small, and their keys are few: everything else belongs to the library. */
export const preferencesSchema = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  recentLibraries: v.array(place),
  sidebar: v.boolean(),
  readerPanel: v.boolean(),
  /** Share of the width that the text keeps beside the canvas, 0.2 to 0.8. */
  split: v.pipe(v.number(), v.minValue(0.2), v.maxValue(0.8)),
  proseChecks: v.boolean(),
  spelling: v.boolean(),
});
export type Preferences = v.InferOutput<typeof preferencesSchema>;

/** What may be asked: one schema for each call. */
export const requests = {
  'host.describe': nothing,

  'preferences.read': nothing,
  'preferences.write': v.partial(preferencesSchema),

  /** Asks the person for a folder; only where the host states the `folderPicker` capability. */
  'library.choose': v.strictObject({ purpose: v.picklist(['open', 'create', 'export']) }),
  'library.create': v.strictObject({ place, sample: v.boolean() }),
  'library.open': v.strictObject({ place }),
  'library.close': nothing,
  'library.list': nothing,

  'document.read': v.strictObject({ path }),
  /** `base` is the revision that the text started from, null for a file that must not exist yet. */
  'document.write': v.strictObject({ path, text, base: v.nullable(revision) }),
  'document.create': v.strictObject({ kind: v.picklist(kinds), title }),
  'document.rename': v.strictObject({ path, to: path }),
  /** Moves the document to the library's trash. */
  'document.remove': v.strictObject({ path, base: revision }),

  /** Text that could not be saved to its file is kept here, one for each document. */
  'draft.write': v.strictObject({ path, text, base: v.nullable(revision) }),
  'draft.list': nothing,
  'draft.discard': v.strictObject({ path }),

  'history.list': v.strictObject({ path }),
  'history.read': v.strictObject({ path, revision }),

  /** `readers.yml`, `glossary.yml`, `portfolio.yml`, `references.bib`, `reviews/…yml`, `figures/stencils.excalidrawlib`; absent files read as `null`. */
  'record.read': v.strictObject({ path }),
  'record.write': v.strictObject({ path, text, base: v.nullable(revision) }),

  'figure.read': v.strictObject({ path }),
  /** `svg` is a whole `*.excalidraw.svg` file; `path` must lie in `figures/`. */
  'figure.write': v.strictObject({ path, svg: text, base: v.nullable(revision) }),
  /** Finds a free name from `title` and answers the path; nothing is written yet. */
  'figure.name': v.strictObject({ title }),
  /** Gives a figure another name in `figures/`, in every document that shows it as well. Refuses a name that is taken. */
  'figure.rename': v.strictObject({ path, to: path }),
  /** `data` is Base64. The name is made safe and free; the answer says where it landed. */
  'media.add': v.strictObject({ name: title, data: v.string() }),

  /** Builds the site into a folder of the host's own, to be looked at; null for the theme of portfolio.yml. */
  'preview.build': v.strictObject({ theme: v.nullable(v.pipe(v.string(), v.maxLength(60))) }),

  'export.plan': v.strictObject({ place }),
  'export.start': v.strictObject({ place }),
  'export.cancel': v.strictObject({ job: v.string() }),
  /**
   * Publishing with the git that is installed, to one branch of a remote; told and stopped as an
   * export is. `remote` is an address, a path, or the name of a remote of the library's repository.
   */
  'publish.plan': v.strictObject({ remote: place, branch: title }),
  'publish.push': v.strictObject({ remote: place, branch: title }),

  /** Opens an http, https or mailto address outside the app. */
  'link.open': v.strictObject({ url: v.pipe(v.string(), v.maxLength(2048)) }),
  /** Shows a folder or file of the library, or of the last export, in the system's file browser. */
  'place.reveal': v.strictObject({ place }),
  /** The renderer has saved all it had; the window may close. */
  'window.settled': nothing,
} satisfies Record<string, v.GenericSchema>;

export type Method = keyof typeof requests;
export type RequestOf<M extends Method> = v.InferOutput<(typeof requests)[M]>;

/** What comes back: one type for each call. */
export interface Responses {
  'host.describe': HostDescription;
  'preferences.read': Preferences;
  'preferences.write': Preferences;
  'library.choose': { readonly place: string | null };
  'library.create': LibraryDescription;
  'library.open': LibraryDescription;
  'library.close': Empty;
  'library.list': LibraryListing;
  'document.read': DocumentFile;
  'document.write': Written;
  'document.create': DocumentFile;
  'document.rename': { readonly path: LibraryPath };
  'document.remove': { readonly trashed: string };
  'draft.write': Empty;
  'draft.list': readonly Draft[];
  'draft.discard': Empty;
  'history.list': readonly HistoryEntry[];
  'history.read': { readonly text: string };
  'record.read': { readonly text: string; readonly revision: Revision } | null;
  'record.write': Written;
  'figure.read': { readonly svg: string; readonly revision: Revision };
  'figure.write': Written;
  'figure.name': { readonly path: LibraryPath };
  'figure.rename': { readonly path: LibraryPath; readonly documents: readonly LibraryPath[] };
  'media.add': { readonly path: LibraryPath };
  'preview.build': SitePreview;
  'export.plan': ExportPlan;
  'export.start': { readonly job: string };
  'export.cancel': Empty;
  'publish.plan': ExportPlan;
  'publish.push': { readonly job: string };
  'link.open': Empty;
  'place.reveal': Empty;
  'window.settled': Empty;
}

export type Empty = Readonly<Record<string, never>>;

export interface Written {
  readonly path: LibraryPath;
  readonly revision: Revision;
}

/** What a host can do beyond the calls above. The app hides what its host cannot do. */
export interface Capabilities {
  readonly folderPicker: boolean;
  readonly revealPlace: boolean;
  readonly nativeMenu: boolean;
  readonly printToPdf: boolean;
  /** The host asks before the window closes and waits for `window.settled`. */
  readonly asksBeforeClosing: boolean;
}

export interface HostDescription {
  readonly contract: number;
  readonly version: string;
  readonly platform: string;
  readonly capabilities: Capabilities;
  readonly library: LibraryDescription | null;
  /** A folder to offer for a new library, for example `~/Documents`. */
  readonly suggestedPlace: string;
}

export interface LibraryDescription {
  readonly place: string;
  readonly name: string;
}

/** One document as the sidebar shows it. Facts come from the front matter; nothing is guessed but the kind. */
export interface DocumentSummary {
  readonly path: LibraryPath;
  readonly kind: (typeof kinds)[number];
  readonly title: string;
  readonly status: string | null;
  /** ISO date from the front matter, or null. */
  readonly date: string | null;
  readonly tags: readonly string[];
  readonly reader: string | null;
  readonly draft: boolean;
  readonly words: number;
  readonly revision: Revision;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Why the editor will only show it, or null. */
  readonly readOnly: string | null;
}

export interface FigureSummary {
  readonly path: LibraryPath;
  /** `figures/agent-loop.excalidraw.svg` gives `agent-loop`. */
  readonly name: string;
  readonly revision: Revision;
}

export interface LibraryListing {
  readonly library: LibraryDescription;
  readonly documents: readonly DocumentSummary[];
  readonly figures: readonly FigureSummary[];
  readonly media: readonly LibraryPath[];
  /** Files that could not be listed, with the reason. */
  readonly problems: readonly HostError[];
}

export interface DocumentFile {
  readonly path: LibraryPath;
  /** The whole file, byte order mark and line endings included. */
  readonly text: string;
  readonly revision: Revision;
  /** Why it may not be written (another encoding, no permission), or null. */
  readonly readOnly: string | null;
}

/** Text that is not yet in its document: kept when a save failed or the app was cut off. */
export interface Draft {
  readonly path: LibraryPath;
  readonly text: string;
  readonly base: Revision | null;
  readonly written: number;
}

export interface HistoryEntry {
  readonly revision: Revision;
  readonly written: number;
  readonly bytes: number;
}

/** What an export would do, before it does anything. Paths are relative to the site. */
export interface ExportPlan {
  readonly place: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Things to look at first: dead links, figures without alt text, drafts left out. */
  readonly problems: readonly SiteProblem[];
}

/** A theme that a site can wear. */
export interface ThemeSummary {
  /** What portfolio.yml calls it. */
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  /** Whether it lies in the library's own `themes/`. */
  readonly own: boolean;
}

/** A site that was built to be looked at; it stands at `/preview/light/` and `/preview/dark/`. */
export interface SitePreview {
  /** The theme that portfolio.yml names. */
  readonly chosen: string;
  readonly themes: readonly ThemeSummary[];
}

export interface SiteProblem {
  readonly path: LibraryPath | null;
  readonly line: number | null;
  readonly severity: 'error' | 'warning' | 'note';
  /** Stable name of the rule, such as `dead-link`. */
  readonly rule: string;
  readonly message: string;
}

export interface ExportReport {
  readonly place: string;
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly problems: readonly SiteProblem[];
}

/** What the host tells without being asked. Only facts. */
export type HostEvent =
  | {
      readonly type: 'document-changed';
      readonly path: LibraryPath;
      /** Null when the file is gone. */
      readonly revision: Revision | null;
    }
  /**
   * Another program wrote into a file in the moment that a save replaced it. Its version is in the
   * file's history under this revision.
   */
  | { readonly type: 'version-kept'; readonly path: LibraryPath; readonly revision: Revision }
  /** Documents, figures or records were added, removed or renamed: list again. */
  | { readonly type: 'library-changed' }
  | { readonly type: 'library-opened'; readonly library: LibraryDescription | null }
  | { readonly type: 'preferences-changed'; readonly preferences: Preferences }
  | {
      readonly type: 'export-progress';
      readonly job: string;
      readonly done: number;
      readonly total: number;
      readonly step: string;
    }
  | { readonly type: 'export-finished'; readonly job: string; readonly outcome: Outcome<ExportReport> }
  /** A native menu entry was chosen; the id is a command's. */
  | { readonly type: 'command'; readonly id: string }
  /** The window is about to close: save, then call `window.settled`. */
  | { readonly type: 'closing' };

/**
 * A host, as everyone sees it: the renderer through a transport, tests directly.
 * `call` never rejects.
 */
export interface Host {
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<Outcome<Responses[M]>>;
  /** Returns how to stop listening. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** Address of a file of the library for `<img src>`, same origin as the app. */
  addressOf(path: LibraryPath): string;
}
