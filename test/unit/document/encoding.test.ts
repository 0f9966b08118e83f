import { describe, expect, it } from 'vitest';
import { decodeText } from '#core/document/encoding.ts';

function wide(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes: number[] = mark ? (bigEndian ? [0xfe, 0xff] : [0xff, 0xfe]) : [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes.push(...(bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8]));
  }
  return new Uint8Array(bytes);
}

describe('decoding a file', () => {
  it('reads UTF-8, and keeps its byte order mark as the first character', () => {
    expect(decodeText(new TextEncoder().encode('é 中'))).toEqual({
      text: 'é 中',
      readOnly: null,
      encoding: 'utf-8',
    });
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toEqual({
      text: '\uFEFFa',
      readOnly: null,
      encoding: 'utf-8-bom',
    });
    expect(decodeText(new Uint8Array([]))).toEqual({ text: '', readOnly: null, encoding: 'utf-8' });
  });

  it.each([
    [false, true, 'utf-16le'],
    [true, true, 'utf-16be'],
    [false, false, 'utf-16le'],
    [true, false, 'utf-16be'],
  ])('opens UTF-16 read-only (big-endian %s, mark %s)', (bigEndian, mark, encoding) => {
    const decoded = decodeText(wide('# Plain words\n', bigEndian, mark));
    expect(decoded.text).toContain('# Plain words\n');
    expect(decoded.encoding).toBe(encoding);
    expect(decoded.readOnly).toContain('UTF-16');
  });

  it('opens legacy encodings and binary files read-only', () => {
    expect(decodeText(new Uint8Array([0x63, 0x61, 0x66, 0xe9]))).toMatchObject({
      text: 'café',
      encoding: 'legacy',
    });
    expect(decodeText(new Uint8Array([0xed, 0xa0, 0x80])).readOnly).not.toBeNull();
    expect(decodeText(new Uint8Array(200)).encoding).toBe('binary');
  });
});
