/**
 * Drawings that come from elsewhere: `.excalidraw`, `.excalidraw.svg` and `.excalidraw.png` files, and
 * what Excalidraw puts on the clipboard. Told by what is in them, not by their names: a picture with a
 * scene inside is a drawing whatever it is called.
 */
import { failed, type Outcome } from '../host/outcome.ts';
import { carriesScene } from './payload.ts';
import { pngCarriesScene, readPngPayload } from './png.ts';
import { readFigure, readScene, readSceneText, type SceneReading } from './scene.ts';

/** A file as it was handed over. */
export interface GivenDrawing {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The bytes as UTF-8 text. */
  readonly text: string;
}

export type DrawingFormat = 'scene' | 'svg' | 'png';

/** True for names and media types that may hold a drawing: worth a look inside. */
export function mayBeDrawing(name: string, type: string): boolean {
  return (
    /\.(?:excalidraw|excalidraw\.json)$/i.test(name) ||
    type === 'application/vnd.excalidraw+json' ||
    type === 'image/svg+xml' ||
    type === 'image/png'
  );
}

/** What kind of drawing it is; null when no scene is in it, or only a plain picture. */
export function drawingFormat(given: GivenDrawing): DrawingFormat | null {
  if (/\.excalidraw(?:\.json)?$/i.test(given.name)) return 'scene';
  if (pngCarriesScene(given.bytes)) return 'png';
  if (carriesScene(given.text)) return 'svg';
  return isSceneText(given.text) ? 'scene' : null;
}

/** True for JSON that says of itself that it is an Excalidraw scene or a piece of one. */
export function isSceneText(text: string): boolean {
  return /^\s*\{\s*"type"\s*:\s*"excalidraw(?:\/clipboard)?"/.test(text);
}

/** The scene in it, through the one door that every scene passes. */
export function readDrawing(given: GivenDrawing, format: DrawingFormat): Outcome<SceneReading> {
  if (format === 'svg') return readFigure(given.text);
  if (format === 'scene') return readSharedScene(given.text);
  const payload = readPngPayload(given.bytes);
  return payload.ok ? readSceneText(payload.value) : payload;
}

/** Reads a `.excalidraw` file or what was copied on a canvas: that has the same shape under another type. */
export function readSharedScene(text: string): Outcome<SceneReading> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed('invalid-document', 'This scene is damaged: it is not JSON.');
  }
  if (typeof value === 'object' && value !== null && 'type' in value) {
    if (value.type === 'excalidraw/clipboard') return readScene({ ...value, type: 'excalidraw', version: 2 });
  }
  return readScene(value);
}

/** `Agent loop.excalidraw.svg` gives `Agent loop`: what the figure may be named after. */
export function titleOfFile(name: string): string {
  return name.replace(/(?:\.excalidraw)?(?:\.(?:svg|png|json))?$/i, '') || 'drawing';
}
