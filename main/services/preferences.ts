/** The person's preferences: a small file in the system's folder for settings. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import * as v from 'valibot';
import { type Preferences, preferencesSchema } from '#core/host/contract.ts';

export const defaultPreferences: Preferences = {
  theme: 'system',
  recentLibraries: [],
  sidebar: true,
  readerPanel: true,
  split: 0.5,
  proseChecks: false,
  spelling: false,
};

const most = 12;

/** Where values are kept: `conf` here, electron-store in the shell. */
export interface ValueStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

export interface PreferenceStore {
  read(): Preferences;
  write(part: Partial<Preferences>): Preferences;
}

/** The folder for settings; `LEGIBLE_CONFIG_DIR` names another. */
export function configFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.LEGIBLE_CONFIG_DIR;
  if (named) return named;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Legible');
  if (process.platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Legible');
  return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'Legible');
}

/** Values in a file of the folder; where that cannot be made, values that last as long as the app runs. */
export function fileStore(folder: string): ValueStore {
  try {
    return new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: 'preferences',
      clearInvalidConfig: true,
    });
  } catch {
    return memoryStore();
  }
}

export function memoryStore(): ValueStore {
  const values = new Map<string, unknown>();
  return { get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
}

/** Every value read passes the schema; one that does not counts as its default. */
export function createPreferences(store: ValueStore): PreferenceStore {
  const unsaved = new Map<string, unknown>();
  const read = (): Preferences => {
    const found: Record<string, unknown> = { ...defaultPreferences };
    for (const [key, schema] of Object.entries(preferencesSchema.entries)) {
      const parsed = v.safeParse(schema as v.GenericSchema, unsaved.get(key) ?? store.get(key));
      if (parsed.success) found[key] = parsed.output;
    }
    return v.parse(preferencesSchema, found);
  };
  return {
    read,
    write(part) {
      for (const [key, value] of Object.entries(part)) {
        if (value === undefined) continue;
        const kept = key === 'recentLibraries' ? (value as readonly string[]).slice(0, most) : value;
        try {
          store.set(key, kept);
          unsaved.delete(key);
        } catch {
          unsaved.set(key, kept); // a full or read-only disk: the choice holds for this run
        }
      }
      return read();
    },
  };
}
