import { describe, expect, it } from 'vitest';
import { BlockLedger } from '#core/markdown/block-ledger.ts';
import { renderHtml } from '#core/markdown/html.ts';
import { maxBodyLength, maxInlineMarks, maxLineLength, maxLines, maxNesting } from '#core/markdown/limits.ts';
import { openDocument } from '#core/markdown/open-document.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';

function untouched(text: string): string {
  const open = openDocument(text);
  const ledger = new BlockLedger(open);
  ledger.pair(open.tree.content);
  return ledger.compose(open.tree.content.map((node) => ({ key: node, toJSON: () => node })));
}

function depthOf(node: DocumentNode): number {
  return 1 + Math.max(0, ...(node.content ?? []).map(depthOf));
}

const repeat = (text: string, times: number) => text.repeat(times);

/** Small enough to be read, and shaped to make a careless reader take the square of their size. */
const shapes: readonly (readonly [string, string])[] = [
  ['quotes in quotes', `${repeat('>', 10_000)} x`],
  ['lists in lists on a line', `${repeat('- ', 10_000)}x`],
  ['lists in lists', Array.from({ length: 500 }, (_, i) => `${' '.repeat(i * 2)}- x`).join('\n')],
  ['footnotes in footnotes', `${repeat('[^a]: ', 5000)}x`],
  ['divs in divs', `${repeat('::: x\n', 20_000)}${repeat(':::\n', 20_000)}`],
  ['emphasis in emphasis', repeat('*a ', 6000) + repeat('b* ', 6000)],
  ['brackets', repeat('[', 15_000)],
  ['images', repeat('![', 9000)],
  ['wikilinks', repeat('[[a', 9000)],
  ['dollars', repeat('$a ', 15_000)],
  ['formulas without an end', repeat('$$a\n', 30_000)],
  ['environments without an end', repeat('\\begin{a}\n', 30_000)],
  ['braces', repeat('{{', 9000)],
  ['tags', repeat('<a ', 15_000)],
  ['addresses', repeat('http://', 15_000)],
  ['a wide table', `${repeat('|a', 3000)}\n${repeat('|-', 3000)}\n${repeat('|b\n', 500)}`],
];

describe('hostile shapes', () => {
  it.each(shapes)('reads %s, and keeps its bytes', (_name, text) => {
    const open = openDocument(text);
    // The root, a block, and no more containers than are allowed, each with at most an inner block.
    expect(depthOf(open.tree)).toBeLessThanOrEqual(maxNesting + 4);
    expect(untouched(text)).toBe(text);
  });
});

describe('limits', () => {
  const refusals: readonly (readonly [string, string])[] = [
    ['a body that is too long', repeat('word \n', maxBodyLength / 6 + 1)],
    ['a line that is too long', repeat('a', maxLineLength + 1)],
    ['too many lines', repeat('\n', maxLines + 1)],
  ];
  it.each(refusals)('shows %s as source with the reason, and keeps it', (_name, text) => {
    const open = openDocument(text);
    expect(open.refused).toMatch(/It is shown as source\.$/);
    expect(open.tree.content).toHaveLength(1);
    expect(open.tree.content[0]?.type).toBe('sourceBlock');
    expect(untouched(text) === text).toBe(true);
    expect(renderHtml(text, {}).startsWith('<pre>')).toBe(true);
  });

  it('shows one paragraph with too many marks as source, and reads the rest', () => {
    const open = openDocument(`# a\n\n${repeat('*b', maxInlineMarks + 1)}\n\nc\n`);
    expect(open.refused).toBeNull();
    expect(open.tree.content.map((node) => node.type)).toEqual(['heading', 'sourceBlock', 'paragraph']);
  });

  it('keeps as source what is nested too deeply', () => {
    const text = `${repeat('> ', maxNesting + 5)}deep\n\nshallow\n`;
    expect(openDocument(text).tree.content.map((node) => node.type)).toEqual(['sourceBlock', 'paragraph']);
  });
});
