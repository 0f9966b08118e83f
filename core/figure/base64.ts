/** Base64 (RFC 4648, section 4) between text and bytes. Core has neither `atob` nor `Buffer`. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const invalid = 255;

const values = new Uint8Array(128).fill(invalid);
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;

/** White space is skipped and the padding may be missing; anything else unknown gives null. */
export function bytesFromBase64(text: string): Uint8Array | null {
  const compact = text.replace(/\s+/g, '').replace(/={1,2}$/, '');
  if (compact.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((compact.length * 3) / 4));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let i = 0; i < compact.length; i++) {
    const value = values[compact.charCodeAt(i)] ?? invalid;
    if (value === invalid) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  return bytes;
}

export function bytesToBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  let line = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] ?? 0;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    line +=
      alphabet.charAt(a >> 2) +
      alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4)) +
      (b === undefined ? '=' : alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6))) +
      (c === undefined ? '=' : alphabet.charAt(c & 63));
    if (line.length > 8192) {
      parts.push(line);
      line = '';
    }
  }
  parts.push(line);
  return parts.join('');
}
