import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronBinary, hasDisplay } from '#main/build/start.mjs';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();

describe('npm start', () => {
  it('finds Electron where it is named, and nowhere that would start a download', () => {
    const binary = join(folders.make(), 'electron');
    expect(electronBinary({ ELECTRON_PATH: binary })).toBeNull();
    writeFileSync(binary, '');
    expect(electronBinary({ ELECTRON_PATH: binary })).toBe(binary);
    expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: folders.make() })).toBeNull();
  });

  it('opens a window only where there is a display', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });
});
