/**
 * How the bytes of a file become text, and whether the text may be written back.
 *
 * Legible writes UTF-8 only. A file in another encoding is shown and never rewritten: turning it
 * into UTF-8 would change every byte of a file of which the writer touched one sentence.
 */

/** Both Node and browsers have it; core declares only what it uses. */
declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'legacy' | 'binary';

export interface DecodedText {
  /** The text; a byte order mark of a UTF-8 file is its first character, so that it is written back. */
  readonly text: string;
  /** Why the file must not be written, in one sentence, or null. */
  readonly readOnly: string | null;
  readonly encoding: Encoding;
}

/** How many bytes are looked at to tell UTF-16 without a byte order mark, and binary files. */
const sampleSize = 4096;

/** Decodes a whole file. Never throws; what cannot be read exactly comes back read-only with the reason. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return wide(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return wide(bytes, 'utf-16be');
  const unmarked = wideWithoutMark(bytes);
  if (unmarked !== null) return wide(bytes, unmarked);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (looksBinary(bytes)) {
      return { text, readOnly: 'This file is not text: it holds many zero bytes.', encoding: 'binary' };
    }
    return { text, readOnly: null, encoding: text.startsWith('\uFEFF') ? 'utf-8-bom' : 'utf-8' };
  } catch {
    // Not UTF-8. Windows-1252 gives every byte a character, so the text can at least be read.
    const text = new TextDecoder('windows-1252').decode(bytes);
    if (looksBinary(bytes)) {
      return { text, readOnly: 'This file is not text: it holds many zero bytes.', encoding: 'binary' };
    }
    return {
      text,
      readOnly:
        'This file is not in UTF-8, so it is shown but not changed. Convert it to UTF-8 to edit it here.',
      encoding: 'legacy',
    };
  }
}

function wide(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  let even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  if (encoding === 'utf-16be') {
    // Not every runtime carries a big-endian decoder, and swapping is simple.
    const swapped = new Uint8Array(even.length);
    for (let i = 0; i + 1 < even.length; i += 2) {
      swapped[i] = even[i + 1] ?? 0;
      swapped[i + 1] = even[i] ?? 0;
    }
    even = swapped;
  }
  const name = encoding === 'utf-16le' ? 'UTF-16 (little-endian)' : 'UTF-16 (big-endian)';
  return {
    text: new TextDecoder('utf-16le').decode(even),
    readOnly: `This file is in ${name}, so it is shown but not changed. Convert it to UTF-8 to edit it here.`,
    encoding,
  };
}

/** UTF-16 without its mark shows in mostly Latin text as a zero in every second byte. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const size = Math.min(bytes.length, sampleSize);
  if (size < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < size; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const half = size / 2;
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.05) return 'utf-16be';
  return null;
}

function looksBinary(bytes: Uint8Array): boolean {
  const size = Math.min(bytes.length, sampleSize);
  let zeros = 0;
  for (let i = 0; i < size; i++) if (bytes[i] === 0) zeros++;
  return zeros > 8 && zeros > size * 0.01;
}
