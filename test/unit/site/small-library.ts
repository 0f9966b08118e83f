/** Small libraries for tests, written to disk. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExportReport } from '#core/host/contract.ts';
import type { Outcome } from '#core/host/outcome.ts';
import { exportSite } from '#main/services/site/export-site.ts';

export type Files = Readonly<Record<string, string>>;

export function writeFiles(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export function post(title: string, body: string, more = ''): string {
  return `---\ntitle: ${JSON.stringify(title)}\ndate: 2026-03-14\n${more}---\n\n${body}\n`;
}

export const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><metadata>c2NlbmU=</metadata><path d="M0 0L9 9"/></svg>';

export const smallLibrary: Files = {
  'portfolio.yml': 'title: Ada\nauthor: Ada Example\ntagline: I work on things.\nchosen:\n  - posts/one.md\n',
  'readers.yml': 'readers:\n  - id: bo\n    name: Bo Secret\n    situation: Builds bridges and wonders why\n',
  'references.bib':
    '@article{knuth1984, author={Knuth, Donald E.}, title={Literate Programming}, journal={The Computer Journal}, year={1984}}',
  'figures/a.excalidraw.svg': drawing,
  'posts/one.md': post(
    'One',
    'See @fig-a, @eq-sum and [the other](two.md#second) by @knuth1984.[^n]\n\n![A line.](../figures/a.excalidraw.svg "It rises.")\n\n$$\nx = 1\n$$ {#eq-sum}\n\n```python\nprint(1)\n```\n\n[^n]: A note.',
    'tags: [a, b]\nreader: bo\nreaders-box: true\n',
  ),
  'posts/two.md': post('Two', '## Second\n\nText.', 'tags: [a]\n'),
  'pages/about.md': '---\ntitle: About\n---\n\nHello.\n',
};

export function exportTo(
  library: string,
  place: string,
  signal = new AbortController().signal,
): Promise<Outcome<ExportReport>> {
  return exportSite(library, place, { signal, progress: () => undefined });
}

/** Every file below a folder, by its path, in order. */
export function readAll(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}

const payload = `"><script>alert(1)</script></script><img src=x onerror=alert(1)>'&]]>`;
const quoted = JSON.stringify(payload);

/** Every field, figure and construct tries to run a script or to reach another host. */
export const hostileLibrary: Files = {
  'portfolio.yml': `title: ${quoted}\nauthor: ${quoted}\ntagline: ${quoted}\nabout: ${JSON.stringify(`${payload} [x](javascript:alert(1)) ![x](https://evil.example/x)`)}\nurl: https://ok.example\nlicence: ${quoted}\nlinks:\n  - name: ${quoted}\n    url: ${quoted}\n  - name: js\n    url: "javascript:alert(1)"\n`,
  'readers.yml': `readers:\n  - id: r\n    name: N\n    situation: ${quoted}\n`,
  'references.bib': `@misc{k, author={${payload.replace(/"/g, '')}}, title={<script>alert(1)</script>}, url={javascript:alert(1)}, year={<b>}}`,
  'figures/x.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" onload="alert(1)"><script>alert(1)</script></svg>',
  'posts/p.md': `---\ntitle: ${quoted}\nsummary: ${quoted}\nauthor: ${quoted}\ntags: [${quoted}]\ndate: ${quoted}\ntakeaway: ${quoted}\nreader: r\nreaders-box: true\nrepository: "javascript:alert(1)"\n---\n\n${payload}\n\n![${payload}](../figures/x.svg "${payload.replace(/"/g, '\\"')}")\n\n@k [@k, ${payload.replace(/[[\]]/g, '')}]\n\n$\\href{javascript:alert(1)}{x} \\htmlData{a=b}{x} \\includegraphics{https://evil.example/x}$\n\n\`\`\`"><script>alert(1)</script>\nx\n\`\`\`\n\n# <script>alert(1)</script> {#"><script>}\n\n[[${payload.replace(/[[\]|]/g, '')}]]\n\n> [!"><script>] ${payload}\n> x\n\n::: {#thm-x name="<script>alert(1)</script>"}\nx\n:::\n\n<svg><script>alert(1)</script></svg>\n\n<iframe src="https://evil.example"></iframe>\n`,
};
