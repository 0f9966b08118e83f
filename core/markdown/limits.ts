/**
 * How much Markdown is read, and why no more. Beyond a limit the text is kept and shown as source:
 * an answer in bounded time, and a file that nobody damages.
 */

/** Characters in a body. The longest books in plain text are near 6 million; reading 12 takes about a second. */
export const maxBodyLength = 12_000_000;

/** Characters in one line. No person writes such a line; generated ones hold data, not prose. */
export const maxLineLength = 1_000_000;

/** Characters in one paragraph, heading or cell: the inline reader keeps some state for each. */
export const maxInlineLength = 400_000;

/** Characters in one paragraph that may open or close something; each costs a token of about 200 bytes. */
export const maxInlineMarks = 20_000;

/** Containers within containers. Deeper text is kept as source; the readers of the tree recurse on it. */
export const maxNesting = 60;

/** Lines in a body; empty lines cost memory too. */
export const maxLines = 1_000_000;

/** Why a body is not read, or null when it is. */
export function tooLarge(body: string): string | null {
  if (body.length > maxBodyLength) {
    return `This document holds more than ${maxBodyLength / 1_000_000} million characters. It is shown as source.`;
  }
  let lines = 0;
  let start = 0;
  for (;;) {
    let end = body.indexOf('\n', start);
    if (end < 0) end = body.length;
    if (end - start > maxLineLength && longestPart(body, start, end) > maxLineLength) {
      return `This document has a line of more than ${maxLineLength / 1_000_000} million characters. It is shown as source.`;
    }
    lines++;
    if (end === body.length) break;
    start = end + 1;
  }
  if (lines > maxLines) {
    return `This document has more than ${maxLines / 1_000_000} million lines. It is shown as source.`;
  }
  return null;
}

/** The longest line between two line feeds, for files that end their lines with a carriage return. */
function longestPart(body: string, start: number, end: number): number {
  let longest = 0;
  for (let at = start; at < end; ) {
    const next = body.indexOf('\r', at);
    const stop = next < 0 || next > end ? end : next;
    longest = Math.max(longest, stop - at);
    at = stop + 1;
  }
  return longest;
}
