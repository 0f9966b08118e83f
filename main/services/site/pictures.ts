/** Pictures of the library: their size, how a dark page treats them, and what of them goes to the site. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDrawing } from '#core/figure/name.ts';
import { frameSizes } from '#core/figure/svg.ts';
import type { PictureFacts } from '#core/site/body-context.ts';
import { cleanSvg } from '#core/site/clean-svg.ts';
import { bitmapFacts } from '#core/site/picture-size.ts';
import type { PictureLook } from '#core/site/rendered.ts';
import { extensionOf } from '../media-types.ts';

export function isPicture(path: string): boolean {
  return ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.svg'].includes(extensionOf(path));
}

/** One picture as it goes to the site. */
export interface SitePicture {
  readonly facts: PictureFacts;
  /** Cleaned text of an SVG; null for a bitmap, which is copied. */
  readonly svg: string | null;
  /** What was taken out of an SVG, in words. */
  readonly removed: readonly string[];
}

/** Null when the file is no picture of its kind. */
export function readPicture(root: string, path: string): SitePicture | null {
  const bytes = readFileSync(join(root, path));
  if (extensionOf(path) === '.svg') {
    const clean = cleanSvg(bytes.toString('utf8'));
    if (clean === null) return null;
    let look: PictureLook = 'plate';
    if (clean.svg.includes('prefers-color-scheme')) look = 'adaptive';
    else if (clean.hasBitmap) look = clean.hasBackground ? 'photo' : 'plate';
    else if (isDrawing(path)) look = 'drawing';
    const size = { width: clean.width, height: clean.height };
    const frames = isDrawing(path) ? frameSizes(clean.svg) : {};
    return {
      facts: { output: path, ...size, look, ...(Object.keys(frames).length === 0 ? {} : { frames }) },
      svg: clean.svg,
      removed: clean.removed,
    };
  }
  const facts = bitmapFacts(bytes);
  if (facts === null) return null;
  const look: PictureLook = facts.mayBeTransparent ? 'plate' : 'photo';
  return { facts: { output: path, width: facts.width, height: facts.height, look }, svg: null, removed: [] };
}
