import type { Attribute } from '@tiptap/core';
import type { AttributeValue } from '#core/markdown/schema.ts';

/** The types that an attribute may have, as ProseMirror's `validate` names them. */
type TypeNames = 'string' | 'number' | 'boolean' | 'string|null' | 'boolean|null' | 'number|null';

function fits(value: unknown, types: TypeNames): boolean {
  const type = value === null ? 'null' : typeof value;
  return types.split('|').includes(type);
}

/**
 * One attribute of a node or mark. In the page and on the clipboard it stands as JSON in
 * `data-legible-…`, so that copy and paste lose nothing; whatever does not fit `types` is refused
 * there and by ProseMirror itself when a node is made from JSON.
 *
 * @param fromElement reads the value off an element that another program wrote
 */
export function attribute(
  name: string,
  types: TypeNames,
  fallback: AttributeValue,
  fromElement?: (element: HTMLElement) => unknown,
): Attribute {
  const key = `data-legible-${name.toLowerCase()}`;
  return {
    default: fallback,
    validate: types,
    keepOnSplit: false,
    parseHTML: (element) => {
      const carried = element.getAttribute(key);
      if (carried !== null) {
        try {
          const value: unknown = JSON.parse(carried);
          if (fits(value, types)) return value;
        } catch {
          // Not written by Legible: read it as a stranger's.
        }
      }
      const read = fromElement?.(element);
      return fits(read, types) ? read : fallback;
    },
    renderHTML: (attributes) => {
      const value: unknown = attributes[name];
      return value === fallback ? {} : { [key]: JSON.stringify(value) };
    },
  };
}
