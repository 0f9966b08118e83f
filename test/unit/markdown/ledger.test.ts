import { describe, expect, it } from 'vitest';
import { BlockLedger, type LedgerBlock } from '#core/markdown/block-ledger.ts';
import { type OpenDocument, openDocument } from '#core/markdown/open-document.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';

function asBlock(node: DocumentNode): LedgerBlock {
  return { key: node, toJSON: () => node };
}

function start(text: string): { open: OpenDocument; ledger: BlockLedger } {
  const open = openDocument(text);
  const ledger = new BlockLedger(open);
  ledger.pair(open.tree.content);
  return { open, ledger };
}

/** Replaces a word everywhere in a node; the nodes around it are new, as in an editor. */
function withWord(node: DocumentNode, from: string, to: string): DocumentNode {
  if (node.text?.includes(from)) return { ...node, text: node.text.replace(from, to) };
  if (node.content === undefined || !JSON.stringify(node).includes(from)) return node;
  return { ...node, content: node.content.map((child) => withWord(child, from, to)) };
}

function replaceWord(text: string, from: string, to: string): string {
  const { open, ledger } = start(text);
  return ledger.compose(open.tree.content.map((node) => asBlock(withWord(node, from, to))));
}

/** Changes the tree in any way. */
function edited(text: string, change: (blocks: DocumentNode[]) => DocumentNode[]): string {
  const { open, ledger } = start(text);
  return ledger.compose(change([...open.tree.content]).map(asBlock));
}

const paragraph = (text: string): DocumentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

describe('one word changed', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a hard-wrapped paragraph', 'One *two*\nthree  four\nWORD five\nsix\n'],
    [
      'an item of a list with another bullet and indent',
      '*   one\n*   two WORD\n\n        code\n*   three\n',
    ],
    ['an item of a nested list', '1. one\n   - a\n   - WORD\n     - deep\n2. two\n'],
    ['an item below a tab', '-\tone\n-\tWORD\n\n\tmore\n'],
    ['a paragraph in a quote', '> one\n>\n> WORD two\n>\n> - x\n>   y\n'],
    ['a quote without spaces', '>one\n>\n>WORD\n'],
    ['a callout', '> [!NOTE] Title\n> WORD\n>\n> * star\n'],
    ['a row of a table that does not line up', '| a | b |\n|:--|---|\n| `x`|  y\n| WORD | z |\n'],
    ['a fenced div', ':::: {.theorem #thm-x}\nWORD\n\n* a\n* b\n::::\n'],
    ['a footnote', '[^1]: WORD here\n    and here\n\n    second\n'],
    ['text with a reference link', '[a][b] and [c] WORD\n\n[b]: /x\n[c]: /y "t"\n'],
    ['text with images by reference', '![a][b], ![b][] and ![b]{width=3} WORD\n\n[b]: x.png "t"\n'],
    ['a setext heading', 'WORD\n====\n\ntext\n'],
    ['a closed heading', '## WORD ##\n\ntext\n'],
    ['text with other marks', '__bold__ and _em_ WORD <br> `code` $x_1$ [@key] [[w]]\n'],
    ['a task', '- [ ] one\n- [x] WORD\n'],
    ['CRLF', 'one\r\n\r\n- a\r\n- WORD\r\n\r\ntwo\r\n'],
    ['CR', 'one\r\r- a\r- WORD\r\rtwo\r'],
    ['a file without a last line end', 'one\n\nWORD'],
    ['front matter and a byte order mark', '\uFEFF---\r\ntitle:  "x" # c\r\n---\r\n\r\nWORD\r\n'],
    ['trailing spaces around', 'one   \n\n  \n\nWORD\n\n\n\nthree\t\n'],
    ['no blank line before', '# Title\nWORD\n- list\n'],
  ];
  it.each(cases)('changes only that word in %s', (_name, text) => {
    expect(replaceWord(text, 'WORD', 'term')).toBe(text.replace('WORD', 'term'));
  });

  it('gives the first bytes again when it is taken back, also after saves', () => {
    const text = '* a *b*\n+ c\n\n\nx  \ny\n';
    const { open, ledger } = start(text);
    const changed = open.tree.content.map((node) => withWord(node, 'b', 'bb'));
    expect(ledger.compose(changed.map(asBlock))).not.toBe(text);
    const back = changed.map((node) => withWord(node, 'bb', 'b'));
    expect(ledger.compose(back.map(asBlock))).toBe(text);
  });
});

describe('what a changed block keeps of its spelling', () => {
  const withAttribute = (text: string, name: string, value: string): string =>
    edited(text, ([block, ...others]) => [
      { ...block, type: block?.type ?? 'paragraph', attrs: { ...block?.attrs, [name]: value } },
      ...others,
    ]);

  it('keeps a formula on its line, with its spaces', () => {
    expect(withAttribute('$$x$$\n\nend\n', 'tex', 'y')).toBe('$$y$$\n\nend\n');
    expect(withAttribute('\\[ x \\]\n\nend\n', 'tex', 'y')).toBe('\\[ y \\]\n\nend\n');
    expect(withAttribute('$$x$$ {#eq-a}\n', 'tex', 'a\nb')).toBe('$$\na\nb\n$$ {#eq-a}\n');
  });

  it('keeps a figure by reference until its words are no longer those of the definition', () => {
    const file = '![alt][one]\n\n[one]: a.png "Caption"\n';
    expect(withAttribute(file, 'alt', 'other')).toBe('![other][one]\n\n[one]: a.png "Caption"\n');
    expect(withAttribute(file, 'caption', 'New')).toBe('![alt](a.png "New")\n\n[one]: a.png "Caption"\n');
    expect(withAttribute('![one]\n\n[one]: a.png\n', 'alt', 'other')).toBe('![other][one]\n\n[one]: a.png\n');
  });
});

