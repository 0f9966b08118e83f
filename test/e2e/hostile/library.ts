/** A library that somebody else wrote, with every vector in every place where it could be let in. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { embedScene, readScene } from '#core/figure/scene.ts';
import { addresses, formulas, infoStrings, markup, rawHtml, svgParts, waysOut } from './vectors.ts';

/** What stands at the end of the document of this name: when it is shown, all of it is. */
export function endOf(name: string): string {
  return `The end of ${name}.`;
}

/** Written beside the library: no page and no site may ever hold it. */
export const secret = 'a secret of the person who opened the library';

export interface HostileLibrary {
  /** Names of the documents whose bodies are shown, as `endOf` takes them. */
  readonly names: readonly string[];
  /** How many vectors were written. */
  readonly count: number;
}

const box = { type: 'rectangle', x: 0, y: 0, width: 160, height: 80, strokeColor: '#1e1e1e' };

/** A drawing whose scene holds what acts in Excalidraw. CVE-2024-32472, CVE-2023-26140, excalidraw#11930 */
function hostileScene(number: (text: string) => string): string {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${number(svgParts.join(''))}</svg>`;
  const files = {
    inside: {
      id: 'inside',
      mimeType: 'image/svg+xml',
      created: 1,
      dataURL: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`,
    },
    outside: {
      id: 'outside',
      mimeType: 'image/png',
      created: 1,
      dataURL: number('https://evil.example/N.png'),
    },
    page: {
      id: 'page',
      mimeType: 'text/html',
      created: 1,
      dataURL: number('data:text/html,<script>pwn(N)</script>'),
    },
  };
  const html = number('<script>parent.pwn(N)</script><img src=x onerror=parent.pwn(N)>');
  const elements = [
    ...addresses.map((address, i) => ({ ...box, id: `link${i}`, y: i * 90, link: number(address) })),
    ...['inside', 'outside', 'page'].map((fileId, i) => ({
      ...box,
      id: `image${i}`,
      type: 'image',
      x: 400,
      y: i * 90,
      fileId,
      status: 'saved',
    })),
    ...['iframe', 'embeddable', 'magicframe'].map((type, i) => ({
      ...box,
      id: type,
      type,
      x: 600,
      y: i * 90,
      name: number('<img src=x onerror=pwn(N)>'),
      link: [number(`data:text/html,${html}`), 'https://www.youtube.com/watch?v=abcdefghijk', null][i],
      customData: { generationData: { status: 'done', html } },
    })),
    ...markup.map((text, i) => ({
      ...box,
      id: `text${i}`,
      type: 'text',
      x: 800,
      y: i * 90,
      text: number(text),
      fontSize: 20,
      strokeColor: number('url(https://evil.example/N)'),
    })),
    {
      ...box,
      id: number('"><img src=x onerror=pwn(N)>'),
      x: 1000,
      backgroundColor: number('url(//evil.example/N)'),
    },
  ];
  const reading = readScene({
    type: 'excalidraw',
    version: 2,
    source: 'https://evil.example',
    elements,
    appState: { viewBackgroundColor: number('url(https://evil.example/N)'), name: number(markup[1] ?? '') },
    files,
  });
  if (!reading.ok) throw new Error(reading.error.message);
  const svg = embedScene(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="300" onload="${number('pwn(N)')}">${number(svgParts.join(''))}<rect width="40" height="40"/></svg>`,
    reading.value.scene,
  );
  if (!svg.ok) throw new Error(svg.error.message);
  return svg.value;
}

/** Text in double quotes, as YAML and JSON write it. */
const quoted = (text: string): string => JSON.stringify(text);

const oneLine = (text: string): string => text.replace(/[\n\r\u0000]/g, ' ');

/** Text that stays inside of `{…}` in BibTeX. */
const braced = (text: string): string => oneLine(text).replace(/[{}\\]/g, '');

/**
 * Writes the library into `place`, and secrets around it. Answers what a test must know about it.
 * @param windows leave out links and file names that Windows cannot hold
 */
export function writeHostileLibrary(place: string, windows = process.platform === 'win32'): HostileLibrary {
  let count = 0;
  const names: string[] = [];
  const number = (text: string): string =>
    text.replaceAll(/(?<![A-Za-z])N(?![A-Za-z])/g, () => String(++count));
  const each = (vectors: readonly string[], write: (vector: string, index: number) => string): string =>
    vectors.map((vector, index) => write(number(vector), index)).join('\n\n');
  const file = (path: string, text: string): void => {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  };
  const post = (name: string, body: string, fields = `title: ${name}\ndate: 2026-03-14\n`): void => {
    names.push(name);
    file(`posts/${name}.md`, `---\n${fields}---\n\n${body}\n\n${endOf(name)}\n`);
  };

  post(
    'raw-html',
    each(rawHtml, (html) => `${html}\n\nWords and ${html} more words.`),
  );
  post(
    'links',
    each(addresses, (address, i) =>
      [
        `[inline ${i}](<${oneLine(address)}>) and [bare ${i}](${oneLine(address)}) and <${oneLine(address)}>`,
        `[reference ${i}][r${i}] and [[${oneLine(address)}|wiki]] and ${oneLine(address)}`,
        `<a href="${address}">html ${i}</a> and ![picture ${i}](<${oneLine(address)}>)`,
        `![figure ${i}](<${oneLine(address)}> "Caption")`,
        `[r${i}]: <${oneLine(address)}> "Title"`,
      ].join('\n\n'),
    ),
  );
  post(
    'code',
    `${each(infoStrings, (info) => `\`\`\` ${info}\n<img src=x onerror=pwn(0)>\ngraph LR; a-->b; click a "javascript:pwn(0)"\n\`\`\`\n\n~~~ ${info}\n</code></pre><script>pwn(0)</script>\n~~~`)}\n\n${each(markup, (text) => `\`${text}\``)}`,
  );
  post(
    'pictures',
    each(
      markup.map(oneLine),
      (text) =>
        `![${text}](../figures/plain.svg ${quoted(text)}){#fig-x width="1px;${text}" onclick="pwn(0)"}\n\nIn a line ![${text}](../figures/plain.svg ${quoted(text)}) and [link](https://ok.example ${quoted(text)}).\n\n![[plain.svg|${text}]]`,
    ),
  );
  post(
    'maths',
    each(formulas, (tex) => `Inline $${tex}$ here.\n\n$$\n${tex}\n$$ {#eq-x onclick="pwn(0)"}`),
  );
  post(
    'blocks',
    each(
      markup.map(oneLine),
      (text, i) => `## ${text} {#h${i} onclick="pwn(0)" style="background:url(https://evil.example/0)"}

> [!NOTE]+ ${text}
> ${text}

> [!${text}] Title
> Text

::: {.theorem #thm-${i} onclick="pwn(0)" style="background:url(https://evil.example/0)" title=${quoted(text)} lang=${quoted(text)}}
${text}
:::

::: ${text}
inner
:::

| ${text.replaceAll('|', ' ')} | b |
|---|---|
| ${text.replaceAll('|', ' ')} | [x](javascript:pwn(0)) |

- [ ] ${text}

A note[^${text.replace(/[\s\]]/g, '')}], ^[${text}], [${text}]{.x onclick="pwn(0)" style="background:url(https://evil.example/0)"}, [see ${text} @evil${i}, p. ${text}] and @fig-${i}"><img src=x onerror=pwn(0)>.

[^${text.replace(/[\s\]]/g, '')}]: ${text}

{{< include "${text}" >}}`,
    ),
  );
  post(
    'ways-out',
    each(
      waysOut,
      (path) =>
        `[link](<${oneLine(path)}>) ![picture](<${oneLine(path)}>) [[${oneLine(path)}]] ![[${oneLine(path)}]]\n\n![figure](<${oneLine(path)}>)\n\n<img src="${path}" alt="html">\n\n{{< include ${oneLine(path)} >}}`,
    ),
  );
  // DOMPurify's CVE-2024-47875: what is nested deeper than a parser follows.
  post(
    'deep',
    `${'<div>'.repeat(600)}<img src=x onerror=pwn(${++count})>\n\n${'> '.repeat(600)}<img src=x onerror=pwn(${++count})>\n\n${'<b>'.repeat(600)}<script>pwn(${++count})</script>`,
  );
  post(
    'drawings',
    `![Drawing](../figures/hostile.excalidraw.svg "A hostile drawing")\n\n${svgParts.map((_, i) => `![Part ${i}](../figures/part-${i}.svg "Part ${i}")`).join('\n\n')}`,
  );

  const evilTitle = number('</title><img src=x onerror=pwn(N)>"\'');
  const fields = [
    'summary',
    'takeaway',
    'author',
    'date',
    'updated',
    'status',
    'source',
    'kind',
    'reader',
    'theme',
  ]
    .map((field, i) => `${field}: ${quoted(number(markup[i] ?? ''))}`)
    .join('\n');
  post(
    'fields',
    'Words.',
    `title: ${quoted(evilTitle)}\n${fields}\ntags: [${markup.map((text) => quoted(number(text))).join(', ')}]\nreaders: [evil, ${quoted(number('<img src=x onerror=pwn(N)>'))}]\nreaders-box: true\nslug: ../../../escaped-by-slug-1\nurl: javascript:pwn(0)\ncanonical: https://evil.example/0\nrepository: javascript:pwn(0)\naliases: [../../escaped-by-alias-1, /etc/escaped-by-alias-2, "javascript:pwn(0)", "//evil.example/0", ${quoted(number('<img src=x onerror=pwn(N)>'))}]\n`,
  );
  post('paste', 'Words.');
  post('reader-box', 'Words.', 'title: reader-box\ndate: 2026-03-14\nreader: evil\nreaders-box: true\n');
  post('slug-absolute', 'Words.', 'title: slug-absolute\nslug: /etc/escaped-by-slug-2\n');
  post('slug-windows', 'Words.', 'title: slug-windows\nslug: "..\\\\..\\\\escaped-by-slug-3"\n');
  // gray-matter#131: front matter in JavaScript was run. YAML's own tags for code, and bombs of aliases.
  const engines = { 'front-js': 'js', 'front-javascript': 'javascript', 'front-coffee': 'coffee' };
  for (const [name, engine] of Object.entries(engines)) {
    names.push(name);
    file(
      `posts/${name}.md`,
      `---${engine}\nmodule.exports = { title: (globalThis.pwn ?? (() => require('fs').writeFileSync('escaped-by-front-matter', '')))(${++count}) }\n---\n\n${endOf(name)}\n`,
    );
  }
  post(
    'yaml-tags',
    'Words.',
    `title: !!js/function "function(){pwn(${++count})}"\nsummary: !!python/object/apply:os.system ["touch escaped-by-yaml"]\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n`,
  );
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'].map((pair) => [...pair]))
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
  post('yaml-bomb', 'Words.', `title: yaml-bomb\n${bomb.join('\n')}\ntags: *i\n`);
  names.push('front-toml', 'front-json');
  file(
    'posts/front-toml.md',
    `+++\ntitle = ${quoted(number(markup[1] ?? ''))}\ntags = [${quoted(number(markup[0] ?? ''))}]\n+++\n\n${endOf('front-toml')}\n`,
  );
  file(
    'posts/front-json.md',
    `{\n"title": ${quoted(number(markup[1] ?? ''))},\n"__proto__": {"polluted": true},\n"slug": "../../escaped-by-slug-4"\n}\n\n${endOf('front-json')}\n`,
  );

  const fileNames = [
    '--out=escaped-by-name-1',
    '-rf',
    '$(touch escaped-by-name-2)',
    '`touch escaped-by-name-3`',
    '%2e%2e%2fescaped',
  ];
  if (!windows)
    fileNames.push(
      `<img src=x onerror=pwn(${++count})>`,
      `"onmouseover="pwn(${++count})`,
      "';touch escaped-by-name-4;'",
      'new\nline',
      '..\\escaped-by-name-5',
      `javascript:pwn(${++count})`,
    );
  for (const name of fileNames) file(`posts/${name}.md`, `Named in a way.\n`);

  file('media/page.html', `<script>pwn(${++count})</script>`);
  file('media/.htaccess', 'Options +Indexes\n');
  file(
    'figures/plain.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>',
  );
  file('figures/hostile.excalidraw.svg', hostileScene(number));
  svgParts.forEach((part, i) => {
    file(
      `figures/part-${i}.svg`,
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20" onload="${number('pwn(N)')}">${number(part)}<text x="1" y="9">x</text></svg>`,
    );
  });
  file(
    'references.bib',
    `@string{evil = "${number('<img src=x onerror=pwn(N)>')}"}\n@preamble{"${number('<script>pwn(N)</script>')}"}\n${markup
      .map(
        (text, i) =>
          `@article{evil${i}, author={${braced(number(text))} and Evil, Eve}, title={${braced(number(text))}}, journal=evil, year={2026${braced(number(text))}}, doi={10.1/${braced(number(text))}}, url={${braced(number(addresses[i] ?? ''))}}, note={\\href{javascript:pwn(0)}{x} ${braced(number(text))}}}`,
      )
      .join('\n')}\n`,
  );
  const evil = (i: number): string => quoted(number(markup[i] ?? ''));
  file(
    'portfolio.yml',
    `title: ${evil(0)}\nauthor:\n  name: ${evil(1)}\n  email: ${quoted(number('x@y.example?<script>pwn(N)</script>'))}\n  affiliation: ${evil(2)}\n  orcid: ${evil(3)}\ntagline: ${evil(4)}\nabout: ${quoted(number(rawHtml.slice(0, 20).join('\n\n')))}\nlanguage: ${quoted(number('en" onload="pwn(N)'))}\nurl: ${quoted(number('https://site.example/"><script>pwn(N)</script>'))}\ntheme: ../../../../etc\nlicence: ${evil(5)}\nbibliography: ../../secret.bib\npublications: ../../secret.bib\nchosen:\n  - ../../secret.md\n  - document: posts/fields.md\n    sentence: ${evil(6)}\n    figure: ../../secret.png\n  - /etc/passwd\nlinks:\n${addresses.map((address) => `  - name: ${evil(7)}\n    url: ${quoted(number(address))}`).join('\n')}\nbomb: [&a [x,x], &b [*a,*a]]\n`,
  );
  const list = markup.map((text) => quoted(number(text))).join(', ');
  file(
    'readers.yml',
    `readers:\n  - id: evil\n    name: ${evil(1)}\n    role: ${evil(2)}\n    situation: ${evil(3)}\n    not-for: ${evil(4)}\n    stake: ${evil(5)}\n    packs: [../../../secret, ${evil(6)}]\n    knows: [${list}]\n    misreadings: [${list}]\n    doubts: [${list}]\n    words: [${list}]\n    attention: { minutes: ${evil(7)}, mode: ${evil(8)}, on: ${evil(9)} }\n    rules: ${evil(0)}\n`,
  );
  file(
    'glossary.yml',
    `terms:\n${markup.map((text) => `  - term: ${quoted(number(text))}\n    means: ${quoted(number(text))}\n    also: [${quoted(number(text))}]`).join('\n')}\n  - term: words\n    means: ${evil(1)}\n`,
  );
  file(
    'reviews/posts/raw-html.yml',
    `answers:\n${markup.map((text) => `  - prompt: P01\n    question: ${quoted(number(text))}\n    text: ${quoted(number(text))}`).join('\n')}\nlinks:\n  - prompt: P02\n    question: ${evil(1)}\n    block: ${evil(2)}\n    quote: ${evil(3)}\nreadings:\n  - by: ${evil(4)}\n    stumbled: ${evil(5)}\nnot-terms: [${list}]\n`,
  );
  file(
    'theme.css',
    number(
      '@import "https://evil.example/N.css";\n@im\\70ort url(//evil.example/N.css);\nbody{background:url(https://evil.example/N)}\n@font-face{font-family:x;src:url("//evil.example/N.woff2")}h1{font-family:x;background:image-set("https://evil.example/N.png" 1x)}\np{background:u\\72l(https://evil.example/N)}\n',
    ),
  );
  file('.hidden/secret.png', secret);
  file('.legible/history/secret.png', secret);

  const around = dirname(place);
  writeFileSync(join(around, 'secret.png'), secret);
  writeFileSync(join(around, 'secret.md'), secret);
  writeFileSync(join(around, 'secret.bib'), `@article{secret, title={${secret}}}`);
  // joplin PR 15435: a folder whose path begins as the library's does.
  mkdirSync(`${place}-beside`, { recursive: true });
  writeFileSync(join(`${place}-beside`, 'secret.png'), secret);
  if (!windows) {
    symlinkSync(join(around, 'secret.png'), join(place, 'figures', 'way-out.png'));
    symlinkSync(join(around, 'secret.md'), join(place, 'posts', 'way-out.md'));
    symlinkSync(around, join(place, 'notes'));
  }
  return { names, count };
}
