/** Random documents of the whole schema, such as Markdown can say. */
import fc from 'fast-check';
import type { DocumentMark, DocumentNode, DocumentTree } from '#core/markdown/schema.ts';

const words = [
  'probe',
  'loss',
  'the',
  'agent',
  '模型',
  'نموذج',
  'naïve',
  'x',
  '1',
  '2026',
  '*',
  '_',
  '`',
  '[a]',
  '(b)',
  '#',
  '+',
  '-',
  '1.',
  '>',
  '$',
  '$5',
  '@key',
  'a@b.co',
  '[[',
  ']]',
  '[^1]',
  ':::',
  '&amp;',
  '<b>',
  '|',
  '\\',
  '~~',
  '!',
  '{#id}',
  'snake_case',
  'https://a.org',
  'www.a.org',
  '==',
  '---',
  'e.g.',
  '“q”',
  '。',
  '[x]',
  '^[n]',
  '{{v}}',
  '=',
  '~',
  '](',
  '**',
  '&',
  '1)',
];
const plainWords = ['probe', 'loss', 'agent', '模型', 'نموذج', 'naïve', 'x', '2026', 'e.g.', '“q”'];

const text = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(' '));
const joined = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''));
const plainText = fc
  .array(fc.constantFrom(...plainWords), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '));
const anyText = fc.oneof(text, plainText, joined);

const mark: fc.Arbitrary<DocumentMark> = fc.oneof(
  fc.constantFrom<DocumentMark>({ type: 'bold' }, { type: 'italic' }, { type: 'strike' }, { type: 'code' }),
  fc
    .record({
      href: fc.constantFrom('https://a.org/x', '../b.md', 'a b.md', '#x', 'http://x/(y)', ''),
      title: fc.constantFrom(null, 'A "t"'),
    })
    .map((attrs): DocumentMark => ({ type: 'link', attrs: { ...attrs, reference: null, style: 'inline' } })),
);
const marks = fc.uniqueArray(mark, { maxLength: 3, selector: (one) => one.type });

const atom: fc.Arbitrary<DocumentNode> = fc.constantFrom<DocumentNode>(
  { type: 'hardBreak', attrs: { style: 'backslash' } },
  { type: 'hardBreak', attrs: { style: 'html' } },
  { type: 'image', attrs: { src: 'a.png', alt: 'an [alt] *text*', title: 'T', attributes: null } },
  { type: 'mathInline', attrs: { tex: 'a_1 + \\frac{b}{c}', delimiter: '$' } },
  { type: 'mathInline', attrs: { tex: 'x', delimiter: '\\(' } },
  { type: 'footnoteReference', attrs: { label: '1' } },
  { type: 'citation', attrs: { source: '[see @key, p. 3; @other]' } },
  { type: 'crossReference', attrs: { source: '[@fig-x]', label: 'fig-x' } },
  { type: 'wikilink', attrs: { source: '[[Page#h|text]]', target: 'Page#h', text: 'text' } },
  { type: 'embed', attrs: { source: '![[img.png]]', target: 'img.png' } },
  { type: 'htmlInline', attrs: { source: '<kbd>' } },
  { type: 'sourceInline', attrs: { source: '^[a note]' } },
);

const inlineNode: fc.Arbitrary<DocumentNode> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(anyText, marks)
      .map(([value, set]): DocumentNode => ({ type: 'text', text: value, marks: set })),
  },
  { weight: 2, arbitrary: fc.constant<DocumentNode>({ type: 'text', text: ' ' }) },
  {
    weight: 1,
    arbitrary: fc.constant<DocumentNode>({ type: 'text', text: ' ', marks: [{ type: 'softBreak' }] }),
  },
  { weight: 2, arbitrary: atom },
);

/** Two atoms that touch may mean something together, so a space stands between them. */
function spaced(nodes: readonly DocumentNode[]): DocumentNode[] {
  return nodes.flatMap((node, i) =>
    i > 0 && (node.type !== 'text' || nodes[i - 1]?.type !== 'text')
      ? [{ type: 'text', text: ' ' } as DocumentNode, node]
      : [node],
  );
}

export const inline = fc.array(inlineNode, { minLength: 1, maxLength: 6 }).map(spaced);
const oneWord: DocumentNode = { type: 'text', text: 'word' };

const paragraph = inline.map(
  (content): DocumentNode => ({
    type: 'paragraph',
    content: [oneWord, { type: 'text', text: ' ' }, ...content],
  }),
);
/** A paragraph that starts with anything at all. */
const bareParagraph = fc.tuple(anyText, inline).map(
  ([start, content]): DocumentNode => ({
    type: 'paragraph',
    content: [{ type: 'text', text: start }, { type: 'text', text: ' ' }, ...content, oneWord],
  }),
);

