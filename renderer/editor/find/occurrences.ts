/** Where words occur in a document: what the find bar counts, shows and replaces. */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Span } from '../passages.ts';

/** Stands for a formula, chip or break within a text block; no query holds it. */
const notText = '\uFFFC';

/**
 * What a query matches: its characters in either case, a straight quotation mark for a curly one, and any
 * run of white space for another. Null when there is nothing to look for.
 */
function pattern(query: string): RegExp | null {
  if (query.trim() === '') return null;
  const source = query
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/['‘’]/g, "['‘’]")
    .replace(/["“”]/g, '["“”]')
    .replace(/\s+/g, '\\s+');
  return new RegExp(source, 'giu');
}

/** The places of a query in a document, in order and apart: within one text block each, across its marks. */
export function occurrences(doc: ProseMirrorNode, query: string): readonly Span[] {
  const wanted = pattern(query);
  if (wanted === null) return [];
  const found: Span[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    // Everything inline that is not text has the size 1, so that an index in the text is a place in the block.
    const text = node.textBetween(0, node.content.size, undefined, notText);
    for (const match of text.matchAll(wanted)) {
      const from = position + 1 + match.index;
      found.push({ from, to: from + match[0].length });
    }
    return false;
  });
  return found;
}
