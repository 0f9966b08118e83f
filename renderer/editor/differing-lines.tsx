import { useMemo } from 'react';
import { differingLines, excerpt } from './line-difference.ts';

export interface DifferingLinesProps {
  readonly mine: string;
  readonly theirs: string;
  readonly mineName: string;
  readonly theirsName: string;
}

/** Two texts, line by line: what only one of them has, with a little of what is around it. */
export function DifferingLines(props: DifferingLinesProps) {
  const { mine, theirs, mineName, theirsName } = props;
  const lines = useMemo(() => excerpt(differingLines(mine, theirs)), [mine, theirs]);
  return (
    <>
      <p className="compare-legend">
        <span className="compare-mine">{mineName}</span> <span className="compare-theirs">{theirsName}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="compare-lines" tabIndex={0} aria-label="Lines that differ">
        {lines.map((line, index) =>
          line === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown.
            <hr key={index} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown.
            <pre key={index} className={`compare-line compare-${line.side}`}>
              <span className="out-of-sight">
                {line.side === 'both' ? '' : `${line.side === 'mine' ? mineName : theirsName}: `}
              </span>
              {line.text === '' ? ' ' : line.text}
            </pre>
          ),
        )}
      </section>
    </>
  );
}
