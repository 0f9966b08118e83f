import { describe, expect, it } from 'vitest';
import { documentFacts } from '#core/document/facts.ts';
import { outlineOf } from '#core/document/outline.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { checkWith, type LibraryReader } from '#main/services/check-library.ts';

function library(files: Readonly<Record<string, string | Uint8Array>>): LibraryReader {
  return {
    list: async () => Object.keys(files),
    read: async (path) => {
      const file = files[path] ?? '';
      return typeof file === 'string' ? new TextEncoder().encode(file) : file;
    },
  };
}

describe('checking a library', () => {
  it('finds nothing in a sound one', async () => {
    const check = await checkWith(
      '/x',
      library({
        'posts/a.md':
          '---\ntitle: A\n---\n\n# One two {#sec-a}\n\n[b](../notes/b.md#second-part) [[b]] ![x](../f.png) [@key] @sec-a note[^1] [top](#one-two)\n\n[^1]: n\n',
        'notes/b.md': '## Second part\n',
        'f.png': '',
        'references.bib': '@book{key, title={T}}',
      }),
    );
    expect(check.documents.flatMap((document) => document.problems)).toEqual([]);
    expect(check.problems).toBe(0);
    expect(check.documents.every((document) => document.untouched && document.recognised)).toBe(true);
    expect(check.documents[0]?.reserialised).toEqual({ blocks: 3, same: 3, differing: [] });
  });

  it('tells file, line and rule of what is broken', async () => {
    const text = [
      '---',
      'title: A',
      '---',
      '',
      '[a](gone.md)',
      '',
      '![ ](x.png)',
      '',
      'b[^2] @fig-none [@nobody] [c](#none) [[Gone]]',
      '',
      '[^1]: n',
      '',
    ].join('\r\n');
    const check = await checkWith('/x', library({ 'a.md': text, 'r.bib': '' }));
    const found = check.documents[0]?.problems.map(({ line, rule }) => `${line} ${rule}`);
    expect(found).toEqual([
      '5 broken-link',
      '7 missing-figure',
      '7 missing-alt',
      '9 broken-anchor',
      '9 broken-wikilink',
      '9 undefined-footnote',
      '9 unknown-citation',
      '9 broken-reference',
      '11 unused-footnote',
    ]);
    expect(check.problems).toBe(6);
  });

  it('reports front matter, and files that are not in UTF-8', async () => {
    const check = await checkWith(
      '/x',
      library({ 'a.md': '---\na: [1\n---\nx\n', 'b.md': new Uint8Array([0xff, 0xfe, 0x61, 0x00]) }),
    );
    expect(check.documents[0]?.frontMatter).toMatchObject({ format: 'yaml', problems: [{ line: 3 }] });
    expect(check.documents[1]).toMatchObject({ recognised: false, untouched: true });
    expect(check.documents[1]?.reason).toContain('UTF-16');
  });
});

describe('facts and outline', () => {
  it('reads the facts, and falls back to heading and file name', () => {
    expect(
      documentFacts(
        'posts/x.md',
        '---\ntitle: T\ntags: a, b\nreader: r\nreaders: [r, s]\ndate: 2024-01-02T03:04:05Z\ndraft: true\n---\n',
      ),
    ).toMatchObject({
      kind: 'post',
      title: 'T',
      tags: ['a', 'b'],
      reader: 'r',
      readers: ['r', 's'],
      date: '2024-01-02',
      draft: true,
    });
    expect(documentFacts('notes/why-so.md', '# A *b*\n').title).toBe('A b');
    expect(documentFacts('notes/why-so.md', 'x').title).toBe('Why so');
  });

  it('lists headings with their ids and lines, figures and citations', () => {
    const outline = outlineOf(
      parseMarkdown('# A\n\n## A\n\n![x](f/a-b.excalidraw.svg)\n\n> ## B {#sec-b}\n> [@k; @l] $x$ [l](m)\n')
        .tree,
    );
    expect(outline.headings.map(({ id, level, line }) => [id, level, line])).toEqual([
      ['a', 1, 0],
      ['a-2', 2, 2],
      ['sec-b', 2, 6],
    ]);
    expect(outline.figures.map(({ label }) => label)).toEqual(['fig-a-b']);
    expect(outline.citations.map(({ key }) => key)).toEqual(['k', 'l']);
    expect(outline.links).toMatchObject([{ href: 'm', text: 'l', block: 3, line: 7 }]);
  });
});
