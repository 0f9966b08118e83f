/**
 * The scene inside a PNG that Excalidraw exported: a `tEXt` chunk (PNG 3, 11.3.3.3) with the keyword of
 * Excalidraw's media type and the same envelope as in an SVG.
 */
import { failed, type Outcome } from '../host/outcome.ts';
import { openEnvelope } from './payload.ts';

const keyword = 'application/vnd.excalidraw+json';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}

/** The text of the chunk that holds the scene, or null. */
function sceneChunk(bytes: Uint8Array): string | null {
  if (!signature.every((byte, index) => bytes[index] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const type = latin1(bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, Math.min(at + 8 + length, bytes.length));
    if (
      type === 'tEXt' &&
      latin1(data.subarray(0, keyword.length)) === keyword &&
      data[keyword.length] === 0
    ) {
      return latin1(data.subarray(keyword.length + 1));
    }
    if (type === 'IEND') return null;
    at += 12 + length;
  }
  return null;
}

/** True for a PNG that says that it carries a scene; it may still be a broken one. */
export function pngCarriesScene(bytes: Uint8Array): boolean {
  return sceneChunk(bytes) !== null;
}

/** The scene's JSON text, or why there is none. */
export function readPngPayload(bytes: Uint8Array): Outcome<string> {
  const text = sceneChunk(bytes);
  return text === null
    ? failed('unsupported', 'This picture carries no Excalidraw scene.')
    : openEnvelope(text);
}
