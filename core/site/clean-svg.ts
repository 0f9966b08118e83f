/**
 * An SVG file, made fit to be published.
 *
 * It will be opened by its own address, where a script in it would run with the site's origin. So
 * the file is written anew: no script, no event handler, no animation of addresses, no foreign
 * content, no reference outside the file but pictures that are carried in it. The scene that
 * Excalidraw embeds is left out too: it may hold what was deleted or never meant to be seen.
 */

import { escapeXml, safeAddress } from './escape.ts';
import { decodeEntities, tokenizeMarkup } from './markup.ts';

export interface CleanSvg {
  readonly svg: string;
  /** In CSS pixels; null when the file does not say. */
  readonly width: number | null;
  readonly height: number | null;
  /** It carries photographs or other bitmaps, which a dark theme must not invert. */
  readonly hasBitmap: boolean;
  /** It paints its own background over the whole drawing. */
  readonly hasBackground: boolean;
  /** Names of what was taken out, for a warning; the scene is not counted. */
  readonly removed: readonly string[];
}

const allowedElements = new Set(
  (
    'svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath image clipPath mask ' +
    'pattern linearGradient radialGradient stop marker filter title desc a style switch view'
  ).split(' '),
);
const filterElement = /^fe(?!Image$)[A-Z][A-Za-z]{2,24}$/;
const droppedQuietly = new Set(['metadata', 'sodipodi:namedview']);

