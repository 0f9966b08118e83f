import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesFromBase64, bytesToBase64 } from '#core/figure/base64.ts';
import { carriesScene, largestScene, readPayload, replacePayload } from '#core/figure/payload.ts';

const picture =
  '<svg version="1.1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10"/></svg>';

function withPayload(base64: string, version: string | null = '2'): string {
  const versionComment = version === null ? '' : `<!-- payload-version:${version} -->`;
  return picture.replace(
    '<rect',
    `<metadata><!-- payload-type:application/vnd.excalidraw+json -->${versionComment}<!-- payload-start -->${base64}<!-- payload-end --></metadata><rect`,
  );
}

/** As Excalidraw's own code writes it: one character for each byte. */
function envelope(text: string): string {
  const encoded = deflateSync(Buffer.from(text)).toString('latin1');
  return JSON.stringify({ version: '1', encoding: 'bstring', compressed: true, encoded });
}

function payloadOf(svg: string): string {
  const outcome = readPayload(svg);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

describe('Base64', () => {
  test('agrees with Node for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = bytesToBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(bytesFromBase64(text)).toEqual(bytes);
      }),
    );
  });
  test('skips white space and allows missing padding', () => {
    expect(bytesFromBase64(' YWI\n')).toEqual(new Uint8Array([97, 98]));
  });
  test('refuses what is not Base64', () => {
    expect(bytesFromBase64('YW*j')).toBeNull();
    expect(bytesFromBase64('YWJjZ')).toBeNull();
  });
});

describe('the scene inside a picture', () => {
  test('is read back for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const json = JSON.stringify({ type: 'excalidraw', text });
        const written = replacePayload(picture, json);
        expect(written.ok && payloadOf(written.value)).toBe(json);
      }),
    );
  });
  test('is read as Excalidraw writes it', () => {
    const json = '{"type":"excalidraw","note":"naïve ∇θ 漢字"}';
    expect(payloadOf(withPayload(Buffer.from(envelope(json), 'latin1').toString('base64')))).toBe(json);
  });
  test('is read in its first version, with and without the envelope', () => {
    const json = '{"type":"excalidraw","note":"naïve"}';
    expect(payloadOf(withPayload(Buffer.from(json).toString('base64'), null))).toBe(json);
    expect(payloadOf(withPayload(Buffer.from(envelope(json)).toString('base64'), '1'))).toBe(json);
  });
  test('is replaced where it was, and nothing else changes', () => {
    const first = replacePayload(picture, '{"a":1}');
    if (!first.ok) throw new Error('not written');
    const second = replacePayload(first.value, '{"b":2}');
    if (!second.ok) throw new Error('not written');
    expect(payloadOf(second.value)).toBe('{"b":2}');
    expect(second.value.replace(/<metadata>.*<\/metadata>/, '')).toBe(picture);
  });
  test('gives the same bytes for the same scene', () => {
    const json = JSON.stringify({ type: 'excalidraw', elements: Array(50).fill({ x: 1 }) });
    expect(replacePayload(picture, json)).toEqual(replacePayload(picture, json));
  });
  test('takes the place of an empty metadata element', () => {
    const written = replacePayload(picture.replace('<rect', '<metadata/><rect'), '{}');
    expect(written.ok && written.value.match(/<metadata/g)).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  const cases: Readonly<Record<string, string>> = {
    'a picture without a scene': picture,
    'a cut off scene': withPayload('YWJj').replace('<!-- payload-end -->', ''),
    'no Base64': withPayload('<script>'),
    'no JSON': withPayload(Buffer.from('hello').toString('base64')),
    'a bare number': withPayload(Buffer.from('12').toString('base64')),
    'an unknown encoding': withPayload(Buffer.from('{"encoded":"x","encoding":"zstd"}').toString('base64')),
    'bytes that do not unpack': withPayload(
      Buffer.from('{"encoded":"xxxx","encoding":"bstring","compressed":true}').toString('base64'),
    ),
    'half a scene': withPayload(
      Buffer.from(
        JSON.stringify({
          encoding: 'bstring',
          compressed: true,
          encoded: deflateSync(Buffer.from('{"type":"excalidraw"}'.repeat(40)))
            .subarray(0, 30)
            .toString('latin1'),
        }),
        'latin1',
      ).toString('base64'),
    ),
  };
  for (const [name, svg] of Object.entries(cases)) {
    test(name, () => {
      const outcome = readPayload(svg);
      expect(outcome.ok).toBe(false);
      expect(!outcome.ok && outcome.error.message).toMatch(/\.$/);
    });
  }
  test('a scene made to fill the memory is stopped', () => {
    const bomb = deflateSync(Buffer.alloc(largestScene + 1024)).toString('latin1');
    const text = JSON.stringify({ encoding: 'bstring', compressed: true, encoded: bomb });
    const outcome = readPayload(withPayload(Buffer.from(text, 'latin1').toString('base64')));
    expect(!outcome.ok && outcome.error.code).toBe('unsupported');
  });
  test('any text at all gives an answer', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const outcome = readPayload(withPayload(text));
        expect(outcome.ok || outcome.error.code.length > 0).toBe(true);
      }),
    );
  });
  test('says whether a picture carries a scene', () => {
    expect(carriesScene(picture)).toBe(false);
    expect(carriesScene(withPayload('YQ=='))).toBe(true);
  });
});
