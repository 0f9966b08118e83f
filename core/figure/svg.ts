/** What a figure's SVG says and carries besides the drawing: its size, its colours in the dark, its frames. */
import { framesOf } from './name.ts';
import type { Scene } from './scene.ts';

/** Width and height of a picture in CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const rootTag = /<svg\b(?:[^>"']|"[^"]*"|'[^']*')*>/;

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? (match[1] ?? match[2] ?? null) : null;
}

/** CSS pixels for one of each unit (CSS Values 4, absolute lengths). */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
  pc: 16,
};

function length(text: string | null): number | null {
  const match = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? '');
  const unit = units[(match?.[2] ?? '').toLowerCase()];
  const value = Number(match?.[1]) * (unit ?? Number.NaN);
  return Number.isFinite(value) && value > 0 ? value : null;
}

/** The size that the SVG asks for: its width and height, else its viewBox; null where it has neither. */
export function pictureSize(svg: string): PictureSize | null {
  const tag = rootTag.exec(svg)?.[0];
  if (tag === undefined) return null;
  const width = length(attribute(tag, 'width'));
  const height = length(attribute(tag, 'height'));
  if (width !== null && height !== null) return { width, height };
  const box = (attribute(tag, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , w, h] = box;
  if (w === undefined || h === undefined || !(w > 0) || !(h > 0) || !Number.isFinite(w + h)) return null;
  if (width !== null) return { width, height: (width * h) / w };
  if (height !== null) return { width: (height * w) / h, height };
  return { width: w, height: h };
}

/** The sizes of a drawing's frames, by the fragment of their addresses. */
export function frameSizes(svg: string): Readonly<Record<string, PictureSize>> {
  const sizes: Record<string, PictureSize> = Object.create(null);
  for (const [, id = '', box = ''] of svg.matchAll(/<view id="([^"]*)" viewBox="([^"]*)"\s*\/>/g)) {
    const [, , width = 0, height = 0] = box.split(' ').map(Number);
    if (width > 0 && height > 0 && Number.isFinite(width + height)) sizes[id] ??= { width, height };
  }
  return sizes;
}

/** The size of one frame of a drawing, by the fragment of its address; null where there is no such frame. */
export function frameSize(svg: string, fragment: string): PictureSize | null {
  return frameSizes(svg)[fragment] ?? null;
}

/** The class of the groups that turn in the dark, in a drawing that holds bitmaps; these stay outside of them. */
export const inkClass = 'ink';

/**
 * Makes the picture read well on dark paper, by itself and without script: an `<img>` tells the SVG in
 * it the colour scheme that is in force around it (CSS Color Adjustment 1, "prefers-color-scheme" in
 * images), and opened alone it follows the system. Colours are turned as Excalidraw turns them on a
 * dark canvas. A bitmap is never turned: turning it back would wash its colours out, so where there is
 * one, only the ink around it turns. Printing keeps the light colours. The rules name the root of
 * an SVG document, so that nothing happens to a page that has the picture's source inlined.
 */
function themeStyle(svg: string): string {
  const turned = svg.includes(`<g class="${inkClass}">`) ? `svg:root .${inkClass}` : 'svg:root';
  return (
    '@media screen and (prefers-color-scheme: dark) { ' +
    `svg:root { color-scheme: dark } ${turned} { filter: invert(93%) hue-rotate(180deg) } }`
  );
}

/** True for a picture that turns its own colours on dark paper: nothing outside may turn them again. */
export function followsTheme(svg: string): boolean {
  return svg.includes('prefers-color-scheme');
}

interface FrameArea {
  readonly id: string;
  readonly x: string;
  readonly y: string;
  readonly width: string;
  readonly height: string;
}

/** Where each frame lies in the picture: Excalidraw writes it as a clip path named by the frame. */
function frameAreas(svg: string): readonly FrameArea[] {
  const clips =
    /<clipPath id="([^"]+)"><rect transform="translate\(([-\d.e]+) ([-\d.e]+)\)[^"]*" width="([\d.e]+)" height="([\d.e]+)"/g;
  return [...svg.matchAll(clips)].map(([, id = '', x = '', y = '', width = '', height = '']) => ({
    id,
    x,
    y,
    width,
    height,
  }));
}

/**
 * The picture as it goes to the file: with the rules for dark paper, and with a named view for each
 * named frame, so that `figure.excalidraw.svg#frame-name` shows that frame alone in any browser.
 */
export function finishPicture(svg: string, scene: Scene): string {
  const areas = new Map(frameAreas(svg).map((area) => [area.id, area]));
  const views = framesOf(scene).flatMap(({ id, fragment }) => {
    const area = areas.get(id);
    return area
      ? [`<view id="${fragment}" viewBox="${area.x} ${area.y} ${area.width} ${area.height}"/>`]
      : [];
  });
  const root = rootTag.exec(svg);
  if (!root) return svg;
  const style = followsTheme(svg) ? '' : `<style>${themeStyle(svg)}</style>`;
  const after = root.index + root[0].length;
  return svg.slice(0, after) + style + views.join('') + svg.slice(after);
}
