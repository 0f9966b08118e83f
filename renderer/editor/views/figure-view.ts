import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Decoration, NodeView } from '@tiptap/pm/view';
import { isDrawing } from '#core/figure/name.ts';
import { figureWidth, withFigureWidth } from '#core/figure/width.ts';
import { editorContext } from '../editor-context.ts';
import { drawInline } from '../markdown-nodes.ts';
import { leaveBlock } from './maths-view.ts';
import { picture } from './picture.ts';
import { sourceField } from './source-field.ts';

const widths = [
  ['', 'Own width'],
  ['100%', '100%'],
  ['75%', '75%'],
  ['60%', '60%'],
  ['50%', '50%'],
  ['33%', '33%'],
] as const;

function numberIn(decorations: readonly Decoration[]): string {
  for (const decoration of decorations) {
    const number: unknown = (decoration.spec as { figureNumber?: unknown }).figureNumber;
    if (typeof number === 'number') return `Figure ${number}`;
  }
  return 'Figure';
}

/** A figure: the picture, its number and caption, and its alt text, both of which can be typed into. */
export function figureView(props: NodeViewRendererProps): NodeView {
  const { editor, getPos } = props;
  const context = editorContext(editor);
  let node = props.node;

  const dom = document.createElement('figure');
  dom.className = 'figure';
  const shown = picture(editor, 'div');
  const caption = document.createElement('figcaption');
  const number = document.createElement('span');
  number.className = 'figure-number';
  const drawn = document.createElement('span');
  drawn.className = 'figure-caption';
  const alt = document.createElement('div');
  alt.className = 'figure-alt';
  const altName = document.createElement('span');
  altName.textContent = 'Alt text';

  function change(name: 'caption' | 'alt', value: string | null): void {
    const position = getPos();
    if (position !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, name, value));
  }
  const captionField = sourceField({
    label: 'Caption',
    editable: editor.isEditable,
    change: (value) => change('caption', value.replace(/\s*\n\s*/g, ' ') || null),
    leave: (key) => leaveBlock(props, key),
  });
  const altField = sourceField({
    label: 'Alt text: what is drawn, for someone who cannot see it',
    editable: editor.isEditable,
    change: (value) => change('alt', value.replace(/\s*\n\s*/g, ' ')),
    leave: (key) => leaveBlock(props, key),
  });
  captionField.element.placeholder = 'Caption: the point of the figure';
  altField.element.placeholder = 'what is drawn, for someone who cannot see it';
  captionField.element.classList.add('figure-caption-field');
  altField.element.classList.add('figure-alt-field');
  drawn.addEventListener('click', () => captionField.element.focus());
  caption.append(number, drawn, captionField.element);
  alt.append(altName, altField.element);
  dom.append(shown.element, caption, alt);

  // How wide the figure stands in the text; on the site as well.
  const width = document.createElement('select');
  width.className = 'figure-width';
  width.setAttribute('aria-label', 'Width of the figure');
  for (const [value, name] of widths) width.append(new Option(name, value));
  width.addEventListener('change', () => {
    const attributes = typeof node.attrs['attributes'] === 'string' ? node.attrs['attributes'] : null;
    const position = getPos();
    if (position === undefined) return;
    const next = withFigureWidth(attributes, width.value === '' ? null : width.value);
    editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'attributes', next));
  });
  const showWidth = (): void => {
    const attributes: unknown = node.attrs['attributes'];
    const now = figureWidth(typeof attributes === 'string' ? attributes : null) ?? '';
    if (![...width.options].some((option) => option.value === now)) width.append(new Option(now, now));
    width.value = now;
    shown.element.style.setProperty('--figure-width', now === '' ? 'auto' : now);
    shown.element.classList.toggle('has-width', now !== '');
  };

  const open = document.createElement('button');
  open.type = 'button';
  open.className = 'figure-open';
  open.textContent = 'Open drawing';
  const openDrawing = (): void => {
    const position = getPos();
    if (position !== undefined && isDrawing(String(node.attrs['src']))) context?.openDrawing?.(position);
  };
  open.addEventListener('click', openDrawing);
  shown.element.addEventListener('dblclick', openDrawing);
  dom.addEventListener('legible-edit', (event) => {
    event.preventDefault();
    if (open.isConnected) openDrawing();
    else captionField.element.focus();
  });

  function show(decorations: readonly Decoration[]): void {
    const src = String(node.attrs['src']);
    const text = typeof node.attrs['caption'] === 'string' ? node.attrs['caption'] : '';
    shown.show(src, String(node.attrs['alt']));
    number.textContent = numberIn(decorations);
    drawn.replaceChildren(drawInline(editor.schema, text));
    drawn.classList.toggle('empty', text === '');
    captionField.show(text);
    altField.show(String(node.attrs['alt']));
    dom.classList.toggle('no-alt', String(node.attrs['alt']).trim() === '');
    const canOpen = editor.isEditable && isDrawing(src) && typeof context?.openDrawing === 'function';
    if (canOpen) shown.element.after(open);
    else open.remove();
    if (editor.isEditable) caption.after(width);
    showWidth();
  }
  show(props.decorations);
  const fields: unknown[] = [captionField.element, altField.element, open, width];
  return {
    dom,
    update(next: ProseMirrorNode, decorations: readonly Decoration[]) {
      if (next.type !== node.type) return false;
      node = next;
      show(decorations);
      return true;
    },
    ignoreMutation: () => true,
    stopEvent: (event) => fields.some((field) => field === event.target),
    destroy: () => shown.destroy(),
  };
}
