/** A list of the text as a figure of its own: boxes and arrows, ready to be drawn on. */
import { type ListItem, layoutList } from '#core/figure/layout.ts';
import { emptyScene } from '#core/figure/scene.ts';
import type { Host } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { elementsFor } from './convert.ts';
import { figureOf, placed } from './import-drawing.ts';

export interface DrawnList {
  readonly path: LibraryPath;
  /** What is drawn, in words, for the writer to improve. */
  readonly alt: string;
}

const longestAlt = 300;

/** Draws the list and puts it into the library under a free name made from `title`. */
export async function drawList(
  host: Host,
  items: readonly ListItem[],
  title: string,
): Promise<Outcome<DrawnList>> {
  const { boxes, joins } = layoutList(items);
  if (boxes.length === 0) return failed('unsupported', 'There is nothing in this list to draw.');
  const elements = await elementsFor({
    elements: [
      ...boxes.map(({ text, ...box }) => ({ ...box, type: 'rectangle', label: { text, fontSize: 16 } })),
      ...joins.map((join) => ({ ...join, type: 'arrow' })),
    ],
  });
  const svg = await figureOf({ scene: { ...emptyScene, elements }, aside: [] });
  if (!svg.ok) return svg;
  const landed = await placed(host, title, svg.value, null);
  if (!landed.ok) return landed;
  const words = `Boxes joined by arrows: ${boxes.map((box) => box.text).join('; ')}.`;
  const alt = words.length > longestAlt ? `${words.slice(0, longestAlt - 1)}…` : words;
  return done({ path: landed.value.path, alt });
}
