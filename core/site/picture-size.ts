/** Width and height of a bitmap, read from its first bytes; null when the bytes are no picture. */

export interface BitmapFacts {
  readonly width: number;
  readonly height: number;
  /** Parts of it may be see-through, so that it needs a light ground in the dark. */
  readonly mayBeTransparent: boolean;
}

/** PNG, JPEG, GIF, WebP and AVIF. Sizes are in pixels. */
export function bitmapFacts(bytes: Uint8Array): BitmapFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ascii = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
  if (bytes.length > 26 && view.getUint32(0) === 0x89504e47) {
    const kind = bytes[25] ?? 0;
    return {
      width: view.getUint32(16),
      height: view.getUint32(20),
      mayBeTransparent: kind === 4 || kind === 6 || kind === 3,
    };
  }
  if (bytes.length > 10 && ascii(0, 3) === 'GIF') {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true), mayBeTransparent: false };
  }
  if (bytes.length > 30 && ascii(0, 4) === 'RIFF' && ascii(8, 4) === 'WEBP') return webp(view, ascii(12, 4));
  if (bytes.length > 4 && view.getUint16(0) === 0xffd8) return jpeg(view);
  if (bytes.length > 12 && ascii(4, 4) === 'ftyp') return avif(bytes, view);
  return null;
}

function webp(view: DataView, chunk: string): BitmapFacts | null {
  if (chunk === 'VP8 ') {
    return {
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
      mayBeTransparent: false,
    };
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >> 14) & 0x3fff) + 1,
      mayBeTransparent: (bits >> 28) % 2 !== 0,
    };
  }
  if (chunk === 'VP8X') {
    const size = (at: number) => 1 + view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
    return { width: size(24), height: size(27), mayBeTransparent: (view.getUint8(20) & 0x10) !== 0 };
  }
  return null;
}

/** Walks the segments to the frame header (SOF0 to SOF15 without DHT, JPG, DAC). */
function jpeg(view: DataView): BitmapFacts | null {
  let at = 2;
  let turned = false;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) turned = turned || isTurned(view, at + 4, length);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const height = view.getUint16(at + 5);
      const width = view.getUint16(at + 7);
      return { width: turned ? height : width, height: turned ? width : height, mayBeTransparent: false };
    }
    at += 2 + length;
  }
  return null;
}

/** Exif orientation 5 to 8: browsers show the picture on its side. */
function isTurned(view: DataView, start: number, length: number): boolean {
  const end = Math.min(start + length, view.byteLength);
  if (end - start < 20 || view.getUint32(start) !== 0x45786966) return false;
  const tiff = start + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const first = tiff + view.getUint32(tiff + 4, little);
  if (first + 2 > end) return false;
  const count = view.getUint16(first, little);
  for (let index = 0; index < count; index++) {
    const entry = first + 2 + index * 12;
    if (entry + 12 > end) return false;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5;
  }
  return false;
}

/** The image spatial extents box, `ispe`, looked for in the first part of the file. */
function avif(bytes: Uint8Array, view: DataView): BitmapFacts | null {
  for (let at = 12; at + 20 < Math.min(bytes.length, 4096); at++) {
    if (view.getUint32(at) === 0x69737065) {
      return { width: view.getUint32(at + 8), height: view.getUint32(at + 12), mayBeTransparent: false };
    }
  }
  return null;
}
