import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Selection } from '@tiptap/pm/state';
import type { NodeView } from '@tiptap/pm/view';
import { editInline } from '../inline-edit.ts';
import { showFormula } from '../katex-loader.ts';
import { sourceField } from './source-field.ts';

/** A formula in a line. A click, or Enter while it is selected, opens its TeX. */
export function mathInlineView(props: NodeViewRendererProps): NodeView {
  let node = props.node;
  const dom = document.createElement('span');
  dom.className = 'math-inline';
  // Its TeX names it: where a formula stands alone, as over a column, nothing else would be heard.
  dom.setAttribute('role', 'math');
  const show = (): void => {
    const tex = String(node.attrs['tex']);
    dom.setAttribute('aria-label', tex);
    showFormula(dom, tex, false);
  };
  show();
  dom.addEventListener('click', () => {
    const position = props.getPos();
    if (position !== undefined) editInline(props.editor, position);
  });
  return {
    dom,
    update(next: ProseMirrorNode) {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    ignoreMutation: () => true,
  };
}

/** A displayed formula with its TeX below it while it is being edited. */
export function mathBlockView(props: NodeViewRendererProps): NodeView {
  const { editor, getPos } = props;
  let node = props.node;
  const dom = document.createElement('div');
  dom.className = 'math-block';
  const formula = document.createElement('div');
  formula.className = 'math-formula';
  const label = document.createElement('span');
  label.className = 'math-label';
  dom.append(formula, label);

  const field = sourceField({
    label: 'TeX of the formula',
    editable: editor.isEditable,
    change(typed) {
      const position = getPos();
      // The closing fence, typed as in Markdown, ends the formula.
      const closed = /\s*\$\$$/.test(typed);
      const value = closed ? typed.replace(/\s*\$\$$/, '') : typed;
      if (position !== undefined) {
        editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'tex', value));
      }
      if (!closed) return;
      close();
      leaveBlock(props, 'down');
    },
    leave: (key) => {
      close();
      leaveBlock(props, key);
    },
  });
  field.element.addEventListener('blur', () => close());

  function open(): void {
    if (!editor.isEditable) return;
    dom.classList.add('editing');
    if (!field.element.isConnected) dom.append(field.element);
    field.show(String(node.attrs['tex']));
    field.element.focus();
  }
  function close(): void {
    // Taking the field away takes the keyboard from it, which calls this again.
    if (!dom.classList.contains('editing')) return;
    dom.classList.remove('editing');
    field.element.remove();
  }
  function show(): void {
    showFormula(formula, String(node.attrs['tex']), true);
    const attributes: unknown = node.attrs['attributes'];
    label.textContent = typeof attributes === 'string' ? (/#([\w-]+)/.exec(attributes)?.[1] ?? '') : '';
    if (field.element.isConnected) field.show(String(node.attrs['tex']));
  }
  formula.addEventListener('click', open);
  dom.addEventListener('legible-edit', (event) => {
    event.preventDefault();
    open();
  });
  show();
  if (String(node.attrs['tex']) === '' && editor.isFocused) queueMicrotask(() => requestAnimationFrame(open));
  return {
    dom,
    update(next: ProseMirrorNode) {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    ignoreMutation: () => true,
    stopEvent: (event) => field.element.contains(event.target as globalThis.Node),
  };
}

/**
 * Puts the cursor beside a block whose own field was left with a key. It goes into text, and not onto
 * the block: there the next key would replace it.
 */
export function leaveBlock(props: NodeViewRendererProps, key: 'up' | 'down' | 'here'): void {
  const position = props.getPos();
  if (position === undefined) return;
  const { editor } = props;
  const { doc } = editor.state;
  // At once and not in the next frame, or the next key would go nowhere.
  editor.view.focus();
  if (key === 'up') {
    editor.commands.setTextSelection(Math.max(0, position - 1));
    return;
  }
  const end = position + (doc.nodeAt(position)?.nodeSize ?? 1);
  const next = doc.resolve(end).nodeAfter;
  if (next !== null && !next.isAtom) {
    editor.commands.setTextSelection(Selection.near(doc.resolve(end), 1).from);
  } else {
    editor
      .chain()
      .insertContentAt(end, { type: 'paragraph' })
      .setTextSelection(end + 1)
      .run();
  }
  editor.commands.scrollIntoView();
}