const carriedPicture = /^data:image\/(png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*$/i;

/** Null when the text is not an SVG document. */
export function cleanSvg(source: string): CleanSvg | null {
  const writer = new SvgWriter();
  for (const token of tokenizeMarkup(source.replace(/^\ufeff/, ''))) {
    if (token.type === 'open') writer.open(token.name, token.attributes, token.selfClosing);
    else if (token.type === 'close') writer.close(token.name);
    else if (token.type === 'text') writer.text(decodeEntities(token.text));
    else if (token.type === 'cdata') writer.text(token.text);
  }
  return writer.finish();
}

class SvgWriter {
  private out = '';
  private readonly stack: string[] = [];
  private dropping: string | null = null;
  private droppingDepth = 0;
  private style: string | null = null;
  private ended = false;
  private bitmap = false;
  private background = false;
  private readonly removed = new Set<string>();
  private width: number | null = null;
  private height: number | null = null;

  open(name: string, attributes: readonly (readonly [string, string])[], selfClosing: boolean): void {
    if (this.dropping !== null) {
      if (name === this.dropping && !selfClosing) this.droppingDepth++;
      return;
    }
    if (this.ended) return;
    const root = this.stack.length === 0;
    if (root && name !== 'svg') return;
    if (!allowedElements.has(name) && !filterElement.test(name)) {
      if (!droppedQuietly.has(name)) this.removed.add(`<${name.slice(0, 40)}>`);
      if (!selfClosing) {
        this.dropping = name;
        this.droppingDepth = 1;
      }
      return;
    }
    if (name === 'style') {
      if (!selfClosing) this.style = '';
      return;
    }
    if (name === 'image') this.bitmap = true;
    const kept = attributes.flatMap(([key, value]) => {
      const safe = this.attribute(name, key, value);
      return safe === null ? [] : [[key, safe] as const];
    });
    if (root) this.measure(kept);
    if (name === 'rect' && this.stack.length === 1) this.look(kept);
    const namespaces = root
      ? ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
      : '';
    const seen = new Set<string>();
    let text = '';
    for (const [key, value] of kept) {
      if (seen.has(key)) continue;
      seen.add(key);
      text += ` ${key}="${escapeXml(value)}"`;
    }
    this.out += `<${name}${namespaces}${text}${selfClosing ? '/>' : '>'}`;
    if (!selfClosing) this.stack.push(name);
  }

  close(name: string): void {
    if (this.dropping !== null) {
      if (name === this.dropping && --this.droppingDepth === 0) this.dropping = null;
      return;
    }
    if (name === 'style' && this.style !== null) {
      const css = cleanCss(this.style);
      if (css !== this.style) this.removed.add('style rules');
      if (css !== '') this.out += `<style>${escapeXml(css)}</style>`;
      this.style = null;
      return;
    }
    const found = this.stack.lastIndexOf(name);
    if (found < 0) return;
    for (const inner of this.stack.splice(found).reverse()) this.out += `</${inner}>`;
    if (this.stack.length === 0) this.ended = true;
  }

  text(text: string): void {
    if (this.dropping !== null || this.ended || this.stack.length === 0) return;
    if (this.style !== null) this.style += text;
    else this.out += escapeXml(text);
  }

  finish(): CleanSvg | null {
    if (this.out === '') return null;
    if (this.style !== null) this.style = null;
    for (const inner of this.stack.splice(0).reverse()) this.out += `</${inner}>`;
    return {
      svg: `${this.out}\n`,
      width: this.width,
      height: this.height,
      hasBitmap: this.bitmap,
      hasBackground: this.background,
      removed: [...this.removed].sort(),
    };
  }

  /** The value to write, or null to leave the attribute out. */
  private attribute(element: string, key: string, value: string): string | null {
    if (key === 'xml:space') return value === 'preserve' ? value : null;
    if (key === 'href' || key === 'xlink:href') return this.reference(element, value);
    if (key.startsWith('xmlns') || key === 'version' || key === 'baseProfile') return null;
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(key)) return null;
    if (/^on/i.test(key)) {
      this.removed.add(key.slice(0, 40));
      return null;
    }
    if (key === 'style' || /url\s*\(|\\/i.test(value)) {
      const css = cleanCss(value);
      if (css === '' && value.trim() !== '') this.removed.add(`${key} with a foreign address`);
      return css === '' ? null : css;
    }
    return value;
  }

  private reference(element: string, value: string): string | null {
    const address = value.trim();
    if (/^#[^\s"'<>]{1,200}$/.test(address)) return address;
    if (element === 'image' && carriedPicture.test(address)) return address;
    if (element === 'a') {
      const safe = safeAddress(address);
      if (safe !== null) return safe;
    }
    this.removed.add(`<${element}> that points outside the file`);
    return null;
  }

  private measure(attributes: readonly (readonly [string, string])[]): void {
    const value = (name: string) => attributes.find(([key]) => key === name)?.[1] ?? '';
    const box = value('viewBox')
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [, , boxWidth, boxHeight] = box;
    this.width = pixels(value('width')) ?? positive(boxWidth);
    this.height = pixels(value('height')) ?? positive(boxHeight);
    if (
      this.width !== null &&
      this.height === null &&
      positive(boxWidth) !== null &&
      positive(boxHeight) !== null
    )
      this.height = (this.width * (boxHeight ?? 1)) / (boxWidth ?? 1);
  }

  /** Excalidraw paints its background as one rectangle at the top of the file. */
  private look(attributes: readonly (readonly [string, string])[]): void {
    const value = (name: string) => attributes.find(([key]) => key === name)?.[1] ?? '';
    const wide = this.width !== null && Number.parseFloat(value('width')) >= this.width * 0.98;
    const fill = value('fill');
    if ((wide || value('width') === '100%') && fill !== '' && fill !== 'none' && fill !== 'transparent') {
      this.background = true;
    }
  }
}

const unitPixels: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

function pixels(length: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)(px|pt|pc|mm|cm|in)?\s*$/.exec(length);
  return match === null ? null : positive(Number(match[1]) * (unitPixels[match[2] ?? ''] ?? 1));
}

function positive(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value > 0 && value < 1e6 ? value : null;
}

/**
 * Style sheets and style attributes: refused whole when they can reach outside the file. Escapes
 * are refused too, since they can hide a name.
 */
export function cleanCss(css: string): string {
  const bare = css.replace(/\/\*[\s\S]*?(\*\/|$)/g, ' ');
  if (
    /[\\<]|@import|@namespace|expression\s*\(|image-set\s*\(|\bsrc\s*\(|-moz-binding|behavior\s*:/i.test(bare)
  )
    return '';
  for (const [, target = ''] of bare.matchAll(/url\s*\(\s*["']?([^"')]*)/gi)) {
    if (
      !/^#/.test(target) &&
      !/^data:(font\/|application\/(x-)?font|image\/(png|jpe?g|gif|webp))/i.test(target)
    )
      return '';
  }
  return bare;
}
