/**
 * What the canvas is given: the elements of a scene that can be drawn, with everything that could act
 * taken out.
 *
 * - `iframe` and `embeddable` show a web page inside the canvas, `magicframe` calls a service. They
 *   become a plain dashed box and a plain frame of the same place and size.
 * - A link other than http, https, mailto or a relative one is left out.
 * - A picture that the scene does not carry in itself is left out: the canvas would fetch it.
 *
 * The file keeps what it had: `mergeScene` puts the originals back.
 */
import { safeHref } from '../document/links.ts';
import { readableElement, type Scene, type SceneElement, type SetAside } from './scene.ts';

const withoutPoints = new Set(['line', 'arrow', 'draw']);
const fontNumbers: Readonly<Record<string, number>> = { Virgil: 1, Helvetica: 2, Cascadia: 3 };

/**
 * Puts properties from before 2021 in the way that Excalidraw 0.18 still reads without harm: an arrow
 * had only a width and a height, a text had one `font` for size and face.
 */
function modernised(element: SceneElement): SceneElement {
  if (withoutPoints.has(element.type) && !Array.isArray(element.points)) {
    const end = [Number(element.width ?? 0), Number(element.height ?? 0)];
    return { ...element, points: [[0, 0], end] };
  }
  if (element.type === 'text' && typeof element.font === 'string') {
    const { font, ...rest } = element;
    const [size = '', name = ''] = font.split(' ');
    return {
      ...rest,
      fontSize: element.fontSize ?? Number.parseFloat(size),
      fontFamily: element.fontFamily ?? fontNumbers[name] ?? 1,
    } as SceneElement;
  }
  return element;
}

function inertElement(given: SceneElement): SceneElement {
  const element = modernised(readableElement(given));
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

const carriedPicture = /^data:image\/[\w.+-]+[;,]/i;

/** The pictures to hand to the canvas, by file id. */
export function inertFiles(files: Scene['files']): Scene['files'] {
  return Object.fromEntries(
    Object.entries(files).filter(([, file]) => {
      const address = typeof file === 'object' && file !== null && 'dataURL' in file ? file.dataURL : null;
      return typeof address === 'string' && carriedPicture.test(address);
    }),
  );
}
