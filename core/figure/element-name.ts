/** How an element of a drawing is called in a list: by the name it was given, or by what it shows. */
import type { SceneElement } from './scene.ts';

const kindNames: Readonly<Record<string, string>> = {
  rectangle: 'Box',
  diamond: 'Diamond',
  ellipse: 'Ellipse',
  line: 'Line',
  draw: 'Line',
  arrow: 'Arrow',
  freedraw: 'Stroke',
  text: 'Text',
  image: 'Picture',
  frame: 'Frame',
  magicframe: 'Frame',
  iframe: 'Embedded page',
  embeddable: 'Embedded page',
};

const longestName = 60;

/** The name that the writer gave it, or null. It is kept in the element's `customData`. */
export function namedElement(element: SceneElement): string | null {
  const data = element.customData;
  const name = typeof data === 'object' && data !== null && 'name' in data ? data.name : null;
  return typeof name === 'string' && name !== '' ? name : null;
}

function wordsOf(element: SceneElement, all: readonly SceneElement[]): string | null {
  const own = element.type === 'text' ? element : all.find((other) => other.containerId === element.id);
  const text = own?.originalText ?? own?.text;
  const line = typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
  return line === '' ? null : line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
}

/** The id of the element that an arrow's end is bound to. */
function boundTo(binding: unknown): string | null {
  if (typeof binding !== 'object' || binding === null || !('elementId' in binding)) return null;
  return typeof binding.elementId === 'string' ? binding.elementId : null;
}

/** `Box: Agent`, `Arrow from Agent to World: acts`, `Text: the loop`. `all` are the elements it lies among. */
export function describeElement(element: SceneElement, all: readonly SceneElement[]): string {
  const given = namedElement(element);
  if (given !== null) return given;
  const kind = kindNames[element.type] ?? 'Element';
  const frame = element.type === 'frame' && typeof element.name === 'string' ? element.name : null;
  const words = frame ?? wordsOf(element, all);
  const label = words === null ? '' : `: ${words}`;
  if (element.type !== 'arrow') return kind + label;
  const end = (binding: unknown): string | null => {
    const id = boundTo(binding);
    const other = id === null ? undefined : all.find((candidate) => candidate.id === id);
    return other === undefined ? null : (namedElement(other) ?? wordsOf(other, all));
  };
  const from = end(element.startBinding);
  const to = end(element.endBinding);
  return `${kind}${from === null ? '' : ` from ${from}`}${to === null ? '' : ` to ${to}`}${label}`;
}
