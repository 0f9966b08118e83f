/**
 * What the canvas is given: the elements of a scene that can be drawn, with everything that could act
 * taken out.
 *
 * - `iframe` and `embeddable` show a web page inside the canvas, `magicframe` calls a service. They
 *   become a plain dashed box and a plain frame of the same place and size.
 * - A link other than http, https, mailto or a relative one is left out.
 *
 * The file keeps what it had: `mergeScene` puts the originals back.
 */
import { safeHref } from '../document/links.ts';
import type { Scene, SceneElement, SetAside } from './scene.ts';

function inertElement(element: SceneElement): SceneElement {
  const link = element.link;
  const safe = typeof link === 'string' && safeHref(link) === null ? { ...element, link: null } : element;
  if (element.type === 'magicframe') return { ...safe, type: 'frame' };
  if (element.type !== 'iframe' && element.type !== 'embeddable') return safe;
  const { customData: _generated, ...plain } = safe;
  return { ...plain, type: 'rectangle', link: null, strokeStyle: 'dashed', backgroundColor: 'transparent' };
}

/** The elements to hand to the canvas, in order. `aside` is what `readScene` answered. */
export function inertElements(scene: Scene, aside: readonly SetAside[]): readonly SceneElement[] {
  const left = new Set(aside.map((entry) => entry.id));
  return scene.elements.filter((element) => !left.has(element.id)).map(inertElement);
}
