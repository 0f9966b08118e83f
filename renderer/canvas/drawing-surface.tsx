/** Excalidraw itself, dressed for the page: its paper, its ink, and nothing that leads elsewhere. */
import '@excalidraw/excalidraw/index.css';
// After Excalidraw's own: it dresses it.
import './canvas-pane.css';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import { inertFiles } from '#core/figure/inert.ts';
import type { SceneElement } from '#core/figure/scene.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { useHost } from '#renderer/host/host-context.tsx';
import type { CanvasModel } from './canvas-model.ts';
import { takeDroppedFile } from './drop-files.ts';
import { type Excalidraw as ExcalidrawModule, loadExcalidraw } from './excalidraw.ts';
import { guardPasteAndDrop, makePasteInert } from './inert-paste.ts';
import { restorable } from './restore.ts';
import { Stencils } from './stencils.ts';
import { useTheme } from './theme.ts';

/** Where each figure was left, for as long as the app runs. */
const views = new Map<LibraryPath, { scrollX: number; scrollY: number; zoom: { value: number } }>();

/** A figure that was renamed is shown where it was left. */
export function moveView(from: LibraryPath, to: LibraryPath): void {
  const view = views.get(from);
  if (view !== undefined) views.set(to, view);
}

/** Nunito: even and quiet, and it has the letters that labels in research need. */
const houseFont = 6;

export interface DrawingSurfaceProps {
  readonly model: CanvasModel;
  readonly path: LibraryPath | null;
  /** The writer asked to save now. */
  onSave(): void;
  /** The writer pressed Escape with nothing left to end. */
  onLeave(): void;
}

export function DrawingSurface(props: DrawingSurfaceProps) {
  const [loaded, setLoaded] = useState<ExcalidrawModule | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    loadExcalidraw().then(
      (module) => current && setLoaded(module),
      () => current && setFailure('The canvas could not be loaded. Close the figure and open it again.'),
    );
    return () => {
      current = false;
    };
  }, []);
  if (failure !== null) {
    return (
      <p className="canvas-note" role="alert">
        {failure}
      </p>
    );
  }
  if (loaded === null) return <p className="canvas-note">Opening the drawing…</p>;
  return <Surface {...props} module={loaded} />;
}

function Surface(props: DrawingSurfaceProps & { readonly module: ExcalidrawModule }) {
  const { Excalidraw, MainMenu } = props.module;
  const { model, path } = props;
  const host = useHost();
  const theme = useTheme();
  type Props = Parameters<typeof Excalidraw>[0];

  // Once for each drawing: a new figure that gets its path while it is open is not loaded again.
  const [initialData] = useState(() => firstShown(props.module, model, path));

  const [stencils] = useState(() => new Stencils(host));
  const [libraryItems] = useState(() => stencils.load());
  useEffect(() => () => void stencils.flush(), [stencils]);

  const onKeyDown = (event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 's') {
      event.preventDefault();
      event.stopPropagation();
      props.onSave();
    } else if (command && event.key.toLowerCase() === 'o') {
      // Excalidraw would open another file over this one.
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Escape' && (model.closeOverlay() || model.deselect())) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Escape' && model.isAtRest()) {
      event.preventDefault();
      event.stopPropagation();
      props.onLeave();
    }
  };

  const onLinkOpen = useCallback<NonNullable<Props['onLinkOpen']>>(
    (element, event) => {
      event.preventDefault();
      if (element.link) void host.call('link.open', { url: element.link });
    },
    [host],
  );

  const watched = useCallback((stage: HTMLDivElement | null) => watchStage(stage, model), [model]);

  return (
    <div className="canvas-stage" ref={watched} onKeyDownCapture={onKeyDown}>
      <Excalidraw
        excalidrawAPI={(api) => model.attach(api)}
        initialData={{ ...initialData, libraryItems } as unknown as NonNullable<Props['initialData']>}
        onLibraryChange={(items) => stencils.changed(items)}
        onChange={(elements, appState, files) =>
          model.rendered(
            elements as unknown as readonly SceneElement[],
            appState as unknown as Readonly<Record<string, unknown>>,
            files,
          )
        }
        onScrollChange={(scrollX, scrollY, zoom) => {
          if (path !== null) views.set(path, { scrollX, scrollY, zoom });
        }}
        onLinkOpen={onLinkOpen}
        onPaste={makePasteInert}
        theme={theme}
        langCode="en"
        autoFocus
        handleKeyboardGlobally={false}
        detectScroll
        aiEnabled={false}
        validateEmbeddable={false}
        UIOptions={{
          canvasActions: {
            changeViewBackgroundColor: false,
            export: false,
            loadScene: false,
            saveToActiveFile: false,
            toggleTheme: false,
          },
        }}
      >
        <MainMenu>
          <MainMenu.DefaultItems.SaveAsImage />
          <MainMenu.DefaultItems.SearchMenu />
          <MainMenu.DefaultItems.Help />
          <MainMenu.Separator />
          <MainMenu.DefaultItems.ClearCanvas />
        </MainMenu>
      </Excalidraw>
    </div>
  );
}

/** Below this many pixels the row of tools does not fit at its usual size. */
const narrowBelow = 470;

function watchStage(stage: HTMLDivElement | null, model: CanvasModel) {
  if (stage === null) return;
  const observer = new ResizeObserver(() => {
    stage.classList.toggle('narrow', stage.clientWidth < narrowBelow);
  });
  observer.observe(stage);
  const endGuard = guardPasteAndDrop(stage, (file, at) => takeDroppedFile(model, file, at));
  return () => {
    observer.disconnect();
    endGuard();
  };
}

/** What the canvas opens with: the drawing, where it was left, and the house's way of drawing. */
function firstShown(
  module: ExcalidrawModule,
  model: CanvasModel,
  path: LibraryPath | null,
): Readonly<Record<string, unknown>> {
  const view = path === null ? undefined : views.get(path);
  model.onOpened = () => {
    if (view === undefined && model.given.length > 0) model.showAll();
  };
  const { gridModeEnabled, gridSize, gridStep } = model.scene.appState;
  return {
    elements: restorable(module, model.given),
    files: structuredClone(inertFiles(model.scene.files)),
    appState: {
      ...(gridModeEnabled === undefined ? {} : { gridModeEnabled }),
      ...(typeof gridSize === 'number' ? { gridSize } : {}),
      ...(typeof gridStep === 'number' ? { gridStep } : {}),
      ...view,
      viewBackgroundColor: model.background,
      objectsSnapModeEnabled: true,
      currentItemFontFamily: houseFont,
      currentItemRoughness: 0,
      currentItemEndArrowhead: 'triangle',
    },
  };
}
