/** A document session over TipTap: opens a document, keeps it saved, and serves `DocumentSession`. */

import { Node as ProseMirrorNode, type Schema } from '@tiptap/pm/model';
import { EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import { Editor, getSchema } from '@tiptap/react';
import { setFrontMatterField, splitFrontMatter } from '#core/document/front-matter.ts';
import { isWebAddress, relativeHref, resolveInLibrary, safeHref } from '#core/document/links.ts';
import { mayBeDrawing } from '#core/figure/import.ts';
import type { DocumentFile, Host } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';
import { openDocument } from '#core/markdown/open-document.ts';
import type { DocumentNode, DocumentTree } from '#core/markdown/schema.ts';
import { Observable, type Watchable } from '#renderer/components/observable.ts';
import type { Entries, Reference } from '#renderer/library/references.ts';
import { addMedia } from './add-media.ts';
import { Citations } from './citations.ts';
import { changedBlocks, DocumentText } from './document-text.ts';
import { type NamedDocument, setEditorContext } from './editor-context.ts';
import { editorExtensions, schemaExtensions } from './extensions.ts';
import { countFigures } from './figure-numbers.ts';
import { highlightAll } from './highlight.ts';
import { inlineEdit } from './inline-edit.ts';
import { finishKeyAtRest } from './menus/cite.ts';
import * as passages from './passages.ts';
import { Saver } from './saver.ts';
import type { DocumentSession, FigureInDocument, FrontMatterValue, Passage, PassageMark } from './session.ts';
import { placeInSource, placeInText } from './source-places.ts';

/** Milliseconds without a change after which the document is at rest. */
const rest = 400;
const glowTime = 1600;

export interface SessionSurroundings {
  /** Opens a drawing beside the text; null where there is no canvas. */
  readonly openDrawing: ((figure: FigureInDocument, position: number) => void) | null;
  openDocument(path: LibraryPath): void;
  /** The document that a wikilink names, or null. */
  findDocument(name: string): LibraryPath | null;
  /** Every document of the library, with the name that finds it. */
  documents(): readonly NamedDocument[];
  /** The works that can be cited. */
  references(): readonly Reference[];
  /** The bibliography that citations are read by. */
  readonly entries: Watchable<Entries>;
  announce(message: string): void;
}

let schema: Schema | null = null;
/** The schema by itself, for reading a document before there is an editor. */
export function documentSchema(): Schema {
  schema ??= getSchema([...schemaExtensions]);
  return schema;
}

export class OpenSession implements DocumentSession {
  readonly path: LibraryPath;
  readonly readOnly: string | null;
  readonly editor: Editor;
  readonly saver: Saver;
  readonly mode = new Observable<'rich' | 'source'>('rich');
  readonly frontMatter: Observable<Readonly<Record<string, unknown>>>;
  readonly currentBlock = new Observable(0);
  /** The Markdown of the source view, while that is shown. */
  readonly source = new Observable('');
  /** Selection in the source view, to be taken over when it is shown. */
  readonly sourceSelection = new Observable<{ readonly from: number; readonly to: number }>({
    from: 0,
    to: 0,
  });
  /** Where the cursor stands in the source view, as a place in the file. */
  sourceCursor = 0;
  /** The formatted text takes the keyboard as soon as it is on the page. */
  wantsFocus = false;
  /** Why there is only the source view, or null. */
  readonly sourceOnly = new Observable<string | null>(null);
  /** Another program wrote into the file in the moment of a save; its text is in the history. */
  readonly crossed = new Observable(false);
  /** Counts rests: what is worked out at rest listens to it. */
  readonly rests = new Observable(0);

  readonly #host: Host;
  readonly #around: SessionSurroundings;
  readonly #text: DocumentText;
  readonly #citations: Citations;
  readonly #restListeners = new Set<(tree: DocumentTree) => void>();
  readonly #markListeners = new Set<(owner: string, id: string) => void>();
  readonly #pictureListeners = new Set<(path: LibraryPath) => void>();
  readonly #stop: () => void;
  #loading = false;
  #restTimer: ReturnType<typeof setTimeout> | null = null;
  #glowTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(host: Host, file: DocumentFile, around: SessionSurroundings) {
    this.path = file.path;
    this.readOnly = file.readOnly;
    this.#host = host;
    this.#around = around;
    this.editor = new Editor({
      element: document.createElement('div'),
      extensions: editorExtensions({
        onChosen: (owner, id) => {
          for (const listener of [...this.#markListeners]) listener(owner, id);
        },
      }),
      editable: file.readOnly === null,
      injectCSS: false,
      enableCoreExtensions: { clipboardTextSerializer: false, delete: false, textDirection: false },
      editorProps: {
        attributes: {
          'aria-label': 'Text of the document',
          'aria-multiline': 'true',
          class: 'document-text',
        },
      },
    });
    this.#citations = new Citations(around.entries);
    setEditorContext(this.editor, {
      citations: this.#citations.context,
      pictureAddress: (src) => this.#pictureAddress(src),
      libraryFile: (src) => resolveInLibrary(this.path, src),
      openDrawing: around.openDrawing === null ? null : (position) => this.#openDrawing(position),
      references: () => around.references(),
      documents: () => around.documents().filter((document) => document.path !== this.path),
      follow: (href) => this.follow(href),
      addPicture: (picture) => this.#addPicture(picture),
      onPictureChanged: (listener) => {
        this.#pictureListeners.add(listener);
        return () => this.#pictureListeners.delete(listener);
      },
    });
    this.#text = new DocumentText(this.editor.schema, file.text);
    this.frontMatter = new Observable(this.#text.fields());
    this.#begin(file.text);
    this.saver = new Saver(host, file, {
      current: () => this.text(),
      adopt: (changed) => this.#adopt(changed.text),
    });
    this.editor.on('update', () => {
      if (!this.#loading) this.#changed();
    });
    this.editor.on('selectionUpdate', () => {
      const { doc, selection } = this.editor.state;
      this.currentBlock.set(passages.blockAtPosition(doc, selection.from));
    });
    this.#stop = host.subscribe((event) => {
      this.saver.hear(event);
      if (event.type === 'version-kept' && event.path === this.path) this.crossed.set(true);
      if (event.type === 'library-changed') void this.saver.check();
    });
    highlightAll(this.editor.view);
    this.#citations.look(this.editor.state.doc);
  }

  get saveStatus() {
    return this.saver.status;
  }

  text(): string {
    return this.mode.get() === 'source' ? this.source.get() : this.#text.compose(this.editor.state.doc);
  }

  /** Why the front matter cannot be read whole, in sentences. */
  frontMatterProblems(): readonly string[] {
    return splitFrontMatter(this.#text.frontMatter).frontMatter.problems.map((problem) => problem.message);
  }

  get frontMatterSource(): string {
    return this.#text.frontMatter;
  }

  setFrontMatter(name: string, value: FrontMatterValue): Outcome<string> {
    if (this.readOnly !== null) return failed('permission', this.readOnly, this.path);
    const before = this.text();
    const outcome = setFrontMatterField(before, name, value);
    if (!outcome.ok || outcome.value === before) return outcome;
    if (this.mode.get() === 'source') this.source.set(outcome.value);
    else {
      this.#text.replaceFrontMatter(splitFrontMatter(outcome.value).frontMatter.source);
      // A first front matter brings a blank line with it, which belongs to the body.
      if (this.text() !== outcome.value) this.#show(outcome.value);
    }
    this.frontMatter.set(splitFrontMatter(outcome.value).frontMatter.fields);
    this.#changed();
    return done(outcome.value);
  }

  flush(): Promise<boolean> {
    return this.saver.flush();
  }

  /** Gives the keyboard to the text: at once, so that the next key is not lost, or as soon as it is on the page. */
  takeKeyboard(place: 'start' | 'here' = 'here'): void {
    if (this.mode.get() !== 'rich') return;
    const { view } = this.editor;
    if (!view.dom.isConnected) {
      this.wantsFocus = true;
      return;
    }
    view.focus();
    const start = Selection.findFrom(view.state.doc.resolve(0), 1, true);
    if (place === 'start' && start !== null) {
      view.dispatch(view.state.tr.setSelection(start).scrollIntoView());
    }
  }

  checkFile(): Promise<void> {
    return this.saver.check();
  }

  /** Ends the session; what is unsaved should be flushed before. */
  destroy(): void {
    this.#stop();
    this.saver.close();
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    if (this.#glowTimer !== null) clearTimeout(this.#glowTimer);
    inlineEdit.set(null);
    this.editor.destroy();
    this.#citations.destroy();
  }

  onDocumentRest(listener: (tree: DocumentTree) => void): () => void {
    this.#restListeners.add(listener);
    listener(this.#tree());
    return () => this.#restListeners.delete(listener);
  }

  positionOfBlock(block: number): number | null {
    return passages.positionOfBlock(this.editor.state.doc, block);
  }

  blockAtPosition(position: number): number {
    return passages.blockAtPosition(this.editor.state.doc, position);
  }

  locate(passage: Passage): { readonly from: number; readonly to: number } | null {
    return passages.locate(this.editor.state.doc, passage);
  }

  selectedPassage(): (Passage & { readonly quote: string }) | null {
    return this.mode.get() === 'source' ? null : passages.selectedPassage(this.editor.state);
  }

  decorate(owner: string, marks: readonly PassageMark[]): void {
    if (!this.editor.isDestroyed) passages.setMarks(this.editor.view, owner, marks);
  }

  onMarkChosen(listener: (owner: string, id: string) => void): () => void {
    this.#markListeners.add(listener);
    return () => this.#markListeners.delete(listener);
  }

  showPassage(passage: Passage): void {
    if (this.mode.get() === 'source' && !this.showRich()) return;
    const span = this.locate(passage) ?? this.locate({ block: passage.block });
    if (span === null) return;
    const { view } = this.editor;
    const selection = Selection.near(view.state.doc.resolve(span.from));
    view.dispatch(view.state.tr.setSelection(selection));
    const { node } = view.domAtPos(selection.from);
    const element = node instanceof Element ? node : node.parentElement;
    element?.scrollIntoView({ block: 'center' });
    passages.setGlow(view, span);
    if (this.#glowTimer !== null) clearTimeout(this.#glowTimer);
    this.#glowTimer = setTimeout(() => {
      if (!this.editor.isDestroyed) passages.setGlow(view, null);
    }, glowTime);
  }

  insertBlocks(after: number, blocks: readonly DocumentNode[]): void {
    if (this.readOnly !== null || (this.mode.get() === 'source' && !this.showRich())) return;
    const { doc, schema: own, tr } = this.editor.state;
    const nodes = blocks.map((block) => ProseMirrorNode.fromJSON(own, block));
    const at = after + 1 >= doc.childCount ? doc.content.size : (this.positionOfBlock(after + 1) ?? 0);
    tr.insert(at, nodes);
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at + 1, tr.doc.content.size)))).scrollIntoView();
    this.editor.view.dispatch(tr);
    this.editor.view.focus();
  }

  insertText(text: string): void {
    if (this.readOnly !== null || (this.mode.get() === 'source' && !this.showRich())) return;
    this.editor.chain().focus().insertContent({ type: 'text', text }).run();
  }

  figures(): readonly FigureInDocument[] {
    const found: FigureInDocument[] = [];
    this.editor.state.doc.descendants((node, position) => {
      if (node.type.name === 'figure') found.push(this.#figureAt(node, position));
      return !node.isTextblock;
    });
    return found;
  }

  insertFigure(figure: {
    readonly src: string;
    readonly alt: string;
    readonly caption: string | null;
  }): void {
    if (this.readOnly !== null || (this.mode.get() === 'source' && !this.showRich())) return;
    const { doc, schema: own, selection, tr } = this.editor.state;
    const node = own.nodes['figure']?.create(figure);
    if (node === undefined) return;
    const block = passages.blockAtPosition(doc, selection.from);
    const start = passages.positionOfBlock(doc, block) ?? 0;
    const here = doc.maybeChild(block);
    const empty = here?.type.name === 'paragraph' && here.content.size === 0;
    if (empty) tr.replaceWith(start, start + here.nodeSize, node);
    else tr.insert(here === null ? doc.content.size : start + here.nodeSize, node);
    this.editor.view.dispatch(tr.scrollIntoView());
  }

  updateFigure(
    block: number,
    change: { readonly src?: string; readonly alt?: string; readonly caption?: string | null },
  ): void {
    const position = this.positionOfBlock(block);
    if (position === null || this.readOnly !== null) return;
    const { tr, doc } = this.editor.state;
    if (doc.nodeAt(position)?.type.name !== 'figure') return;
    for (const [name, value] of Object.entries(change)) tr.setNodeAttribute(position, name, value);
    if (tr.docChanged) this.editor.view.dispatch(tr);
  }

  /** Changes every figure of the document that shows this file. */
  updateFigureOf(
    path: LibraryPath,
    before: { readonly alt: string; readonly caption: string | null },
    change: { readonly alt: string; readonly caption: string | null },
  ): void {
    const { tr, doc } = this.editor.state;
    const found: { readonly position: number; readonly alt: unknown; readonly caption: unknown }[] = [];
    doc.descendants((node, position) => {
      if (node.type.name === 'figure' && resolveInLibrary(this.path, String(node.attrs['src'])) === path) {
        found.push({ position, alt: node.attrs['alt'], caption: node.attrs['caption'] });
      }
      return !node.isTextblock;
    });
    // One drawing may be shown more than once, whole or by its frames, each with words of its own.
    const meant =
      found.length < 2
        ? found
        : found.filter((one) => one.alt === before.alt && one.caption === before.caption);
    for (const { position } of meant) {
      tr.setNodeAttribute(position, 'alt', change.alt).setNodeAttribute(position, 'caption', change.caption);
    }
    if (tr.docChanged) this.editor.view.dispatch(tr);
  }

  refreshFigure(path: LibraryPath): void {
    for (const listener of [...this.#pictureListeners]) listener(path);
  }

  /** Follows a link of the document. */
  follow(href: string): void {
    const wiki = /^\[\[([^\]|#]*)/.exec(href)?.[1];
    const target = wiki === undefined ? resolveInLibrary(this.path, href) : this.#around.findDocument(wiki);
    if (target !== null && /\.(md|markdown|qmd)$/i.test(target)) this.#around.openDocument(target);
    else if (safeHref(href) !== null && (isWebAddress(href) || /^mailto:/i.test(href))) {
      void this.#host.call('link.open', { url: href }).then((outcome) => {
        if (!outcome.ok) this.#around.announce(outcome.error.message);
      });
    } else this.#around.announce(`Nothing to open at ${href}`);
  }

  /** Text typed in the source view. */
  typeSource(text: string): void {
    if (text === this.source.get() || this.readOnly !== null) return;
    this.source.set(text);
    this.#changed();
  }

  /** Shows the Markdown, with the cursor at the same place. */
  showSource(): void {
    if (this.mode.get() === 'source') return;
    const text = this.text();
    const open = openDocument(text);
    const { doc, selection } = this.editor.state;
    const place = (position: number): number => placeInSource(open, doc, position);
    this.sourceSelection.set({ from: place(selection.from), to: place(selection.to) });
    this.sourceCursor = this.sourceSelection.get().from;
    this.source.set(text);
    this.mode.set('source');
  }

  /** Shows the formatted page again; false when the text cannot be shown so. */
  showRich(): boolean {
    if (this.mode.get() === 'rich') return true;
    const text = this.source.get();
    if (!this.#show(text)) {
      this.#around.announce(this.sourceOnly.get() ?? 'This text can only be shown as source.');
      return false;
    }
    this.frontMatter.set(this.#text.fields());
    this.#placeCursor(this.sourceCursor);
    this.wantsFocus = true;
    this.mode.set('rich');
    return true;
  }

  /** Exchanges the text for another version that the writer chose; saved like typing. */
  exchangeText(text: string): void {
    if (this.mode.get() === 'source') this.source.set(text);
    else if (!this.#show(text)) this.#fallBack(text);
    this.frontMatter.set(splitFrontMatter(text).frontMatter.fields);
    this.#changed();
  }

  #begin(text: string): void {
    try {
      const doc = this.#text.nodes();
      const { plugins } = this.editor.state;
      // The cursor starts in text: a block that were selected would be lost to the first key.
      const start = Selection.findFrom(doc.resolve(0), 1, true) ?? Selection.atStart(doc);
      this.editor.view.updateState(EditorState.create({ doc, plugins, selection: start }));
      this.#text.pair(this.editor.state.doc);
    } catch (error) {
      this.#fallBack(text, error);
    }
  }

  #fallBack(text: string, error?: unknown): void {
    const detail = error instanceof Error ? ` (${error.message})` : '';
    this.sourceOnly.set(`This document is shown as source: its structure does not fit the page${detail}.`);
    this.source.set(text);
    this.mode.set('source');
  }

  /** Shows another text in place, exchanging only the blocks that differ; false when it does not fit. */
  #show(text: string): boolean {
    const before = this.text();
    this.#text.restart(text);
    let after: ProseMirrorNode;
    try {
      after = this.#text.nodes();
    } catch (error) {
      this.sourceOnly.set(
        `This text can only be shown as source (${error instanceof Error ? error.message : ''}).`,
      );
      if (this.mode.get() === 'rich') this.#text.restart(before);
      return false;
    }
    this.sourceOnly.set(null);
    const { doc, tr } = this.editor.state;
    const change = changedBlocks(doc, after);
    this.#loading = true;
    try {
      if (change !== null) {
        this.editor.view.dispatch(
          tr.replaceWith(change.from, change.to, change.blocks).setMeta('addToHistory', false),
        );
      }
    } finally {
      this.#loading = false;
    }
    this.#text.pair(this.editor.state.doc);
    if (change !== null) {
      countFigures(this.editor.view);
      highlightAll(this.editor.view);
      this.#citations.look(this.editor.state.doc);
    }
    return true;
  }

  #adopt(text: string): void {
    if (this.mode.get() === 'source') this.source.set(text);
    else if (!this.#show(text)) this.#fallBack(text);
    this.frontMatter.set(splitFrontMatter(text).frontMatter.fields);
    this.#startRest();
  }

  #placeCursor(cursor: number): void {
    const { doc, tr } = this.editor.state;
    const position = placeInText(this.#text.open, doc, cursor);
    if (position === null) return;
    const $position = doc.resolve(position);
    tr.setSelection(
      $position.parent.isTextblock ? TextSelection.create(doc, position) : Selection.near($position),
    );
    this.editor.view.dispatch(tr.scrollIntoView());
  }

  #changed(): void {
    this.saver.changed();
    this.#startRest();
  }

  #startRest(): void {
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#atRest(), rest);
  }

  #atRest(): void {
    this.#restTimer = null;
    if (this.editor.isDestroyed) return;
    if (this.mode.get() === 'rich') {
      finishKeyAtRest(this.editor);
      countFigures(this.editor.view);
      this.#citations.look(this.editor.state.doc);
    } else this.frontMatter.set(splitFrontMatter(this.source.get()).frontMatter.fields);
    this.rests.set(this.rests.get() + 1);
    if (this.#restListeners.size === 0) return;
    const tree = this.#tree();
    for (const listener of [...this.#restListeners]) listener(tree);
  }

  #tree(): DocumentTree {
    if (this.mode.get() === 'source') return openDocument(this.source.get()).tree;
    return this.editor.state.doc.toJSON() as DocumentTree;
  }

  #pictureAddress(src: string): string | null {
    if (/^data:image\/(png|jpe?g|gif|webp|avif|svg\+xml)[;,]/i.test(src)) return src;
    const path = resolveInLibrary(this.path, src);
    // A fragment names one frame of a drawing.
    return path === null ? null : this.#host.addressOf(path) + (/#.+$/s.exec(src)?.[0] ?? '');
  }

  #figureAt(node: ProseMirrorNode, position: number): FigureInDocument {
    const src = String(node.attrs['src']);
    const caption: unknown = node.attrs['caption'];
    return {
      block: this.blockAtPosition(position),
      src,
      alt: String(node.attrs['alt']),
      caption: typeof caption === 'string' ? caption : null,
      path: resolveInLibrary(this.path, src),
    };
  }

  #openDrawing(position: number): void {
    const node = this.editor.state.doc.nodeAt(position);
    if (node?.type.name === 'figure') this.#around.openDrawing?.(this.#figureAt(node, position), position);
  }

  async #addPicture(file: File): Promise<string | null> {
    const drawing = mayBeDrawing(file.name, file.type) ? await this.#addDrawing(file) : null;
    if (drawing !== null) return drawing.src;
    const outcome = await addMedia(this.#host, file);
    if (outcome.ok) return relativeHref(this.path, outcome.value);
    this.#around.announce(outcome.error.message);
    return null;
  }

  /** Takes in a drawing from elsewhere; null when the file is a picture like others. */
  async #addDrawing(file: File): Promise<{ readonly src: string | null } | null> {
    const { importDrawing } = await import('#renderer/canvas/import-drawing.ts');
    const outcome = await importDrawing(this.#host, file);
    if (outcome === null) return null;
    if (!outcome.ok) {
      this.#around.announce(outcome.error.message);
      return { src: null };
    }
    const { path, pictureOnly } = outcome.value;
    if (pictureOnly !== null) {
      this.#around.announce(`${file.name} is shown as a picture, not opened for drawing. ${pictureOnly}`);
    }
    return { src: relativeHref(this.path, path) };
  }
}
