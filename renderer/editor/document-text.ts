/**
 * The text of a document on both sides: the file as it came, and the editor's nodes. Blocks that were
 * not touched keep their own source; see `BlockLedger` in core.
 */
import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import { splitFrontMatter } from '#core/document/front-matter.ts';
import { BlockLedger, type LedgerBlock } from '#core/markdown/block-ledger.ts';
import { type OpenDocument, openDocument } from '#core/markdown/open-document.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { nodesFromTree } from './nodes-from-tree.ts';

/** A block as the ledger wants it: the node itself is the key. */
function entry(key: ProseMirrorNode): LedgerBlock {
  return { key, toJSON: () => key.toJSON() as DocumentNode };
}

/** The top-level blocks of a document, in order. */
export function blocksOf(doc: ProseMirrorNode): ProseMirrorNode[] {
  return [...doc.children];
}

export class DocumentText {
  readonly #schema: Schema;
  #open: OpenDocument;
  #ledger: BlockLedger;
  #frontMatter: string;

  constructor(schema: Schema, text: string) {
    this.#schema = schema;
    this.#open = openDocument(text);
    this.#ledger = new BlockLedger(this.#open);
    this.#frontMatter = this.#open.frontMatter.source;
  }

  get open(): OpenDocument {
    return this.#open;
  }

  /**
   * The document's nodes. Throws when the tree does not fit the schema: then the text is shown as
   * source, and nothing is lost.
   */
  nodes(): ProseMirrorNode {
    return nodesFromTree(this.#schema, this.#open.tree);
  }

  /** Says that these blocks, in order, are what the text holds. */
  pair(doc: ProseMirrorNode): void {
    this.#ledger.pair(blocksOf(doc));
  }

  /** The whole file for a document that grew out of the paired one. */
  compose(doc: ProseMirrorNode): string {
    return this.#ledger.compose(blocksOf(doc).map(entry));
  }

  /** Starts anew from another text. `pair` must follow. */
  restart(text: string): void {
    this.#open = openDocument(text);
    this.#ledger = new BlockLedger(this.#open);
    this.#frontMatter = this.#open.frontMatter.source;
  }

  get frontMatter(): string {
    return this.#frontMatter;
  }

  /** Fields as they stand in the front matter now. */
  fields(): Readonly<Record<string, unknown>> {
    return splitFrontMatter(this.#frontMatter).frontMatter.fields;
  }

  replaceFrontMatter(source: string): void {
    this.#frontMatter = source;
    this.#ledger.replaceFrontMatter(source);
  }
}

/** What must be exchanged to make one document of another, in whole top-level blocks. */
export interface BlockChange {
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly ProseMirrorNode[];
}

/** The smallest run of top-level blocks in which two documents differ, or null when they are equal. */
export function changedBlocks(before: ProseMirrorNode, after: ProseMirrorNode): BlockChange | null {
  const shorter = Math.min(before.childCount, after.childCount);
  let head = 0;
  while (head < shorter && before.child(head).eq(after.child(head))) head += 1;
  if (head === before.childCount && head === after.childCount) return null;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.child(before.childCount - 1 - tail).eq(after.child(after.childCount - 1 - tail))
  ) {
    tail += 1;
  }
  let from = 0;
  for (let index = 0; index < head; index += 1) from += before.child(index).nodeSize;
  let to = from;
  for (let index = head; index < before.childCount - tail; index += 1) to += before.child(index).nodeSize;
  return { from, to, blocks: blocksOf(after).slice(head, after.childCount - tail) };
}
