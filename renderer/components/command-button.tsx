import type { LucideIcon } from 'lucide-react';
import type { CommandId } from '#core/commands/catalogue.ts';
import { showKeys } from '#renderer/commands/keys.ts';
import { isEnabled, useCommandList } from '#renderer/commands/registry.ts';

export interface CommandButtonProps {
  readonly id: CommandId;
  readonly icon: LucideIcon;
  /** Words beside the icon; without them the title names the button. */
  readonly words?: string;
  /** Set for a command that switches something: whether it is on. */
  readonly pressed?: boolean;
  /** Keeps the cursor in the text when it is clicked. */
  readonly keepFocus?: boolean;
  readonly className?: string;
}

/** A button for a command. It is not there while the command is not. */
export function CommandButton(props: CommandButtonProps) {
  const command = useCommandList().find((each) => each.id === props.id);
  if (command === undefined || !isEnabled(command)) return null;
  const Icon = props.icon;
  const hint = command.keys === undefined ? command.title : `${command.title} (${showKeys(command.keys)})`;
  return (
    <button
      type="button"
      className={`button quiet ${props.className ?? ''}`}
      title={hint}
      aria-label={props.words === undefined ? command.title : undefined}
      aria-pressed={props.pressed}
      onMouseDown={props.keepFocus === true ? (event) => event.preventDefault() : undefined}
      onClick={() => void command.run()}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {props.words === undefined ? null : <span>{props.words}</span>}
    </button>
  );
}
