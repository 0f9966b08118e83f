import { expect, test } from 'vitest';
import { splitFrontMatter } from '#core/document/front-matter.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { assembleInput, readLibraryModel } from '#core/reader/assemble.ts';
import { review } from '#core/reader/engine.ts';
import { addGlossaryTerm, parseGlossary } from '#core/reader/glossary.ts';
import { parsePack } from '#core/reader/lexicon.ts';
import { freeReaderId, newReader } from '#core/reader/reader.ts';
import { parseReaders, removeReader, writeReader } from '#core/reader/readers.ts';
import { changeRecord, parseRecord, promptKey, recordPath } from '#core/reader/review-record.ts';
import { starterReaders } from '#core/reader/starter-readers.ts';
import { lexicon } from './reading.ts';

const file = `# Who I write for
readers:
  - id: ana
    name: Ana   # met in March
    role: build
    packs: [python,   probability]
    knows:
      - layer
      # learnt last week
      - activation
    attention: { minutes: 12, mode: reads, on: screen }
    odd-field: kept

  - id: tomas
    name: Tomas
`;

test('reads readers under a key or as a plain list, and says what cannot be used', () => {
  expect(parseReaders(file).readers.map((reader) => reader.id)).toEqual(['ana', 'tomas']);
  expect(parseReaders(file).readers[0]).toMatchObject({
    role: 'build',
    knows: ['layer', 'activation'],
    attention: { minutes: 12 },
  });
  expect(parseReaders('- id: a\n- id: b\n').readers).toHaveLength(2);
  expect(parseReaders('')).toEqual({ readers: [], problems: [] });
  const bad = parseReaders('readers:\n  - name: ""\n  - id: a\n    role: king\n  - id: a\n  - 7\n');
  expect(bad.readers.map((reader) => reader.id)).toEqual(['a']);
  expect(bad.problems.map((problem) => problem.line)).toEqual([2, 3, 5, 6]);
  expect(parseReaders('readers: [a').problems).not.toEqual([]);
  expect(parseReaders('readers:\n  - !!js/function "x"\n').readers).toEqual([]);
});

test('writes one field of one reader and keeps every other byte', () => {
  const [ana] = parseReaders(file).readers;
  if (ana === undefined) throw new Error('Ana is missing');
  expect(writeReader(file, ana)).toBe(file);
  const changed = writeReader(file, { ...ana, stake: 'A year', role: 'judge' });
  expect(changed).toBe(
    file
      .replace('role: build', 'role: judge')
      .replace('    odd-field: kept\n', '    odd-field: kept\n    stake: A year\n'),
  );
  const crlf = file.replaceAll('\n', '\r\n');
  expect(writeReader(crlf, { ...ana, role: 'judge' })).toBe(crlf.replace('role: build', 'role: judge'));
});

test('a list keeps the way in which it was written', () => {
  const [ana] = parseReaders(file).readers;
  if (ana === undefined) throw new Error('Ana is missing');
  const changed = writeReader(file, { ...ana, packs: ['python'], knows: ['layer', 'activation', 'probe'] });
  expect(changed).toContain('packs: [python]\n');
  expect(changed).toContain('    knows:\n      - layer\n      - activation\n      - probe\n');
});

test('takes a field out, adds a reader, removes one', () => {
  const [ana] = parseReaders(file).readers;
  if (ana === undefined) throw new Error('Ana is missing');
  expect(writeReader(file, { ...ana, role: null })).toBe(file.replace('    role: build\n', ''));
  const grown = writeReader(file, newReader('noor', 'Noor'));
  expect(grown.startsWith(file.trimEnd())).toBe(true);
  expect(parseReaders(grown).readers.map((reader) => reader.id)).toEqual(['ana', 'tomas', 'noor']);
  expect(parseReaders(removeReader(grown, 'tomas')).readers.map((reader) => reader.id)).toEqual([
    'ana',
    'noor',
  ]);
  expect(parseReaders(writeReader('', newReader('noor', 'Noor'))).readers[0]?.name).toBe('Noor');
  expect(parseReaders(writeReader('# mine\nreaders: []\n', newReader('noor', 'Noor'))).readers[0]?.name).toBe(
    'Noor',
  );
});

test('every starter reader survives being written and read', () => {
  let text = '';
  for (const reader of starterReaders) text = writeReader(text, reader);
  expect(parseReaders(text).readers).toEqual(starterReaders);
  expect(starterReaders).toHaveLength(6);
  for (const reader of starterReaders)
    for (const pack of reader.packs) expect(lexicon.packs.has(pack), pack).toBe(true);
});

