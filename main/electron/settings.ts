/** What the shell remembers between runs: preferences in one file, where the window stood in another. */
import Store from 'electron-store';
import * as v from 'valibot';
import type { ValueStore } from '../services/preferences.ts';

const boundsSchema = v.strictObject({
  x: v.number(),
  y: v.number(),
  width: v.pipe(v.number(), v.minValue(400), v.maxValue(20_000)),
  height: v.pipe(v.number(), v.minValue(300), v.maxValue(20_000)),
  maximized: v.boolean(),
});
export type WindowBounds = v.InferOutput<typeof boundsSchema>;

/** `folder` is the app's own; the command line keeps its preferences in the same file. */
export function preferenceValues(folder: string): ValueStore {
  return new Store<Record<string, unknown>>({ cwd: folder, name: 'preferences', clearInvalidConfig: true });
}

export interface WindowMemory {
  /** Null on the first run, or when the file was damaged. */
  read(): WindowBounds | null;
  write(bounds: WindowBounds): void;
}

export function windowMemory(folder: string): WindowMemory {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'window', clearInvalidConfig: true });
  return {
    read() {
      const parsed = v.safeParse(boundsSchema, store.get('bounds'));
      return parsed.success ? parsed.output : null;
    },
    write: (bounds) => store.set('bounds', bounds),
  };
}
