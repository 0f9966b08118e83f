/**
 * Draws a scene as the SVG that the figure's file shows.
 *
 * Letters are embedded as subsets of Excalidraw's fonts, so that the picture looks alike in any viewer.
 * The work is bounded in time: the subsetter runs in a worker that may never answer, and saving must
 * not wait for it. A picture without embedded fonts is still a picture.
 */
import { inertFiles } from '#core/figure/inert.ts';
import type { Scene, SceneElement } from '#core/figure/scene.ts';
import { inkClass } from '#core/figure/svg.ts';
import { loadExcalidraw } from './excalidraw.ts';

/** How long the fonts may take, in milliseconds. */
const patience = 8000;

/** Space around the drawing, in scene units. */
const margin = 12;

const paperless = new Set(['transparent', '#ffffff', '#fff', 'white', '']);

/** True when the scene has a background of its own, and not just the paper that it lies on. */
export function hasOwnBackground(appState: Scene['appState']): boolean {
  const colour = appState.viewBackgroundColor;
  return typeof colour === 'string' && !paperless.has(colour.toLowerCase());
}

export interface Picture {
  readonly svg: string;
  /** False when the letters could not be embedded in time. */
  readonly fontsEmbedded: boolean;
}

/**
 * `elements` are the elements as the canvas holds them; those that the canvas never held are not drawn.
 * Only the scene's settings and files are read.
 */
export async function drawPicture(
  elements: readonly SceneElement[],
  appState: Scene['appState'],
  files: Scene['files'],
): Promise<Picture> {
  const { exportToSvg, getNonDeletedElements } = await loadExcalidraw();
  // The door in core has checked the shapes; Excalidraw's own types name every property. Its types for
  // `exportToSvg` point at a package that is not published, so the answer's type is named here.
  type Elements = Parameters<typeof getNonDeletedElements>[0];
  const svgOf = exportToSvg as (options: Readonly<Record<string, unknown>>) => Promise<SVGSVGElement>;
  const options = {
    elements: getNonDeletedElements(elements as unknown as Elements),
    files: inertFiles(files),
    appState: {
      exportBackground: hasOwnBackground(appState),
      viewBackgroundColor: String(appState.viewBackgroundColor ?? 'transparent'),
      exportEmbedScene: false,
      exportWithDarkMode: false,
      frameRendering: { enabled: true, clip: true, name: false, outline: false },
    },
    exportPadding: margin,
    renderEmbeddables: false,
  };
  const complete = await within(patience, svgOf(options));
  if (complete !== null) return { svg: serialized(complete, files), fontsEmbedded: true };
  const plain = await svgOf({ ...options, skipInliningFonts: true });
  return { svg: serialized(plain, files), fontsEmbedded: false };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Gathers the ink between the bitmaps into groups, so that it can turn in the dark without them. Nothing
 * is done to a drawing without bitmaps.
 */
function gatherInk(svg: SVGSVGElement, files: Scene['files']): void {
  const isBitmap = (use: Element): boolean => {
    const symbol = svg.querySelector(`[id="${CSS.escape((use.getAttribute('href') ?? '').slice(1))}"]`);
    const address = symbol?.querySelector('image')?.getAttribute('href') ?? '';
    return !address.startsWith('data:image/svg');
  };
  const bitmaps = [...svg.querySelectorAll('use')].filter(isBitmap);
  if (bitmaps.length === 0 || Object.keys(files).length === 0) return;
  const drawn = new Set(['g', 'rect', 'a', 'path', 'text', 'use']);
  let group: SVGGElement | null = null;
  for (const child of [...svg.children]) {
    if (!drawn.has(child.localName) || bitmaps.some((bitmap) => child.contains(bitmap))) {
      group = null;
      continue;
    }
    if (group === null) {
      group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
      group.setAttribute('class', inkClass);
      child.before(group);
    }
    group.append(child);
  }
}

function serialized(svg: SVGSVGElement, files: Scene['files']): string {
  gatherInk(svg, files);
  return `${new XMLSerializer().serializeToString(svg)}\n`;
}
