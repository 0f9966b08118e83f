import { useEffect, useRef } from 'react';

export interface GrowingFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly className: string;
  readonly readOnly: boolean;
  onChange(value: string): void;
  /** Enter, or the arrow down on the last line. */
  onLeave?(): void;
}

/** A text field of one paragraph that is as high as its text. */
export function GrowingField(props: GrowingFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { value } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the value.
  useEffect(() => {
    const element = field.current;
    if (element === null || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);
  return (
    <textarea
      ref={field}
      rows={1}
      className={`growing-field ${props.className}`}
      aria-label={props.label}
      placeholder={props.placeholder}
      readOnly={props.readOnly}
      value={value}
      onChange={(event) => props.onChange(event.target.value.replace(/\s*\n\s*/g, ' '))}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault();
          props.onLeave?.();
        } else if (
          event.key === 'ArrowDown' &&
          event.currentTarget.selectionStart === event.currentTarget.value.length
        ) {
          event.preventDefault();
          props.onLeave?.();
        }
      }}
    />
  );
}
