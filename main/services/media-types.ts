/** The file types that Legible serves, lists and takes in: an allow-list, by extension. */

const types: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.csv': 'text/csv; charset=utf-8',
};

export function extensionOf(name: string): string {
  const file = name.slice(name.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot <= 0 ? '' : file.slice(dot).toLowerCase();
}

/** Media type of a file of the library that may be served, or null for one that may not. */
export function mediaTypeOf(name: string): string | null {
  return types[extensionOf(name)] ?? null;
}

export const mediaExtensions: readonly string[] = Object.keys(types);

export function isDocumentName(name: string): boolean {
  return ['.md', '.markdown'].includes(extensionOf(name));
}

export function isRecordName(name: string): boolean {
  return ['.yml', '.yaml', '.bib', '.excalidrawlib'].includes(extensionOf(name));
}

/** Records that the app writes; other `.yml` files of a folder belong to other programs. */
export function isOwnRecordName(path: string): boolean {
  if (path.startsWith('reviews/')) return extensionOf(path) === '.yml';
  const own = ['portfolio.yml', 'readers.yml', 'glossary.yml', 'figures/stencils.excalidrawlib'];
  return own.includes(path) || extensionOf(path) === '.bib';
}

export function isFigureName(name: string): boolean {
  return name.toLowerCase().endsWith('.excalidraw.svg');
}
