/** Reads a figure's file for the canvas: a scene to draw on, or a picture and the reason why not. */

import { emptyScene, readFigure, type SceneReading } from '#core/figure/scene.ts';
import type { Host, Revision } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';

export type OpenedFigure =
  | {
      readonly kind: 'scene';
      readonly reading: SceneReading;
      /** Null for a new figure. */
      readonly file: { readonly path: LibraryPath; readonly revision: Revision } | null;
      /** True for an earlier version: it differs from the file before anything is drawn. */
      readonly earlier: boolean;
    }
  /** The file can be shown but not drawn on. */
  | {
      readonly kind: 'picture';
      readonly path: LibraryPath;
      readonly reason: string;
      readonly revision: Revision;
    }
  | { readonly kind: 'failed'; readonly message: string };

export async function openFigure(host: Host, path: LibraryPath | null): Promise<OpenedFigure> {
  if (path === null) {
    return { kind: 'scene', reading: { scene: emptyScene, aside: [] }, file: null, earlier: false };
  }
  const found = await host.call('figure.read', { path });
  if (!found.ok) return { kind: 'failed', message: found.error.message };
  const { svg, revision } = found.value;
  const reading = readFigure(svg);
  if (!reading.ok) return { kind: 'picture', path, revision, reason: reading.error.message };
  return { kind: 'scene', reading: reading.value, file: { path, revision }, earlier: false };
}

/** How many earlier versions are looked at; each is read whole. */
const versionsTried = 12;

/** The newest version in the history that can be drawn on, or null when there is none. */
export async function lastGoodVersion(
  host: Host,
  path: LibraryPath,
  revision: Revision,
): Promise<OpenedFigure | null> {
  const history = await host.call('history.list', { path });
  if (!history.ok) return null;
  const versions = [...history.value].sort((a, b) => b.written - a.written).slice(0, versionsTried);
  for (const version of versions) {
    if (version.revision === revision) continue;
    const found = await host.call('history.read', { path, revision: version.revision });
    const reading = found.ok ? readFigure(found.value.text) : null;
    if (reading?.ok)
      return { kind: 'scene', reading: reading.value, file: { path, revision }, earlier: true };
  }
  return null;
}
