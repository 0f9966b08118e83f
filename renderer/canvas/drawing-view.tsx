/** An open drawing: the bar above, the canvas, and the words below. */
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import { figureName } from '#core/figure/name.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { useWatched } from '#renderer/components/observable.ts';
import { useSession } from '#renderer/editor/session.ts';
import { useHost } from '#renderer/host/host-context.tsx';
import { WorkspaceContext } from '#renderer/workspace/workspace-state.ts';
import { CanvasModel } from './canvas-model.ts';
import { DrawingSurface, moveView } from './drawing-surface.tsx';
import { ElementList } from './element-list.tsx';
import { FigureName } from './figure-name.tsx';
import { FigureSaver } from './figure-saver.ts';
import { FigureStrip } from './figure-strip.tsx';
import type { OpenedFigure } from './open-figure.ts';
import { SaveNotice, SaveWord } from './save-notice.tsx';
import { TakeOutMenu } from './take-out-menu.tsx';
import { sameWords, type Words, WordsForm } from './words-form.tsx';

export interface FigureWords extends Words {
  readonly path: LibraryPath;
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
  const [words, setWords] = useState<Words>({ alt: props.alt, caption: props.caption });
  const [name, setName] = useState('');
  const [listed, setListed] = useState(false);
  const [saves, setSaves] = useState(0);

  const workspace = useContext(WorkspaceContext);
  const section = useRef<HTMLElement>(null);
  const latest = useRef({ words, name, props });
  latest.current = { words, name, props };
  /** The words as the text has them. */
  const sent = useRef(words);

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
      (path) => {
        setSaves((count) => count + 1);
        sent.current = latest.current.words;
        latest.current.props.onSaved({ path, ...sent.current });
      },
    );
    canvas.onChanged = () => figureSaver.changed();
    if (opened.earlier) {
      const stop = canvas.turn.subscribe(() => {
        stop();
        figureSaver.restored();
      });
    }
    return { model: canvas, saver: figureSaver };
  });
  const path = useWatched(saver.path);
  const status = useWatched(saver.status);

  const sendWords = useMemo(
    () => () => {
      const at = saver.path.get();
      const said = latest.current.words;
      if (at === null || sameWords(said, sent.current)) return;
      sent.current = said;
      latest.current.props.onSaved({ path: at, ...said });
    },
    [saver],
  );
  useEffect(() => {
    const timer = setTimeout(sendWords, words === sent.current ? 0 : restBeforeWords);
    return () => clearTimeout(timer);
  }, [words, sendWords]);

  // The words can be changed in the text as well: they are shown here unless they are being typed here.
  useEffect(() => {
    if (session === null || path === null) return;
    return session.onDocumentRest(() => {
      // Shown more than once, each place has words of its own, and none can be told from here.
      const [inText, ...others] = session.figures().filter((figure) => figure.path === path);
      if (inText === undefined || others.length > 0) return;
      if (!sameWords(latest.current.words, sent.current)) return;
      const now = { alt: inText.alt, caption: inText.caption ?? '' };
      if (sameWords(now, sent.current)) return;
      sent.current = now;
      setWords(now);
    });
  }, [session, path]);

  useEffect(() => {
    const flush = async () => {
      const safe = await saver.flush();
      sendWords();
      return safe;
    };
    const stop = workspace?.saveWith(flush);
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.status.get().state === 'saved') return;
      void flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      stop?.();
      void flush();
    };
  }, [saver, sendWords, workspace]);

  const close = useMemo(
    () => async () => {
      const safe = await saver.flush();
      sendWords();
      // An unsaved drawing stays on the screen, with the reason: closing would lose it.
      if (safe) latest.current.props.onClose();
    },
    [saver, sendWords],
  );

  const rename = async (to: LibraryPath): Promise<string | null> => {
    const from = saver.path.get();
    // What the text says of the figure goes into it before its address changes there.
    if (from === null || workspace === null || !(await workspace.flush()))
      return 'Not everything is saved yet.';
    const renamed = await host.call('figure.rename', { path: from, to });
    if (!renamed.ok) return renamed.error.message;
    moveView(from, renamed.value.path);
    await session?.checkFile();
    workspace.openFigure({ path: renamed.value.path, ...latest.current.words });
    return null;
  };

  // The notice goes away under the hand that answered it.
  const backToCanvas = () => section.current?.querySelector<HTMLElement>('.excalidraw')?.focus();

  return (
    <section ref={section} className="canvas-pane" aria-label="Drawing" data-canvas-save-state={status.state}>
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
          <FigureName path={path} onRename={rename} />
        )}
        <SaveWord status={status} />
        <TakeOutMenu
          name={path === null ? 'figure' : figureName(path)}
          drawing={() => {
            const now = model.current();
            if (now === null) return null;
            const { appState, files } = model.scene;
            const shown = now.elements.filter((element) => element.isDeleted !== true);
            return { elements: shown, appState, files: { ...files, ...now.files } };
          }}
          figure={() => saver.figureNow()}
        />
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
      <FigureStrip path={path} turn={saves} />
      <SaveNotice
        status={status}
        onKeepMine={() => {
          backToCanvas();
          void saver.keepMine();
        }}
        onTakeTheirs={props.onReload}
        onTryAgain={() => {
          backToCanvas();
          void saver.flush();
        }}
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
      <WordsForm words={words} onChange={setWords} onClose={() => void close()} />
    </section>
  );
}
