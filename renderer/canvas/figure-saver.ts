/**
 * Saving a figure: when the drawing goes to its file, and what happens when it cannot.
 *
 * The saver knows nothing of React. It asks for the drawing when it needs it, draws the picture, and
 * writes picture and scene as one file with the revision that it started from. One step follows the
 * other, so that a slow save is never overtaken by the next.
 */

import { type CanvasState, mergeScene } from '#core/figure/merge.ts';
import { embedScene, type Scene, writeScene } from '#core/figure/scene.ts';
import { finishPicture } from '#core/figure/svg.ts';
import type { Host, Revision } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import type { HostError } from '#core/host/outcome.ts';
import { Observable } from '#renderer/components/observable.ts';
import type { Picture } from './picture.ts';

/** Milliseconds of rest before a save, and how long a change waits at most. */
const restBeforeSave = 700;
const longestWait = 4000;

/** Where the drawing stands; the pane carries it as `data-canvas-save-state`. */
export interface FigureStatus {
  readonly state: 'saved' | 'saving' | 'unsaved' | 'error' | 'conflict';
  readonly error: HostError | null;
}

/** What the saver needs of the canvas. */
export interface Drawing {
  /** The canvas as it stands, or null while there is nothing to save. */
  current(): CanvasState | null;
  /** Draws the picture of a canvas. May take its time, but always answers. */
  draw(scene: Scene, canvas: CanvasState): Promise<Picture>;
  /** A title that a new figure's file may be named after. */
  title(): string;
}

export class FigureSaver {
  readonly status = new Observable<FigureStatus>({ state: 'saved', error: null });
  readonly path: Observable<LibraryPath | null>;

  readonly #host: Host;
  readonly #original: Scene;
  readonly #drawing: Drawing;
  readonly #saved: (path: LibraryPath) => void;
  #base: Revision | null;
  #onDisk: string;
  #changes = 0;
  #unsavedSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #held = false;

  /**
   * @param file the file that the scene was read from; null for a new figure
   * @param saved called each time the figure lies on the disk
   */
  constructor(
    host: Host,
    file: { readonly path: LibraryPath; readonly revision: Revision } | null,
    original: Scene,
    drawing: Drawing,
    saved: (path: LibraryPath) => void,
  ) {
    this.#host = host;
    this.path = new Observable<LibraryPath | null>(file?.path ?? null);
    this.#base = file?.revision ?? null;
    this.#original = original;
    this.#onDisk = writeScene(original);
    this.#drawing = drawing;
    this.#saved = saved;
  }

  /** Tells that the drawing changed. Cheap: called at every stroke. */
  changed(): void {
    this.#changes += 1;
    this.#unsavedSince ??= Date.now();
    if (this.status.get().state === 'saved') this.#say('unsaved');
    if (!this.#held && this.status.get().state !== 'conflict') this.#schedule();
  }

  /** The scene is an earlier version: it goes to the file although nothing was drawn. */
  restored(): void {
    this.#onDisk = '';
    this.changed();
  }

  /** While a new figure's name is being typed it is not saved under half of it. */
  hold(held: boolean): void {
    this.#held = held;
    if (!held && this.#unsavedSince !== null) this.#schedule();
  }

  #schedule(): void {
    const waited = Date.now() - (this.#unsavedSince ?? Date.now());
    this.#stopTimer();
    this.#timer = setTimeout(
      () => void this.flush(),
      Math.max(0, Math.min(restBeforeSave, longestWait - waited)),
    );
  }

  /** Saves what is unsaved now; false when it could not be. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    await this.#next(() => this.#save());
    // A stroke may have come in while the picture was drawn.
    if (this.status.get().state === 'unsaved') await this.#next(() => this.#save());
    return this.#unsavedSince === null;
  }

  /** Ends a conflict: this drawing is written over the file; the other stays in the history. */
  async keepMine(): Promise<void> {
    await this.#next(async () => {
      const path = this.path.get();
      if (path === null || this.status.get().state !== 'conflict') return;
      const found = await this.#host.call('figure.read', { path });
      if (!found.ok && found.error.code !== 'not-found') return this.#say('error', found.error);
      this.#base = found.ok ? found.value.revision : null;
      this.#onDisk = '';
      await this.#save();
    });
  }

  /** The figure file as it would be saved now. Rejects when the picture cannot be drawn. */
  async figureNow(): Promise<string> {
    const canvas = this.#drawing.current();
    if (canvas === null) throw new Error('The canvas is not open.');
    const svg = await this.#figureText(mergeScene(this.#original, canvas), canvas);
    if (typeof svg !== 'string') throw new Error(svg.message);
    return svg;
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#work.then(step);
    this.#work = run.catch(() => {});
    return run;
  }

  async #save(): Promise<void> {
    // Nothing is ever written that the writer did not change.
    if (this.#unsavedSince === null) return;
    const canvas = this.#drawing.current();
    if (canvas === null) return;
    const seen = this.#changes;
    const scene = mergeScene(this.#original, canvas);
    const json = writeScene(scene);
    if (json === this.#onDisk || (this.path.get() === null && scene.elements.length === 0)) {
      this.#settled(seen);
      return;
    }
    this.#say('saving');
    const svg = await this.#figureText(scene, canvas);
    if (typeof svg !== 'string') return this.#say('error', svg);
    const path = this.path.get() ?? (await this.#freePath());
    if (path === null) return;
    const written = await this.#host.call('figure.write', { path, svg, base: this.#base });
    if (!written.ok) {
      return this.#say(written.error.code === 'conflict' ? 'conflict' : 'error', written.error);
    }
    this.#base = written.value.revision;
    this.#onDisk = json;
    this.path.set(written.value.path);
    this.#settled(seen);
    this.#saved(written.value.path);
  }

  async #figureText(scene: Scene, canvas: CanvasState): Promise<string | HostError> {
    try {
      const picture = await this.#drawing.draw(scene, canvas);
      const figure = embedScene(finishPicture(picture.svg, scene), scene);
      return figure.ok ? figure.value : figure.error;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { code: 'internal', message: `The picture could not be drawn (${reason}).` };
    }
  }

  async #freePath(): Promise<LibraryPath | null> {
    const named = await this.#host.call('figure.name', { title: this.#drawing.title().slice(0, 200) });
    if (named.ok) return named.value.path;
    this.#say('error', named.error);
    return null;
  }

  #settled(seen: number): void {
    if (this.#changes === seen) {
      this.#unsavedSince = null;
      this.#say('saved');
    } else {
      this.#unsavedSince = Date.now();
      this.#say('unsaved');
      this.#schedule();
    }
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #say(state: FigureStatus['state'], error: HostError | null = null): void {
    this.status.set({ state, error });
  }
}
