import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { changedShare } from '#core/reader/changed-share.ts';
import { review } from '#core/reader/engine.ts';
import { figureLabels } from '#core/reader/figure-labels.ts';
import { parseReaders, writeReader } from '#core/reader/readers.ts';
import { changeRecord, parseRecord } from '#core/reader/review-record.ts';
import { inputOf } from './reading.ts';

const piece = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    '# A heading\n\n',
    'We saw RLHF and RLHF. ',
    'A *mesa-optimiser* is a model. ',
    '[here](x.md) ',
    '$x = \\sum_i y_i$ ',
    '\n\n$$a=b$$\n\n',
    '\n\n> quoted words here\n\n',
    '\n\n- one\n- two\n\n',
    '\n\n::: example\nWe walked.\n:::\n\n',
    '![alt](a.svg "cap")\n\n',
    '`code` ',
    'constructor __proto__ toString ',
    '“quoted words” "x" ',
    '[@key] @fig-a [^1] ',
    'Il est très bien. ',
    '😀 ',
  ),
);

test('any text is reviewed without a crash, the same twice, with passages that lie in the tree', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const input = inputOf(pieces.join(''), { kind: 'post', fields: { takeaway: 'Walk home.' } });
      const found = review(input);
      expect(JSON.stringify(review(input))).toBe(JSON.stringify(found));
      const passages = [
        ...found.prompts.flatMap((prompt) => prompt.passages),
        ...found.checks.map((mark) => mark.passage),
      ];
      for (const passage of passages) {
        let node: DocumentNode | undefined = input.tree;
        for (const step of passage.block) node = node?.content?.[step];
        expect(node).toBeDefined();
        let length = 0;
        for (const child of node?.content ?? [])
          length += child.type === 'text' ? (child.text?.length ?? 0) : 1;
        expect(passage.from).toBeLessThanOrEqual(passage.to);
        if (passage.to > 0) expect(passage.to).toBeLessThanOrEqual(length);
      }
    }),
    { numRuns: 150 },
  );
});

test('no text breaks the files that a person may edit by hand', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseReaders(text);
      parseRecord(text, 'reviews/a.yml');
      figureLabels(`<text>${text}</text>`);
    }),
  );
});

test('an answer of any text is read back as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const written = changeRecord('', { type: 'answer', prompt: 'B03', text });
      expect(parseRecord(written, 'r.yml').answers[0]?.text).toBe(text);
    }),
  );
});

test('a reader with any words survives being written beside another', () => {
  const base = '# readers\nreaders:\n  - id: ana\n    name: Ana\n';
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
      (stake, doubts) => {
        const [ana] = parseReaders(base).readers;
        if (ana === undefined) throw new Error('Ana is missing');
        const trimmed = doubts.map((doubt) => doubt.trim()).filter((doubt) => doubt !== '');
        const text = writeReader(base, { ...ana, stake: stake.trim(), doubts: trimmed });
        expect(parseReaders(text).readers[0]).toEqual({ ...ana, stake: stake.trim(), doubts: trimmed });
        expect(text.startsWith('# readers\nreaders:\n  - id: ana\n    name: Ana')).toBe(true);
      },
    ),
  );
});

test('the share of new words counts sentences, wherever they stand', () => {
  expect(changedShare('We walked. It rained.', 'It rained. We walked.')).toBe(0);
  expect(changedShare('We walked home.', 'We walked home. It rained today.')).toBe(0.5);
  expect(changedShare('', '')).toBe(0);
});
