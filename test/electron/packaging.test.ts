/**
 * Packs the app with electron-builder over a stub of Electron's own files, and looks at the result:
 * what is inside, and how the fuses stand. Downloads nothing.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';

const folders = temporaryFolder();
/** As the binary holds them: the digits 0 and 1. */
const off = 0x30;
const on = 0x31;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file where Electron's binary would be, with the mark that its fuses follow, all as shipped. */
function stubElectron(version: string): string {
  const folder = folders.make();
  mkdirSync(join(folder, 'locales'));
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  const fuses = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 8]),
    Buffer.from('10110010'),
  ]);
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from('#!/bin/sh\n# '), fuses, Buffer.from('\n')]),
    {
      mode: 0o755,
    },
  );
  return folder;
}

/** A project with the real description and settings, and a file in each place that could be packed. */
function project(): { folder: string; version: string } {
  const folder = folders.make();
  const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = description.devDependencies.electron as string;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...description, dependencies: {}, devDependencies: {} }),
  );
  copyFileSync(join(root, 'electron-builder.yml'), join(folder, 'electron-builder.yml'));
  for (const file of [
    'dist/app/index.html',
    'dist/electron/main.js',
    'dist/electron/preload.cjs',
    'dist/cli/legible.js',
    'dist/types/main.d.ts',
    'assets/sample/portfolio.yml',
    'main/host.ts',
    'test/a.test.ts',
    '.env',
    'LICENSE',
  ]) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), 'x');
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, version };
}

it.skipIf(process.platform !== 'linux')(
  'holds the built app and nothing else, behind hardened fuses',
  async () => {
    const { folder, version } = project();
    const cli = join(root, 'node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
    const settings = [`-c.electronDist=${stubElectron(version)}`, `-c.electronVersion=${version}`];
    const ran = spawnSync(process.execPath, [cli, '--linux', 'dir', '--publish', 'never', ...settings], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(ran.status, ran.stdout + ran.stderr).toBe(0);
    const app = join(folder, 'release', `linux-${process.arch === 'x64' ? '' : `${process.arch}-`}unpacked`);
    expect(listPackage(join(app, 'resources', 'app.asar'), { isPack: false }).sort()).toEqual([
      '/LICENSE',
      '/assets',
      '/assets/sample',
      '/assets/sample/portfolio.yml',
      '/dist',
      '/dist/app',
      '/dist/app/index.html',
      '/dist/electron',
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
      '/package.json',
    ]);
    const fuses = await getCurrentFuseWire(join(app, 'legible'));
    expect({
      runAsNode: fuses[FuseV1Options.RunAsNode],
      nodeOptions: fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: fuses[FuseV1Options.EnableNodeCliInspectArguments],
      fileRights: fuses[FuseV1Options.GrantFileProtocolExtraPrivileges],
      cookies: fuses[FuseV1Options.EnableCookieEncryption],
      integrity: fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      asarOnly: fuses[FuseV1Options.OnlyLoadAppFromAsar],
    }).toEqual({
      runAsNode: off,
      nodeOptions: off,
      inspect: off,
      fileRights: off,
      cookies: on,
      integrity: on,
      asarOnly: on,
    });
  },
  60_000,
);
