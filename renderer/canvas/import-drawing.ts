/** Takes a drawing from elsewhere into the library as a figure, with every element and property that it has. */
import {
  drawingFormat,
  type GivenDrawing,
  mayBeDrawing,
  readDrawing,
  titleOfFile,
} from '#core/figure/import.ts';
import { inertElements } from '#core/figure/inert.ts';
import { embedScene, type SceneReading } from '#core/figure/scene.ts';
import { finishPicture } from '#core/figure/svg.ts';
import type { Host } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { addMedia } from '#renderer/editor/add-media.ts';
import { loadExcalidraw } from './excalidraw.ts';
import { drawPicture } from './picture.ts';
import { restored } from './restore.ts';

/** Larger files are not read, in bytes. */
const largestDrawing = 32 * 1024 * 1024;

/** How often a free name is looked for: another window may take it first. */
const nameAttempts = 4;

export interface ImportedDrawing {
  readonly path: LibraryPath;
  /** Why it is only a picture, or null when it can be drawn on. */
  readonly pictureOnly: string | null;
}

/** Null when the file holds no drawing: then it is a picture like others. */
export async function importDrawing(host: Host, file: File): Promise<Outcome<ImportedDrawing> | null> {
  if (!mayBeDrawing(file.name, file.type)) return null;
  if (file.size > largestDrawing) return failed('unsupported', `${file.name} is larger than 32 MB.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const given: GivenDrawing = { name: file.name, bytes, text: new TextDecoder().decode(bytes) };
  const format = drawingFormat(given);
  if (format === null) return null;
  const reading = readDrawing(given, format);
  const title = titleOfFile(file.name);
  if (reading.ok) {
    const svg = await figureOf(reading.value);
    if (svg.ok) return await placed(host, title, svg.value, null);
    if (format !== 'svg') return svg;
    return await placed(host, title, given.text, svg.error.message);
  }
  // The picture is still worth showing; the scene in it stays as it is.
  if (format === 'svg') return await placed(host, title, given.text, reading.error.message);
  if (format === 'scene') return failed(reading.error.code, `${file.name}: ${reading.error.message}`);
  const media = await addMedia(host, file);
  return media.ok ? done({ path: media.value, pictureOnly: reading.error.message }) : media;
}

/** The whole figure file for a scene. */
export async function figureOf(reading: SceneReading): Promise<Outcome<string>> {
  const { scene, aside } = reading;
  try {
    const elements = restored(await loadExcalidraw(), inertElements(scene, aside));
    const picture = await drawPicture(elements, scene.appState, scene.files);
    return embedScene(finishPicture(picture.svg, scene), scene);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed('internal', `The drawing could not be shown (${reason}).`);
  }
}

/** Writes a figure under a free name. `pictureOnly` is passed on. */
export async function placed(
  host: Host,
  title: string,
  svg: string,
  pictureOnly: string | null,
): Promise<Outcome<ImportedDrawing>> {
  for (let attempt = 1; ; attempt++) {
    const named = await host.call('figure.name', { title: title.slice(0, 200) });
    if (!named.ok) return named;
    const written = await host.call('figure.write', { path: named.value.path, svg, base: null });
    if (written.ok) return done({ path: written.value.path, pictureOnly });
    if (written.error.code !== 'conflict' || attempt === nameAttempts) return written;
  }
}
