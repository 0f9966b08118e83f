import { type ReactNode, useEffect, useId, useRef } from 'react';

export interface DialogProps {
  readonly title: string;
  /** Leaves the title out of sight; it still names the dialog. */
  readonly quietTitle?: boolean;
  readonly className?: string;
  onClose(): void;
  readonly children: ReactNode;
}

/** A window over the window. Escape and a click beside it close it; the focus goes back where it was. */
export function Dialog(props: DialogProps) {
  const place = useRef<HTMLDialogElement>(null);
  const close = useRef(props.onClose);
  close.current = props.onClose;
  const title = useId();
  useEffect(() => {
    const dialog = place.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={place}
      className={`dialog ${props.className ?? ''}`}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        close.current();
      }}
      onMouseDown={(event) => {
        if (event.target === place.current) close.current();
      }}
    >
      <div className="dialog-body">
        <h2 id={title} className={props.quietTitle === true ? 'out-of-sight' : 'dialog-title'}>
          {props.title}
        </h2>
        {props.children}
      </div>
    </dialog>
  );
}
