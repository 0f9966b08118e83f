/**
 * Short descriptions of drawings: Excalidraw's "skeleton" elements with a house look, fixed seeds and
 * arrows that find their own way between boxes. Used for the sample's figures and the stencils.
 */

import type { SceneElement } from '#core/figure/scene.ts';

/** One element, short. Any property of Excalidraw's skeletons may stand here and wins over the look. */
export interface Skeleton {
  readonly type: string;
  readonly id?: string;
  /** Ids of the elements that an arrow joins; its points are then worked out. */
  readonly from?: string;
  readonly to?: string;
  /** Where on the box an arrow leaves and arrives; the side that faces the other box when absent. */
  readonly fromSide?: Side;
  readonly toSide?: Side;
  /** Bends a joining arrow by this many units to its left; straight when absent. */
  readonly bend?: number;
  readonly label?: { readonly text: string; readonly [property: string]: unknown };
  readonly [property: string]: unknown;
}

export type Side = 'top' | 'right' | 'bottom' | 'left';

export interface SkeletonScene {
  readonly elements: readonly Skeleton[];
  readonly appState?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, unknown>>;
  /** Properties for every element that does not say otherwise. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** Ink on paper: thin even lines, a quiet sans, no scribble. Font 6 is Nunito. */
const look = {
  strokeColor: '#23201b',
  backgroundColor: 'transparent',
  fillStyle: 'solid',
  strokeWidth: 1.5,
  roughness: 0,
  opacity: 100,
} as const;
const textLook = { fontFamily: 6, fontSize: 18, strokeColor: '#23201b' } as const;

/** Gives every element an id, the house look and a seed that depends on nothing but the id. */
export function withLook(scene: SkeletonScene): readonly Skeleton[] {
  return scene.elements.map((element, index) => {
    const id = element.id ?? `${element.type}-${index + 1}`;
    const font = element.type === 'text' ? textLook : {};
    const label = element.label ? { label: { ...textLook, ...element.label } } : {};
    const rounded = element.type === 'rectangle' ? { roundness: { type: 3, value: 8 } } : {};
    return { ...look, ...font, ...rounded, ...scene.defaults, ...element, id, seed: seedOf(id), ...label };
  });
}

function seedOf(id: string): number {
  let seed = 7;
  for (let i = 0; i < id.length; i++) seed = (Math.imul(seed, 31) + id.charCodeAt(i)) & 0x7fffffff;
  return seed;
}

interface Box {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Space between an arrow's end and the box, in scene units. */
const gap = 6;

function centre(box: Box): readonly [number, number] {
  return [box.x + box.width / 2, box.y + box.height / 2];
}

function sidePoint(box: Box, side: Side): readonly [number, number] {
  const [x, y] = centre(box);
  if (side === 'top') return [x, box.y - gap];
  if (side === 'bottom') return [x, box.y + box.height + gap];
  if (side === 'left') return [box.x - gap, y];
  return [box.x + box.width + gap, y];
}

/** Where the line from the middle of `box` towards `target` leaves its outline, `gap` further out. */
function edgePoint(box: Box, target: readonly [number, number]): readonly [number, number] {
  const [x, y] = centre(box);
  const dx = target[0] - x;
  const dy = target[1] - y;
  const length = Math.hypot(dx, dy) || 1;
  const a = box.width / 2;
  const b = box.height / 2;
  let share: number;
  if (box.type === 'ellipse') share = 1 / (Math.hypot(dx / a, dy / b) || 1);
  else if (box.type === 'diamond') share = 1 / (Math.abs(dx) / a + Math.abs(dy) / b || 1);
  else share = Math.min(a / Math.abs(dx || 1e-9), b / Math.abs(dy || 1e-9));
  const out = share + gap / length;
  return [x + dx * out, y + dy * out];
}

/** The arrow's own geometry, from outline to outline; a bent one leaves and arrives along its bend. */
export function arrowBetween(arrow: Skeleton, from: Box, to: Box): Skeleton {
  const a = arrow.fromSide ? sidePoint(from, arrow.fromSide) : centre(from);
  const b = arrow.toSide ? sidePoint(to, arrow.toSide) : centre(to);
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const bend = arrow.bend ?? 0;
  const middle = [
    (a[0] + b[0]) / 2 + ((b[1] - a[1]) / length) * bend,
    (a[1] + b[1]) / 2 - ((b[0] - a[0]) / length) * bend,
  ] as const;
  const start = arrow.fromSide ? a : edgePoint(from, bend === 0 ? b : middle);
  const end = arrow.toSide ? b : edgePoint(to, bend === 0 ? a : middle);
  const through = bend === 0 ? [start, end] : [start, middle, end];
  const points = through.map(([x, y]) => [x - start[0], y - start[1]]);
  const round = bend === 0 ? {} : { roundness: { type: 2 } };
  const width = Math.abs(end[0] - start[0]);
  const height = Math.abs(end[1] - start[1]);
  return { endArrowhead: 'triangle', ...round, ...arrow, x: start[0], y: start[1], width, height, points };
}

type Converted = Record<string, unknown> & { id: string; type: string };

/** Binds the joining arrows to their boxes and takes out everything that would differ between two runs. */
export function elementsOf(
  converted: readonly Converted[],
  skeletons: readonly Skeleton[],
): readonly Converted[] {
  const names = new Map<string, string>();
  for (const element of converted) {
    const container = element.containerId;
    if (typeof container === 'string') names.set(element.id, `${container}-label`);
  }
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner)]));
    }
    return value;
  };
  const elements = converted.map((element) => {
    const {
      from: _from,
      to: _to,
      fromSide: _fromSide,
      toSide: _toSide,
      bend: _bend,
      label: _label,
      ...rest
    } = element;
    const own = renamed(rest) as Converted;
    return { ...own, seed: seedOf(own.id), index: null };
  });
  const byId = new Map<string, Converted>(elements.map((element) => [element.id, element]));
  for (const { id, from, to } of skeletons) {
    const arrow = id === undefined ? undefined : byId.get(id);
    if (!arrow || !from || !to) continue;
    for (const [property, other] of [
      ['startBinding', from],
      ['endBinding', to],
    ] as const) {
      const box = byId.get(other);
      if (!box) continue;
      arrow[property] = { elementId: other, focus: 0, gap };
      const bound = Array.isArray(box.boundElements) ? box.boundElements : [];
      if (!bound.some((entry: { id: string }) => entry.id === arrow.id)) {
        box.boundElements = [...bound, { type: 'arrow', id: arrow.id }];
      }
    }
  }
  return elements;
}

/** The elements with the bookkeeping of a first version, so that drawing again gives the same bytes. */
export function steady(elements: readonly SceneElement[]): readonly SceneElement[] {
  return elements.map((element) => ({
    ...element,
    version: 1,
    versionNonce: seedOf(`${element.id} nonce`),
    updated: 1,
  }));
}
