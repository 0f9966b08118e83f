/** How long a review takes: the whole of 20,000 words, and an edit of one paragraph. `npx vitest bench test/bench/review.bench.ts` */
import { bench, describe } from 'vitest';
import { parseMarkdown } from '#core/markdown/parse.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { ReviewCache, review } from '#core/reader/engine.ts';
import { starterReaders } from '#core/reader/starter-readers.ts';
import { inputOf, lexicon } from '../unit/reader/reading.ts';

/** Sentences made of common words and field words: as varied as prose, and the same each time. */
function prose(words: number): string {
  const common = [...lexicon.common];
  const field = [...(lexicon.packs.get('machine-learning')?.entries ?? [])].flat();
  let seed = 7;
  const pick = <T>(list: readonly T[]): T => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return list[seed % list.length] as T;
  };
  const paragraphs: string[] = [];
  for (let written = 0; written < words; ) {
    const sentences: string[] = [];
    for (let s = 0; s < 5; s += 1) {
      const middle = Array.from({ length: 14 }, (_, at) => (at % 3 === 0 ? 'the' : pick(common)));
      sentences.push(`We think that the ${pick(field)} ${middle.join(' ')} of a ${pick(field)}.`);
      written += 21;
    }
    paragraphs.push(sentences.join(' '));
    if (paragraphs.length % 9 === 0) paragraphs.push(`## ${pick(field)} and ${pick(common)}`);
  }
  return paragraphs.join('\n\n');
}

const input = { ...inputOf(prose(20_000)), reader: starterReaders[0] ?? null };
const { content } = parseMarkdown('One paragraph that was changed.').tree;
const cache = new ReviewCache();
review(input, cache);
let turn = 0;

describe('a document of 20,000 words', () => {
  bench('the whole', () => {
    review(input, new ReviewCache());
  });
  bench('one paragraph changed', () => {
    turn += 1;
    const changed: DocumentNode = {
      type: 'paragraph',
      content: [{ type: 'text', text: `Words of turn ${turn}.` }],
    };
    const blocks = [...input.tree.content];
    blocks[20] = turn % 2 === 0 ? changed : (content[0] ?? changed);
    review({ ...input, tree: { type: 'doc', content: blocks } }, cache);
  });
});
