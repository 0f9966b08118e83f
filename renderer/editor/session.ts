/**
 * The open document, as the rest of the interface sees it. One session lives for each document on the
 * screen; `useSession` gives the current one to the reader panel, the canvas and the commands.
 */
import type { Editor } from '@tiptap/core';
import { createContext, useContext } from 'react';
import type { LibraryPath } from '#core/host/library-path.ts';
import type { HostError, Outcome } from '#core/host/outcome.ts';
import type { DocumentNode, DocumentTree } from '#core/markdown/schema.ts';
import type { Watchable } from '#renderer/components/observable.ts';

/** Where the text stands; the page carries it as `data-save-state`. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'error' | 'conflict';

export interface SaveStatus {
  readonly state: SaveState;
  /** Set with `error`: what happened, and where. */
  readonly error: HostError | null;
}

export type FrontMatterValue = string | readonly string[] | boolean | number | null;

/** A passage of the text. Offsets count characters of the block's plain text; `quote` is looked for when they are absent or no longer fit. */
export interface Passage {
  /** Index of the top-level block. */
  readonly block: number;
  readonly from?: number;
  readonly to?: number;
  readonly quote?: string;
}

/** A light mark under a passage. `id` comes back when the mark is chosen. */
export interface PassageMark extends Passage {
  readonly id: string;
  /** `margin` is the reader's colour (default), `prose` the prose checks'. */
  readonly tone?: 'margin' | 'prose';
}

export interface FigureInDocument {
  readonly block: number;
  /** As written in the document, relative to it. */
  readonly src: string;
  readonly alt: string;
  readonly caption: string | null;
  /** The figure's file when it lies in the library, else null. */
  readonly path: LibraryPath | null;
}

export interface DocumentSession {
  readonly path: LibraryPath;
  readonly editor: Editor;
  /** Why the document is only shown, or null. */
  readonly readOnly: string | null;
  readonly saveStatus: Watchable<SaveStatus>;
  /** `rich` shows the formatted page, `source` the Markdown. */
  readonly mode: Watchable<'rich' | 'source'>;

  /** The whole file as it would be saved now. */
  text(): string;
  /** Fields of the front matter as they stand now. */
  readonly frontMatter: Watchable<Readonly<Record<string, unknown>>>;
  /** Changes the lines of one field; null removes it. Saved like typing. */
  setFrontMatter(name: string, value: FrontMatterValue): Outcome<string>;

  /** Saves what is unsaved and waits for it; false when it could not be saved. */
  flush(): Promise<boolean>;
  /** Looks whether the file was changed by another hand, and shows it when it was. */
  checkFile(): Promise<void>;
  /** Called with the tree 400 ms after the last change, and once on subscribing. Returns how to stop. */
  onDocumentRest(listener: (tree: DocumentTree) => void): () => void;

  /** Index of the top-level block that holds the cursor. */
  readonly currentBlock: Watchable<number>;
  /** ProseMirror position at which a top-level block starts. */
  positionOfBlock(block: number): number | null;
  blockAtPosition(position: number): number;
  /** ProseMirror positions of a passage, or null when its quote is no longer there. */
  locate(passage: Passage): { readonly from: number; readonly to: number } | null;
  /** The passage that is selected now, or null when nothing is. */
  selectedPassage(): (Passage & { readonly quote: string }) | null;
  /** Replaces all marks of one owner (`id` names the owner, such as `reader`). */
  decorate(owner: string, marks: readonly PassageMark[]): void;
  /** Called when the writer clicks a mark. */
  onMarkChosen(listener: (owner: string, id: string) => void): () => void;
  /** Scrolls to a passage and lets it glow for a moment. */
  showPassage(passage: Passage): void;
  /** Inserts blocks after a top-level block (-1 for the top). */
  insertBlocks(after: number, blocks: readonly DocumentNode[]): void;
  /** Inserts plain text at the cursor. */
  insertText(text: string): void;

  figures(): readonly FigureInDocument[];
  /** Puts a figure after the block with the cursor. `src` is relative to the document. */
  insertFigure(figure: { readonly src: string; readonly alt: string; readonly caption: string | null }): void;
  /** Changes the figure at a top-level block. */
  updateFigure(
    block: number,
    change: { readonly src?: string; readonly alt?: string; readonly caption?: string | null },
  ): void;
  /** Draws every picture of this library file again: it has a new content. */
  refreshFigure(path: LibraryPath): void;
}

export const SessionContext = createContext<DocumentSession | null>(null);

/** The open document, or null when none is. */
export function useSession(): DocumentSession | null {
  return useContext(SessionContext);
}
