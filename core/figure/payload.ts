/**
 * The scene inside a figure file, as text.
 *
 * An `*.excalidraw.svg` carries its scene in `<metadata>`, between two comments, the way Excalidraw
 * writes it: the JSON is deflated (zlib), each byte becomes one character of a string, the string goes
 * into a small JSON envelope, and the envelope is written as Base64. Version 1 of the payload, from
 * before 2021, is the Base64 of the UTF-8 text, with or without the envelope.
 */
import { strFromU8, strToU8, Unzlib, zlibSync } from 'fflate';
import { done, failed, type Outcome } from '../host/outcome.ts';
import { bytesFromBase64, bytesToBase64 } from './base64.ts';

const mimeType = 'application/vnd.excalidraw+json';
const typeComment = `<!-- payload-type:${mimeType} -->`;
const startComment = '<!-- payload-start -->';
const endComment = '<!-- payload-end -->';

/** A scene larger than this when unpacked is refused: it could be made to fill the memory. In bytes. */
export const largestScene = 96 * 1024 * 1024;

/** True when the text says that it carries a scene; it may still be a broken one. */
export function carriesScene(svg: string): boolean {
  return svg.includes(`payload-type:${mimeType}`);
}

/** The scene's JSON text out of a figure file, or why there is none. */
export function readPayload(svg: string): Outcome<string> {
  if (!carriesScene(svg)) return failed('unsupported', 'This picture carries no Excalidraw scene.');
  const start = svg.indexOf(startComment);
  const end = svg.indexOf(endComment, start + startComment.length);
  if (start < 0 || end < 0) return failed('invalid-document', 'The scene in this picture is cut off.');
  const bytes = bytesFromBase64(svg.slice(start + startComment.length, end));
  if (bytes === null) return failed('invalid-document', 'The scene in this picture is not valid Base64.');
  const version = /<!-- payload-version:(\d+) -->/.exec(svg)?.[1] ?? '1';
  return openEnvelope(strFromU8(bytes, version !== '1'));
}

/**
 * Opens the envelope `{"encoding":"bstring","compressed":…,"encoded":…}`; text without one is returned
 * as it is. PNG files carry the same envelope.
 */
export function openEnvelope(text: string): Outcome<string> {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    return failed('invalid-document', 'The scene in this picture is damaged: it is not JSON.');
  }
  if (typeof envelope !== 'object' || envelope === null) {
    return failed('invalid-document', 'The scene in this picture is damaged.');
  }
  if (!('encoded' in envelope)) return done(text);
  const { encoded } = envelope;
  const encoding = 'encoding' in envelope ? envelope.encoding : undefined;
  if (typeof encoded !== 'string' || encoding !== 'bstring') {
    return failed('unsupported', 'The scene in this picture is written in a way that Legible does not know.');
  }
  const bytes = strToU8(encoded, true);
  const compressed = 'compressed' in envelope && envelope.compressed === true;
  return compressed ? inflated(bytes) : done(strFromU8(bytes));
}

function inflated(bytes: Uint8Array): Outcome<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  try {
    const stream = new Unzlib((part, final) => {
      size += part.length;
      if (size > largestScene) throw new RangeError('too large');
      parts.push(part);
      ended ||= final;
    });
    // Small steps, so that a scene made to explode is stopped before it has.
    const step = 64 * 1024;
    for (let at = 0; at < bytes.length; at += step) {
      stream.push(bytes.subarray(at, at + step), at + step >= bytes.length);
    }
  } catch (error) {
    return error instanceof RangeError
      ? failed('unsupported', 'The scene in this picture is too large to open.')
      : failed('invalid-document', 'The scene in this picture is damaged: it cannot be unpacked.');
  }
  if (!ended) return failed('invalid-document', 'The scene in this picture is cut off.');
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return done(strFromU8(whole));
}

/** The envelope for a scene's JSON text; equal text gives equal bytes. */
function sealEnvelope(json: string): string {
  const encoded = strFromU8(zlibSync(strToU8(json), { level: 9 }), true);
  return JSON.stringify({ version: '1', encoding: 'bstring', compressed: true, encoded });
}

/** The content of `<metadata>`: the comments and the Base64 between them. */
function payloadMarkup(json: string): string {
  const base64 = bytesToBase64(strToU8(sealEnvelope(json), true));
  return `${typeComment}<!-- payload-version:2 -->${startComment}${base64}${endComment}`;
}

/**
 * The same picture with `json` as its scene. A scene that was there is replaced; otherwise the
 * metadata becomes the root element's first child.
 */
export function replacePayload(svg: string, json: string): Outcome<string> {
  const markup = payloadMarkup(json);
  const first = svg.indexOf(typeComment);
  if (first >= 0) {
    const end = svg.indexOf(endComment, first);
    if (end < 0) return failed('invalid-document', 'The scene in this picture is cut off.');
    return done(svg.slice(0, first) + markup + svg.slice(end + endComment.length));
  }
  const empty = /<metadata\s*\/>|<metadata>\s*<\/metadata>/.exec(svg);
  if (empty) {
    const after = empty.index + empty[0].length;
    return done(`${svg.slice(0, empty.index)}<metadata>${markup}</metadata>${svg.slice(after)}`);
  }
  const root = /<svg\b(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(svg);
  if (!root || root[0].endsWith('/>')) return failed('invalid-document', 'This is not an SVG picture.');
  const after = root.index + root[0].length;
  return done(`${svg.slice(0, after)}<metadata>${markup}</metadata>${svg.slice(after)}`);
}
