/** Two texts line by line: what one has and the other has not. */

export interface DifferenceLine {
  readonly side: 'both' | 'mine' | 'theirs';
  readonly text: string;
}

/** Above this many comparisons the differing middle is shown as two whole blocks. */
const most = 4_000_000;

/** Lines of both texts in order, each with the side that has it. Longest common subsequence (Hunt and McIlroy, 1976, by table). */
export function differingLines(mine: string, theirs: string): readonly DifferenceLine[] {
  const a = mine.split(/\r\n|\n|\r/);
  const b = theirs.split(/\r\n|\n|\r/);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const both = (lines: readonly string[]): DifferenceLine[] => lines.map((text) => ({ side: 'both', text }));
  return [
    ...both(a.slice(0, head)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...both(a.slice(a.length - tail)),
  ];
}

function middle(a: readonly string[], b: readonly string[]): DifferenceLine[] {
  const mine = (text: string): DifferenceLine => ({ side: 'mine', text });
  const theirs = (text: string): DifferenceLine => ({ side: 'theirs', text });
  if (a.length * b.length > most) return [...a.map(mine), ...b.map(theirs)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        a[row] === b[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DifferenceLine[] = [];
  let row = 0;
  let column = 0;
  while (row < a.length || column < b.length) {
    const left = a[row];
    const right = b[column];
    if (left !== undefined && left === right) {
      lines.push({ side: 'both', text: left });
      row += 1;
      column += 1;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(mine(left));
      row += 1;
    } else if (right !== undefined) {
      lines.push(theirs(right));
      column += 1;
    }
  }
  return lines;
}

/** The differing lines with `around` equal lines beside them; null stands for lines left out. */
export function excerpt(lines: readonly DifferenceLine[], around = 2): readonly (DifferenceLine | null)[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.side === 'both') return;
    for (let at = index - around; at <= index + around; at += 1) near.add(at);
  });
  const shown: (DifferenceLine | null)[] = [];
  lines.forEach((line, index) => {
    if (near.has(index)) shown.push(line);
    else if (shown.at(-1) !== null) shown.push(null);
  });
  return shown;
}
