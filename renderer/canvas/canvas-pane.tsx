/** A figure beside the text: the drawing, its caption and its alt text. Loaded when first shown. */
import { useEffect, useRef, useState } from 'react';
import { figureName } from '#core/figure/name.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { useSession } from '#renderer/editor/session.ts';
import { useHost } from '#renderer/host/host-context.tsx';
import type { CanvasPaneProps } from '#renderer/workspace/slots.ts';
import { DrawingView } from './drawing-view.tsx';
import { lastGoodVersion, type OpenedFigure, openFigure } from './open-figure.ts';

export function CanvasPane(props: CanvasPaneProps) {
  const host = useHost();
  const session = useSession();
  // A new figure gets its path while it is open; it must not be read again then.
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  const own = useRef<LibraryPath | null>(null);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (props.path !== null && props.path === own.current) return;
    let current = true;
    own.current = props.path;
    setOpened(null);
    void openFigure(host, props.path).then((figure) => {
      if (!current) return;
      setOpened(figure);
      setTurn((count) => count + 1);
    });
    return () => {
      current = false;
    };
  }, [host, props.path]);

  const words = useRef({ alt: props.alt, caption: props.caption });
  // The text is narrower now: its figure goes back to where the eye is.
  useEffect(() => {
    if (session === null || props.path === null) return;
    const all = session.figures().filter((figure) => figure.path === props.path);
    const { alt, caption } = words.current;
    const shown = all.find((figure) => figure.alt === alt && (figure.caption ?? '') === caption) ?? all[0];
    const position = shown === undefined ? null : session.positionOfBlock(shown.block);
    if (position === null) return;
    const frame = requestAnimationFrame(() => {
      const figure = session.editor.view.nodeDOM(position);
      if (figure instanceof HTMLElement) figure.scrollIntoView({ block: 'center' });
    });
    return () => cancelAnimationFrame(frame);
  }, [session, props.path]);

  const close = () => {
    props.onClose();
    session?.editor.commands.focus();
  };

  if (opened === null) {
    return (
      <section className="canvas-pane" aria-label="Drawing" aria-busy="true">
        <p className="canvas-note">Opening the drawing…</p>
      </section>
    );
  }
  if (opened.kind === 'scene') {
    return (
      <DrawingView
        key={turn}
        opened={opened}
        alt={props.alt}
        caption={props.caption}
        onSaved={(figure) => {
          own.current = figure.path;
          props.onSaved(figure);
        }}
        onReload={() => {
          own.current = null;
          void openFigure(host, props.path).then((figure) => {
            own.current = props.path;
            setOpened(figure);
            setTurn((count) => count + 1);
          });
        }}
        onClose={close}
      />
    );
  }
  return (
    <PictureOnly
      opened={opened}
      alt={props.alt}
      onVersion={(figure) => {
        setOpened(figure);
        setTurn((count) => count + 1);
      }}
      onClose={close}
    />
  );
}

/** A figure that cannot be drawn on: shown as it is, with the reason and the way back. */
function PictureOnly(props: {
  readonly opened: Exclude<OpenedFigure, { kind: 'scene' }>;
  readonly alt: string;
  onVersion(figure: OpenedFigure): void;
  onClose(): void;
}) {
  const host = useHost();
  const { opened } = props;
  const [version, setVersion] = useState<OpenedFigure | null>(null);
  useEffect(() => {
    if (opened.kind !== 'picture') return;
    let current = true;
    void lastGoodVersion(host, opened.path, opened.revision).then((found) => {
      if (current) setVersion(found);
    });
    return () => {
      current = false;
    };
  }, [host, opened]);
  return (
    <section className="canvas-pane" aria-label="Drawing">
      <header className="canvas-bar">
        <span className="canvas-name">{opened.kind === 'picture' ? figureName(opened.path) : 'Drawing'}</span>
        <button type="button" className="canvas-button" onClick={props.onClose}>
          Close
        </button>
      </header>
      <div className="canvas-notice" role="status">
        {opened.kind === 'picture'
          ? `Shown, not opened for drawing. ${opened.reason} The file is left as it is.`
          : opened.message}
        {version !== null && (
          <button type="button" className="canvas-button" onClick={() => props.onVersion(version)}>
            Open the last version that can be drawn on
          </button>
        )}
      </div>
      {opened.kind === 'picture' && (
        <div className="canvas-picture">
          <img src={host.addressOf(opened.path)} alt={props.alt} />
        </div>
      )}
    </section>
  );
}