const code = fc.constantFrom('let x = 1;', '', 'a\n\nb', '```\nx\n```', '  indented\n\ttab', '$x$ *y*');
const leaf: fc.Arbitrary<DocumentNode> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  { weight: 3, arbitrary: bareParagraph },
  fc
    .record({
      level: fc.integer({ min: 1, max: 6 }),
      attributes: fc.constantFrom(null, '{#sec-x .c}'),
      style: fc.constantFrom('atx', 'setext', 'closed'),
    })
    .chain((attrs) =>
      inline.map(
        (content): DocumentNode => ({
          type: 'heading',
          attrs,
          content: [
            oneWord,
            { type: 'text', text: ' ' },
            ...content.filter((node) => node.type !== 'hardBreak'),
          ],
        }),
      ),
    ),
  fc
    .record({
      info: fc.constantFrom(null, 'js', '{.python #lst-x}'),
      fence: fc.constantFrom('`', '~'),
      fenceLength: fc.constant(3),
    })
    .chain((attrs) =>
      code.map(
        (value): DocumentNode =>
          value === ''
            ? { type: 'codeBlock', attrs }
            : { type: 'codeBlock', attrs, content: [{ type: 'text', text: value }] },
      ),
    ),
  fc.constantFrom<DocumentNode>(
    { type: 'horizontalRule', attrs: { source: '***' } },
    {
      type: 'figure',
      attrs: {
        src: '../figures/a.excalidraw.svg',
        alt: 'What is "drawn"',
        caption: 'It *works*',
        attributes: null,
      },
    },
    { type: 'mathBlock', attrs: { tex: 'a\n+ b', attributes: '{#eq-x}', delimiter: '$$' } },
    { type: 'mathBlock', attrs: { tex: 'x^2', attributes: null, delimiter: '\\[' } },
    { type: 'mathBlock', attrs: { tex: 'y^2', attributes: null, delimiter: '$$', style: 'line' } },
    { type: 'mathBlock', attrs: { tex: 'z_1', attributes: '{#eq-z}', delimiter: '\\[', style: 'spaced' } },
    { type: 'htmlBlock', attrs: { source: '<div class="x">\nraw\n</div>' } },
    { type: 'sourceBlock', attrs: { source: '{{< figure src="x" >}}', reason: '' } },
  ),
);

const cell = fc.tuple(
  fc.constantFrom('left', 'right', null),
  fc.option(
    inline.map((nodes) =>
      nodes.filter((node) => node.marks?.some((one) => one.type === 'softBreak') !== true),
    ),
    { nil: null },
  ),
);
const table = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([columns, rows]) =>
    fc
      .array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
      .map((grid): DocumentNode => {
        const aligns = grid[0]?.map(([align]) => align) ?? [];
        return {
          type: 'table',
          content: grid.map(
            (row, r): DocumentNode => ({
              type: 'tableRow',
              content: row.map(
                ([, content], c): DocumentNode => ({
                  type: r === 0 ? 'tableHeader' : 'tableCell',
                  attrs: { align: aligns[c] ?? null },
                  content: [content === null ? { type: 'paragraph' } : { type: 'paragraph', content }],
                }),
              ),
            }),
          ),
        };
      }),
  );

export const block: fc.Arbitrary<DocumentNode> = fc.letrec<{
  block: DocumentNode;
  blocks: DocumentNode[];
  item: DocumentNode;
}>((tie) => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  item: fc
    .tuple(
      fc.constantFrom(null, null, true, false),
      paragraph,
      fc.oneof(
        { weight: 3, arbitrary: fc.constant<DocumentNode[]>([]) },
        { weight: 1, arbitrary: tie('blocks') },
      ),
    )
    .map(
      ([checked, first, more]): DocumentNode => ({
        type: 'listItem',
        attrs: { checked },
        content: [first, ...more],
      }),
    ),
  block: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: leaf },
    { weight: 1, arbitrary: table },
    { weight: 1, arbitrary: tie('blocks').map((content): DocumentNode => ({ type: 'blockquote', content })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('NOTE', 'TIP'), fc.constantFrom(null, 'A title'), tie('blocks'))
        .map(
          ([kind, title, content]): DocumentNode => ({
            type: 'callout',
            attrs: { kind, title, fold: null },
            content,
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('example', '{.theorem #thm-x}'), tie('blocks')).map(
        ([attributes, content]): DocumentNode => ({
          type: 'div',
          attrs: { name: 'example', attributes, colons: 3 },
          content,
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('1', 'long-note'), tie('blocks'))
        .map(([label, content]): DocumentNode => ({ type: 'footnoteDefinition', attrs: { label }, content })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.boolean(), fc.array(tie('item'), { minLength: 1, maxLength: 3 })).map(
        ([tight, content]): DocumentNode => ({
          type: 'bulletList',
          attrs: { tight, marker: '-' },
          content,
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.boolean(),
          fc.integer({ min: 0, max: 12 }),
          fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
        )
        .map(
          ([tight, start, content]): DocumentNode => ({
            type: 'orderedList',
            attrs: { tight, start, delimiter: '.', sameNumber: false },
            content,
          }),
        ),
    },
  ),
})).block;

export const document: fc.Arbitrary<DocumentTree> = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map((content) => ({ type: 'doc', content }));
