import { decodeText } from '#core/document/encoding.ts';
import { documentFacts } from '#core/document/facts.ts';
import type { DocumentSummary, Revision } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';

export interface FileMarks {
  readonly revision: Revision;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** The file itself is marked as read-only. */
  readonly locked: boolean;
}

const word = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/** One document as the sidebar shows it: what its front matter says, and how many words it holds. */
export function summarise(path: LibraryPath, bytes: Uint8Array, marks: FileMarks): DocumentSummary {
  const { text, readOnly } = decodeText(bytes);
  const { kind, title, status, date, tags, reader, draft, frontMatter } = documentFacts(path, text);
  return {
    path,
    kind,
    title,
    status,
    date,
    tags,
    reader,
    draft,
    words: text.slice(frontMatter.source.length).match(word)?.length ?? 0,
    revision: marks.revision,
    modified: marks.modified,
    readOnly: readOnly ?? (marks.locked ? 'The file is marked as read-only.' : null),
  };
}
