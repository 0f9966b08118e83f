/**
 * What goes back into the file: the scene as it was read, with only what the drawing changed.
 *
 * Excalidraw rewrites every element that it loads (missing properties get defaults, old ones are
 * renamed) and forgets those that it does not know. Legible compares instead: an element that is still
 * as it was first shown is written as the file had it; a changed one keeps the properties that the
 * canvas does not know; an element that the canvas never saw goes back beside its old neighbour.
 */
import type { Scene, SceneElement } from './scene.ts';

/** Properties that change without the drawing changing. */
const bookkeeping = new Set(['version', 'versionNonce', 'updated', 'lastCommittedPoint', 'status']);

/**
 * Names that Excalidraw no longer writes but still prefers when it reads, and what took their place: an
 * element must not keep the old name once one of the new ones has changed.
 */
const superseded: Readonly<Record<string, readonly string[]>> = {
  font: ['fontSize', 'fontFamily'],
  boundElementIds: ['boundElements'],
  strokeSharpness: ['roundness'],
  rawText: ['text', 'originalText'],
};

/** Equal as JSON: the order of properties does not matter, and an absent one equals `undefined`. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key of Object.keys(left)) if (!sameValue(left[key], right[key])) return false;
  for (const key of Object.keys(right)) {
    if (right[key] !== undefined && !(key in left)) return false;
  }
  return true;
}

/** True when both draw the same thing. */
export function sameDrawing(a: SceneElement, b: SceneElement): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) {
    if (!bookkeeping.has(key) && !sameValue(a[key], b[key])) return false;
  }
  return true;
}

export interface CanvasState {
  /** The elements as the canvas held them when it first showed the scene, by id. A copy: the canvas changes its own. */
  readonly shown: ReadonlyMap<string, SceneElement>;
  /** The elements as the canvas holds them now, in order; deleted ones may be among them. */
  readonly elements: readonly SceneElement[];
  /** Settings that belong in the file and were changed by hand. */
  readonly appState: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, unknown>>;
}

/** The scene to write. `original` is the scene as it was read. */
export function mergeScene(original: Scene, canvas: CanvasState): Scene {
  const before = new Map(original.elements.map((element) => [element.id, element]));
  const merged: SceneElement[] = [];
  for (const element of canvas.elements) {
    if (element.isDeleted === true) continue;
    const old = before.get(element.id);
    const first = canvas.shown.get(element.id);
    if (old === undefined || first === undefined) merged.push(element);
    else if (sameDrawing(first, element)) merged.push(old);
    else merged.push(changed(old, first, element));
  }
  const elements = withUnseen(merged, original.elements, canvas.shown);
  return {
    ...original,
    elements,
    appState: { ...original.appState, ...canvas.appState },
    files: filesOf(original, canvas, elements),
  };
}

/**
 * The file's own value stays for every property that the canvas did not change: it may have been
 * replaced by a default, a renewed one, or (a link that could act) by nothing.
 */
function changed(old: SceneElement, first: SceneElement, now: SceneElement): SceneElement {
  const same = (name: string): boolean => sameValue(now[name], first[name]);
  const merged: Record<string, unknown> = { ...old };
  for (const name of Object.keys(first)) if (!(name in now)) delete merged[name];
  for (const [name, value] of Object.entries(now)) {
    if (name in old && same(name) && !bookkeeping.has(name)) continue;
    merged[name] = withUnknown(old[name], first[name], value);
  }
  for (const [name, successors] of Object.entries(superseded)) {
    if (!successors.every(same)) delete merged[name];
  }
  return merged as SceneElement;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A changed value with those of its old properties that the canvas did not take over; not for a binding to something else. */
function withUnknown(old: unknown, first: unknown, now: unknown): unknown {
  if (!isRecord(old) || !isRecord(first) || !isRecord(now)) return now;
  if (old.elementId !== now.elementId) return now;
  const unseen = Object.entries(old).filter(([name]) => !(name in first) && !(name in now));
  return { ...Object.fromEntries(unseen), ...now };
}

/** Puts the elements that the canvas never held behind the neighbour that they followed. */
function withUnseen(
  merged: readonly SceneElement[],
  original: readonly SceneElement[],
  shown: ReadonlyMap<string, SceneElement>,
): readonly SceneElement[] {
  const present = new Set(merged.map((element) => element.id));
  const following = new Map<string | null, SceneElement[]>();
  let neighbour: string | null = null;
  for (const element of original) {
    if (present.has(element.id)) neighbour = element.id;
    else if (!shown.has(element.id)) {
      const list = following.get(neighbour) ?? [];
      list.push(element);
      following.set(neighbour, list);
    }
  }
  if (following.size === 0) return merged;
  const all = [...(following.get(null) ?? [])];
  for (const element of merged) all.push(element, ...(following.get(element.id) ?? []));
  return all;
}

/** Files of the original stay unless the only elements that used them were deleted; new ones join when used. */
function filesOf(
  original: Scene,
  canvas: CanvasState,
  elements: readonly SceneElement[],
): Readonly<Record<string, unknown>> {
  const used = new Set(elements.map((element) => element.fileId));
  const usedBefore = new Set(original.elements.map((element) => element.fileId));
  const files: Record<string, unknown> = {};
  for (const [id, file] of Object.entries(original.files)) {
    if (used.has(id) || !usedBefore.has(id)) files[id] = file;
  }
  for (const [id, file] of Object.entries(canvas.files)) {
    if (used.has(id) && !(id in files)) files[id] = file;
  }
  return files;
}
