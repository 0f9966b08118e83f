/** The regions of the window: sidebar, page (with the canvas beside it), reader panel. */
import type { ReactNode } from 'react';

export interface WorkspaceRegions {
  readonly topBar: ReactNode;
  readonly sidebar: ReactNode | null;
  readonly page: ReactNode;
  readonly canvas: ReactNode | null;
  readonly readerPanel: ReactNode | null;
  /** Covers everything but the top bar while it is open. */
  readonly fullWindow: ReactNode | null;
}

export function Workspace(regions: WorkspaceRegions) {
  return (
    <div className="workspace">
      {regions.topBar}
      {regions.fullWindow ?? (
        <div className="workspace-regions">
          {regions.sidebar}
          <main className="workspace-page">{regions.page}</main>
          {regions.canvas}
          {regions.readerPanel}
        </div>
      )}
    </div>
  );
}
