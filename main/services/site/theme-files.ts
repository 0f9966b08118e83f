/**
 * Themes: those that come with Legible and those of the library, and the style sheet for formulas.
 *
 * A theme stands on the ground (`assets/themes/ground`): its fonts, variables and the rules for text.
 * Ground, theme and print become one style sheet, so that a page asks for one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownStyle } from '#core/site/own-style.ts';
import { parseTheme, type ThemeDescription } from '#core/site/theme.ts';
import { packageRoot } from '../package-root.ts';
import type { LibrarySource } from './library-source.ts';

export interface Theme extends ThemeDescription {
  /** Output path to content: style sheets as text, fonts as bytes. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Outputs of the style sheets that pages link to. */
  readonly sheets: readonly string[];
  /** Outputs of the fonts that every page shows. */
  readonly fonts: readonly string[];
}

export const themesFolder = join(packageRoot, 'assets', 'themes');
const mathsFolder = join(packageRoot, 'assets', 'maths');
const groundFolder = join(themesFolder, 'ground');

/** Fonts and bitmaps; an SVG could carry a script. */
const themeFile = /\.(woff2|png|jpe?g|webp|avif)$/i;

/** Names of the themes that come with Legible. */
export function themeNames(): string[] {
  return readdirSync(themesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(themesFolder, entry.name, 'theme.json')))
    .map((entry) => entry.name)
    .sort();
}

/** Names of the themes in the library's own `themes/`. */
export function libraryThemeNames(source: LibrarySource): string[] {
  return [...source.hashes.keys()]
    .flatMap((path) => /^themes\/([^/]+)\/theme\.json$/.exec(path)?.[1] ?? [])
    .sort();
}

/** The theme of a site that names none. */
export function paperTheme(): Theme {
  const read = readFolder(join(themesFolder, 'paper'), false);
  if ('problem' in read) throw new Error(`The theme "paper" of this installation is broken. ${read.problem}`);
  return read.theme;
}

/** A theme of the library stands before one of Legible's with the same name. Null when there is neither. */
export function readTheme(
  name: string,
  source: LibrarySource,
): { readonly theme: Theme } | { readonly problem: string; readonly path: string } | null {
  const own = libraryThemeNames(source).includes(name);
  if (!own && !themeNames().includes(name)) return null;
  const folder = own ? join(source.root, 'themes', name) : join(themesFolder, name);
  const read = readFolder(folder, own);
  return 'problem' in read ? { ...read, path: `themes/${name}/theme.json` } : read;
}

function readFolder(
  folder: string,
  fromLibrary: boolean,
): { readonly theme: Theme } | { readonly problem: string } {
  const parsed = parseTheme(readFileSync(join(folder, 'theme.json'), 'utf8'));
  if ('problem' in parsed) return parsed;
  const description = parsed.theme;
  let css = '';
  for (const style of description.styles) {
    if (!existsSync(join(folder, style))) return { problem: `Its style sheet ${style} is not there.` };
    const text = readFileSync(join(folder, style), 'utf8');
    const checked = fromLibrary ? ownStyle(text) : { ok: true as const, css: text };
    if (!checked.ok) return { problem: `Its style sheet ${style} cannot be published: ${checked.reason}.` };
    css += compactCss(checked.css);
  }
  const ground = (name: string) => compactCss(readFileSync(join(groundFolder, name), 'utf8'));
  css = ground('ground.css') + css + ground('print.css');
  const files = new Map<string, string | Uint8Array>([['theme/style.css', css]]);
  for (const [output, place] of [...filesUnder(groundFolder), ...filesUnder(folder)])
    files.set(`theme/${output}`, readFileSync(place));
  const fonts = description.preload.map((font) => `theme/${font}`).filter((font) => files.has(font));
  return { theme: { ...description, files, sheets: ['theme/style.css'], fonts } };
}

function filesUnder(folder: string): (readonly [output: string, place: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && themeFile.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((place) => [place.slice(folder.length + 1).replaceAll('\\', '/'), place] as const);
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
