/** How figures and their frames are named in files, in addresses and in references. */
import { fileNameOf } from '../host/library-path.ts';
import { slugify } from '../site/slug.ts';
import type { Scene } from './scene.ts';

const drawingEnding = '.excalidraw.svg';

/** True for an address or path whose file the canvas can open; a fragment names a frame of it. */
export function isDrawing(src: string): boolean {
  return withoutFragment(src).toLowerCase().endsWith(drawingEnding);
}

function withoutFragment(src: string): string {
  return src.replace(/[?#].*$/s, '');
}

/** `../figures/agent-loop.excalidraw.svg#inner` gives `agent-loop`; also for other pictures. */
export function figureName(src: string): string {
  const file = fileNameOf(withoutFragment(src));
  return file.replace(/(?:\.excalidraw)?\.[a-z0-9]+$/i, '');
}

/** The frame that an address names, decoded, or null for the whole drawing. */
export function frameInAddress(src: string): string | null {
  const fragment = /#(.+)$/s.exec(src)?.[1];
  if (fragment === undefined) return null;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Letters of any script, digits, hyphens and low lines, in lower case: what a reference can be typed with. */
function labelPart(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * The label that `@fig-…` refers to: `fig-agent-loop`, and for one frame of a drawing
 * `fig-agent-loop-inner`. The one rule for the editor, the reader's checks and the site. A label written
 * in the document's attributes (`{#fig-x}`) comes before it.
 */
export function figureLabel(src: string): string {
  const frame = isDrawing(src) ? frameInAddress(src) : null;
  const name = labelPart(figureName(src));
  return frame === null ? `fig-${name}` : `fig-${name}-${labelPart(frame)}`;
}

export interface Frame {
  readonly id: string;
  readonly name: string;
  /** What stands after `#` in the address of this frame; letters, digits and hyphens. */
  readonly fragment: string;
}

/** The named frames of a drawing, in order; of two with one fragment the second gets a number. */
export function framesOf(scene: Scene): readonly Frame[] {
  const taken = new Set<string>();
  const frames: Frame[] = [];
  for (const element of scene.elements) {
    if (element.type !== 'frame' && element.type !== 'magicframe') continue;
    const name = element.name;
    if (element.isDeleted === true || typeof name !== 'string') continue;
    const wanted = slugify(name);
    if (wanted === '') continue;
    let fragment = wanted;
    for (let n = 2; taken.has(fragment); n++) fragment = `${wanted}-${n}`;
    taken.add(fragment);
    frames.push({ id: element.id, name, fragment });
  }
  return frames;
}
