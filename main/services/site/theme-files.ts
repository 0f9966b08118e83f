/** The themes that come with Legible, and the style sheet for formulas. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

export interface Theme {
  readonly name: string;
  /** Output path to content: style sheets as text, fonts as bytes. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly styles: readonly string[];
  readonly preload: readonly string[];
}

const themesFolder = join(packageRoot, 'assets', 'themes');
const mathsFolder = join(packageRoot, 'assets', 'maths');

export function themeNames(): string[] {
  return readdirSync(themesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(themesFolder, entry.name, 'theme.json')))
    .map((entry) => entry.name)
    .sort();
}

/** Null when Legible has no theme of that name. */
export function readTheme(name: string): Theme | null {
  if (!themeNames().includes(name)) return null;
  const folder = join(themesFolder, name);
  const description = JSON.parse(readFileSync(join(folder, 'theme.json'), 'utf8')) as {
    styles: string[];
    preload: string[];
  };
  const files = new Map<string, string | Uint8Array>();
  for (const style of description.styles) {
    files.set(`theme/${style}`, compactCss(readFileSync(join(folder, style), 'utf8')));
  }
  for (const font of readdirSync(join(folder, 'fonts')).sort()) {
    if (font.endsWith('.woff2')) files.set(`theme/fonts/${font}`, readFileSync(join(folder, 'fonts', font)));
  }
  return {
    name,
    files,
    styles: description.styles.map((style) => `theme/${style}`),
    preload: description.preload.map((font) => `theme/${font}`),
  };
}

/** Comments and indentation go; what is left is still one rule to a line. */
export function compactCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/\{\n/g, '{')
    .replace(/;\n\}/g, '}')
    .replace(/;\n/g, ';')
    .replace(/,\n/g, ',')
    .replace(/: /g, ':')
    .trim()
    .concat('\n');
}

/** The style sheet for formulas with the fonts that are used, and those fonts. */
export function mathsFiles(fonts: ReadonlySet<string>): Map<string, string | Uint8Array> {
  const css = readFileSync(join(mathsFolder, 'katex.css'), 'utf8')
    .split('\n')
    .filter((line) => {
      const font = /^@font-face\{.*fonts\/([\w-]+)\.woff2/.exec(line)?.[1];
      return font === undefined || fonts.has(font);
    })
    .join('\n');
  const files = new Map<string, string | Uint8Array>([['theme/maths/katex.css', css]]);
  for (const font of [...fonts].sort()) {
    files.set(`theme/maths/fonts/${font}.woff2`, readFileSync(join(mathsFolder, 'fonts', `${font}.woff2`)));
  }
  return files;
}

/** The page for an address that is not there carries its style in itself: no fonts, a few rules. */
export const notFoundStyle = `:root{color-scheme:light dark;--paper:#fdfbf6;--ink:#23201b;--soft:#575147;--line:#a9b9d9}
@media (prefers-color-scheme:dark){:root{--paper:#1f1d19;--ink:#e9e3d7;--soft:#c0b8aa;--line:#4d608a}}
body{margin:0;min-height:100vh;display:grid;align-items:center;background:var(--paper);color:var(--ink);font:1.1875rem/1.6 "Source Serif 4",Georgia,serif}
main{width:100%;max-width:38rem;margin:0 auto;padding:2rem;box-sizing:border-box}
.eyebrow{margin:0;color:var(--soft);font:.875rem/1.5 system-ui,sans-serif}
h1{margin:.3em 0 .5em;font-weight:400;font-size:clamp(2.25rem,1.5rem + 3.2vw,3.5rem);line-height:1.06;letter-spacing:-.018em}
p{margin:0 0 1em}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:.19em}`;
