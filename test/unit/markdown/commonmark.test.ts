import { tests } from 'commonmark-spec';
import { describe, expect, it } from 'vitest';
import { habitsOf } from '#core/markdown/habits.ts';
import { renderHtml } from '#core/markdown/html.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { writeMarkdown } from '#core/markdown/write.ts';

/** Examples whose HTML differs from the specification, with the reason. */
const otherHtml: Readonly<Record<number, string>> = {
  611: 'A bare web address is a link in GFM.',
  612: 'A bare e-mail address is a link in GFM.',
};

/** Examples that cannot be written back with the same HTML, with the reason. */
const otherWhenWritten: Readonly<Record<number, string>> = {
  39: 'Line feeds inside a text node are written as spaces; only character references could say them.',
  40: 'A tab at the start of a paragraph is not written; only a character reference could say it.',
};

const examples = tests.map(({ number, markdown, html }) => ({
  number,
  markdown: markdown.replaceAll('→', '\t'),
  html: html.replaceAll('→', '\t'),
}));

describe('CommonMark 0.31', () => {
  it('holds 652 examples', () => {
    expect(examples).toHaveLength(652);
  });

  it('gives the HTML of the specification, but for GFM autolinks', () => {
    const different = examples.filter(
      ({ markdown, html }) => renderHtml(markdown, { allowHtml: true }) !== html,
    );
    expect(different.map(({ number }) => number)).toEqual(Object.keys(otherHtml).map(Number));
  });

  it('gives the same HTML after it was read and written', () => {
    const different = examples.filter(({ markdown }) => {
      const { tree, references } = parseMarkdown(markdown);
      const written = writeMarkdown(tree, habitsOf(tree), references);
      return renderHtml(markdown, { allowHtml: true }) !== renderHtml(written, { allowHtml: true });
    });
    expect(different.map(({ number }) => number)).toEqual(Object.keys(otherWhenWritten).map(Number));
  });
});
