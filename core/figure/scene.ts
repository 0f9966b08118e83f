/**
 * A scene: what Excalidraw draws and edits, as the file keeps it.
 *
 * `readScene` is the one door that every scene passes, wherever it came from (a figure file, a
 * `.excalidraw` file, the clipboard). It turns unknown JSON into a scene or says what is wrong. It
 * keeps every property that it does not know, and every element that cannot be drawn: those are set
 * aside with the reason, and go back into the file where they were.
 */
import { done, failed, type Outcome } from '../host/outcome.ts';
import { readPayload, replacePayload } from './payload.ts';

export interface SceneElement {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface Scene {
  /** In the order of drawing, the lowest first. Elements marked deleted may be among them. */
  readonly elements: readonly SceneElement[];
  readonly appState: Readonly<Record<string, unknown>>;
  /** Bitmaps and pictures on the canvas, by file id. */
  readonly files: Readonly<Record<string, unknown>>;
  /** Every other property at the top: `type`, `version`, `source`, and what a later version adds. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** An element that is kept in the file but not handed to the canvas. */
export interface SetAside {
  readonly id: string;
  /** One sentence fragment: what is wrong with it. */
  readonly reason: string;
}

export interface SceneReading {
  readonly scene: Scene;
  readonly aside: readonly SetAside[];
}

/** Element types that Excalidraw 0.18 draws, `draw` being the name of `line` before 2020. */
const drawable = new Set([
  'rectangle',
  'diamond',
  'ellipse',
  'line',
  'arrow',
  'draw',
  'freedraw',
  'text',
  'image',
  'frame',
  'magicframe',
  'iframe',
  'embeddable',
]);

export const emptyScene: Scene = {
  elements: [],
  appState: { viewBackgroundColor: 'transparent' },
  files: {},
  rest: { type: 'excalidraw', version: 2, source: 'https://excalidraw.com' },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Turns parsed JSON into a scene. Never throws; the scene shares no object with what it refuses. */
export function readScene(value: unknown): Outcome<SceneReading> {
  if (!isRecord(value)) return failed('invalid-document', 'This is not an Excalidraw scene.');
  if ('type' in value && value.type !== 'excalidraw') {
    return failed('unsupported', `This file says that it is "${String(value.type)}", not a scene.`);
  }
  const { elements, appState, files, ...rest } = value;
  if (!Array.isArray(elements)) {
    return failed('invalid-document', 'This scene has no list of elements.');
  }
  if (appState !== undefined && appState !== null && !isRecord(appState)) {
    return failed('invalid-document', 'The settings of this scene (appState) are not readable.');
  }
  if (files !== undefined && files !== null && !isRecord(files)) {
    return failed('invalid-document', 'The pictures of this scene (files) are not readable.');
  }

  const read: SceneElement[] = [];
  const aside: SetAside[] = [];
  const taken = new Set<string>();
  for (const [index, raw] of elements.entries()) {
    if (!isRecord(raw)) {
      return failed('invalid-document', `Element ${index + 1} of this scene is not an object.`);
    }
    const named = typeof raw.id === 'string' && raw.id !== '' && !taken.has(raw.id);
    const id = named ? (raw.id as string) : freeId(`element-${index + 1}`, taken);
    taken.add(id);
    const element: SceneElement = { ...raw, id, type: typeof raw.type === 'string' ? raw.type : '' };
    read.push(element);
    const reason = whyAside(element);
    if (reason !== null) aside.push({ id, reason });
  }
  if (read.length > 0 && aside.length === read.length && read.some((element) => element.isDeleted !== true)) {
    return failed(
      'invalid-document',
      `Nothing in this scene can be drawn: ${aside[0]?.reason ?? 'unknown'}.`,
    );
  }
  return done({ scene: { elements: read, appState: appState ?? {}, files: files ?? {}, rest }, aside });
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  return id;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isPoint = (value: unknown) => Array.isArray(value) && isNumber(value[0]) && isNumber(value[1]);

/** Without these an element cannot be placed. A property may be absent or null. */
const needed: Readonly<Record<string, (value: unknown) => boolean>> = {
  x: isNumber,
  y: isNumber,
  width: isNumber,
  height: isNumber,
  points: (value) => Array.isArray(value) && value.every(isPoint),
  text: (value) => typeof value === 'string',
};

const isText = (value: unknown) => typeof value === 'string';

/**
 * A fractional index as Excalidraw's order keys are (the package `fractional-indexing`): an integer part
 * whose first letter says its length, then a fraction that does not end in zero. The canvas refuses a
 * whole drawing for one key of another shape.
 */
function isOrderKey(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z][0-9A-Za-z]*$/.test(value)) return false;
  const head = value.charCodeAt(0);
  const length = head >= 97 ? head - 97 + 2 : 90 - head + 2;
  if (value.length < length || /^A0{26}$/.test(value)) return false;
  return value.length === length || !value.endsWith('0');
}

/** Properties that an element can be drawn without: the canvas gets its default for one of another shape. */
const dispensable: Readonly<Record<string, (value: unknown) => boolean>> = {
  angle: isNumber,
  strokeWidth: isNumber,
  roughness: isNumber,
  opacity: isNumber,
  seed: isNumber,
  version: isNumber,
  versionNonce: isNumber,
  fontSize: isNumber,
  fontFamily: isNumber,
  lineHeight: isNumber,
  strokeColor: isText,
  backgroundColor: isText,
  fillStyle: isText,
  strokeStyle: isText,
  originalText: isText,
  textAlign: isText,
  verticalAlign: isText,
  font: (value) => typeof value === 'string' && /^[\d.]+px \S/.test(value),
  link: isText,
  containerId: isText,
  frameId: isText,
  fileId: isText,
  index: isOrderKey,
  name: isText,
  startArrowhead: isText,
  endArrowhead: isText,
  groupIds: (value) => Array.isArray(value) && value.every(isText),
  boundElementIds: (value) => Array.isArray(value) && value.every(isText),
  boundElements: (value) =>
    Array.isArray(value) && value.every((bound) => isRecord(bound) && typeof bound.id === 'string'),
  pressures: (value) => Array.isArray(value) && value.every(isNumber),
  scale: isPoint,
  roundness: isRecord,
  startBinding: (value) => isRecord(value) && typeof value.elementId === 'string',
  endBinding: (value) => isRecord(value) && typeof value.elementId === 'string',
  lastCommittedPoint: isPoint,
  crop: isRecord,
  customData: isRecord,
};

/** The element without the properties whose shape the canvas would stumble over. */
export function readableElement(element: SceneElement): SceneElement {
  const kept = Object.entries(element).filter(([property, value]) => {
    const fits = dispensable[property];
    return fits === undefined || value === undefined || value === null || fits(value);
  });
  return Object.fromEntries(kept) as unknown as SceneElement;
}

const linear = new Set(['line', 'arrow', 'draw', 'freedraw']);

/** Why the element cannot be handed to the canvas, or null when it can. */
function whyAside(element: SceneElement): string | null {
  if (element.isDeleted === true) return 'it is marked as deleted';
  if (!drawable.has(element.type)) return `"${element.type}" is not a kind of element that Legible can draw`;
  for (const [property, fits] of Object.entries(needed)) {
    const value = element[property];
    if (value !== undefined && value !== null && !fits(value)) return `its ${property} is not readable`;
  }
  if (linear.has(element.type)) {
    const points = element.points;
    // Before 2020 an arrow had only a width and a height.
    if (!Array.isArray(points)) return element.type === 'freedraw' ? 'it has no points' : null;
    if (points.length < 2) return 'it has fewer than two points';
    return null;
  }
  const { width, height } = element;
  if (element.type !== 'text' && !width && !height) return 'it has no size';
  if (element.type === 'text' && !element.text) return 'it is a text without letters';
  return null;
}

/** The scene's JSON text, in the order and indentation that Excalidraw writes. */
export function writeScene(scene: Scene): string {
  const { type, version, source, ...others } = scene.rest;
  return JSON.stringify(
    {
      type: type ?? 'excalidraw',
      version: version ?? 2,
      source: source ?? 'https://excalidraw.com',
      elements: scene.elements,
      appState: scene.appState,
      files: scene.files,
      ...others,
    },
    null,
    2,
  );
}

/** Reads a `.excalidraw` file, or any JSON text that holds a scene. */
export function readSceneText(text: string): Outcome<SceneReading> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed('invalid-document', 'This scene is damaged: it is not JSON.');
  }
  return readScene(value);
}

/** Reads the scene out of the text of an `*.excalidraw.svg` file. */
export function readFigure(svg: string): Outcome<SceneReading> {
  const payload = readPayload(svg);
  return payload.ok ? readSceneText(payload.value) : payload;
}

/** The picture with this scene inside; equal input gives equal bytes. */
export function embedScene(svg: string, scene: Scene): Outcome<string> {
  return replacePayload(svg, writeScene(scene));
}
