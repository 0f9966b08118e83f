/** Pictures on a page. */
import { escapeHtml, relativeAddress } from './escape.ts';
import type { RenderedPicture } from './rendered.ts';

/**
 * One `<img>` with its size, so that nothing moves when it arrives. `eager` for the first picture
 * of a page, which is asked for at once; the others wait until they come near.
 */
export function pictureHtml(picture: RenderedPicture, from: string, eager: boolean): string {
  const src = escapeHtml(relativeAddress(from, picture.output));
  const size =
    picture.width !== null && picture.height !== null
      ? ` width="${Math.round(picture.width)}" height="${Math.round(picture.height)}"`
      : '';
  const loading = eager ? '' : ' loading="lazy" decoding="async"';
  return `<img class="${picture.look}" src="${src}" alt="${escapeHtml(picture.alt)}"${size}${loading}>`;
}
