import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBibtex } from '#core/references/bibtex.ts';
import { parseCitation } from '#core/references/citation.ts';
import { citeThis } from '#core/references/cite-this.ts';
import { latexToText } from '#core/references/latex-text.ts';
import { citationHtml, compareEntries, referenceHtml, yearSuffixes } from '#core/references/style.ts';

const bib = String.raw`
Stray text with an address someone@example.org is no entry.
@string{cl = "Computational Linguistics"}
@comment{ @article{hidden, title={No}} }
@article{belinkov2022,
  author = {Belinkov, Yonatan}, title = {Probing Classifiers: {P}romises, Shortcomings},
  journal = cl, volume = 48, number = {1}, pages = "207--219", year = 2022, month = mar,
  doi = {10.1162/coli\_a\_00422},
}
@InProceedings{kwa2024,
  author = "Kwa, Thomas and Drake Thomas and Garriga-Alonso, Adri{\'a} and {van der Berg}, J{\"o}rg",
  title = {Catastrophic {Goodhart}}, booktitle = {NeurIPS}, year = {2024}, url = {https://arxiv.org/abs/2407.14503}
}
@misc{openai, author = {{OpenAI and friends}}, title = {A "quoted" report}, year = 2023 # {}, url={javascript:alert(1)}}
`;
const bibliography = parseBibtex(bib);
const entry = (key: string) => {
  const found = bibliography.entries.get(key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};
const context = { entry: (key: string) => bibliography.entries.get(key), yearSuffix: () => '' };
const cite = (source: string) => {
  const citation = parseCitation(source);
  return citation === null ? null : citationHtml(citation, context).replace(/<[^>]*>/g, '');
};

describe('BibTeX', () => {
  it('reads entries, abbreviations, names and accents', () => {
    expect([...bibliography.entries.keys()]).toEqual(['belinkov2022', 'kwa2024', 'openai']);
    expect(entry('belinkov2022').fields.get('journal')).toBe('Computational Linguistics');
    expect(entry('belinkov2022').fields.get('title')).toBe('Probing Classifiers: Promises, Shortcomings');
    expect(entry('belinkov2022').fields.get('doi')).toBe('10.1162/coli_a_00422');
    expect(entry('kwa2024').authors.map((name) => name.family)).toEqual([
      'Kwa',
      'Thomas',
      'Garriga-Alonso',
      'van der Berg',
    ]);
    expect(entry('kwa2024').authors[2]?.given).toBe('Adriá');
    expect(entry('openai').authors).toEqual([{ family: 'OpenAI and friends', given: '', suffix: '' }]);
  });

  it('names the line of what it cannot read, and reads the rest', () => {
    const { entries, problems } = parseBibtex(
      '@article{a, title = {x}}\n@article{a, title={y}}\n@book{b, title {z}}\n@misc{c, title={w}}',
    );
    expect([...entries.keys()]).toEqual(['a', 'c']);
    expect(problems.map((problem) => problem.line)).toEqual([2, 3]);
  });

  it('never throws and never hangs, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('@', '{', '}', '"', ',', '=', '#', 'a', ' ', '\n', '\\') }),
        (text) => {
          expect(parseBibtex(text).entries).toBeInstanceOf(Map);
        },
      ),
    );
  });

  it.each([
    [String.raw`G{\"o}del`, 'Gödel'],
    [String.raw`Erd\H{o}s and \v{C}ech, \L{}ukasz, {\O}rsted`, 'Erdős and Čech, Łukasz, Ørsted'],
    [String.raw`na{\"\i}ve caf\'e --- 10--20, \emph{so} \& on`, 'naïve café — 10–20, so & on'],
    ["``quoted'' and~held", '“quoted” and\u00a0held'],
  ])('turns %s into text', (source, text) => {
    expect(latexToText(source)).toBe(text);
  });
});

describe('citations', () => {
  it.each([
    ['[@belinkov2022]', '(Belinkov 2022)'],
    ['[see @belinkov2022, pp. 3-5; @kwa2024]', '(see Belinkov 2022, pp.\u00a03–5; Kwa et al. 2024)'],
    ['[-@belinkov2022]', '(2022)'],
    ['@belinkov2022', 'Belinkov (2022)'],
    ['@belinkov2022 [p. 4]', 'Belinkov (2022, p.\u00a04)'],
    ['[@nobody]', '(@nobody)'],
  ])('%s reads %s', (source, text) => {
    expect(cite(source)).toBe(text);
  });

  it('gives letters to works that would look alike', () => {
    const { entries } = parseBibtex(
      '@a{z, author={B, A}, year=2020, title={Z}}@a{y, author={B, A}, year=2020, title={A}}',
    );
    const list = [...entries.values()].sort(compareEntries);
    expect([...yearSuffixes(list)]).toEqual([
      ['y', 'a'],
      ['z', 'b'],
    ]);
  });

  it('writes the list, with addresses that may be followed only', () => {
    expect(referenceHtml(entry('belinkov2022'), '')).toBe(
      'Belinkov, Yonatan. 2022. “Probing Classifiers: Promises, Shortcomings.” <cite>Computational Linguistics</cite> 48 (1): 207–219. <a href="https://doi.org/10.1162/coli_a_00422">doi.org/10.1162/coli_a_00422</a>',
    );
    expect(referenceHtml(entry('openai'), '')).not.toContain('javascript');
    expect(referenceHtml(entry('openai'), '')).toContain('A &quot;quoted&quot; report');
  });

  it('offers the document itself as BibTeX that can be read back', () => {
    const text = citeThis({
      title: '50% of {probes} & more_things',
      author: 'Noa Lindqvist',
      date: '2026-03-14',
      slug: 'half-of-probes',
      url: 'https://example.org/posts/half.html',
      siteTitle: 'Noa Lindqvist',
    });
    const read = parseBibtex(text);
    expect(read.problems).toEqual([]);
    const [own] = read.entries.values();
    expect(own?.key).toBe('lindqvist2026half');
    expect(own?.fields.get('title')).toBe('50% of {probes} & more_things');
    expect(own?.fields.get('month')).toBe('March');
  });
});
