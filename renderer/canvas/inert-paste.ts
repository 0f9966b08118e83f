/**
 * What is pasted or dropped onto the canvas passes the same door as a scene out of a file. Excalidraw
 * would fetch the pictures of pasted HTML, and open a dropped drawing in place of the one that is there.
 */
import type { ExcalidrawProps } from '@excalidraw/excalidraw/types';
import { inertElements, inertFiles } from '#core/figure/inert.ts';
import { readScene } from '#core/figure/scene.ts';

type OnPaste = NonNullable<ExcalidrawProps['onPaste']>;

/**
 * Takes out of a paste what could act or reach out, before Excalidraw sees it: pages inside the drawing,
 * links with schemes of their own, pictures that would be fetched. Answers false, so that nothing is
 * pasted, when the scene cannot be read.
 */
export const makePasteInert: OnPaste = (data) => {
  if (data.elements === undefined) return true;
  const reading = readScene({ elements: data.elements, files: data.files });
  if (!reading.ok) return false;
  const { scene, aside } = reading.value;
  // The door has checked the shapes; Excalidraw's own types name every property.
  data.elements = inertElements(scene, aside) as unknown as NonNullable<typeof data.elements>;
  data.files = inertFiles(scene.files) as unknown as NonNullable<typeof data.files>;
  return true;
};

function pasteInstead(data: DataTransfer): void {
  document.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
}

/**
 * Watches what comes onto the canvas in `stage`; answers what ends the watch. `takeFile` is offered the
 * first dropped file and where it fell, and answers whether it took it.
 */
export function guardPasteAndDrop(
  stage: HTMLElement,
  takeFile: (file: File, at: readonly [number, number]) => boolean,
): () => void {
  let dragsOwn = false;
  const refuse = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // HTML with pictures is pasted as its text: the pictures are on other machines.
  const onPaste = (event: ClipboardEvent): void => {
    const data = event.clipboardData;
    if (data === null || data.files.length > 0 || !stage.contains(document.activeElement)) return;
    if (!/<img\b/i.test(data.getData('text/html'))) return;
    refuse(event);
    const words = new DataTransfer();
    words.setData('text/plain', data.getData('text/plain'));
    if (words.getData('text/plain') !== '') pasteInstead(words);
  };
  // A dropped picture is put in as a paste would: a scene that it may hold is not opened.
  const onDrop = (event: DragEvent): void => {
    const data = event.dataTransfer;
    if (data === null || dragsOwn || !(event.target instanceof Node) || !stage.contains(event.target)) return;
    refuse(event);
    const [first] = data.files;
    if (first !== undefined && takeFile(first, [event.clientX, event.clientY])) return;
    const pictures = new DataTransfer();
    for (const file of data.files) if (file.type.startsWith('image/')) pictures.items.add(file);
    if (pictures.files.length === 0) return;
    stage.querySelector<HTMLElement>('.excalidraw-container')?.focus();
    const { clientX, clientY } = event;
    document.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY, bubbles: true }));
    pasteInstead(pictures);
  };
  const onDragStart = (event: DragEvent): void => {
    dragsOwn = event.target instanceof Node && stage.contains(event.target);
  };
  const onDragEnd = (): void => {
    dragsOwn = false;
  };
  window.addEventListener('paste', onPaste, true);
  window.addEventListener('drop', onDrop, true);
  window.addEventListener('dragstart', onDragStart, true);
  window.addEventListener('dragend', onDragEnd, true);
  return () => {
    window.removeEventListener('paste', onPaste, true);
    window.removeEventListener('drop', onDrop, true);
    window.removeEventListener('dragstart', onDragStart, true);
    window.removeEventListener('dragend', onDragEnd, true);
  };
}
