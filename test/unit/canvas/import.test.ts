import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { drawingFormat, isSceneText, mayBeDrawing, readDrawing, titleOfFile } from '#core/figure/import.ts';
import { embedScene, emptyScene } from '#core/figure/scene.ts';

const scene = {
  ...emptyScene,
  elements: [{ id: 'a', type: 'rectangle', x: 0, y: 0, width: 9, height: 9, later: 1 }],
};
const json = JSON.stringify({ type: 'excalidraw', version: 2, elements: scene.elements });

function given(name: string, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, bytes, text: new TextDecoder().decode(bytes) };
}

/** A PNG of chunks with false checksums: they are not looked at. */
function png(...chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const parts = chunks.flatMap(([type, data]) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, data.length);
    return [length, new TextEncoder().encode(type), data, new Uint8Array(4)];
  });
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...parts.flatMap((part) => [...part])]);
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function pngWith(envelope: string): Uint8Array {
  const text = latin1(`application/vnd.excalidraw+json\0${envelope}`);
  return png(
    ['IHDR', new Uint8Array(13)],
    ['tEXt', latin1('Author\0A')],
    ['tEXt', text],
    ['IEND', new Uint8Array()],
  );
}

const envelope = JSON.stringify({
  version: '1',
  encoding: 'bstring',
  compressed: true,
  encoded: String.fromCharCode(...zlibSync(new TextEncoder().encode(json))),
});

function svg(): string {
  const figure = embedScene('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>', scene);
  if (!figure.ok) throw new Error(figure.error.message);
  return figure.value;
}

describe('a drawing from elsewhere', () => {
  test.each([
    ['a file of Excalidraw', given('a.excalidraw', json), 'scene'],
    ['its JSON under another name', given('a.json', json), 'scene'],
    [
      'what was copied on a canvas',
      given('x', json.replace('"excalidraw"', '"excalidraw/clipboard"')),
      'scene',
    ],
    ['an SVG with the scene inside', given('plot.svg', svg()), 'svg'],
    ['a PNG with the scene inside', given('a.png', pngWith(envelope)), 'png'],
  ] as const)('%s is read whole', (_name, file, format) => {
    expect(drawingFormat(file)).toBe(format);
    const reading = readDrawing(file, format);
    expect(reading.ok && reading.value.scene.elements).toEqual(scene.elements);
  });

  test.each([
    ['a plain SVG', given('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a plain PNG', given('a.png', png(['IHDR', new Uint8Array(13)], ['IEND', new Uint8Array()]))],
    ['other JSON', given('a.json', '{"type":"FeatureCollection"}')],
    ['a PNG that ends in the middle', given('a.png', png(['IDAT', new Uint8Array(9)]).subarray(0, 21))],
  ])('%s is a picture or text like others', (_name, file) => {
    expect(drawingFormat(file)).toBeNull();
  });

  test('a damaged scene says what is wrong', () => {
    for (const file of [
      given('a.png', pngWith('{"encoding":"bstring","compressed":true,"encoded":"x"}')),
      given('a.png', pngWith('no json')),
      given('a.excalidraw', '{"type":"excalidraw"'),
      given('a.excalidraw', '{"type":"excalidrawlib"}'),
    ]) {
      const format = drawingFormat(file);
      const reading = format === null ? null : readDrawing(file, format);
      expect(reading?.ok).toBe(false);
      if (reading?.ok === false) expect(reading.error.message).toMatch(/^(This|The scene) .*\.$/);
    }
  });

  test('names and types say what is worth a look', () => {
    expect(['a.excalidraw', 'b.EXCALIDRAW'].every((name) => mayBeDrawing(name, ''))).toBe(true);
    expect(mayBeDrawing('a.jpg', 'image/jpeg')).toBe(false);
    expect(isSceneText(' {"type": "excalidraw/clipboard", "elements": []}')).toBe(true);
    expect(isSceneText('The type is "excalidraw".')).toBe(false);
    expect(['a b.excalidraw.svg', 'a b.excalidraw', 'a b.png', '.svg'].map(titleOfFile)).toEqual([
      'a b',
      'a b',
      'a b',
      'drawing',
    ]);
  });
});
