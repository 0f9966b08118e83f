import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Node as ProseMirrorNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '#core/document/front-matter.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { writeMarkdown } from '#core/markdown/write.ts';
import { nodesFromTree } from '#renderer/editor/nodes-from-tree.ts';
import { documentSchema } from '#renderer/editor/open-session.ts';
import { document as randomDocument } from '../markdown/random-document.ts';

const schema = documentSchema();

function opened(markdown: string): ProseMirrorNode {
  const node = ProseMirrorNode.fromJSON(schema, parseMarkdown(markdown).tree);
  node.check();
  return node;
}

const require = createRequire(import.meta.url);
const examples = (require('commonmark-spec') as { tests: readonly { markdown: string; number: number }[] })
  .tests;

const dialect = `# One {#sec-one .numbered}

Two
===

Some **bold**, __bold__, *italic*, ~~struck~~, \`code\`, ***both***, [link](a.md "t"), [ref][r], <https://x.org>.\\
A hard break, $x^2$, [^1], [see @key, p. 3; @other], @fig-x, [-@eq-y], [[target#h|text]], ![[embed]], <b>html</b>,
![inline](a.png "t"){width=3}, ^[inline note], [span]{.small}.

- [ ] open
- [x] done
  1. one
  2. two

    indented code

~~~~ {.python filename="x"}
print(1)
~~~~

| a | b |
|:--|--:|
| 1 \\| 2 | **x** |

![alt](../figures/a.excalidraw.svg "Caption *here*."){#fig-a}

$$
x = y
$$ {#eq-y}

> [!NOTE]+ Title
> Text

::: {.theorem #thm-x}
Text

:::: proof
Inner
::::
:::

> quote
> more

[^1]: A note.

    Two paragraphs.

[r]: https://x.org "T"

<div class="x">
html
</div>

* * *

Term
: definition
`;

describe('the editor’s schema', () => {
  it('accepts what the parser makes of the dialect, and gives it back', () => {
    const { tree } = parseMarkdown(dialect);
    const node = ProseMirrorNode.fromJSON(schema, tree);
    node.check();
    const back = node.toJSON() as typeof tree;
    const keepsAttributes = (before: unknown, after: unknown): void => {
      const one = before as { attrs?: object; content?: unknown[]; marks?: { attrs?: object }[] };
      const other = after as typeof one;
      expect(other.attrs ?? {}).toMatchObject(one.attrs ?? {});
      (one.marks ?? []).forEach((mark, index) => {
        expect(other.marks?.[index]?.attrs ?? {}).toMatchObject(mark.attrs ?? {});
      });
      for (const [index, child] of (one.content ?? []).entries())
        keepsAttributes(child, other.content?.[index]);
    };
    keepsAttributes(tree, back);
  });

  it('gets the same nodes from the parser’s tree as from its JSON', () => {
    for (const markdown of [dialect, ...examples.map((example) => example.markdown)]) {
      const { tree } = parseMarkdown(markdown);
      const node = nodesFromTree(schema, tree);
      node.check();
      expect(node.eq(ProseMirrorNode.fromJSON(schema, tree))).toBe(true);
    }
  });

  it('gets sound nodes from any document', () => {
    fc.assert(
      fc.property(randomDocument, (random) => {
        const { tree } = parseMarkdown(writeMarkdown(random));
        const node = nodesFromTree(schema, tree);
        node.check();
        expect(node.eq(ProseMirrorNode.fromJSON(schema, tree))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('refuses a tree that no reader made', () => {
    const row: DocumentNode = { type: 'tableRow', content: [{ type: 'paragraph' }] };
    expect(() => nodesFromTree(schema, { type: 'doc', content: [row] })).toThrow(RangeError);
  });

  it('accepts every example of CommonMark', () => {
    const refused = examples.filter(({ markdown }) => {
      try {
        opened(markdown);
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toEqual([]);
  });

  it('accepts the example portfolio', () => {
    const root = join(import.meta.dirname, '../../../assets/sample');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      expect(opened(text.slice(splitFrontMatter(text).bodyStart)).childCount).toBeGreaterThan(1);
    }
  });

  it.each([
    ['heading', { level: ['1'] }],
    ['figure', { src: { toString: 'x' } }],
    ['codeBlock', { info: ['script', {}] }],
    ['mathBlock', { tex: 3 }],
    ['callout', { kind: null }],
  ])('refuses a %s whose attribute is of another type', (type, attrs) => {
    const node = () => ProseMirrorNode.fromJSON(schema, { type, attrs }).check();
    expect(node).toThrow();
  });

  it('refuses a link whose address is not a text', () => {
    const text = {
      type: 'text',
      text: 'x',
      marks: [{ type: 'link', attrs: { href: ['javascript:alert(1)'] } }],
    };
    expect(() => ProseMirrorNode.fromJSON(schema, { type: 'paragraph', content: [text] }).check()).toThrow();
  });
});
