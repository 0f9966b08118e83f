import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '#core/markdown/parse.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { escapes, writeBlock } from '#core/markdown/write.ts';

interface Example {
  readonly text: string;
  readonly written: string;
  /** Where the text stands, when not in a paragraph. */
  readonly within?: 'heading' | 'item' | 'quote' | 'link' | 'before link' | 'behind image' | 'second line';
}

/** By the reason of each row: text that it must escape. */
const examples: Readonly<Record<string, Example>> = {
  'A backslash escapes the punctuation behind it, and at the end of a line it breaks the line.': {
    text: 'a \\* b',
    written: 'a \\\\* b',
  },
  'Two runs of as many backticks make code.': { text: 'a `b` c', written: 'a \\`b\\` c' },
  'Asterisks that touch words make emphasis.': { text: 'a *b* c', written: 'a \\*b\\* c' },
  'Underscores at the edge of words make emphasis.': { text: 'a _b_ c', written: 'a \\_b\\_ c' },
  'Two pairs of tildes strike text out.': { text: 'a ~~b~~ c', written: 'a \\~\\~b\\~\\~ c' },
  'An asterisk and a space start a list; three asterisks alone make a break.': {
    text: '* a',
    written: '\\* a',
  },
  'Three underscores alone make a break.': { text: '___', written: '\\___' },
  'A hyphen and a space start a list; a line of hyphens makes a break or a heading.': {
    text: '- a',
    written: '\\- a',
  },
  'A plus and a space start a list.': { text: '+ a', written: '\\+ a' },
  'A line of equals signs makes the lines above it a heading.': {
    text: '===',
    written: 'first\n\\===',
    within: 'second line',
  },
  'A number sign and a space start a heading.': { text: '# a', written: '\\# a' },
  'Number signs at the end of a heading close it.': { text: 'a ##', written: '# a \\##', within: 'heading' },
  'A greater-than sign at the start of a line starts a quote.': { text: '> a', written: '\\> a' },
  'A number and a dot start a list; inside a paragraph only the number one does.': {
    text: '12. a',
    written: '12\\. a',
  },
  'A number and a bracket start a list.': { text: '1) a', written: '1\\) a' },
  'Three tildes at the start of a line start code.': { text: '~~~', written: '\\~~~' },
  'Three colons at the start of a line are the fence of a div.': { text: '::: note', written: '\\::: note' },
  'A line of bars and hyphens makes the line above it the head of a table.': {
    text: '|---|',
    written: 'first\n\\|---|',
    within: 'second line',
  },
  'A line of colons, hyphens and bars makes the line above it the head of a table.': {
    text: ':-|-:',
    written: 'first\n\\:-|-:',
    within: 'second line',
  },
  'A line of hyphens and bars makes the line above it the head of a table.': {
    text: '-|-',
    written: 'first\n\\-|-',
    within: 'second line',
  },
  'Brackets make links, footnotes, citations, spans and definitions.': {
    text: 'a [b](c) d',
    written: 'a \\[b](c) d',
  },
  'A box at the start of a list item makes it a task.': {
    text: '[ ] a',
    written: '- \\[ ] a',
    within: 'item',
  },
  'A kind in brackets at the start of a quote makes it a callout.': {
    text: '[!NOTE]',
    written: '> \\[!NOTE]',
    within: 'quote',
  },
  'A closing bracket ends the text of a link.': { text: 'a] b', written: '[a\\] b](x)', within: 'link' },
  'An exclamation mark before a link makes it an image.': {
    text: 'a!',
    written: 'a\\![l](x)',
    within: 'before link',
  },
  'A less-than sign and a letter start a tag or an address.': { text: 'a <b> c', written: 'a \\<b> c' },
  'An ampersand, a name and a semicolon are a character.': { text: 'a &amp; b', written: 'a \\&amp; b' },
  'Two dollar signs make a formula of what stands between them.': {
    text: 'from $a to b$',
    written: 'from \\$a to b\\$',
  },
  'An at sign before a word cites it.': { text: 'ask @jane', written: 'ask \\@jane' },
  'A caret before a bracket makes a footnote.': { text: 'a ^[b] c', written: 'a \\^[b] c' },
  'Attributes in braces at the end of a heading belong to it.': {
    text: 'a {#b}',
    written: '# a \\{#b}',
    within: 'heading',
  },
  'Attributes in braces behind an image or a formula belong to it.': {
    text: '{.a}',
    written: 'x ![i](s)\\{.a}',
    within: 'behind image',
  },
  'Two braces, or a brace and a percent sign, start a template tag.': {
    text: 'a {{b}} c',
    written: 'a \\{{b}} c',
  },
  'A backslash and `begin` at the start of a line start a LaTeX environment.': {
    text: '\\begin{a}',
    written: '\\\\begin{a}',
  },
};

