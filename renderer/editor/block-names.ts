/** Names of the containers that a document can hold, as the interface says them. */

export interface BlockChoice {
  /** As it stands in the file. */
  readonly value: string;
  readonly name: string;
  /** Half a sentence for the slash menu. */
  readonly purpose: string;
}

export const calloutKinds: readonly BlockChoice[] = [
  { value: 'NOTE', name: 'Note', purpose: 'something worth knowing' },
  { value: 'TIP', name: 'Tip', purpose: 'a way to do it better' },
  { value: 'IMPORTANT', name: 'Important', purpose: 'do not read on without this' },
  { value: 'WARNING', name: 'Warning', purpose: 'what may go wrong' },
  { value: 'CAUTION', name: 'Caution', purpose: 'what it may cost' },
];

export const divNames: readonly BlockChoice[] = [
  { value: 'example', name: 'Example', purpose: 'one concrete case' },
  { value: 'misreading', name: 'Misreading', purpose: 'what this does not say' },
  { value: 'context', name: 'Context', purpose: 'for those who lack the background' },
  { value: 'claim', name: 'Claim', purpose: 'what you stand behind' },
  { value: 'definition', name: 'Definition', purpose: 'what a word means here' },
  { value: 'theorem', name: 'Theorem', purpose: 'a statement that is proved' },
  { value: 'proof', name: 'Proof', purpose: 'why it holds' },
  { value: 'formal-pair', name: 'Formal pair', purpose: 'the idea, and the idea in symbols' },
  { value: 'theory-of-change', name: 'Theory of change', purpose: 'how the work would matter' },
  { value: 'prediction', name: 'Prediction', purpose: 'what you expect, with a probability' },
  { value: 'result', name: 'Result', purpose: 'what came out' },
];

/** `theory-of-change` reads as `Theory of change`; unknown names read as they are written. */
export function blockName(choices: readonly BlockChoice[], value: string): string {
  const known = choices.find((choice) => choice.value.toLowerCase() === value.toLowerCase());
  if (known !== undefined) return known.name;
  const words = value.replace(/[-_]+/g, ' ').toLowerCase();
  return words === '' ? 'Block' : words.charAt(0).toUpperCase() + words.slice(1);
}
