/** Keys of commands: matching a key event, and writing the keys as the platform does. */

const onMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

interface Chord {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

const codes: Readonly<Record<string, string>> = {
  '/': 'Slash',
  '.': 'Period',
  ',': 'Comma',
  '\\': 'Backslash',
  "'": 'Quote',
  '-': 'Minus',
};

function parse(keys: string): Chord {
  const parts = keys.split('-');
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  return {
    mod: modifiers.includes('Mod'),
    shift: modifiers.includes('Shift'),
    alt: modifiers.includes('Alt'),
    key,
  };
}

/** The part of a key event that matters; a real one fits. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** True when the event is the chord. Letters and digits also match by place, since Alt and Shift change the character. */
export function matchesKeys(press: KeyPress, keys: string, mac = onMac): boolean {
  const chord = parse(keys);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== chord.mod || other || press.shiftKey !== chord.shift || press.altKey !== chord.alt)
    return false;
  if (press.key.toLowerCase() === chord.key.toLowerCase()) return true;
  if (/^[a-z]$/.test(chord.key)) return chord.alt && press.code === `Key${chord.key.toUpperCase()}`;
  if (/^\d$/.test(chord.key)) return press.code === `Digit${chord.key}`;
  return press.code === codes[chord.key];
}

/** `Mod-Shift-p` as `Ctrl+Shift+P`, or `⇧⌘P` on a Mac. */
export function showKeys(keys: string, mac = onMac): string {
  const chord = parse(keys);
  const key = chord.key.length === 1 ? chord.key.toUpperCase() : chord.key;
  if (mac) return `${chord.alt ? '⌥' : ''}${chord.shift ? '⇧' : ''}${chord.mod ? '⌘' : ''}${key}`;
  return [chord.mod ? 'Ctrl' : '', chord.alt ? 'Alt' : '', chord.shift ? 'Shift' : '', key]
    .filter((part) => part !== '')
    .join('+');
}
