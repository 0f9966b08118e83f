import { DOMParser as ProseMirrorParser } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { writeBlocks } from '#renderer/editor/markdown-nodes.ts';
import { documentSchema } from '#renderer/editor/open-session.ts';
import { cleanHtml } from '#renderer/editor/paste/clean-html.ts';
import { looksLikeMarkdown } from '#renderer/editor/paste/markdown-text.ts';

const schema = documentSchema();

/** HTML as a paste brings it, and the Markdown that it ends as. */
function pasted(html: string): string {
  const page = document.createElement('div');
  page.innerHTML = cleanHtml(html);
  const slice = ProseMirrorParser.fromSchema(schema).parse(page);
  slice.check();
  return writeBlocks(slice.content);
}

describe('paste from a web page', () => {
  it('keeps headings, lists, links, emphasis and code', () => {
    const html = `<article><h2 class="x">A <em>title</em></h2><p style="color:red">Some <b>bold</b>,
      <span style="font-weight:700">heavy</span> and <a href="https://x.org/a" onclick="steal()">a link</a>.</p>
      <ul><li>one<ul><li>two</li></ul></li></ul><pre><code class="language-python">x = 1\ny = 2\n</code></pre></article>`;
    const markdown = pasted(html);
    expect(markdown).toContain('## A *title*');
    expect(markdown).toContain('**bold**');
    expect(markdown).toContain('**heavy**');
    expect(markdown).toContain('[a link](https://x.org/a)');
    expect(markdown).toContain('- one\n  - two');
    expect(markdown).toContain('```python\nx = 1\ny = 2\n```');
    expect(markdown).not.toMatch(/steal|color|class/);
  });

  it('makes a plain grid of a table', () => {
    const markdown = pasted(
      '<table><tr><th>a</th><th align="right">b</th></tr><tr><td><p>1</p><p>2</p></td></tr><tr><td colspan="2">wide</td></tr></table>',
    );
    const rows = markdown.split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/^\| a +\| +b +\|$/);
    expect(rows[1]).toMatch(/-:/);
    expect(rows[2]).toContain('1<br>2');
    expect(rows[3]).toContain('wide');
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
  });

  it('takes the text out of a table that only arranges the page', () => {
    expect(pasted('<table><tr><td><p>One</p><p>Two</p></td></tr></table>')).toBe('One\n\nTwo');
  });

  it('ticks the tasks of a task list', () => {
    const html =
      '<ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul>';
    expect(pasted(html)).toBe('- [x] done\n- [ ] open');
  });

  it('reads a formula back from what KaTeX drew', () => {
    const html =
      '<p>So <span class="katex"><span class="katex-mathml"><math><semantics><mrow></mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x2</span></span> is.</p>';
    expect(pasted(html)).toBe('So $x^2$ is.');
  });

  it('takes code apart by its lines', () => {
    expect(pasted('<pre><div>a</div><div>b</div></pre>')).toContain('a\nb');
    expect(pasted('<pre>a<br>b</pre>')).toContain('a\nb');
  });
});

describe('paste from an enemy', () => {
  const scripts: readonly string[] = [
    '<script>alert(1)</script><p>text</p>',
    '<p>text</p><img src=x onerror=alert(1)>',
    '<p>text</p><svg onload=alert(1)><script>alert(1)</script></svg>',
    '<p>text</p><iframe src="javascript:alert(1)"></iframe>',
    '<p>text</p><object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '<style>*{background:url(https://evil.example)}</style><p>text</p>',
    '<p>text</p><template><img src=x onerror=alert(1)></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">text</p></noscript><p>text</p>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></mtext></math><p>text</p>',
  ];
  it.each(scripts)('leaves nothing that runs: %s', (html) => {
    const markdown = pasted(html);
    expect(markdown).toContain('text');
    expect(markdown).not.toMatch(/alert|javascript|evil|onerror/);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    ' \u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example/share',
    '\\\\evil.example\\share',
    'ms-msdt:/id',
  ])('makes no link of %j', (href) => {
    const link = document.createElement('a');
    link.setAttribute('href', href);
    link.textContent = 'text';
    expect(pasted(`<p>${link.outerHTML}</p>`)).toBe('text');
  });

  it('believes no address that hides behind another one', () => {
    const html = '<a href="https://x.org" data-legible-href="&quot;javascript:alert(1)&quot;">text</a>';
    expect(pasted(`<p>${html}</p>`)).toBe('[text](https://x.org)');
  });

  it('takes link text for text', () => {
    expect(pasted('<p><a href="https://x.org">&lt;img src=x onerror=alert(1)&gt;</a></p>')).toMatch(
      /^\[\\<img src=x onerror=alert\(1\)\\?>\]\(https:\/\/x\.org\)$/,
    );
  });
});

describe('pasted text', () => {
  it.each([
    '# A title',
    '- one\n- two',
    '1. one\n2. two',
    '- [ ] task',
    '> quoted',
    '```js\nx\n```',
    '$$\nx\n$$',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    'See [this](https://x.org) now.',
    'Some **bold** words.',
    'The value $x^2$ grows.',
    'See [[other note]].',
    'As shown [@key, p. 3].',
  ])('is Markdown: %j', (text) => {
    expect(looksLikeMarkdown(text)).toBe(true);
  });

  it.each([
    'Just a sentence.',
    'It costs $5 and then $6.',
    'a * b * c',
    'snake_case_name and other_name',
    'mail me at ana@x.org',
    '3. May was cold.',
    'x -> y - z',
  ])('is prose: %j', (text) => {
    expect(looksLikeMarkdown(text)).toBe(false);
  });
});
