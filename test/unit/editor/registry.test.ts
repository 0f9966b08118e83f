import { afterEach, describe, expect, it } from 'vitest';
import { catalogue } from '#core/commands/catalogue.ts';
import { type KeyPress, matchesKeys, showKeys } from '#renderer/commands/keys.ts';
import {
  type Command,
  command,
  commands,
  findCommand,
  registerCommands,
  runCommand,
  runKey,
} from '#renderer/commands/registry.ts';

const stops: (() => void)[] = [];
function register(...list: Command[]): () => void {
  const stop = registerCommands(list);
  stops.push(stop);
  return stop;
}
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, ...more };
}

describe('the registry', () => {
  it('runs a command once it is there and enabled', () => {
    const runs: string[] = [];
    let on = false;
    expect(runCommand('document.save')).toBe(false);
    register(command('document.save', () => void runs.push('run'), { enabled: () => on }));
    expect(runCommand('document.save')).toBe(false);
    on = true;
    expect(runCommand('document.save')).toBe(true);
    expect(runs).toHaveLength(1);
  });

  it('gives the later command of an id the say, and the earlier one after it has gone', () => {
    const said: string[] = [];
    register(command('edit.undo', () => void said.push('first')));
    const stop = register(command('edit.undo', () => void said.push('second')));
    runCommand('edit.undo');
    stop();
    runCommand('edit.undo');
    expect(said).toEqual(['second', 'first']);
    expect(commands().filter((each) => each.id === 'edit.undo')).toHaveLength(1);
  });

  it('keeps text commands to the text', () => {
    const runs: string[] = [];
    register(command('format.bold', () => void runs.push('run'), { inText: true }));
    const keys = press('b', { ctrlKey: true, code: 'KeyB' });
    expect(runKey(keys, false)).toBe(false);
    expect(runKey(keys, true)).toBe(true);
    expect(runs).toHaveLength(1);
  });

  it('carries title and keys from the catalogue', () => {
    register(command('go.palette', () => undefined));
    expect(findCommand('go.palette')).toMatchObject({ title: 'Commands and documents…', keys: 'Mod-k' });
  });
});

describe('the catalogue', () => {
  it('has no id and no key twice', () => {
    const ids = catalogue.map((row) => row.id);
    const keys = catalogue.flatMap((row) => ('keys' in row ? [row.keys] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('keys', () => {
  it.each([
    ['Mod-k', press('k', { ctrlKey: true, code: 'KeyK' }), true],
    ['Mod-k', press('k', { ctrlKey: true, shiftKey: true }), false],
    ['Mod-k', press('k', { metaKey: true }), false],
    ['Mod-Shift-8', press('*', { ctrlKey: true, shiftKey: true, code: 'Digit8' }), true],
    ['Mod-Alt-n', press('ñ', { ctrlKey: true, altKey: true, code: 'KeyN' }), true],
    ['Mod-/', press('7', { ctrlKey: true, code: 'Slash' }), true],
    ['Mod-\\', press('\\', { ctrlKey: true, code: 'Backslash' }), true],
    ['Mod-b', press('и', { ctrlKey: true, code: 'KeyB' }), false],
  ])('%s', (keys, event, expected) => {
    expect(matchesKeys(event, keys, false)).toBe(expected);
  });

  it('is Command on a Mac', () => {
    expect(matchesKeys(press('k', { metaKey: true }), 'Mod-k', true)).toBe(true);
    expect(matchesKeys(press('k', { ctrlKey: true }), 'Mod-k', true)).toBe(false);
    expect(showKeys('Mod-Shift-p', true)).toBe('⇧⌘P');
    expect(showKeys('Mod-Shift-p', false)).toBe('Ctrl+Shift+P');
  });
});