function place({ text, within }: Example): DocumentNode {
  const literal: DocumentNode = { type: 'text', text };
  const linked = (value: string): DocumentNode => ({
    type: 'text',
    text: value,
    marks: [{ type: 'link', attrs: { href: 'x', title: null } }],
  });
  const paragraph = (...content: DocumentNode[]): DocumentNode => ({ type: 'paragraph', content });
  switch (within) {
    case 'heading':
      return { type: 'heading', attrs: { level: 1, style: 'atx', attributes: null }, content: [literal] };
    case 'item':
      return {
        type: 'bulletList',
        attrs: { tight: true, marker: '-' },
        content: [{ type: 'listItem', attrs: { checked: null }, content: [paragraph(literal)] }],
      };
    case 'quote':
      return { type: 'blockquote', content: [paragraph(literal)] };
    case 'link':
      return paragraph(linked(text));
    case 'before link':
      return paragraph(literal, linked('l'));
    case 'behind image':
      return paragraph(
        { type: 'text', text: 'x ' },
        { type: 'image', attrs: { src: 's', alt: 'i', title: null, attributes: null } },
        literal,
      );
    case 'second line':
      return paragraph(
        { type: 'text', text: 'first' },
        { type: 'text', text: ' ', marks: [{ type: 'softBreak' }] },
        literal,
      );
    default:
      return paragraph(literal);
  }
}

describe('the escaping table', () => {
  it('has an example for each row, and no other', () => {
    expect(new Set(escapes.map((row) => row.reason))).toEqual(new Set(Object.keys(examples)));
  });

  it.each(Object.entries(examples))('%s', (_reason, example) => {
    const node = place(example);
    const written = writeBlock(node);
    expect(written).toBe(example.written);
    const read = parseMarkdown(written).tree.content;
    expect(read).toHaveLength(1);
    expect(read[0]?.type).toBe(node.type);
    expect(JSON.stringify(read[0])).not.toMatch(
      /"(?:bold|italic|strike|code|mathInline|citation|sourceInline|htmlInline|footnoteReference)"/,
    );
  });

  it.each([
    'snake_case and 5 * 3',
    'a # b',
    'e.g. 2026. Then',
    'mail a@b.co.uk is text? no',
    'x < y > z',
    'costs $5',
    'R&D',
    'a - b + c',
    '[brackets] alone',
    'C:\\path',
    'a | b',
    '100% {x}',
    'a: b',
    'hash #tag',
    'wow! [x]',
    'a ~ b',
    '3) no',
    '中文，标点。',
    'العربية',
  ])('does not escape %s', (text) => {
    const escaped = writeBlock({ type: 'paragraph', content: [{ type: 'text', text }] });
    expect(escaped.replace(/\\(?=[@)])/g, '')).toBe(text);
  });
});

describe('emphasis', () => {
  const bold = (text: string): DocumentNode => ({ type: 'text', text, marks: [{ type: 'bold' }] });
  const text = (value: string): DocumentNode => ({ type: 'text', text: value });

  it.each<readonly [string, DocumentNode[], string]>([
    ['leaves white space outside', [text('a'), bold(' b '), text('c')], 'a **b** c'],
    ['works inside a word', [text('a'), bold('b'), text('c')], 'a**b**c'],
    [
      'works beside punctuation of Chinese',
      [text('这是'), bold('「强调」'), text('文字')],
      '这&#x662F;**「强调」**&#x6587;字',
    ],
    [
      'works beside other emphasis',
      [bold('a'), { type: 'text', text: 'b', marks: [{ type: 'italic' }] }],
      '**a***b*',
    ],
  ])('%s', (_name, content, written) => {
    expect(writeBlock({ type: 'paragraph', content })).toBe(written);
  });

  it('keeps code with backticks, and code that starts with one', () => {
    const code = (value: string): DocumentNode => ({
      type: 'paragraph',
      content: [{ type: 'text', text: value, marks: [{ type: 'code' }] }],
    });
    expect(writeBlock(code('a`b'))).toBe('``a`b``');
    expect(writeBlock(code('`a`'))).toBe('`` `a` ``');
    expect(writeBlock(code(' a '))).toBe('`  a  `');
  });
});
