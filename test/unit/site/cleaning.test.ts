import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceHtml, cleanHtml } from '#core/site/clean-html.ts';
import { cleanCss, cleanSvg } from '#core/site/clean-svg.ts';
import { escapeHtml, safeAddress } from '#core/site/escape.ts';
import { documentOf } from './browser-document.ts';

const clean = (source: string) =>
  balanceHtml(cleanHtml(source, { link: safeAddress, image: (_src, alt) => escapeHtml(alt) }));

const handler = /^on/i;
const dangerous = new Set(
  'script style iframe object embed applet form input button textarea select template noscript svg math base link meta frame frameset portal audio video source'.split(
    ' ',
  ),
);

/** What a browser would make of it: no element that acts, no handler, no address with a scheme of its own. */
function inert(html: string): void {
  const { document } = {
    document: documentOf(`<!DOCTYPE html><body><article id="x">${html}</article><p id="after">after</p>`),
  };
  expect(document.getElementById('after')?.parentElement?.tagName, html).toBe('BODY');
  for (const element of document.querySelectorAll('#x *')) {
    expect(dangerous.has(element.localName), `${element.localName} in ${html}`).toBe(false);
    for (const { name, value } of element.attributes) {
      expect(handler.test(name) || name === 'style' || name === 'srcdoc', `${name} in ${html}`).toBe(false);
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name)) {
        expect(['http:', 'https:', 'mailto:'], `${value} in ${html}`).toContain(
          new URL(value, 'https://site.example/a/').protocol,
        );
      }
    }
  }
}

const vectors = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<script/x>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" alt="\\"><script>alert(1)</script>">',
  '<img/src=x/onerror=alert(1)>',
  "<img src='x' onerror\u000c=alert(1)>",
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="java&NewLine;script:alert(1)">x</a>',
  '<a href=`javascript:alert(1)`>x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="x" href="javascript:alert(1)">x</a>',
  '<a xlink:href="javascript:alert(1)">x</a>',
  '<svg><script>alert(1)</script></svg>',
  '<svg onload=alert(1)>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math href="javascript:alert(1)">x</math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<body onload=alert(1)>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style><img src="</style><img src=x onerror=alert(1)>">',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea></textarea><img src=x onerror=alert(1)></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<template><script>alert(1)</script></template>',
  '<xmp><script>alert(1)</script></xmp>',
  '<plaintext><script>alert(1)</script>',
  '<select><option><script>alert(1)</script></select>',
  '<!--><script>alert(1)</script>-->',
  '<!-- --!><script>alert(1)</script>',
  '<!--<img src="--><img src=x onerror=alert(1)>">',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '</article></main><script>alert(1)</script>',
  '</article></div></p><p>out',
  '<div><div><div>',
  '<table><tr><td></table></article>x',
  '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</p>',
  '<p title="<!--reference:0-->">x</p>',
  '<b <script>alert(1)</script>0',
  '<a href="x"onmouseover="alert(1)">x</a>',
  '<a\u0000 href="x">x</a>',
  '<IMG """><SCRIPT>alert("XSS")</SCRIPT>"\\>',
  '<video><source onerror="alert(1)"></video>',
  '<audio src=x onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<isindex type=image src=1 onerror=alert(1)>',
  '<a href="https://ok.example" target="_blank" onclick="alert(1)">x</a>',
  '<a href="//evil.example">x</a>',
  `${'<div>'.repeat(600)}<img src=x onerror=alert(1)>`,
  '<a href="x',
  '<img src=x onerror=alert(1)',
  '<',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;script&amp;gt;',
];

describe('raw HTML in a document', () => {
  it.each(vectors)('is inert: %s', (source) => {
    inert(clean(source));
  });

  it('is inert whatever it is made of', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '=',
      '/',
      '!',
      '--',
      '<script>',
      '</script>',
      '<svg>',
      '<style>',
      '<a href=',
      'javascript:',
      ' onerror=x',
      '<img src=x',
      '<p>',
      '</p>',
      '&lt;',
      '&#60;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      'x',
      ' ',
      '\n',
      '<div',
      '<math>',
      '`',
      '<textarea>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (parts) => inert(clean(parts.join('')))),
      { numRuns: 150 },
    );
  });

  it('keeps what a writer means', () => {
    const kept =
      '<details open><summary>More</summary><p>H<sub>2</sub>O &amp; <kbd>Ctrl</kbd> &nbsp;</p></details>';
    expect(clean(kept)).toBe(kept);
    expect(clean('<td colspan="2" onclick="x">a</td>')).toBe('<td colspan="2">a</td>');
    expect(clean('&amp;lt;')).toBe('&amp;lt;');
  });
});

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" ${attributes}>${inside}</svg>`;

