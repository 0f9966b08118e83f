/** Putting words into a prompt: `{reader}`, `{term}`, and what a person would say when a slot is empty. */

/** Fills the slots. `{reader}` at the start of a sentence gets its capital; an empty slot leaves no gap. */
export function fill(
  wording: string,
  slots: Readonly<Record<string, string | number>>,
  reader: string,
): string {
  let text = wording;
  // Slots may hold slots (`{theirs}` names the reader), so two rounds.
  for (let round = 0; round < 2; round += 1) {
    text = text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      if (name === 'reader') return reader;
      const value = slots[name];
      return value === undefined ? (round === 0 ? whole : '') : String(value);
    });
  }
  text = text
    .replace(/\s+([.,?!])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  // A quote that ends its own sentence needs no second mark.
  text = text.replace(/([.!?])”([.])/g, '$1”');
  return text
    .replace(
      /(^|[.?!]\s)(your reader)/g,
      (_, start: string, words: string) => start + words.charAt(0).toUpperCase() + words.slice(1),
    )
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
