/** Two parts side by side with a line between them that can be moved, by mouse and by keyboard. */
import { type ReactNode, useRef, useState } from 'react';

export interface SplitProps {
  readonly label: string;
  /** Share of the width that the first part has, 0.2 to 0.8. */
  readonly share: number;
  onShare(share: number): void;
  readonly first: ReactNode;
  /** Null leaves the whole width to the first part. */
  readonly second: ReactNode | null;
}

const least = 0.2;
const most = 0.8;

function within(share: number): number {
  return Math.round(Math.max(least, Math.min(most, share)) * 1000) / 1000;
}

export function Split(props: SplitProps) {
  const box = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState<number | null>(null);
  const share = moving ?? props.share;
  const at = (x: number): number => {
    const rectangle = box.current?.getBoundingClientRect();
    return rectangle === undefined ? share : within((x - rectangle.left) / rectangle.width);
  };
  return (
    <div className={moving === null ? 'split' : 'split split-moving'} ref={box}>
      <div className="split-part" style={{ flexBasis: props.second === null ? '100%' : `${share * 100}%` }}>
        {props.first}
      </div>
      {props.second !== null && (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved; this is the separator widget of ARIA. */}
          <div
            className="split-line"
            role="separator"
            tabIndex={0}
            aria-label={props.label}
            aria-orientation="vertical"
            aria-valuemin={least * 100}
            aria-valuemax={most * 100}
            aria-valuenow={Math.round(share * 100)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              setMoving(at(event.clientX));
            }}
            onPointerMove={(event) => {
              if (moving !== null) setMoving(at(event.clientX));
            }}
            onPointerUp={(event) => {
              if (moving === null) return;
              props.onShare(at(event.clientX));
              setMoving(null);
            }}
            onPointerCancel={() => setMoving(null)}
            onDoubleClick={() => props.onShare(0.5)}
            onKeyDown={(event) => {
              const step = event.shiftKey ? 0.1 : 0.02;
              if (event.key === 'ArrowLeft') props.onShare(within(share - step));
              else if (event.key === 'ArrowRight') props.onShare(within(share + step));
              else if (event.key === 'Home') props.onShare(least);
              else if (event.key === 'End') props.onShare(most);
              else return;
              event.preventDefault();
            }}
          />
          <div className="split-part split-second">{props.second}</div>
        </>
      )}
    </div>
  );
}
