import type { Editor } from '@tiptap/core';
import { frameInAddress, isDrawing } from '#core/figure/name.ts';
import { followsTheme, frameSize } from '#core/figure/svg.ts';
import { editorContext } from '../editor-context.ts';

export interface Picture {
  readonly element: HTMLElement;
  show(src: string, alt: string): void;
  destroy(): void;
}

/**
 * What only the drawing's file tells: whether it turns its own colours in the dark (else the page turns
 * them), and how large the frame is that the address names.
 */
async function readDrawing(image: HTMLImageElement): Promise<void> {
  const address = image.src;
  try {
    const text = await (await fetch(address)).text();
    if (image.src !== address) return;
    image.classList.toggle('drawn-for-light', !followsTheme(text));
    const frame = frameInAddress(address);
    const size = frame === null ? null : frameSize(text, frame);
    image.style.width = size === null ? '' : `${size.width}px`;
    image.style.aspectRatio = size === null ? '' : `${size.width} / ${size.height}`;
  } catch {
    // A drawing that cannot be read is named as missing by the image itself.
  }
}

/**
 * A picture of the document in an `<img>`, where scripts in an SVG do not run. A picture that is
 * elsewhere is named, not fetched; one that is missing is named too.
 */
export function picture(editor: Editor, tag: 'div' | 'span'): Picture {
  const element = document.createElement(tag);
  element.className = 'picture';
  const image = document.createElement('img');
  image.draggable = false;
  image.decoding = 'async';
  const note = document.createElement('span');
  note.className = 'picture-note';
  let shown = '';
  let turn = 0;

  const context = editorContext(editor);
  const say = (message: string): void => {
    note.textContent = message;
    element.replaceChildren(note);
  };
  image.addEventListener('error', () => say(`There is no picture at ${shown}`));

  const load = (): void => {
    const address = context?.pictureAddress(shown) ?? null;
    if (shown === '') say('No picture yet');
    else if (address === null) say(`A picture elsewhere, not fetched: ${shown}`);
    else {
      image.src =
        turn === 0 || address.startsWith('data:') ? address : address.replace(/(?=#|$)/, `?turn=${turn}`);
      element.replaceChildren(image);
      if (isDrawing(shown)) void readDrawing(image);
    }
  };
  const stop = context?.onPictureChanged((path) => {
    if (context.libraryFile(shown) !== path) return;
    turn += 1;
    load();
  });
  return {
    element,
    show(src, alt) {
      image.alt = alt;
      if (src === shown && element.firstChild !== null) return;
      shown = src;
      load();
    },
    destroy: () => stop?.(),
  };
}
