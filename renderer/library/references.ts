/** The works of `references.bib`, for the editor: read once, and again when the library changes. */
import type { Host } from '#core/host/contract.ts';
import { knownPath } from '#core/host/library-path.ts';
import { type BibEntry, parseBibtex } from '#core/references/bibtex.ts';
import { shortAuthors, yearOf } from '#core/references/style.ts';
import { Observable, type Watchable } from '#renderer/components/observable.ts';

/** A work that can be cited. */
export interface Reference {
  readonly key: string;
  /** Who and when, as a citation names it: "Alain and Bengio 2017". */
  readonly who: string;
  readonly title: string;
}

/** The entries of a bibliography by their keys. */
export type Entries = ReadonlyMap<string, BibEntry>;

const noEntries: Entries = new Map();

/** The works of a BibTeX text, by author and year. */
export function referencesIn(bibtex: string): readonly Reference[] {
  return worksOf(parseBibtex(bibtex).entries);
}

function worksOf(entries: Entries): readonly Reference[] {
  return [...entries.values()]
    .map((entry) => ({
      key: entry.key,
      who: `${shortAuthors(entry)} ${yearOf(entry)}`,
      title: entry.fields.get('title') ?? '',
    }))
    .sort((one, other) => one.who.localeCompare(other.who));
}

export class References {
  #list: readonly Reference[] = [];
  readonly #entries = new Observable(noEntries);
  #read: string | null = null;
  readonly #host: Host;
  readonly #stop: () => void;

  constructor(host: Host) {
    this.#host = host;
    this.#stop = host.subscribe((event) => {
      if (event.type === 'library-changed') void this.refresh();
    });
  }

  /** As far as the file was read. */
  get list(): readonly Reference[] {
    return this.#list;
  }

  /** The entries, as far as the file was read. */
  get entries(): Watchable<Entries> {
    return this.#entries;
  }

  async refresh(): Promise<void> {
    const outcome = await this.#host.call('record.read', { path: knownPath('references.bib') });
    if (!outcome.ok) return;
    const revision = outcome.value?.revision ?? null;
    if (revision === this.#read) return;
    this.#read = revision;
    const entries = outcome.value === null ? noEntries : parseBibtex(outcome.value.text).entries;
    this.#list = worksOf(entries);
    this.#entries.set(entries);
  }

  destroy(): void {
    this.#stop();
  }
}
