/**
 * The canvas as the rest of the pane sees it: what it was given, what it holds now, and when it changed.
 * It stands between Excalidraw's component and everything that does not know Excalidraw.
 */
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { inertElements, inertFiles } from '#core/figure/inert.ts';
import type { CanvasState } from '#core/figure/merge.ts';
import type { Scene, SceneElement, SceneReading } from '#core/figure/scene.ts';
import { Observable } from '#renderer/components/observable.ts';
import { drawPicture, hasOwnBackground, type Picture } from './picture.ts';

/** Settings of the canvas that belong to the drawing. */
const kept = ['gridModeEnabled', 'gridSize', 'gridStep', 'viewBackgroundColor'] as const;

export class CanvasModel {
  /** What the canvas is given when it opens. */
  readonly given: readonly SceneElement[];
  readonly scene: Scene;
  /** Changes with every change of the drawing or of what is selected; for the list of elements. */
  readonly turn = new Observable(0);
  /** Called when the drawing changed, and not for scrolling or selecting. */
  onChanged: () => void = () => {};
  /** Called once, when the canvas shows what it was given. */
  onOpened: () => void = () => {};

  #api: ExcalidrawImperativeAPI | null = null;
  #shown: ReadonlyMap<string, SceneElement> | null = null;
  #settings: Readonly<Record<string, unknown>> = {};
  // What the component last told: after it is gone its own answer is an empty scene.
  #elements: readonly SceneElement[] = [];
  #now: Readonly<Record<string, unknown>> = {};
  #files: Readonly<Record<string, unknown>> = {};
  #mark = '';
  #selection = '';

  constructor(reading: SceneReading) {
    this.scene = reading.scene;
    this.given = inertElements(reading.scene, reading.aside);
  }

  get api(): ExcalidrawImperativeAPI | null {
    return this.#api;
  }

  attach(api: ExcalidrawImperativeAPI): void {
    this.#api = api;
  }

  /** Told by the component at every render of the canvas; finds out whether the drawing changed. */
  rendered(
    elements: readonly SceneElement[],
    appState: Readonly<Record<string, unknown>>,
    files: Readonly<Record<string, unknown>>,
  ): void {
    if (appState.isLoading === true) return;
    this.#elements = elements;
    this.#files = files;
    const settings = Object.fromEntries(kept.map((name) => [name, appState[name]]));
    this.#now = settings;
    const mark = markOf(elements, settings);
    const selection = Object.keys((appState.selectedElementIds ?? {}) as object).join(' ');
    if (this.#shown === null) {
      this.#shown = new Map(structuredClone(elements).map((element) => [element.id, element]));
      this.#settings = settings;
      this.onOpened();
    } else if (mark !== this.#mark) {
      this.onChanged();
    }
    const moved = mark !== this.#mark || selection !== this.#selection;
    this.#mark = mark;
    this.#selection = selection;
    if (moved) this.turn.set(this.turn.get() + 1);
  }

