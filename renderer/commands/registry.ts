/**
 * The command registry: one object feeds the button, the key, the menu and the palette.
 *
 * Parts of the interface register their commands while they are on the screen. Of two commands with
 * one id the one registered last is in force, and the earlier one comes back when that one goes.
 */
import { useEffect, useRef } from 'react';
import { type CommandId, type CommandSection, catalogued } from '#core/commands/catalogue.ts';
import { Observable, useWatched } from '#renderer/components/observable.ts';
import { type KeyPress, matchesKeys } from './keys.ts';

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly section: CommandSection;
  /** As ProseMirror writes keys: `Mod-Shift-p`. */
  readonly keys?: string;
  /** Absent means always. A command that is not enabled is not offered, and its key goes elsewhere. */
  enabled?(): boolean;
  /** The key works only while the cursor is in the text; elsewhere it means what it means there. */
  readonly inText?: boolean;
  /** For a command that switches something: whether it is on. */
  active?(): boolean;
  run(): void | Promise<void>;
}

const stacks = new Map<string, Command[]>();
const inForce = new Observable<readonly Command[]>([]);

function publish(): void {
  const list: Command[] = [];
  for (const stack of stacks.values()) {
    const last = stack.at(-1);
    if (last !== undefined) list.push(last);
  }
  inForce.set(list);
}

/** Adds commands; the answer takes them away again. */
export function registerCommands(commands: readonly Command[]): () => void {
  for (const command of commands) {
    const stack = stacks.get(command.id) ?? [];
    stacks.set(command.id, [...stack, command]);
  }
  publish();
  return () => {
    for (const command of commands) {
      const stack = (stacks.get(command.id) ?? []).filter((other) => other !== command);
      if (stack.length === 0) stacks.delete(command.id);
      else stacks.set(command.id, stack);
    }
    publish();
  };
}

/** Every command in force, in the order of registration. */
export function commands(): readonly Command[] {
  return inForce.get();
}

export function findCommand(id: string): Command | undefined {
  return stacks.get(id)?.at(-1);
}

export function isEnabled(command: Command): boolean {
  return command.enabled?.() ?? true;
}

/** Runs a command when there is one and it is enabled; answers whether it ran. */
export function runCommand(id: string): boolean {
  const command = findCommand(id);
  if (command === undefined || !isEnabled(command)) return false;
  void command.run();
  return true;
}

/** Makes a command from its row in the catalogue. */
export function command(
  id: CommandId,
  run: () => void | Promise<void>,
  more: Pick<Command, 'enabled' | 'inText' | 'active'> = {},
): Command {
  return { ...catalogued(id), ...more, run };
}

/** Runs the command whose key this is; answers whether there was one. */
export function runKey(press: KeyPress, inText: boolean): boolean {
  for (const candidate of commands()) {
    if (candidate.keys === undefined || !matchesKeys(press, candidate.keys)) continue;
    if ((candidate.inText === true && !inText) || !isEnabled(candidate)) continue;
    void candidate.run();
    return true;
  }
  return false;
}

/** All commands in force; the component renders again when one comes or goes. */
export function useCommandList(): readonly Command[] {
  return useWatched(inForce);
}

/**
 * Registers commands while the component is on the screen. What they run may change from one render
 * to the next; their ids may not.
 */
export function useCommands(list: readonly Command[]): void {
  const latest = useRef(list);
  latest.current = list;
  useEffect(() => {
    const stable = latest.current.map(
      (entry, index): Command => ({
        ...entry,
        enabled: () => latest.current[index]?.enabled?.() ?? true,
        active: () => latest.current[index]?.active?.() ?? false,
        run: () => latest.current[index]?.run(),
      }),
    );
    return registerCommands(stable);
  }, []);
}
