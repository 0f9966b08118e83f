/**
 * Renames a figure and every text that shows it.
 *
 * The figure is written under its new name first, then the texts follow, and the old file goes to the
 * trash last: whenever this ends, each text shows a figure that is there. A text that another program
 * changes in the same moment stops it, with both names in place.
 */
import { decodeText } from '#core/document/encoding.ts';
import { withRenamedFigure } from '#core/figure/rename.ts';
import { knownPath, type LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import type { History } from './history.ts';
import type { LibraryFiles } from './library-files.ts';
import { isFigureName } from './media-types.ts';

export interface RenamedFigure {
  readonly path: LibraryPath;
  /** The texts that were changed. */
  readonly documents: readonly LibraryPath[];
}

/** `documents` are all documents of the library. */
export async function renameFigure(
  files: LibraryFiles,
  history: History,
  documents: readonly LibraryPath[],
  path: LibraryPath,
  to: LibraryPath,
): Promise<Outcome<RenamedFigure>> {
  for (const one of [path, to]) {
    if (!isFigureName(one) || !one.startsWith('figures/'))
      return failed('unsupported', `${one} is not an .excalidraw.svg file in figures/.`, one);
  }
  if (path === to) return done({ path, documents: [] });
  const figure = await files.read(path);
  if (!figure.ok) return figure;
  const written = await files.create(to, figure.value.bytes);
  if (!written.ok) {
    return written.error.code === 'conflict'
      ? failed('conflict', `${to} exists already. Choose another name.`, to)
      : written;
  }
  const changed: LibraryPath[] = [];
  for (const document of [...documents, knownPath('portfolio.yml')]) {
    const outcome = await followRename(files, document, path, to);
    if (!outcome.ok) return outcome;
    if (outcome.value) changed.push(document);
  }
  const removed = await files.remove(path, figure.value.revision);
  if (!removed.ok) return removed;
  // A history that cannot be moved must not undo the rename.
  await history.move(path, to).catch(() => undefined);
  return done({ path: to, documents: changed });
}

/** Changes one text; false when it does not show the figure. */
async function followRename(
  files: LibraryFiles,
  document: LibraryPath,
  path: LibraryPath,
  to: LibraryPath,
): Promise<Outcome<boolean>> {
  const found = await files.read(document);
  if (!found.ok) return found.error.code === 'not-found' ? done(false) : found;
  const { text, readOnly } = decodeText(found.value.bytes);
  const next = readOnly === null ? withRenamedFigure(document, text, path, to) : text;
  if (next === text) return done(false);
  const written = await files.write(document, Buffer.from(next, 'utf8'), found.value.revision);
  return written.ok ? done(true) : written;
}