  /** What there is to save, or null while the canvas has not opened. */
  current(): CanvasState | null {
    const shown = this.#shown;
    if (shown === null) return null;
    const changed: Record<string, unknown> = {};
    for (const name of kept) if (this.#now[name] !== this.#settings[name]) changed[name] = this.#now[name];
    const elements = this.#elements.filter((element) => shown.has(element.id) || !isUnfinished(element));
    return { shown, elements, appState: changed, files: this.#files };
  }

  draw(scene: Scene, canvas: CanvasState): Promise<Picture> {
    return drawPicture(canvas.elements, scene.appState, { ...scene.files, ...canvas.files });
  }

  /** The elements that are on the canvas, the topmost last. */
  elements(): readonly SceneElement[] {
    return (this.#api?.getSceneElements() ?? []) as unknown as readonly SceneElement[];
  }

  /** Brings the whole drawing into view, smaller where it has to be and never larger than drawn. */
  showAll(): void {
    this.#api?.scrollToContent(undefined, {
      fitToViewport: true,
      viewportZoomFactor: 0.86,
      maxZoom: 1,
      animate: false,
    });
  }

  /** Selects one element and brings it into view. */
  select(id: string): void {
    const element = this.#api?.getSceneElements().find((candidate) => candidate.id === id);
    if (!element) return;
    this.#api?.updateScene({ appState: { selectedElementIds: { [id]: true }, selectedGroupIds: {} } });
    this.#api?.scrollToContent(element, { animate: false });
  }

  /** Gives an element a name for the list; an empty one takes it away. Can be undone. */
  name(id: string, name: string): void {
    this.#replace((element) => {
      if (element.id !== id) return element;
      const data = (element.customData ?? {}) as Readonly<Record<string, unknown>>;
      if ((data.name ?? '') === name) return element;
      const { name: _old, ...others } = data;
      return bumped({ ...element, customData: name === '' ? others : { ...others, name } });
    });
  }

  /** Puts elements on the canvas, their upper left corner at a point of the window. Can be undone. */
  add(
    elements: readonly SceneElement[],
    files: Scene['files'],
    [clientX, clientY]: readonly [number, number],
  ): void {
    const api = this.#api;
    if (api === null || elements.length === 0) return;
    const { scrollX, scrollY, zoom, offsetLeft, offsetTop } = api.getAppState();
    const x = (clientX - offsetLeft) / zoom.value - scrollX;
    const y = (clientY - offsetTop) / zoom.value - scrollY;
    const left = Math.min(...elements.map((element) => Number(element.x)));
    const top = Math.min(...elements.map((element) => Number(element.y)));
    const placed = elements.map((element) => ({
      ...element,
      x: Number(element.x) + x - left,
      y: Number(element.y) + y - top,
      index: null,
    }));
    api.addFiles(Object.values(inertFiles(files)) as Parameters<typeof api.addFiles>[0]);
    const now = api.getSceneElementsIncludingDeleted() as unknown as readonly SceneElement[];
    type Update = Parameters<ExcalidrawImperativeAPI['updateScene']>[0];
    const next = { elements: [...now, ...placed], captureUpdate: 'IMMEDIATELY' };
    api.updateScene(next as unknown as Update);
  }

  /** Removes an element and its label. Can be undone. */
  remove(id: string): void {
    this.#replace((element) =>
      element.id === id || element.containerId === id ? bumped({ ...element, isDeleted: true }) : element,
    );
  }

  #replace(change: (element: SceneElement) => SceneElement): void {
    const api = this.#api;
    if (api === null) return;
    const elements = api.getSceneElementsIncludingDeleted() as unknown as readonly SceneElement[];
    const next = elements.map(change);
    if (next.every((element, index) => element === elements[index])) return;
    type Update = Parameters<ExcalidrawImperativeAPI['updateScene']>[0];
    api.updateScene({ elements: next, captureUpdate: 'IMMEDIATELY' } as unknown as Update);
  }

  /** Closes a dialog or menu that lies over the canvas; false when there is none. */
  closeOverlay(): boolean {
    const state = this.#api?.getAppState();
    if (!state || !(state.openDialog || state.openMenu || state.openSidebar)) return false;
    type Update = Parameters<ExcalidrawImperativeAPI['updateScene']>[0];
    const appState = { openDialog: null, openMenu: null, openSidebar: null };
    this.#api?.updateScene({ appState } as Update);
    return true;
  }

  /** Lets go of what is selected; false when nothing is, or when something is being typed or drawn. */
  deselect(): boolean {
    const state = this.#api?.getAppState();
    if (!state || !this.isAtRest() || Object.keys(state.selectedElementIds).length === 0) return false;
    this.#api?.updateScene({ appState: { selectedElementIds: {}, selectedGroupIds: {} } });
    return true;
  }

  /** True when Escape has nothing left to end on the canvas itself. */
  isAtRest(): boolean {
    const state = this.#api?.getAppState();
    if (state === undefined) return true;
    return (
      state.activeTool.type === 'selection' &&
      !state.editingTextElement &&
      !state.editingLinearElement &&
      !state.multiElement &&
      !state.newElement &&
      !state.openDialog &&
      !state.openMenu &&
      !state.openPopup &&
      !state.openSidebar &&
      !state.contextMenu &&
      !state.editingGroupId &&
      !state.croppingElementId
    );
  }

  /** The scene's own background, or none: the drawing lies on the page's paper. */
  get background(): string {
    const { appState } = this.scene;
    return hasOwnBackground(appState) ? String(appState.viewBackgroundColor) : 'transparent';
  }
}

function bumped(element: SceneElement): SceneElement {
  const version = Number(element.version ?? 0) + 1;
  return { ...element, version, versionNonce: Math.floor(Math.random() * 2 ** 31), updated: Date.now() };
}

/** An element that is still being drawn, or was begun by a slip of the hand. */
function isUnfinished(element: SceneElement): boolean {
  if (element.type === 'text') return element.text === '';
  const { points } = element;
  if (Array.isArray(points)) return points.length < 2;
  return element.width === 0 && element.height === 0;
}

function markOf(elements: readonly SceneElement[], settings: Readonly<Record<string, unknown>>): string {
  let sum = 0;
  for (const element of elements) {
    sum = (Math.imul(sum, 31) + Number(element.version) + Number(element.versionNonce)) | 0;
    if (element.isDeleted === true) sum = (sum + 1) | 0;
  }
  return `${elements.length} ${sum} ${JSON.stringify(settings)}`;
}
