import { describe, expect, it } from 'vitest';
import { knownPath } from '#core/host/library-path.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { readDate } from '#renderer/editor/date-field.tsx';
import { type Citable, labelsOf, matchingCitables } from '#renderer/editor/menus/cite.ts';
import { matchingDocuments } from '#renderer/editor/menus/link-documents.ts';
import { referencesIn } from '#renderer/library/references.ts';

function row(key: string, title: string, purpose = ''): Citable {
  return { id: key, key, title, purpose };
}

const keys = (rows: readonly Citable[], query: string): string[] =>
  matchingCitables(rows, query).map((each) => each.key);

describe('what can be cited', () => {
  const rows = [
    row('ab2020', 'Other Author 2020', 'On abacuses'),
    row('xab', 'Nobody 2019', 'Nothing'),
    row('zed1999', 'Ábel 1999', 'Zeal'),
    row('ab', 'Third 2001', 'Else'),
  ];

  it('puts the key itself first, then keys that begin so, then words, then keys that hold it', () => {
    expect(keys(rows, 'ab')).toEqual(['ab', 'ab2020', 'zed1999', 'xab']);
  });

  it('finds names without their accents, and everything before anything is typed', () => {
    expect(keys(rows, 'ABEL')).toEqual(['zed1999']);
    expect(keys(rows, '')).toHaveLength(4);
    expect(keys(rows, 'nothing like it')).toEqual([]);
  });

  it('holds the labels of figures, equations, sections and divs, each once, with what they stand for', () => {
    const text = [
      '## Where it stops {#sec-stop}',
      '![A box](../figures/agent-loop.excalidraw.svg "The *loop*.")',
      '$$\na^2\n$$ {#eq-sum}',
      '::: {.theorem #thm-main}\nSo it is.\n:::',
      'No label.',
    ].join('\n\n');
    const labels = labelsOf(parseMarkdown(text).tree);
    expect(labels.map((label) => [label.key, label.purpose])).toEqual([
      ['sec-stop', 'Where it stops'],
      ['fig-agent-loop', 'The *loop*.'],
      ['eq-sum', 'a^2'],
      ['thm-main', 'in this document'],
    ]);
  });

  it('is named by author and year, in that order', () => {
    const works = referencesIn(
      '@article{b, author={Zhou, Li}, year={2001}, title={Late}}\n@book{a, author={Ay, Em and Be, Ce}, year={1999}, title={Early}}',
    );
    expect(works.map((work) => work.who)).toEqual(['Ay and Be 1999', 'Zhou 2001']);
    expect(works[0]).toMatchObject({ key: 'a', title: 'Early' });
  });
});

describe('documents to link to', () => {
  const documents = [
    { path: knownPath('notes/why.md'), title: 'Notes on probes', kind: 'note' as const, name: 'why' },
    { path: knownPath('posts/probes.md'), title: 'Probes fail', kind: 'post' as const, name: 'probes' },
  ];
  const names = (query: string): string[] => matchingDocuments(documents, query).map((each) => each.name);

  it('are found by any word of title or name; those that begin with it come first', () => {
    expect(names('prob')).toEqual(['probes', 'why']);
    expect(names('fail prob')).toEqual(['probes']);
    expect(names('why')).toEqual(['why']);
    expect(names('')).toEqual(['why', 'probes']);
  });
});

describe('a date that is typed', () => {
  it('becomes year, month and day', () => {
    expect(readDate('2026-03-05')).toBe('2026-03-05');
    expect(readDate(' 2026-3-5 ')).toBe('2026-03-05');
    expect(readDate('20 March 2026')).toBe('2026-03-20');
    expect(readDate('March 20, 2026')).toBe('2026-03-20');
  });

  it('is none where the day does not exist or the order is anyone’s guess', () => {
    for (const text of ['', '2026-02-30', '2026-13-01', '03/04/2026', 'soon', '20 March']) {
      expect(readDate(text)).toBeNull();
    }
  });
});
