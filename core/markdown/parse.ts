/** Markdown text becomes the document tree. */
import { TreeBuilder } from './from-tokens.ts';
import { grammar } from './grammar/grammar.ts';
import type { Env } from './grammar/types.ts';
import { tooLarge } from './limits.ts';
import type { DocumentNode, DocumentTree } from './schema.ts';
import { BlockSource, Lines, withSource } from './source.ts';

export { BlockSource, sourceOf } from './source.ts';

/** Link reference definitions by normalised label. */
export type References = NonNullable<Env['references']>;

export interface ParsedBody {
  readonly tree: DocumentTree;
  readonly references: References;
  readonly lines: Lines;
  /** Why the body was not read and stands as one source block, or null. */
  readonly refused: string | null;
}

/**
 * Reads a body (a document without its front matter). Never throws: what is too large or what the
 * reader fails on comes back as one source block that holds everything, with the reason.
 *
 * `references` are definitions that stand outside of this piece of the document.
 */
export function parseMarkdown(body: string, references?: References): ParsedBody {
  const refused = tooLarge(body);
  if (refused !== null) return whole(body, refused);
  const lines = new Lines(body);
  const env: Env = { references: Object.assign(Object.create(null), references) };
  let content: DocumentNode[];
  try {
    content = new TreeBuilder(grammar.parse(body, env), lines).build();
  } catch {
    return whole(body, 'This document could not be read, so it is shown as source.');
  }
  if (content.length === 0) content.push({ type: 'paragraph' });
  return { tree: { type: 'doc', content }, references: env.references ?? {}, lines, refused: null };
}

function whole(body: string, reason: string): ParsedBody {
  const source = new BlockSource(body, 0, body.length, 0, 0);
  const block = withSource({ type: 'sourceBlock', attrs: { source: body, reason } }, source);
  return {
    tree: { type: 'doc', content: [block] },
    references: {},
    lines: new Lines(body),
    refused: reason,
  };
}
