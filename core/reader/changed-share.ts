/** How much of a text is new since an earlier one, in words. */

function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?:])\s+|\n{2,}/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

function words(sentence: string): number {
  return sentence.match(/\S+/g)?.length ?? 0;
}

/** Share (0 to 1) of the words of `now` that stand in sentences which `before` did not have. Moving a sentence changes nothing. */
export function changedShare(before: string, now: string): number {
  const left = new Map<string, number>();
  for (const sentence of sentences(before)) left.set(sentence, (left.get(sentence) ?? 0) + 1);
  let all = 0;
  let fresh = 0;
  for (const sentence of sentences(now)) {
    const count = words(sentence);
    all += count;
    const kept = left.get(sentence) ?? 0;
    if (kept > 0) left.set(sentence, kept - 1);
    else fresh += count;
  }
  return all === 0 ? 0 : fresh / all;
}

const twelveHours = 12 * 3600 * 1000;

/** The version that stood twelve hours ago, or the oldest there is: what the newest text is held against. */
export function versionBefore<V extends { readonly written: number }>(
  versions: readonly V[],
  now: number,
): V | null {
  const newestFirst = [...versions].sort((a, b) => b.written - a.written);
  return newestFirst.find((version) => version.written <= now - twelveHours) ?? newestFirst.at(-1) ?? null;
}
