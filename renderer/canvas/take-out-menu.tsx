/** The small menu from which a drawing leaves the app: SVG, PNG, copy, print. */
import { useEffect, useRef, useState } from 'react';
import { pictureSize } from '#core/figure/svg.ts';
import { copyPicture, type OpenDrawing, pngOf, printPicture, saveAs } from './take-out.ts';

export interface TakeOutMenuProps {
  readonly name: string;
  /** The drawing as it stands, or null while there is none. */
  drawing(): OpenDrawing | null;
  /** The figure file as it would be saved now. */
  figure(): Promise<string>;
}

export function TakeOutMenu(props: TakeOutMenuProps) {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    return () => document.removeEventListener('pointerdown', close);
  }, [open]);

  const png = (scale: number) => async (drawing: OpenDrawing) =>
    saveAs(`${props.name}${scale === 1 ? '' : `@${scale}x`}.png`, await pngOf(drawing, scale));
  const rows: readonly (readonly [string, (drawing: OpenDrawing) => Promise<void>])[] = [
    [
      'SVG, with the drawing inside',
      async () =>
        saveAs(`${props.name}.excalidraw.svg`, new Blob([await props.figure()], { type: 'image/svg+xml' })),
    ],
    ['PNG, 1×', png(1)],
    ['PNG, 2×', png(2)],
    ['PNG, 3×', png(3)],
    ['Copy as picture', copyPicture],
    [
      'Print, or save as PDF…',
      async () => {
        const svg = await props.figure();
        const size = pictureSize(svg);
        if (size !== null) await printPicture(svg, size.width, size.height);
      },
    ],
  ];
  const run = async (title: string, take: (drawing: OpenDrawing) => Promise<void>) => {
    setOpen(false);
    const drawing = props.drawing();
    if (drawing === null || drawing.elements.length === 0) return setSaid('Nothing is drawn yet.');
    try {
      await take(drawing);
      setSaid(title.startsWith('Copy') ? 'Copied.' : '');
    } catch {
      setSaid(
        title.startsWith('Copy') ? 'The browser does not allow copying pictures.' : 'It could not be made.',
      );
    }
  };
  return (
    <div className="canvas-out" ref={box}>
      <span role="status">{said}</span>
      <button
        type="button"
        className="canvas-button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen((shown) => !shown)}
      >
        Export
      </button>
      {open && (
        <div
          role="menu"
          tabIndex={-1}
          aria-label="Export the drawing"
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (event.key === 'Escape') setOpen(false);
            else if (step === undefined) return;
            else {
              const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
              const at = items.indexOf(document.activeElement as HTMLElement);
              items[(at + step + items.length) % items.length]?.focus();
            }
            event.preventDefault();
            event.stopPropagation();
          }}
        >
          {rows.map(([title, take]) => (
            <button key={title} type="button" role="menuitem" onClick={() => void run(title, take)}>
              {title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
