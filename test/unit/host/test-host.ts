import { createHost, type RunningHost, type Surroundings } from '#main/host.ts';
import { createPreferences, memoryStore } from '#main/services/preferences.ts';

/** A host with preferences in memory and nothing of the machine but the disk. */
export function testHost(more: Partial<Surroundings> = {}): RunningHost {
  return createHost({
    capabilities: {
      folderPicker: false,
      revealPlace: false,
      nativeMenu: false,
      printToPdf: false,
      asksBeforeClosing: false,
    },
    preferences: createPreferences(memoryStore()),
    refuge: null,
    ...more,
  });
}
