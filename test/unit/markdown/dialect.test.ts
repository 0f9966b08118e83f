import { describe, expect, it } from 'vitest';
import { renderHtml, renderInlineHtml } from '#core/markdown/html.ts';
import { parseMarkdown, sourceOf } from '#core/markdown/parse.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';

function blocks(markdown: string): readonly DocumentNode[] {
  return parseMarkdown(markdown).tree.content;
}

function inlineTypes(markdown: string): string[] {
  return (blocks(markdown)[0]?.content ?? []).map((node) => node.type).filter((type) => type !== 'text');
}

describe('inline constructs', () => {
  it.each([
    ['a $x_1$ b \\(y\\) c $$z$$', ['mathInline', 'mathInline', 'mathInline']],
    ['costs $5 and $10, US$3', []],
    ['see [@key, p. 3; also @b] and @c_d', ['citation', 'citation']],
    ['see @fig-loss and [-@eq-a]', ['crossReference', 'crossReference']],
    ['jane@uni.edu and [@jane](https://x.org)', []],
    ['[[Page#h|text]] ![[img.png]]', ['wikilink', 'embed']],
    ['note[^1] and^[inline *note*]', ['footnoteReference', 'sourceInline']],
    ['a [span]{.x} {{< ref "y" >}}', ['sourceInline', 'sourceInline']],
    ['a<br>b <kbd>c</kbd>', ['hardBreak', 'htmlInline', 'htmlInline']],
  ])('%s', (markdown, types) => {
    expect(inlineTypes(markdown)).toEqual(types);
  });

  it('links bare addresses and nothing else', () => {
    const hrefs = (
      blocks('https://a.org/x. www.b.org, c@d.org, readme.md, ftp://e').at(0)?.content ?? []
    ).flatMap((node) => (node.marks ?? []).map((mark) => mark.attrs?.href));
    expect(hrefs).toEqual(['https://a.org/x', 'http://www.b.org', 'mailto:c@d.org']);
  });

  it('makes no link of a script', () => {
    for (const href of [
      'javascript:x',
      'JaVaScript:x',
      '<java&#10;script:x>',
      'vbscript:x',
      'data:text/html,x',
      'file:///etc',
    ]) {
      expect(renderHtml(`[a](${href})`, {})).not.toContain('<a');
    }
  });
});

describe('blocks', () => {
  it('reads callouts, divs, footnotes, figures and maths', () => {
    const markdown = [
      '> [!tip]- Title',
      '> text',
      '',
      ':::: {.a #b}',
      '::: c',
      'x',
      ':::',
      '::::',
      '',
      '[^1]: one',
      '',
      '    two',
      '',
      '![alt](a.svg "Cap"){#fig-x}',
      '',
      '$$',
      'a',
      '+ b',
      '$$ {#eq-x}',
      '',
      '\\begin{align}',
      'x_1',
      '\\end{align}',
      '',
      '[r]: /x',
    ].join('\n');
    expect(blocks(markdown).map((node) => node.type)).toEqual([
      'callout',
      'div',
      'footnoteDefinition',
      'figure',
      'mathBlock',
      'sourceBlock',
      'linkDefinition',
    ]);
    expect(blocks(markdown)[1]?.content?.[0]?.type).toBe('div');
    expect(blocks(markdown)[2]?.content).toHaveLength(2);
    expect(blocks(markdown)[3]?.attrs).toEqual({
      src: 'a.svg',
      alt: 'alt',
      caption: 'Cap',
      attributes: '{#fig-x}',
      reference: null,
      style: null,
    });
    expect(blocks(markdown)[4]?.attrs).toEqual({
      tex: 'a\n+ b',
      attributes: '{#eq-x}',
      delimiter: '$$',
      style: null,
    });
  });

  it('leaves a fence that nothing closes as text', () => {
    expect(blocks('::: note\ntext').map((node) => node.type)).toEqual(['paragraph']);
  });

  it('keeps as source what the tree cannot show', () => {
    expect(blocks('*a *b* c*')[0]?.type).toBe('sourceBlock');
    expect(blocks('| a |\n|---|\n| b | c |')[0]?.type).toBe('sourceBlock');
  });

  it('knows the source of nested blocks', () => {
    const list = blocks('text\n\n> 1. one\r\n>    - two\n')[1]?.content?.[0];
    const nested = list?.content?.[0]?.content?.[1];
    expect(sourceOf(nested ?? { type: 'paragraph' })?.text).toBe('- two');
    expect(sourceOf(nested ?? { type: 'paragraph' })?.line).toBe(3);
  });
});

describe('HTML', () => {
  it('numbers footnotes as they are called and links back', () => {
    const html = renderHtml('a[^b] c[^a] d[^b]\n\n[^a]: A\n[^b]: B\n[^c]: never\n', {});
    expect(html).toContain('<a href="#fn-1" id="fnref-1" role="doc-noteref">1</a>');
    expect(html).toContain('<a href="#fn-2" id="fnref-2" role="doc-noteref">2</a>');
    expect(html.indexOf('<p>B')).toBeLessThan(html.indexOf('<p>A'));
    expect(html).toContain('href="#fnref-1-2"');
    expect(html).not.toContain('never');
    expect(renderHtml('a[^x]', {})).toBe('<p>a[^x]</p>\n');
  });

  it('asks its hooks', () => {
    const html = renderHtml(
      '$x$ [@k] @fig-a [[w|t]] [l](a) ![i](b)\n\n![f](c "d")\n\n```js\ny\n```\n\n<b>z</b>\n',
      {
        math: (tex, display) => `M:${tex}:${display}`,
        citation: (source) => `C:${source}`,
        crossReference: (label) => `X:${label}`,
        wikilink: (target, text) => `W:${target}:${text}`,
        link: (href) => (href === 'a' ? null : href),
        image: (src) => `img/${src}`,
        figure: ({ src, caption }) => `F:${src}:${caption}`,
        code: (text, info) => `K:${text}:${info}`,
        html: (source) => `H:${source.length}`,
      },
    );
    for (const part of [
      'M:x:false',
      'C:[@k]',
      'X:fig-a',
      'W:w:t',
      ' l ',
      'src="img/b"',
      'F:c:d',
      'K:y:js',
      'H:3',
    ])
      expect(html).toContain(part);
  });

  it('escapes raw HTML unless it is allowed', () => {
    expect(renderHtml('<script>x</script>', {})).not.toContain('<script');
    expect(renderHtml('a <img src=x onerror=y>', {})).not.toContain('<img');
    expect(renderHtml('<i>a</i>', { allowHtml: true })).toContain('<i>a</i>');
  });

  it('gives task lists boxes, header cells a scope, callouts a title', () => {
    expect(renderHtml('- [x] a\n- [ ] b\n', {})).toContain('<input type="checkbox" disabled="" checked=""');
    expect(renderHtml('| a |\n|---|\n', {})).toContain('<th scope="col">');
    expect(renderHtml('> [!NOTE]\n> x\n', {})).toContain(
      '<aside class="callout note">\n<p class="callout-title">Note</p>',
    );
    expect(renderHtml('::: {.theorem #t}\nx\n:::\n', {})).toBe(
      '<div id="t" class="theorem">\n<p>x</p>\n</div>\n',
    );
  });

  it('renders one line of inline Markdown', () => {
    expect(renderInlineHtml('a *b* <i>', {})).toBe('a <em>b</em> &lt;i&gt;');
  });
});