describe('the first text of a document', () => {
  const first = (text: string): string => edited(text, () => [paragraph('one'), paragraph('two')]);

  it('stands behind one empty line after the front matter, however that ends', () => {
    const whole = '---\ntitle: x\n---\n\none\n\ntwo\n';
    expect(first('---\ntitle: x\n---\n\n')).toBe(whole);
    expect(first('---\ntitle: x\n---\n')).toBe(whole);
    expect(first('---\ntitle: x\n---')).toBe(whole);
    expect(first('---\r\ntitle: x\r\n---\r\n\r\n')).toBe(whole.replaceAll('\n', '\r\n'));
  });

  it('needs nothing before it where there is no front matter', () => {
    expect(first('')).toBe('one\n\ntwo\n');
  });

  it('leaves the file as it was when it is taken away again', () => {
    const text = '---\ntitle: x\n---\n\n';
    expect(edited(text, () => [{ type: 'paragraph' }])).toBe(text);
  });
});

describe('blocks', () => {
  it('puts an empty line around a new block, in the line ends of the file', () => {
    expect(edited('one\r\n\r\ntwo\r\n', ([a, b]) => [a, paragraph('new'), b] as DocumentNode[])).toBe(
      'one\r\n\r\nnew\r\n\r\ntwo\r\n',
    );
  });

  it('leaves the rest alone when a block goes', () => {
    expect(edited('one\n\n\n\ntwo\n\n* x\n', ([a, , c]) => [a, c] as DocumentNode[])).toBe('one\n\n* x\n');
  });

  it('moves a block as it is written', () => {
    expect(edited('__one__\n\n* two\n\nthree\n', ([a, b, c]) => [b, a, c] as DocumentNode[])).toBe(
      '* two\n\n__one__\n\nthree\n',
    );
  });

  it('inserts an empty line where two blocks would run together', () => {
    const heading: DocumentNode = {
      type: 'heading',
      attrs: { level: 2, style: 'atx', attributes: null },
      content: [{ type: 'text', text: 'h' }],
    };
    expect(edited('# a\ntext\n', ([, text]) => [paragraph('a'), text] as DocumentNode[])).toBe('a\n\ntext\n');
    expect(edited('# a\ntext\n', ([, text]) => [heading, text] as DocumentNode[])).toBe('## h\ntext\n');
  });

  it('gives a list another sign beside a list of the same kind', () => {
    const list = (word: string): DocumentNode => ({
      type: 'bulletList',
      attrs: { tight: true, marker: null },
      content: [{ type: 'listItem', attrs: { checked: null }, content: [paragraph(word)] }],
    });
    expect(edited('* one\n', ([a]) => [a, list('two')] as DocumentNode[])).toBe('* one\n\n- two\n');
  });

  it('never makes front matter of a break at the top', () => {
    const rule: DocumentNode = { type: 'horizontalRule', attrs: { source: '---' } };
    const text = edited('a: b\n\n---\n\nc\n', (blocks) => [rule, ...blocks]);
    expect(openDocument(text).frontMatter.format).toBe('none');
    expect(text).toContain('---\n\na: b\n\n---\n\nc\n');
  });

  it('fills an empty file and ends it with a line end', () => {
    expect(edited('', () => [paragraph('hello')])).toBe('hello\n');
    expect(edited('---\ntitle: x\n---\n', () => [paragraph('hello')])).toBe('---\ntitle: x\n---\n\nhello\n');
  });

  it('leaves out empty paragraphs', () => {
    expect(edited('one\n', (blocks) => [...blocks, { type: 'paragraph' }])).toBe('one\n');
  });

  it('replaces the front matter and nothing else', () => {
    const { open, ledger } = start('---\na: 1\n---\n* x\n');
    ledger.replaceFrontMatter('---\na: 2\n---\n');
    expect(ledger.compose(open.tree.content.map(asBlock))).toBe('---\na: 2\n---\n* x\n');
  });
});

describe('lists', () => {
  const item = (word: string): DocumentNode => ({
    type: 'listItem',
    attrs: { checked: null },
    content: [paragraph(word)],
  });

  it('adds an item with the sign of the list', () => {
    const text = edited('*   one\n*   two\n', ([list]) => [
      { ...list, content: [...(list?.content ?? []), item('three')] } as DocumentNode,
    ]);
    expect(text).toBe('*   one\n*   two\n*   three\n');
  });

  it('moves the numbers behind a new item', () => {
    const text = edited('1. one\n2. two\n3. three\n', ([list]) => {
      const [a, b, c] = list?.content ?? [];
      return [{ ...list, content: [a, item('new'), b, c] } as DocumentNode];
    });
    expect(text).toBe('1. one\n2. new\n3. two\n4. three\n');
  });

  it('ticks a box and leaves the text', () => {
    const text = edited('- [ ] a *b*\n- [ ] c\n', ([list]) => [
      {
        ...list,
        content: list?.content?.map((one, i) => (i === 1 ? { ...one, attrs: { checked: true } } : one)),
      } as DocumentNode,
    ]);
    expect(text).toBe('- [ ] a *b*\n- [x] c\n');
  });
});
