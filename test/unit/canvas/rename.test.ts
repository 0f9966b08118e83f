import { describe, expect, test } from 'vitest';
import { withRenamedFigure } from '#core/figure/rename.ts';
import { knownPath } from '#core/host/library-path.ts';

const post = knownPath('posts/one.md');
const from = knownPath('figures/agent loop.excalidraw.svg');
const to = knownPath('figures/the-loop.excalidraw.svg');
const renamed = (text: string) => withRenamedFigure(post, text, from, to);

describe('renaming a figure', () => {
  test.each([
    ['![A](<../figures/agent loop.excalidraw.svg> "C")', '![A](<../figures/the-loop.excalidraw.svg> "C")'],
    ['![A](../figures/agent%20loop.excalidraw.svg)', '![A](../figures/the-loop.excalidraw.svg)'],
    ['![A](/figures/agent%20loop.excalidraw.svg#part)', '![A](/figures/the-loop.excalidraw.svg#part)'],
    ['<img src="../figures/agent loop.excalidraw.svg">', '<img src="../figures/the-loop.excalidraw.svg">'],
    ['[f]: ../figures/agent%20loop.excalidraw.svg', '[f]: ../figures/the-loop.excalidraw.svg'],
    ['![[agent loop.excalidraw.svg|60%]]', '![[the-loop.excalidraw.svg|60%]]'],
    ['![[figures/agent loop.excalidraw.svg]]', '![[figures/the-loop.excalidraw.svg]]'],
  ])('%s', (before, after) => {
    expect(renamed(before)).toBe(after);
  });

  test.each([
    'Text without it, and @fig-agent-loop.',
    '![A](figures/agent%20loop.excalidraw.svg)',
    '![A](../other/figures/agent%20loop.excalidraw.svg)',
    '![A](https://example.org/figures/agent%20loop.excalidraw.svg)',
    '![A](../figures/agent%20loop.excalidraw.svg.bak)',
    '![A](../figures/big%20agent%20loop.excalidraw.svg)',
    '```md\n![A](../figures/agent%20loop.excalidraw.svg)\n```\n',
  ])('leaves %s', (text) => {
    expect(renamed(text)).toBe(text);
  });

  test('takes the references by the old label along', () => {
    expect(
      renamed(
        'See @fig-agent-loop, [-@fig-agent-loop; @fig-agent-loop-part] and @fig-agent-loop2.\n\n' +
          '![A](../figures/agent%20loop.excalidraw.svg)\n\n![B](../figures/agent%20loop.excalidraw.svg#part)\n',
      ),
    ).toBe(
      'See @fig-the-loop, [-@fig-the-loop; @fig-the-loop-part] and @fig-agent-loop2.\n\n' +
        '![A](../figures/the-loop.excalidraw.svg)\n\n![B](../figures/the-loop.excalidraw.svg#part)\n',
    );
  });

  test('names the whole way when the folder changes', () => {
    const away = knownPath('figures/old/the-loop.excalidraw.svg');
    expect(withRenamedFigure(post, '![A](../figures/agent%20loop.excalidraw.svg#p)', from, away)).toBe(
      '![A](../figures/old/the-loop.excalidraw.svg#p)',
    );
  });
});
