import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** A rectangle on the screen that something stands by. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface FloatingProps {
  readonly place: Place;
  readonly side: 'above' | 'below';
  readonly className: string;
  readonly role: 'toolbar' | 'listbox' | 'group';
  readonly label: string;
  readonly id?: string;
  readonly children: ReactNode;
}

const gap = 8;

/** Something small beside a place of the text, kept inside the window. */
export function Floating(props: FloatingProps) {
  const element = useRef<HTMLDivElement>(null);
  const { place, side } = props;
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return;
    const { width, height } = box.getBoundingClientRect();
    const above = place.top - height - gap;
    const below = place.bottom + gap;
    const fitsAbove = above >= gap;
    const fitsBelow = below + height <= window.innerHeight - gap;
    const top = side === 'above' ? (fitsAbove ? above : below) : fitsBelow || !fitsAbove ? below : above;
    const left = Math.max(gap, Math.min(place.left, window.innerWidth - width - gap));
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(gap, top))}px)`;
  });
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: every role in `role` takes a name.
    <div
      ref={element}
      id={props.id}
      className={`floating ${props.className}`}
      role={props.role}
      aria-label={props.label}
    >
      {props.children}
    </div>
  );
}