test('a reader’s id is free and plain', () => {
  expect(freeReaderId('Zoë Q.', ['zoe-q'])).toBe('zoe-q-2');
  expect(freeReaderId('—', [])).toBe('reader');
});

test('a pack gives terms and synonyms', () => {
  const pack = parsePack('x', '# words\npolicy = policies = strategy\n\nreward\n');
  expect(pack.entries).toEqual([['policy', 'policies', 'strategy'], ['reward']]);
  expect(pack.keys.has('strategy')).toBe(true);
});

test('reads a glossary as list or map, and adds a term at its end', () => {
  const list = 'terms:\n  - term: probe # small\n    means: a classifier\n    also: [sounder]\n';
  expect(parseGlossary(list).entries).toEqual([{ term: 'probe', means: 'a classifier', also: ['sounder'] }]);
  expect(parseGlossary('probe: a classifier\n').entries[0]?.means).toBe('a classifier');
  expect(parseGlossary('terms:\n  - means: lost\n').problems[0]?.line).toBe(2);
  const grown = addGlossaryTerm(list, { term: 'proxy', means: 'what is measured: a score', also: [] });
  expect(grown.startsWith(list)).toBe(true);
  expect(parseGlossary(grown).entries[1]).toEqual({
    term: 'proxy',
    means: 'what is measured: a score',
    also: [],
  });
  expect(addGlossaryTerm(grown, { term: 'Proxies', means: '', also: [] })).toBe(grown);
  expect(parseGlossary(addGlossaryTerm('', { term: 'proxy', means: 'm', also: [] })).entries).toHaveLength(1);
  expect(
    parseGlossary(addGlossaryTerm('probe: a\n', { term: 'proxy', means: 'm', also: [] })).entries,
  ).toHaveLength(2);
});

test('a record keeps comments and other entries when one is changed', () => {
  const text =
    '# my notes\nanswers:\n  - prompt: B03\n    text: They take a score for proof. # still true?\n';
  const linked = changeRecord(text, { type: 'link', prompt: 'D05', block: '2', quote: 'Count first.' });
  expect(linked).toContain('# my notes');
  expect(linked).toContain('# still true?');
  expect(parseRecord(linked, 'r.yml')).toMatchObject({
    answers: [{ prompt: 'B03' }],
    links: [{ prompt: 'D05', block: '2', quote: 'Count first.' }],
  });
  const answered = changeRecord(linked, { type: 'answer', prompt: 'D05', text: 'line one\nline two' });
  expect(parseRecord(answered, 'r.yml').links).toEqual([]);
  expect(parseRecord(answered, 'r.yml').answers[1]?.text).toBe('line one\nline two');
  const reopened = changeRecord(answered, { type: 'reopen', prompt: 'D05' });
  expect(parseRecord(reopened, 'r.yml').answers).toHaveLength(1);
  expect(parseRecord('answers: 7\n', 'r.yml').problems[0]).toMatchObject({ file: 'r.yml', line: 1 });
  expect(parseRecord('links:\n  - prompt: D05\n', 'r.yml').problems[0]?.line).toBe(2);
});

test('names of records and prompts', () => {
  expect(recordPath('posts/why-probes-fail.md')).toBe('reviews/posts/why-probes-fail.yml');
  expect(promptKey('D01', 'Mesa-Optimiser')).toBe('D01:mesa-optimiser');
  expect(promptKey('B03', '')).toBe('B03');
});

test('a check that is put aside for good is silent in every document, and can be marked again', () => {
  const aside = changeRecord('', { type: 'dismiss-check', check: 'C26', quote: null });
  const marksWith = (checks: string | null): string[] => {
    const text = 'We looked into the the log, and then we walked home along the river.';
    const input = assembleInput(
      {
        path: 'posts/a.md',
        frontMatter: splitFrontMatter(text).frontMatter,
        tree: parseMarkdown(text).tree,
        record: null,
        readerId: null,
        figureLabels: {},
        deadLinks: [],
        sourceText: null,
        today: null,
        changes: { lastTwelveHours: null, sincePublished: null },
      },
      readLibraryModel({ readers: null, glossary: null, bibliography: null, checks }),
      lexicon,
    );
    return review(input).checks.map((mark) => mark.check);
  };
  expect(marksWith(null)).toContain('C26');
  expect(marksWith(aside)).not.toContain('C26');
  expect(marksWith(changeRecord(aside, { type: 'restore-check', check: 'C26' }))).toContain('C26');
});
