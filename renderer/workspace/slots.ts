/**
 * Parts that other folders hang into the workspace. Each is loaded when it is first shown; a part
 * that is not in the build leaves its slot, and everything that would open it, out.
 */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { LibraryPath } from '#core/host/library-path.ts';

/** `renderer/review/reader-panel.tsx`: reads the document through `useSession()`. */
export interface ReaderPanelProps {
  onClose(): void;
}

/** `renderer/publish/publish-view.tsx`: takes the whole window. */
export interface PublishViewProps {
  onClose(): void;
}

/** `renderer/canvas/canvas-pane.tsx`: a figure beside the text. */
export interface CanvasPaneProps {
  /** The figure's file; null for a new figure, which gets its name (`figure.name`) on its first save. */
  readonly path: LibraryPath | null;
  /** Alt text and caption as the document has them; empty for a new figure. */
  readonly alt: string;
  readonly caption: string;
  /** The figure lies on the disk. The first call of a new figure puts it into the text. */
  onSaved(figure: { readonly path: LibraryPath; readonly alt: string; readonly caption: string }): void;
  onClose(): void;
}

/** `renderer/review/readers-view.tsx`: the library's readers, over the whole window. */
export interface ReadersViewProps {
  onClose(): void;
}

type Loader = () => Promise<Record<string, unknown>>;

function slot<P>(found: Record<string, Loader>, name: string): LazyExoticComponent<ComponentType<P>> | null {
  const load = Object.values(found)[0];
  if (load === undefined) return null;
  return lazy(async () => {
    const part = (await load())[name];
    if (typeof part !== 'function') throw new TypeError(`${name} is not exported.`);
    return { default: part as ComponentType<P> };
  });
}

export const ReaderPanel = slot<ReaderPanelProps>(
  import.meta.glob<Record<string, unknown>>('../review/reader-panel.tsx'),
  'ReaderPanel',
);
export const PublishView = slot<PublishViewProps>(
  import.meta.glob<Record<string, unknown>>('../publish/publish-view.tsx'),
  'PublishView',
);
export const CanvasPane = slot<CanvasPaneProps>(
  import.meta.glob<Record<string, unknown>>('../canvas/canvas-pane.tsx'),
  'CanvasPane',
);
export const ReadersView = slot<ReadersViewProps>(
  import.meta.glob<Record<string, unknown>>('../review/readers-view.tsx'),
  'ReadersView',
);
