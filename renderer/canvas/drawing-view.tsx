/** An open drawing: the bar above, the canvas, and the words below. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { figureName } from '#core/figure/name.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { useWatched } from '#renderer/components/observable.ts';
import { useSession } from '#renderer/editor/session.ts';
import { useHost } from '#renderer/host/host-context.tsx';
import { CanvasModel } from './canvas-model.ts';
import { DrawingSurface } from './drawing-surface.tsx';
import { ElementList } from './element-list.tsx';
import { FigureSaver } from './figure-saver.ts';
import type { OpenedFigure } from './open-figure.ts';
import { SaveNotice, SaveWord } from './save-notice.tsx';

export interface FigureWords {
  readonly path: LibraryPath;
  readonly alt: string;
  readonly caption: string;
}

export interface DrawingViewProps {
  readonly opened: Extract<OpenedFigure, { kind: 'scene' }>;
  readonly alt: string;
  readonly caption: string;
  onSaved(figure: FigureWords): void;
  /** Reads the file again and drops what is drawn here. */
  onReload(): void;
  onClose(): void;
}

/** Milliseconds of rest before a changed caption or alt text goes into the text. */
const restBeforeWords = 300;

export function DrawingView(props: DrawingViewProps) {
  const host = useHost();
  const session = useSession();
  const { opened } = props;
  const [words, setWords] = useState({ alt: props.alt, caption: props.caption });
  const [name, setName] = useState('');
  const [listed, setListed] = useState(false);

  const latest = useRef({ words, name, props });
  latest.current = { words, name, props };

  const [{ model, saver }] = useState(() => {
    const canvas = new CanvasModel(opened.reading);
    const figureSaver = new FigureSaver(
      host,
      opened.file,
      opened.reading.scene,
      {
        current: () => canvas.current(),
        draw: (scene, state) => canvas.draw(scene, state),
        title: () => {
          const title = session?.frontMatter.get().title;
          const document = typeof title === 'string' ? `${title} figure` : 'figure';
          return latest.current.name.trim() || latest.current.words.caption.trim() || document;
        },
      },
      (path) => latest.current.props.onSaved({ path, ...latest.current.words }),
    );
    canvas.onChanged = () => figureSaver.changed();
    if (opened.earlier) figureSaver.changed();
    return { model: canvas, saver: figureSaver };
  });
  const path = useWatched(saver.path);
  const status = useWatched(saver.status);

  // The text may change the words as well: what it has now is shown, unless it is being typed here.
  useEffect(() => {
    setWords({ alt: props.alt, caption: props.caption });
  }, [props.alt, props.caption]);
  useEffect(() => {
    const known = latest.current.props;
    if (path === null || (words.alt === known.alt && words.caption === known.caption)) return;
    const timer = setTimeout(() => latest.current.props.onSaved({ path, ...words }), restBeforeWords);
    return () => clearTimeout(timer);
  }, [path, words]);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.status.get().state === 'saved') return;
      void saver.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    const stop = host.subscribe((event) => {
      if (event.type === 'closing') void saver.flush();
    });
    return () => {
      window.removeEventListener('beforeunload', ask);
      stop();
      void saver.flush();
    };
  }, [host, saver]);

  const close = useMemo(
    () => async () => {
      const { props: now, words: said } = latest.current;
      const safe = await saver.flush();
      const at = saver.path.get();
      if (at !== null && (said.alt !== now.alt || said.caption !== now.caption))
        now.onSaved({ path: at, ...said });
      // An unsaved drawing stays on the screen, with the reason: closing would lose it.
      if (safe) now.onClose();
    },
    [saver],
  );

  return (
    <section className="canvas-pane" aria-label="Drawing" data-canvas-save-state={status.state}>
      <header className="canvas-bar">
        {path === null ? (
          <input
            className="canvas-name-field"
            aria-label="Name of the figure"
            placeholder="Name this figure"
            value={name}
            onChange={(event) => setName(event.target.value)}
            onFocus={() => saver.hold(true)}
            onBlur={() => saver.hold(false)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
          />
        ) : (
          <span className="canvas-name" title={path}>
            {figureName(path)}
          </span>
        )}
        <SaveWord status={status} />
        <button
          type="button"
          className="canvas-button"
          aria-pressed={listed}
          onClick={() => setListed((shown) => !shown)}
        >
          Elements
        </button>
        <button type="button" className="canvas-button" onClick={() => void close()}>
          Close
        </button>
      </header>
      <SaveNotice
        status={status}
        onKeepMine={() => void saver.keepMine()}
        onTakeTheirs={props.onReload}
        onTryAgain={() => void saver.flush()}
        onCloseAnyway={props.onClose}
      />
      {opened.reading.aside.some((entry) => entry.reason !== 'it is marked as deleted') && (
        <details className="canvas-notice">
          <summary>Some elements of this file cannot be drawn here. They are kept in the file.</summary>
          <ul>
            {opened.reading.aside
              .filter((entry) => entry.reason !== 'it is marked as deleted')
              .map((entry) => (
                <li key={entry.id}>
                  {entry.id}: {entry.reason}
                </li>
              ))}
          </ul>
        </details>
      )}
      <div className="canvas-middle">
        <DrawingSurface
          model={model}
          path={path}
          onSave={() => void saver.flush()}
          onLeave={() => void close()}
        />
        {listed && <ElementList model={model} />}
      </div>
      <Words words={words} onChange={setWords} onClose={() => void close()} />
    </section>
  );
}

function Words(props: {
  readonly words: { readonly alt: string; readonly caption: string };
  onChange(words: { alt: string; caption: string }): void;
  onClose(): void;
}) {
  const id = useId();
  const { words } = props;
  const missing = words.alt.trim() === '';
  return (
    <form
      className="canvas-words"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
      }}
    >
      <label htmlFor={`${id}-caption`}>Caption</label>
      <input
        id={`${id}-caption`}
        value={words.caption}
        placeholder="The point that the figure makes, in a sentence"
        onChange={(event) => props.onChange({ ...words, caption: event.target.value })}
      />
      <label htmlFor={`${id}-alt`}>Alt text</label>
      <div className={missing ? 'canvas-alt missing' : 'canvas-alt'}>
        <input
          id={`${id}-alt`}
          value={words.alt}
          placeholder="What is drawn, for someone who cannot see it"
          aria-describedby={missing ? `${id}-ask` : undefined}
          onChange={(event) => props.onChange({ ...words, alt: event.target.value })}
        />
        {missing && <em id={`${id}-ask`}>A reader who cannot see the figure has only these words.</em>}
      </div>
    </form>
  );
}
