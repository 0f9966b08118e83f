/** A small vocabulary for tests of the reader: a text, a reader, and what was asked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '#core/document/kind.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { type Review, type ReviewCache, review } from '#core/reader/engine.ts';
import { emptyGlossary, parseGlossary } from '#core/reader/glossary.ts';
import type { ReviewInput } from '#core/reader/input.ts';
import { type Lexicon, parseLexicon } from '#core/reader/lexicon.ts';
import { newReader, type Reader } from '#core/reader/reader.ts';
import { emptyRecord, parseRecord } from '#core/reader/review-record.ts';
import { packageRoot } from '#main/services/package-root.ts';

function texts(folder: string): Record<string, string> {
  const path = join(packageRoot, 'assets', folder);
  const names = readdirSync(path).filter((name) => name.endsWith('.txt'));
  return Object.fromEntries(names.map((name) => [name.slice(0, -4), readFileSync(join(path, name), 'utf8')]));
}

export const lexicon: Lexicon = parseLexicon({ words: texts('words'), packs: texts('packs') });

export const newcomer: Reader = { ...newReader('new', 'Noor'), stake: 'A wasted term' };
export const engineer: Reader = {
  ...newReader('eng', 'Ana'),
  packs: ['machine-learning', 'deep-learning', 'reinforcement-learning', 'language-models'],
  knows: ['reward model'],
  stake: 'Six months on the wrong problem',
};

export interface Given {
  readonly kind?: Kind;
  readonly reader?: Reader | null;
  readonly fields?: Record<string, unknown>;
  readonly glossary?: string;
  readonly record?: string;
  readonly input?: Partial<ReviewInput>;
}

export function inputOf(markdown: string, given: Given = {}): ReviewInput {
  return {
    path: 'posts/test.md',
    kind: given.kind ?? 'post',
    tree: parseMarkdown(markdown).tree,
    fields: given.fields ?? {},
    reader: given.reader === undefined ? newcomer : given.reader,
    lexicon,
    glossary: given.glossary === undefined ? emptyGlossary : parseGlossary(given.glossary),
    record: given.record === undefined ? emptyRecord : parseRecord(given.record, 'reviews/posts/test.yml'),
    figureLabels: {},
    people: [],
    deadLinks: [],
    sourceText: null,
    today: null,
    changes: { lastTwelveHours: null, sincePublished: null },
    ...given.input,
  };
}

export function reviewOf(markdown: string, given: Given = {}, cache?: ReviewCache): Review {
  return review(inputOf(markdown, given), cache);
}

/** Keys of the open prompts of one id. */
export function asked(id: string, markdown: string, given: Given = {}): string[] {
  return reviewOf(markdown, given)
    .prompts.filter((prompt) => prompt.id === id && prompt.state === 'open')
    .map((prompt) => prompt.key);
}

/** What a check marked. */
export function marked(id: string, markdown: string, given: Given = {}): string[] {
  return reviewOf(markdown, given)
    .checks.filter((mark) => mark.check === id)
    .map((mark) => mark.passage.quote);
}

/** Plain prose that sets nothing off: so many words, no term, claim, figure or example. */
export function plainProse(words: number, seed = 0): string {
  const sentences = [
    'The morning was grey and we walked to the office along the river.',
    'We wrote the first lines by hand and read them to each other over lunch.',
    'Our notes from that week are short, and they say little about the weather.',
    'The second room had a table, and it held our books and a lamp.',
    'We talked with the people there until it was late, and they asked about our plans.',
    'They had made their own plans with care, and we learned from them slowly.',
    'In the evening we went home and left the papers on the table.',
  ];
  const out: string[] = [];
  let count = 0;
  for (let at = seed; count < words; at += 1) {
    const sentence = sentences[at % sentences.length] ?? '';
    out.push(sentence);
    count += sentence.split(' ').length;
  }
  const paragraphs: string[] = [];
  for (let at = 0; at < out.length; at += 5) paragraphs.push(out.slice(at, at + 5).join(' '));
  return paragraphs.join('\n\n');
}
