import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '#core/document/outline.ts';
import { figureLabel } from '#core/figure/name.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { documentOf } from './browser-document.ts';
import { exportTo, post, readAll, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

const framed =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">' +
  '<view id="inner-part" viewBox="12 13.5 40 30"/><path d="M0 0L9 9"/></svg>';

async function page(body: string): Promise<{ page: Document; problems: readonly string[] }> {
  const library = join(folders.make(), 'library');
  const site = join(folders.make(), 'site');
  writeFiles(library, {
    'portfolio.yml': 'title: Ada\n',
    'figures/a.excalidraw.svg': framed,
    'posts/one.md': post('One', body),
  });
  const outcome = await exportTo(library, site);
  if (!outcome.ok) throw new Error(outcome.error.message);
  const html = readAll(site).get(join('posts', 'one.html'));
  if (html === undefined) throw new Error('There is no page.');
  return {
    page: documentOf(Buffer.from(html, 'latin1').toString('utf8')),
    problems: outcome.value.problems.map((problem) => problem.rule),
  };
}

describe('one frame of a drawing as a figure', () => {
  it('keeps its address, has the size of the frame, and is numbered by its own label', async () => {
    const { page: document, problems } = await page(
      'See @fig-a-inner-part and @fig-a.\n\n![Whole.](../figures/a.excalidraw.svg "All.")\n\n' +
        '![Part.](../figures/a.excalidraw.svg#inner-part "One frame.")\n',
    );
    const images = [...document.querySelectorAll('figure img')];
    expect(images.map((image) => image.getAttribute('src'))).toEqual([
      '../figures/a.excalidraw.svg',
      '../figures/a.excalidraw.svg#inner-part',
    ]);
    expect(images.map((image) => [image.getAttribute('width'), image.getAttribute('height')])).toEqual([
      ['400', '300'],
      ['40', '30'],
    ]);
    expect(document.querySelector('figure#fig-a-inner-part figcaption')?.textContent).toBe(
      'Figure\u00a02. One frame.',
    );
    expect(document.querySelector('.prose p')?.textContent).toBe('See Figure\u00a02 and Figure\u00a01.');
    expect(problems).not.toContain('missing-frame');
  });

  it('shows the whole drawing, and says so, where there is no such frame', async () => {
    const { page: document, problems } = await page('![Part.](../figures/a.excalidraw.svg#gone "Gone.")\n');
    const image = document.querySelector('figure img');
    expect([image?.getAttribute('src'), image?.getAttribute('width')]).toEqual([
      '../figures/a.excalidraw.svg',
      '400',
    ]);
    expect(problems).toContain('missing-frame');
  });
});

it.each([
  ['../figures/Agent loop.excalidraw.svg', 'fig-agent-loop'],
  ['../figures/agent_loop.png', 'fig-agent_loop'],
  ['../figures/a.excalidraw.svg#Second Half', 'fig-a-second-half'],
  ['../media/plot.svg#layer', 'fig-plot'],
])('the label of %s is the same everywhere', (src, label) => {
  expect(figureLabel(src)).toBe(label);
  const { tree } = parseMarkdown(`![Alt.](<${src}> "Caption.")\n`);
  expect(outlineOf(tree).figures.map((figure) => figure.label)).toEqual([label]);
});
