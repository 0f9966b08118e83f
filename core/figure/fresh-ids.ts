/** Elements that join others on a canvas get ids of their own, and keep pointing at each other. */
import type { SceneElement } from './scene.ts';

/** `newId` answers another id at every call. Groups get new names as well. */
export function withFreshIds(
  elements: readonly SceneElement[],
  newId: () => string,
): readonly SceneElement[] {
  const names = new Map<string, string>();
  for (const element of elements) {
    names.set(element.id, newId());
    const groups: unknown = element.groupIds;
    for (const group of Array.isArray(groups) ? groups : []) {
      if (typeof group === 'string' && !names.has(group)) names.set(group, newId());
    }
  }
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner)]));
  };
  const pointing = [
    'id',
    'groupIds',
    'frameId',
    'containerId',
    'boundElements',
    'startBinding',
    'endBinding',
  ];
  return elements.map((element) => {
    const changed = pointing.flatMap((key) => (key in element ? [[key, renamed(element[key])]] : []));
    return { ...element, ...Object.fromEntries(changed) } as SceneElement;
  });
}
