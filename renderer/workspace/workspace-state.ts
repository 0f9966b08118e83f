/** What the workspace shows: which document, which figure, which full-window view. */
import { createContext, useContext } from 'react';
import type { LibraryListing } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import type { Watchable } from '#renderer/components/observable.ts';

export type FullWindowView = 'publish' | 'readers' | null;

/** The figure beside the text: `path` is null while it is new. */
export interface OpenFigure {
  readonly path: LibraryPath | null;
  readonly alt: string;
  readonly caption: string;
}

/** What a message offers to do. */
export interface MessageAction {
  readonly name: string;
  run(): void;
}

export interface Message {
  readonly words: string;
  readonly action: MessageAction | null;
}

export interface WorkspaceState {
  readonly listing: Watchable<LibraryListing>;
  readonly openPath: Watchable<LibraryPath | null>;
  readonly figure: Watchable<OpenFigure | null>;
  readonly view: Watchable<FullWindowView>;
  /** Saves the document on the screen, then shows another. */
  openDocument(path: LibraryPath): Promise<void>;
  openFigure(figure: OpenFigure): void;
  closeFigure(): void;
  /** Has `flush` called whenever everything on the screen is saved; false when it could not save. Returns how to stop. */
  saveWith(flush: () => Promise<boolean>): () => void;
  /** Saves what is on the screen; false when it is neither in its file nor in the drafts. */
  flush(): Promise<boolean>;
  showView(view: FullWindowView): void;
  /** Says one calm sentence at the foot of the window for a few seconds, with a way back where there is one. */
  announce(message: string, action?: MessageAction): void;
}

export const WorkspaceContext = createContext<WorkspaceState | null>(null);

export function useWorkspace(): WorkspaceState {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('useWorkspace needs a workspace above it.');
  return workspace;
}
