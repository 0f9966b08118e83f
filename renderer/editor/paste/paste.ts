/** What comes in by paste and drop, and what goes out by copy. */
import { type Editor, Extension } from '@tiptap/core';
import { Fragment, type Node as ProseMirrorNode, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { isSceneText, mayBeDrawing } from '#core/figure/import.ts';
import { isPicture } from '../add-media.ts';
import { editorContext } from '../editor-context.ts';
import { readBlocks, writeBlocks } from '../markdown-nodes.ts';
import { cleanHtml } from './clean-html.ts';
import { looksLikeMarkdown } from './markdown-text.ts';

function pictures(data: DataTransfer | null): File[] {
  return data === null
    ? []
    : [...data.files].filter((file) => isPicture(file) || mayBeDrawing(file.name, file.type));
}

/** True when the HTML holds nothing but one picture: then the file itself is better. */
function isOnlyPicture(html: string): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return (page.body.textContent ?? '').trim() === '' && page.querySelector('img') !== null;
}

/**
 * Puts the cursor into the text behind the figure that was just added, with a paragraph where there is none:
 * a figure that stayed selected would be lost to the next key. Answers where the figure stands.
 */
function goBehind(editor: Editor, src: string): number | null {
  const { selection, doc, schema, tr } = editor.state;
  const places: number[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'figure' && node.attrs['src'] === src) places.push(position);
    return !node.isTextblock;
  });
  // The one nearest to the cursor: the same picture may stand in the text already.
  const far = (place: number): number => Math.abs(place - selection.from);
  const found = places.sort((one, other) => far(one) - far(other))[0];
  if (found === undefined) return null;
  const end = found + 1;
  const paragraph = schema.nodes['paragraph']?.create();
  if (doc.nodeAt(end)?.isTextblock !== true && paragraph !== undefined) tr.insert(end, paragraph);
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)));
  editor.view.focus();
  return found;
}

/** Scrolls a figure into sight, whole, once its picture has its size; not when the writer has gone on meanwhile. */
function showWhole(view: EditorView, position: number): void {
  const dom = view.nodeDOM(position);
  if (!(dom instanceof HTMLElement)) return;
  const { doc, selection } = view.state;
  const show = (): void => {
    const gone = view.isDestroyed || !view.state.selection.eq(selection) || view.state.doc !== doc;
    if (!gone) dom.scrollIntoView({ block: 'nearest' });
  };
  show();
  const image = dom.querySelector('img');
  if (image?.complete === false)
    image.addEventListener('load', () => requestAnimationFrame(show), { once: true });
}

/** Puts pictures into the library and then into the text, one after the other. */
async function addPictures(editor: Editor, files: readonly File[], at: number | null): Promise<void> {
  const context = editorContext(editor);
  if (context === null) return;
  let place = at;
  const follow = ({ transaction }: { transaction: Transaction }): void => {
    if (place !== null) place = transaction.mapping.map(place);
  };
  editor.on('transaction', follow);
  for (const file of files) {
    const src = await context.addPicture(file);
    if (src === null || editor.isDestroyed) continue;
    const figure = { type: 'figure', attrs: { src, alt: '' } };
    if (place === null) editor.chain().focus().insertContent(figure).run();
    else editor.chain().insertContentAt(place, figure).run();
    const added = goBehind(editor, src);
    if (added !== null) showWhole(editor.view, added);
  }
  editor.off('transaction', follow);
}

/** A paragraph that holds one image is a figure. */
function figuresOf(fragment: Fragment, schema: Schema): Fragment {
  const blocks: ProseMirrorNode[] = [];
  fragment.forEach((node) => {
    const only = node.childCount === 1 ? node.firstChild : null;
    const figure = schema.nodes['figure'];
    if (node.type.name === 'paragraph' && only?.type.name === 'image' && figure !== undefined) {
      const { src, alt, title, attributes } = only.attrs;
      blocks.push(figure.create({ src, alt, caption: title, attributes }));
    } else blocks.push(node);
  });
  return Fragment.from(blocks);
}

function pasteMarkdown(view: EditorView, text: string): boolean {
  const blocks = readBlocks(view.state.schema, text);
  if (blocks.length === 0) return false;
  const only = blocks.length === 1 ? blocks[0] : undefined;
  const open = only?.type.name === 'paragraph' ? 1 : 0;
  const slice = new Slice(Fragment.from([...blocks]), open, open);
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
  return true;
}

export const Paste = Extension.create({
  name: 'pasteAndCopy',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const data = event.clipboardData;
            if (data === null || !view.editable) return false;
            const html = data.getData('text/html');
            const text = data.getData('text/plain');
            const files = pictures(data);
            if (files.length > 0 && (html === '' || isOnlyPicture(html))) {
              void addPictures(editor, files, null);
              return true;
            }
            // What was copied on a canvas elsewhere comes in as a drawing.
            if (isSceneText(text)) {
              void addPictures(editor, [new File([text], 'drawing.excalidraw')], null);
              return true;
            }
            const inCode = view.state.selection.$from.parent.type.spec.code === true;
            // A code editor's HTML is only colours; its text is the thing.
            const fromCodeEditor = data.types.includes('vscode-editor-data');
            if (inCode || text === '' || (html !== '' && !fromCodeEditor)) return false;
            return looksLikeMarkdown(text) && pasteMarkdown(view, text);
          },
          handleDrop(view, event, _slice, moved) {
            const files = moved ? [] : pictures(event.dataTransfer);
            if (files.length === 0 || !view.editable) return false;
            event.preventDefault();
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null;
            void addPictures(editor, files, at);
            return true;
          },
          transformPastedHTML: (html) => (html.includes('data-pm-slice') ? html : cleanHtml(html)),
          transformPasted: (slice, view) =>
            slice.openStart > 1 || slice.openEnd > 1 ? slice : onlyFigures(slice, view.state.schema),
          clipboardTextSerializer: (slice) => writeBlocks(slice.content),
        },
      }),
    ];
  },
});

/** Turns image paragraphs into figures; a slice whose ends change is closed there. */
function onlyFigures(slice: Slice, schema: Schema): Slice {
  const content = figuresOf(slice.content, schema);
  if (content.eq(slice.content)) return slice;
  const openStart = content.firstChild?.isAtom === true ? 0 : slice.openStart;
  const openEnd = content.lastChild?.isAtom === true ? 0 : slice.openEnd;
  return new Slice(content, openStart, openEnd);
}
