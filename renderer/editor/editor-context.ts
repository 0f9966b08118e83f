/** What the blocks of an editor may ask of the world around it. */
import type { Editor } from '@tiptap/core';
import type { Kind } from '#core/document/kind.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import type { CitationContext } from '#core/references/style.ts';
import type { Watchable } from '#renderer/components/observable.ts';
import type { Reference } from '#renderer/library/references.ts';

/** A document of the library, and the shortest name by which a wikilink finds it. */
export interface NamedDocument {
  readonly path: LibraryPath;
  readonly title: string;
  readonly kind: Kind;
  readonly name: string;
}

export interface EditorContext {
  /** Where the bytes of a picture come from, or null when it is not in the library and not inline. */
  pictureAddress(src: string): string | null;
  /** The library file that an address names, or null. */
  libraryFile(src: string): LibraryPath | null;
  /** Opens a drawing beside the text; null where this build has no canvas. */
  readonly openDrawing: ((position: number) => void) | null;
  /** The works that can be cited. */
  references(): readonly Reference[];
  /** How citations read now. */
  readonly citations: Watchable<CitationContext>;
  /** The other documents of the library. */
  documents(): readonly NamedDocument[];
  /** Follows a link: a document of the library opens here, a web address outside. */
  follow(href: string): void;
  /** Puts a picture into the library; answers its address for this document, or null when it failed. */
  addPicture(file: File): Promise<string | null>;
  /** Called back when the file of a picture has a new content. Returns how to stop. */
  onPictureChanged(listener: (path: LibraryPath) => void): () => void;
}

const contexts = new WeakMap<Editor, EditorContext>();

export function setEditorContext(editor: Editor, context: EditorContext): void {
  contexts.set(editor, context);
}

/** Null for an editor that stands alone, as in a test. */
export function editorContext(editor: Editor): EditorContext | null {
  return contexts.get(editor) ?? null;
}
