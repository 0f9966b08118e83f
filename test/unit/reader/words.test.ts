import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePack } from '#core/reader/lexicon.ts';
import { keyOfTerm, keyOfWord } from '#core/reader/text/stem.ts';

const words = new URL('../../../assets/words/', import.meta.url);
const packs = new URL('../../../assets/packs/', import.meta.url);

const packNames = [
  'alignment',
  'calculus',
  'deep-learning',
  'economics',
  'interpretability',
  'language-models',
  'linear-algebra',
  'machine-learning',
  'philosophy-of-mind',
  'probability',
  'python',
  'reinforcement-learning',
  'school-maths',
];

function rawLines(folder: URL, name: string): string[] {
  const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

/** The entries of a list: every line that is not a comment. */
function entriesOf(folder: URL, name: string): string[] {
  return rawLines(folder, name).filter((line) => !line.startsWith('#'));
}

function repeated(list: readonly string[]): string[] {
  return list.filter((entry, i) => list.indexOf(entry) !== i);
}

/** Least and greatest number of entries, and the form that each entry has. */
const lists: Readonly<Record<string, readonly [number, number, RegExp]>> = {
  common: [20_000, 20_000, /^[a-z]+(?:['-][a-z]+)*$/],
  'common-excluded': [80, 150, /^[a-z]+$/],
  acronyms: [50, 90, /^[A-Z][A-Za-z]{1,6}$|^[A-Z]+\d[A-Z]?$/],
  stop: [200, 250, /^[a-z]+(?:'[a-z]+)?$/],
  generic: [30, 80, /^[a-z]+$/],
  nominalisations: [150, 150, /^[a-z]+=[a-z]+$/],
  'nominal-exceptions': [100, 160, /^(?:moment|(?=.{7})[a-z]+(?:tion|sion|ment|ance|ence|ity|ness))$/],
  participles: [180, 180, /^[a-z]+$/],
  cliches: [600, 720, /^[A-Za-z][A-Za-z0-9 ,'-]*$/],
  wordy: [120, 120, /^[a-z]+(?: [a-z]+)*=[a-z]+(?: [a-z]+)*$/],
  hedges: [28, 28, /^(?:I |[a-z])[a-z ]+$/],
  boosters: [11, 11, /^[a-z]+$/],
  connectives: [70, 100, /^[a-z]+(?: [a-z]+)*$/],
  field: [1_500, 3_000, /^\p{L}[\p{L}\p{N}'-]*$/u],
};

describe('word lists', () => {
  it('are exactly the ones named here', () => {
    const found = readdirSync(words).filter((name) => name.endsWith('.txt'));
    expect(found.sort()).toEqual(
      Object.keys(lists)
        .map((name) => `${name}.txt`)
        .sort(),
    );
  });

  it.each(Object.entries(lists))(
    '%s has its size and form, says where it comes from, repeats nothing',
    (name, [least, most, form]) => {
      const [first] = rawLines(words, name);
      expect(first).toMatch(/^# .*(?:licen[cs]e|LICENSES\.md)/i);
      const entries = entriesOf(words, name);
      expect(entries.length).toBeGreaterThanOrEqual(least);
      expect(entries.length).toBeLessThanOrEqual(most);
      expect(entries.filter((entry) => !form.test(entry))).toEqual([]);
      expect(new Set(entries).size).toBe(entries.length);
    },
  );

  it('give one verb for a noun and one short form for a phrase, and never the same again', () => {
    for (const name of ['nominalisations', 'wordy']) {
      const pairs = entriesOf(words, name).map((entry) => entry.split('='));
      expect(repeated(pairs.map(([from = '']) => from))).toEqual([]);
      const same = name === 'wordy' ? pairs.filter(([from, to]) => from === to) : [];
      expect(same).toEqual([]);
    }
  });

  it('hold no wordy phrase whose shorter form is longer', () => {
    const longer = entriesOf(words, 'wordy').filter((entry) => {
      const [from = '', to = ''] = entry.split('=');
      return to.length >= from.length;
    });
    expect(longer).toEqual([]);
  });

  it('count every stop word as common', () => {
    const common = new Set(entriesOf(words, 'common'));
    expect(entriesOf(words, 'stop').filter((word) => !common.has(word))).toEqual([]);
  });

  it('leave jargon to the packs: what is left out of the common words stands in a pack', () => {
    const common = new Set(entriesOf(words, 'common'));
    const inPacks = new Set<string>();
    for (const name of packNames) {
      const text = readFileSync(new URL(`${name}.txt`, packs), 'utf8');
      for (const key of parsePack(name, text).keys) for (const word of key.split(' ')) inPacks.add(word);
    }
    const excluded = entriesOf(words, 'common-excluded');
    expect(excluded.filter((word) => common.has(word))).toEqual([]);
    expect(excluded.filter((word) => !inPacks.has(keyOfWord(word)))).toEqual([]);
    for (const word of ['logit', 'softmax', 'autoencoder', 'corrigibility'])
      expect(common.has(word)).toBe(false);
  });

  it('hold the nouns and clichés that the rules name', () => {
    const nouns = new Set(entriesOf(words, 'nominal-exceptions'));
    for (const noun of ['question', 'attention', 'alignment', 'university'])
      expect(nouns.has(noun)).toBe(true);
    const cliches = new Set(entriesOf(words, 'cliches'));
    for (const phrase of ['silver bullet', 'tip of the iceberg', 'low-hanging fruit'])
      expect(cliches.has(phrase)).toBe(true);
    for (const phrase of ['long tail', 'black box', 'gold standard', 'state of the art'])
      expect(cliches.has(phrase)).toBe(false);
  });
});

describe('background packs', () => {
  it('are the thirteen', () => {
    expect(readdirSync(packs).sort()).toEqual(packNames.map((name) => `${name}.txt`).sort());
  });

  it.each(packNames)(
    '%s has 80 to 400 terms, says what its reader knows, and names nothing twice',
    (name) => {
      expect(rawLines(packs, name)[0]).toMatch(/^# .*the reader /i);
      const entries = entriesOf(packs, name);
      expect(entries.length).toBeGreaterThanOrEqual(80);
      expect(entries.length).toBeLessThanOrEqual(400);
      const names = entries.map((entry) => entry.split(' = '));
      expect(
        names.flat().filter((term) => term === '' || term !== term.trim() || term.includes('=')),
      ).toEqual([]);
      expect(repeated(names.flat())).toEqual([]);
      // No term may stand under two headings: which of the two would it mean?
      const heads = new Map<string, string>();
      for (const [head = '', ...rest] of names) {
        for (const term of [head, ...rest]) {
          const key = keyOfTerm(term);
          expect(key).not.toBe('');
          expect(heads.get(key) ?? head, `${term} in ${name}`).toBe(head);
          heads.set(key, head);
        }
      }
    },
  );

  it('give an acronym one meaning in all of them, since synonyms are joined', () => {
    const meaning = new Map<string, string>();
    const clashes: string[] = [];
    for (const name of packNames) {
      for (const entry of entriesOf(packs, name)) {
        const terms = entry.split(' = ');
        for (const term of terms) {
          if (!/^[A-Z][A-Za-z]?[A-Z]{1,5}$/.test(term) || terms.length < 2) continue;
          const head = terms.map(keyOfTerm).find((key) => key.includes(' ')) ?? keyOfTerm(term);
          const other = meaning.get(term);
          if (other !== undefined && other !== head) clashes.push(`${term}: ${other} | ${head}`);
          meaning.set(term, head);
        }
      }
    }
    expect(clashes).toEqual([]);
  });

  it('keep the later field out of the earlier one', () => {
    const keys = (name: string): ReadonlySet<string> =>
      parsePack(name, readFileSync(new URL(`${name}.txt`, packs), 'utf8')).keys;
    for (const name of [
      'school-maths',
      'linear-algebra',
      'calculus',
      'python',
      'machine-learning',
      'deep-learning',
    ]) {
      for (const term of ['reward model', 'mesa-optimiser', 'sparse autoencoder', 'RLHF', 'corrigibility']) {
        expect(keys(name).has(keyOfTerm(term)), `${term} in ${name}`).toBe(false);
      }
    }
    expect(keys('language-models').has(keyOfTerm('reward models'))).toBe(true);
    expect(keys('alignment').has(keyOfTerm('mesa-optimizers'))).toBe(true);
    expect(keys('linear-algebra').has(keyOfTerm('matrices'))).toBe(true);
  });
});
