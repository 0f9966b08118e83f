/** Pictures on a page. */
import { escapeHtml, relativeAddress } from './escape.ts';
import type { RenderedPicture } from './rendered.ts';

/** What follows the address of a picture of which one frame is shown. */
export function fragmentOf(frame: string | undefined): string {
  return frame === undefined ? '' : `#${encodeURIComponent(frame)}`;
}

/**
 * One `<img>` with its size, so that nothing moves when it arrives. `eager` for the first picture
 * of a page, which is asked for at once; the others wait until they come near.
 */
export function pictureHtml(picture: RenderedPicture, from: string, eager: boolean): string {
  const src = escapeHtml(relativeAddress(from, picture.output) + fragmentOf(picture.fragment));
  const size =
    picture.width !== null && picture.height !== null
      ? ` width="${Math.round(picture.width)}" height="${Math.round(picture.height)}"`
      : '';
  const loading = eager ? '' : ' loading="lazy" decoding="async"';
  return `<img class="${picture.look}" src="${src}" alt="${escapeHtml(picture.alt)}"${size}${loading}>`;
}
