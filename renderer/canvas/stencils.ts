/**
 * Stencils: the house's own, which come with the app, and the writer's, which lie in the library as
 * `figures/stencils.excalidrawlib`. Both are shown in Excalidraw's library; only the writer's are saved.
 */
import type { LibraryItems } from '@excalidraw/excalidraw/types';
import { inertElements } from '#core/figure/inert.ts';
import { readScene } from '#core/figure/scene.ts';
import type { Host, Revision } from '#core/host/contract.ts';
import { knownPath } from '#core/host/library-path.ts';

export const stencilsPath = knownPath('figures/stencils.excalidrawlib');

/** Milliseconds of rest before the writer's stencils are saved. */
const restBeforeSave = 400;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The stencils in the text of a `.excalidrawlib` file, of either version; what cannot be drawn is left out. */
export function readStencils(text: string, status: 'published' | 'unpublished'): LibraryItems {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const list = isRecord(value) ? (value.libraryItems ?? value.library) : null;
  if (!Array.isArray(list)) return [];
  const items = list.flatMap((item: unknown, index) => {
    const known = Array.isArray(item) ? { elements: item } : isRecord(item) ? item : {};
    const reading = readScene({ type: 'excalidraw', elements: known.elements });
    if (!reading.ok || reading.value.scene.elements.length === 0) return [];
    const elements = inertElements(reading.value.scene, reading.value.aside);
    const id = typeof known.id === 'string' ? known.id : `stencil-${index + 1}`;
    const created = typeof known.created === 'number' ? known.created : 1;
    const name = typeof known.name === 'string' ? { name: known.name } : {};
    return [{ id, status, created, ...name, elements }];
  });
  return items as unknown as LibraryItems;
}

let house: Promise<LibraryItems> | null = null;

function houseStencils(): Promise<LibraryItems> {
  house ??= import('../../assets/stencils/house.excalidrawlib?raw')
    .then(({ default: text }) => readStencils(text, 'published'))
    .catch(() => {
      house = null;
      return [];
    });
  return house;
}

/** The stencils of one library, kept in step with its file. */
export class Stencils {
  readonly #host: Host;
  #base: Revision | null = null;
  #onDisk = '';
  #wanted: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #readable = true;

  constructor(host: Host) {
    this.#host = host;
  }

  /** All stencils, the house's first. */
  async load(): Promise<LibraryItems> {
    const [ours, found] = await Promise.all([
      houseStencils(),
      this.#host.call('record.read', { path: stencilsPath }),
    ]);
    // A file that cannot be read is not written over.
    this.#readable = found.ok;
    if (!found.ok || found.value === null) return ours;
    this.#base = found.value.revision;
    const own = readStencils(found.value.text, 'unpublished');
    this.#onDisk = written(own);
    return [...ours, ...own];
  }

  /** Told by the canvas whenever its library changed. */
  changed(items: LibraryItems): void {
    const text = written(items.filter((item) => item.status === 'unpublished'));
    if (!this.#readable || text === (this.#wanted ?? this.#onDisk)) return;
    // Nothing is written for a writer without stencils.
    if (this.#base === null && items.every((item) => item.status === 'published')) return;
    this.#wanted = text;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), restBeforeSave);
  }

  /** Saves what is unsaved; false when it could not be. */
  async flush(): Promise<boolean> {
    const text = this.#wanted;
    if (text === null) return true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#wanted = null;
    const outcome = await this.#host.call('record.write', { path: stencilsPath, text, base: this.#base });
    if (!outcome.ok) {
      this.#wanted ??= text;
      return false;
    }
    this.#base = outcome.value.revision;
    this.#onDisk = text;
    return true;
  }
}

function written(items: LibraryItems): string {
  const library = { type: 'excalidrawlib', version: 2, source: 'Legible', libraryItems: items };
  return `${JSON.stringify(library, null, 1)}\n`;
}
