/**
 * What an export remembers for the next one, in `.legible/cache/site`: facts and keys of each
 * document, formulas and coloured code by their content. All of it can be deleted at the price of a
 * slower export; nothing in it is believed that does not fit the version and the hashes of today.
 */
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { RenderedBody } from '#core/site/rendered.ts';
import { temporaryName } from '../atomic-write.ts';
import { makePrivatePart, privatePart } from '../private-folder.ts';
import type { SourceFacts } from './site-facts.ts';

/** Formulas and code of one document: source to HTML. */
export type Pieces = Readonly<Record<string, string>>;

export interface CachedDocument {
  /** Hash of the file that the facts were read from. */
  readonly hash: string;
  readonly facts: SourceFacts;
  /** Hash of everything that the page was made from, and of the page; absent before the first export. */
  readonly page?: { readonly key: string; readonly hash: string };
  /** What rendering gave, without the text. */
  readonly body?: Omit<RenderedBody, 'html'>;
  readonly fonts?: readonly string[];
  /** What rendering asked about the rest of the library. */
  readonly asked?: readonly string[];
  /** Where its pieces lie in the file of pieces: offset and length in bytes. */
  readonly pieces?: readonly [number, number];
}

/** A cleaned picture: hash of the source, hash of what is published, what was taken out. */
export interface CachedAsset {
  readonly hash: string;
  readonly output: string;
  readonly removed: readonly string[];
}

/** Files made together: hash of all that they show, and of each. */
export interface CachedGroup {
  readonly key: string;
  readonly files: Readonly<Record<string, string>>;
}

interface Index {
  version: string;
  documents: Record<string, CachedDocument>;
  assets: Record<string, CachedAsset>;
  groups: Record<string, CachedGroup>;
}

const empty = (version: string): Index => ({ version, documents: {}, assets: {}, groups: {} });

export class SiteCache {
  private readonly index: Index;
  private readonly next: Record<string, CachedDocument> = {};
  private readonly nextAssets: Record<string, CachedAsset> = {};
  private readonly nextGroups: Record<string, CachedGroup> = {};
  private readonly folder: string;
  private readonly fresh: boolean;
  private piecesSize: number;
  private added: Buffer[] = [];
  private addedSize = 0;

  /** Never throws: a cache that cannot be read is an empty one. */
  constructor(
    private readonly root: string,
    private readonly version: string,
  ) {
    this.folder = join(privatePart(root, 'cache'), 'site');
    this.index = this.read();
    // Without an index nobody knows what lies in an old file of pieces: it is begun anew.
    this.fresh = Object.keys(this.index.documents).length === 0;
    this.piecesSize = this.fresh ? 0 : (statSync(this.piecesFile, { throwIfNoEntry: false })?.size ?? 0);
  }

  private get piecesFile(): string {
    return join(this.folder, 'pieces.jsonl');
  }

  private read(): Index {
    try {
      const value = JSON.parse(readFileSync(join(this.folder, 'index.json'), 'utf8')) as Index;
      return value.version === this.version ? { ...empty(this.version), ...value } : empty(this.version);
    } catch {
      return empty(this.version);
    }
  }

  document(path: string, hash: string): CachedDocument | null {
    const cached = Object.hasOwn(this.index.documents, path) ? this.index.documents[path] : undefined;
    return cached !== undefined && cached.hash === hash ? cached : null;
  }

  /** Pieces of a document in whatever version was seen last. */
  pieces(path: string): Pieces {
    const place = Object.hasOwn(this.index.documents, path) ? this.index.documents[path]?.pieces : undefined;
    if (place === undefined || place[0] + place[1] > this.piecesSize) return {};
    try {
      const buffer = Buffer.alloc(place[1]);
      const file = openSync(this.piecesFile, 'r');
      try {
        readSync(file, buffer, 0, place[1], place[0]);
      } finally {
        closeSync(file);
      }
      const [name, pieces] = JSON.parse(buffer.toString('utf8')) as [string, Pieces];
      return name === path ? pieces : {};
    } catch {
      return {};
    }
  }

  placeOfPieces(path: string): readonly [number, number] | undefined {
    return Object.hasOwn(this.index.documents, path) ? this.index.documents[path]?.pieces : undefined;
  }

  /** Puts pieces aside for `save`, and answers where they will lie. */
  keepPieces(path: string, pieces: Pieces): readonly [number, number] | undefined {
    if (Object.keys(pieces).length === 0) return undefined;
    const line = Buffer.from(`${JSON.stringify([path, pieces])}\n`);
    const place = [this.piecesSize + this.addedSize, line.length] as const;
    this.added.push(line);
    this.addedSize += line.length;
    return place;
  }

  keepDocument(path: string, document: CachedDocument): void {
    this.next[path] = document;
  }

  asset(path: string, hash: string): CachedAsset | null {
    const cached = Object.hasOwn(this.index.assets, path) ? this.index.assets[path] : undefined;
    return cached !== undefined && cached.hash === hash ? cached : null;
  }

  keepAsset(path: string, asset: CachedAsset): void {
    this.nextAssets[path] = asset;
  }

  group(name: string): CachedGroup | null {
    return this.index.groups[name] ?? null;
  }

  keepGroup(name: string, group: CachedGroup): void {
    this.nextGroups[name] = group;
  }

  /** Writes what changed. A library that cannot be written to is exported all the same, only not as fast. */
  async save(): Promise<void> {
    try {
      await makePrivatePart(this.root, 'cache');
      mkdirSync(this.folder, { recursive: true });
      const live = Object.values(this.next).reduce((sum, { pieces }) => sum + (pieces?.[1] ?? 0), 0);
      if (this.fresh) writeFileSync(this.piecesFile, Buffer.concat(this.added));
      else if (this.addedSize > 0) appendFileSync(this.piecesFile, Buffer.concat(this.added));
      const documents =
        this.piecesSize + this.addedSize > 3 * live + 1_000_000 ? this.withoutPieces() : this.next;
      const text = JSON.stringify({
        version: this.version,
        documents,
        assets: this.nextAssets,
        groups: this.nextGroups,
      } satisfies Index);
      const temporary = join(this.folder, temporaryName());
      writeFileSync(temporary, text);
      renameSync(temporary, join(this.folder, 'index.json'));
    } catch {
      // Only time is lost.
    }
  }

  /** Pieces of documents long gone outweigh the others: begin anew. */
  private withoutPieces(): Record<string, CachedDocument> {
    writeFileSync(this.piecesFile, '');
    return Object.fromEntries(
      Object.entries(this.next).map(([path, { pieces: _, ...document }]) => [path, document]),
    );
  }
}
