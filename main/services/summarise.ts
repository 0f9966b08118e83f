/** One document as the sidebar shows it. */

import { decodeText } from '#core/document/encoding.ts';
import { kindOf } from '#core/document/kind.ts';
import type { DocumentSummary, Revision } from '#core/host/contract.ts';
import { fileNameOf, type LibraryPath } from '#core/host/library-path.ts';

export function summarise(
  path: LibraryPath,
  bytes: Uint8Array,
  revision: Revision,
  modified: number,
  marked: boolean,
): DocumentSummary {
  const { text, readOnly } = decodeText(bytes);
  const title = /^#\s+(.+)$/m.exec(text)?.[1] ?? /^title:\s*(.+)$/m.exec(text)?.[1] ?? fileNameOf(path);
  return {
    path,
    kind: kindOf(path, undefined),
    title,
    status: null,
    date: null,
    tags: [],
    reader: null,
    draft: false,
    words: text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0,
    revision,
    modified,
    readOnly: readOnly ?? (marked ? 'The file is marked as read-only.' : null),
  };
}
