import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockLedger, type LedgerBlock } from '#core/markdown/block-ledger.ts';
import { sameDocument } from '#core/markdown/equal.ts';
import { openDocument } from '#core/markdown/open-document.ts';
import { parseMarkdown, sourceOf } from '#core/markdown/parse.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { writeMarkdown } from '#core/markdown/write.ts';
import { block, document } from './random-document.ts';

function asBlock(node: DocumentNode): LedgerBlock {
  return { key: node, toJSON: () => node };
}

function paired(text: string): { ledger: BlockLedger; blocks: LedgerBlock[] } {
  const open = openDocument(text);
  const ledger = new BlockLedger(open);
  ledger.pair(open.tree.content);
  return { ledger, blocks: open.tree.content.map(asBlock) };
}

/** Text that is full of what Markdown may mean. */
const wildText = fc
  .array(
    fc.constantFrom(
      '# ',
      '- ',
      '1. ',
      '> ',
      '```',
      '~~~',
      '    ',
      '\t',
      '\n',
      '\n\n',
      '\r\n',
      '\r',
      '*',
      '**',
      '_',
      '`',
      '[a]',
      '(b)',
      '[^1]:',
      '$$',
      '$',
      ':::',
      '::: x',
      '| a | b |',
      '|---|---|',
      '---',
      '===',
      '<div>',
      '<!--',
      '-->',
      '{#id}',
      '\\',
      '&amp;',
      'word',
      ' ',
      '  ',
      '[a]: /x',
      '> [!NOTE]',
      '\\[',
      '\\]',
      '![[x]]',
      '中文',
      '\uFEFF',
      '+++',
      '{{< x >}}',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('a random document', () => {
  it('reads as what was written, and is written the same again', () => {
    fc.assert(
      fc.property(document, (tree) => {
        const written = writeMarkdown(tree);
        const read = parseMarkdown(written).tree;
        expect(sameDocument(tree.content, read.content)).toBe(true);
        expect(writeMarkdown(read)).toBe(written);
      }),
      { numRuns: 150 },
    );
  });
});

describe('any text', () => {
  it('is written back as it was when nothing was touched', () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const { ledger, blocks } = paired(text);
        expect(ledger.compose(blocks)).toBe(text);
      }),
      { numRuns: 800 },
    );
  });

  it('keeps the bytes before and behind a block that is replaced', () => {
    fc.assert(
      fc.property(wildText, fc.nat(), (text, pick) => {
        const open = openDocument(text);
        const ledger = new BlockLedger(open);
        ledger.pair(open.tree.content);
        const at = pick % open.tree.content.length;
        const sources = open.tree.content.map(sourceOf);
        const next = sources[at + 1];
        const before = sources[at - 1];
        if (sources[at] === undefined) return;
        const words: DocumentNode = { type: 'paragraph', content: [{ type: 'text', text: 'New words.' }] };
        const written = ledger.compose(open.tree.content.map((node, i) => asBlock(i === at ? words : node)));
        expect(written.startsWith(text.slice(0, open.bodyStart + (before?.end ?? 0)))).toBe(true);
        if (next !== undefined) expect(written.endsWith(text.slice(open.bodyStart + next.start))).toBe(true);
        expect(written).toContain('New words.');
      }),
      { numRuns: 300 },
    );
  });
});

type Edit = {
  readonly kind: 'replace' | 'insert' | 'remove' | 'move';
  readonly at: number;
  readonly to: number;
  readonly node: DocumentNode;
};

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('replace', 'insert', 'remove', 'move'),
  at: fc.nat(),
  to: fc.nat(),
  node: block,
});

function apply(blocks: readonly LedgerBlock[], { kind, at, to, node }: Edit): LedgerBlock[] {
  const list = [...blocks];
  const index = list.length === 0 ? 0 : at % list.length;
  if (kind === 'insert' || list.length === 0) list.splice(index, 0, asBlock(node));
  else if (kind === 'replace') list.splice(index, 1, asBlock(node));
  else if (kind === 'remove') list.splice(index, 1);
  else list.splice(to % list.length, 0, ...list.splice(index, 1));
  return list;
}

describe('a random sequence of edits', () => {
  it('leaves the source of every other block in the file', () => {
    fc.assert(
      fc.property(document, fc.array(edit, { maxLength: 6 }), (tree, edits) => {
        const text = writeMarkdown(tree);
        const open = openDocument(text);
        const ledger = new BlockLedger(open);
        ledger.pair(open.tree.content);
        let blocks = open.tree.content.map(asBlock);
        for (const one of edits) {
          blocks = apply(blocks, one);
          const written = ledger.compose(blocks);
          let from = 0;
          for (const { key } of blocks) {
            const source = sourceOf(key as DocumentNode);
            // Lists may get another sign when they come to stand beside another list.
            if (
              source === undefined ||
              !open.tree.content.includes(key as DocumentNode) ||
              /^(?:bullet|ordered)List$/.test((key as DocumentNode).type)
            )
              continue;
            const found = written.indexOf(source.text, from);
            expect(found).toBeGreaterThanOrEqual(0);
            from = found + source.text.length;
          }
        }
        expect(ledger.compose(open.tree.content.map(asBlock))).toBe(text);
      }),
      { numRuns: 80 },
    );
  });
});
