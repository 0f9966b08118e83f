import { describe, expect, test } from 'vitest';
import { describeElement, namedElement } from '#core/figure/element-name.ts';
import { figureLabel, figureName, frameInAddress, framesOf, isDrawing } from '#core/figure/name.ts';
import { emptyScene, type Scene, type SceneElement } from '#core/figure/scene.ts';
import { finishPicture, followsTheme, frameSize, pictureSize } from '#core/figure/svg.ts';

describe('names', () => {
  test.each([
    ['../figures/agent-loop.excalidraw.svg', 'agent-loop', 'fig-agent-loop'],
    ['figures/agent-loop.excalidraw.svg#inner-part', 'agent-loop', 'fig-agent-loop-inner-part'],
    ['media/loss-curve.png', 'loss-curve', 'fig-loss-curve'],
    ['a.b.svg', 'a.b', 'fig-a-b'],
  ])('%s', (src, name, label) => {
    expect(figureName(src)).toBe(name);
    expect(figureLabel(src)).toBe(label);
  });
  test('drawings are told by their ending', () => {
    expect(isDrawing('figures/a.excalidraw.svg#x')).toBe(true);
    expect(isDrawing('figures/a.Excalidraw.SVG?turn=1')).toBe(true);
    expect(isDrawing('figures/a.svg')).toBe(false);
  });
  test('a frame may be written with escapes, good or bad', () => {
    expect(frameInAddress('a.svg#%C3%A9t%C3%A9')).toBe('été');
    expect(frameInAddress('a.svg#100%')).toBe('100%');
    expect(frameInAddress('a.svg')).toBeNull();
  });
});

const frame = (id: string, name: unknown, more: object = {}): SceneElement => ({
  id,
  type: 'frame',
  name,
  x: 0,
  y: 0,
  width: 10,
  height: 10,
  ...more,
});
const sceneOf = (...elements: SceneElement[]): Scene => ({ ...emptyScene, elements });

test('frames have an address of their own', () => {
  const scene = sceneOf(
    frame('1', 'Inner part'),
    frame('2', 'inner part!'),
    frame('3', null),
    frame('4', 'gone', { isDeleted: true }),
  );
  expect(framesOf(scene)).toEqual([
    { id: '1', name: 'Inner part', fragment: 'inner-part' },
    { id: '2', name: 'inner part!', fragment: 'inner-part-2' },
  ]);
});

describe('the picture', () => {
  test.each([
    ['<svg width="10" height="20">', { width: 10, height: 20 }],
    ['<?xml version="1.0"?>\n<svg viewBox="0 0 30 40">', { width: 30, height: 40 }],
    ["<svg width='2in' height='1in'>", { width: 192, height: 96 }],
    ['<svg width="50" viewBox="0,0,100,200">', { width: 50, height: 100 }],
    ['<svg height="50" viewBox="0 0 100 200">', { width: 25, height: 50 }],
    ['<svg width="100%" height="100%" viewBox="0 0 7 8">', { width: 7, height: 8 }],
    ['<svg data-width="9" width="-1">', null],
    ['<svg viewBox="0 0 a b">', null],
    ['<p>', null],
  ])('size of %s', (svg, size) => {
    expect(pictureSize(svg)).toEqual(size);
  });

  const drawn =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99"><defs><clipPath id="f1"><rect ' +
    'transform="translate(12 13.5) rotate(0 5 5)" width="40" height="30" rx="8" ry="8"></rect></clipPath></defs></svg>';

  test('shows each frame at its own address', () => {
    const svg = finishPicture(drawn, sceneOf(frame('f1', 'Inner part'), frame('f2', 'not drawn')));
    expect(svg).toContain('<view id="inner-part" viewBox="12 13.5 40 30"/>');
    expect(svg.match(/<view/g)).toHaveLength(1);
    expect(frameSize(svg, 'inner-part')).toEqual({ width: 40, height: 30 });
    expect(frameSize(svg, 'not-drawn')).toBeNull();
  });
  test('follows the theme around it, and is told so once', () => {
    const svg = finishPicture(drawn, emptyScene);
    expect(followsTheme(drawn)).toBe(false);
    expect(followsTheme(svg)).toBe(true);
    expect(finishPicture(svg, emptyScene)).toBe(svg);
  });
  test('turns only the ink where a bitmap lies beside it', () => {
    const ink = drawn.replace('</svg>', '<g class="ink"><path d="M0 0"/></g><g><use href="#b"/></g></svg>');
    expect(finishPicture(ink, emptyScene)).toContain('svg:root .ink { filter: invert(93%)');
    expect(finishPicture(drawn, emptyScene)).toContain('svg:root { filter: invert(93%)');
  });
  test('cannot be made to write markup by the name of a frame', () => {
    const svg = finishPicture(drawn, sceneOf(frame('f1', '"/><script>alert(1)</script>')));
    expect(svg).not.toContain('<script');
    expect(svg).toContain('<view id="script-alert-1-script"');
  });
});

describe('elements in a list', () => {
  const agent = { id: 'a', type: 'rectangle' };
  const label = { id: 'al', type: 'text', containerId: 'a', text: 'Agent\nwith memory' };
  const world = { id: 'w', type: 'ellipse', customData: { name: 'World' } };
  const arrow = { id: 'x', type: 'arrow', startBinding: { elementId: 'a' }, endBinding: { elementId: 'w' } };
  const all = [agent, label, world, arrow];

  test('are called by what they say and what they join', () => {
    expect(all.map((element) => describeElement(element, all))).toEqual([
      'Box: Agent with memory',
      'Text: Agent with memory',
      'World',
      'Arrow from Agent with memory to World',
    ]);
  });
  test('are called by their kind when they say nothing', () => {
    expect(describeElement({ id: 'f', type: 'frame', name: 'Left' }, [])).toBe('Frame: Left');
    expect(describeElement({ id: 'q', type: 'hexagon' }, [])).toBe('Element');
    expect(namedElement({ id: 'q', type: 'line', customData: { name: '' } })).toBeNull();
  });
});
