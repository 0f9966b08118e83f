/**
 * Typing in a text area without losing the file's line endings. A text area turns every line end into
 * `\n`; so what was typed is worked out against what it showed, and only that is carried over.
 */

/** What a text area shows for a file. */
export function shownText(file: string): string {
  return file.replace(/\r\n?/g, '\n');
}

/** Place in the file for a place in what is shown. */
export function filePlace(file: string, shown: number): number {
  let at = 0;
  for (let count = 0; count < shown && at < file.length; count += 1) {
    at += file.charAt(at) === '\r' && file.charAt(at + 1) === '\n' ? 2 : 1;
  }
  return at;
}

/** Place in what is shown for a place in the file. */
export function shownPlace(file: string, place: number): number {
  return shownText(file.slice(0, place)).length;
}

/**
 * The file after its text area was changed to `shown`.
 *
 * @param endOfLine how new line ends are written
 */
export function carryOver(file: string, shown: string, endOfLine: string): string {
  const before = shownText(file);
  const shorter = Math.min(before.length, shown.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === shown.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === shown.charCodeAt(shown.length - 1 - tail)
  ) {
    tail += 1;
  }
  const from = filePlace(file, head);
  const to = filePlace(file, before.length - tail);
  const typed = shown.slice(head, shown.length - tail).replace(/\n/g, endOfLine);
  return file.slice(0, from) + typed + file.slice(to);
}
