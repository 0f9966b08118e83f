/** A small field inside a block of the text: a language, a title, a label. */

export interface NameField {
  readonly element: HTMLInputElement;
  /** Shows a value, unless the writer is typing in the field. */
  show(value: string): void;
}

export interface NameFieldOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly editable: boolean;
  /** Called with the trimmed text when it was changed and the field is left or Enter pressed. */
  commit(value: string): void;
  /** Gives the keyboard back to the text. */
  leave(): void;
}

export function nameField(options: NameFieldOptions): NameField {
  const element = document.createElement('input');
  element.type = 'text';
  element.className = 'name-field';
  element.contentEditable = 'false';
  element.placeholder = options.placeholder;
  element.readOnly = !options.editable;
  element.spellcheck = false;
  element.autocomplete = 'off';
  element.setAttribute('aria-label', options.label);
  let shown = '';

  const resize = (): void => {
    element.size = Math.max(4, Math.min(48, (element.value || options.placeholder).length));
  };
  element.addEventListener('input', resize);
  element.addEventListener('blur', () => {
    const value = element.value.trim();
    if (value !== shown) options.commit(value);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      element.blur();
      options.leave();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      element.value = shown;
      element.blur();
      options.leave();
    }
  });
  return {
    element,
    show(value) {
      shown = value;
      if (document.activeElement !== element) element.value = value;
      resize();
    },
  };
}
