/** A plain text area inside a block of the text, as high as what it holds. */

export interface SourceField {
  readonly element: HTMLTextAreaElement;
  /** Shows a text, unless it already stands there. */
  show(value: string): void;
}

export interface SourceFieldOptions {
  readonly label: string;
  readonly editable: boolean;
  /** Called at every change. */
  change(value: string): void;
  /** Called when a key leads out of the field: over its top, over its end, or Escape. */
  leave(key: 'up' | 'down' | 'here'): void;
}

export function sourceField(options: SourceFieldOptions): SourceField {
  const element = document.createElement('textarea');
  element.className = 'source-field';
  element.spellcheck = false;
  element.readOnly = !options.editable;
  element.contentEditable = 'false';
  element.setAttribute('aria-label', options.label);

  const resize = (): void => {
    element.rows = Math.max(1, element.value.split('\n').length);
  };
  element.addEventListener('input', () => {
    resize();
    options.change(element.value);
  });
  element.addEventListener('keydown', (event) => {
    const { selectionStart, selectionEnd, value } = element;
    const collapsed = selectionStart === selectionEnd;
    if (event.key === 'Escape') {
      event.preventDefault();
      options.leave('here');
    } else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      options.leave('down');
    } else if (event.key === 'ArrowUp' && collapsed && !value.slice(0, selectionStart).includes('\n')) {
      event.preventDefault();
      options.leave('up');
    } else if (event.key === 'ArrowDown' && collapsed && !value.slice(selectionStart).includes('\n')) {
      event.preventDefault();
      options.leave('down');
    }
  });
  return {
    element,
    show(value) {
      if (element.value !== value) element.value = value;
      resize();
    },
  };
}
