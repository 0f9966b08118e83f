/** Remembers what was found out about a sentence or a paragraph for as long as it is unchanged. */

/** `compute`, asked once for each object; the answer goes when the object goes. */
export function remembered<K extends WeakKey, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}
