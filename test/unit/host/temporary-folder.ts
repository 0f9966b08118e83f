import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Folders that go away when the test file ends. */
export function temporaryFolder(): { make(): string } {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return {
    make() {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'legible-test-')));
      made.push(folder);
      return folder;
    },
  };
}
