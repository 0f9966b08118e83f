import { expect, test } from 'vitest';
import { figureWidth, withFigureWidth } from '#core/figure/width.ts';

test.each([
  [null, null],
  ['{#fig-a width=60%}', '60%'],
  ['{width="240"}', '240px'],
  ['{width=240px .wide}', '240px'],
  ['{width=100vw}', null],
  ['{width="1px;position:fixed"}', null],
])('the width in %s', (attributes, width) => {
  expect(figureWidth(attributes)).toBe(width);
});

test.each([
  [null, '50%', '{width=50%}'],
  ['{#fig-a .wide width="60%" x=1}', '75%', '{#fig-a .wide x=1 width=75%}'],
  ['{#fig-a width=60%}', null, '{#fig-a}'],
  ['{width=60%}', null, null],
  [null, null, null],
])('%s with the width %s', (attributes, width, expected) => {
  expect(withFigureWidth(attributes, width)).toBe(expected);
});