const svgVectors = [
  '<script>alert(1)</script>',
  '<script href="https://evil.example/x.js"/>',
  '<rect onclick="alert(1)" width="1"/>',
  '<a href="javascript:alert(1)"><text>x</text></a>',
  '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
  '<image href="https://evil.example/x.png"/>',
  '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
  '<use href="https://evil.example/x.svg#a"/>',
  '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>',
  '<animate attributeName="href" values="javascript:alert(1)"/>',
  '<set attributeName="href" to="javascript:alert(1)"/>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style>rect{fill:url(https://evil.example/x)}</style>',
  '<style>rect{background:u\\72l(https://evil.example/x)}</style>',
  '<style>@import/**/"https://evil.example/x.css";</style>',
  '<rect style="fill:url(//evil.example/x)"/>',
  '<rect fill="url(https://evil.example/x#a)"/>',
  '<feImage href="https://evil.example/x"/>',
  '<handler type="application/ecmascript">alert(1)</handler>',
  '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
  '<g xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></g>',
  '<text>&lt;script&gt;</text><![CDATA[<script>alert(1)</script>]]>',
  '<title></title><script>alert(1)</script>',
];

/** As a browser reads the file when it is opened by its own address. */
function inertSvg(text: string): void {
  const document = documentOf(text, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  for (const element of [document.documentElement, ...document.querySelectorAll('*')]) {
    expect(element.namespaceURI).toBe('http://www.w3.org/2000/svg');
    expect(['script', 'foreignObject', 'iframe', 'animate', 'set', 'handler', 'metadata']).not.toContain(
      element.localName,
    );
    for (const { name, value } of element.attributes) {
      expect(handler.test(name), `${name}=${value}`).toBe(false);
      if (name.endsWith('href'))
        expect(value).toMatch(/^(#|data:image\/(png|jpeg|gif|webp)|https?:|mailto:)/);
      if (name.endsWith('href') && element.localName !== 'a') expect(value).not.toMatch(/^https?:/);
    }
  }
  expect(text).not.toContain('evil.example');
}

describe('an SVG from elsewhere', () => {
  it.each(svgVectors)('is inert: %s', (inside) => {
    const cleaned = cleanSvg(svg(inside));
    expect(cleaned).not.toBeNull();
    inertSvg(cleaned?.svg ?? '');
  });

  it.each([
    '<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    '<?xml-stylesheet href="https://evil.example/x.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><g></svg><script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg"><text x="1" x="2">a</text>',
  ])('is inert as a whole file: %s', (file) => {
    inertSvg(cleanSvg(file)?.svg ?? '<svg xmlns="http://www.w3.org/2000/svg"/>');
  });

  it('keeps the drawing, its size and its carried fonts, and drops the scene', () => {
    const style = '<style>@font-face{font-family:X;src:url(data:font/woff2;base64,AAAA)}</style>';
    const cleaned = cleanSvg(
      svg(`<metadata>c2NlbmU=</metadata>${style}<path d="M0 0L1 1" stroke="#1e1e1e"/>`),
    );
    expect(cleaned?.svg).toContain('M0 0L1 1');
    expect(cleaned?.svg).toContain('data:font/woff2');
    expect(cleaned?.svg).not.toContain('c2NlbmU=');
    expect([cleaned?.width, cleaned?.height, cleaned?.removed]).toEqual([10, 20, []]);
  });

  it('is the same when it is cleaned again', () => {
    for (const inside of svgVectors) {
      const once = cleanSvg(svg(inside))?.svg ?? '';
      expect(cleanSvg(once)?.svg).toBe(once);
    }
  });

  it('says no to what is no SVG', () => {
    expect(cleanSvg('<html><script>alert(1)</script></html>')).toBeNull();
    expect(cleanSvg('')).toBeNull();
  });

  it('refuses style sheets that reach out', () => {
    expect(cleanCss('a{fill:url(#b)}')).toBe('a{fill:url(#b)}');
    expect(cleanCss('a{b:image-set("https://evil.example/x" 1x)}')).toBe('');
  });
});
