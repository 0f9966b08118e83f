/** A site as one zip file: the same bytes for the same site, written whole or not at all. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { temporaryName } from '../atomic-write.ts';
import { manifestName, parseManifest } from './site-manifest.ts';

/** The first day that a zip file can name: every entry bears it, so that time leaves no trace. */
const epoch = new Date(1980, 0, 1, 0, 0, 0);

/** True for a zip file that an export wrote. */
export function isOurZip(place: string): boolean {
  try {
    const found = unzipSync(readFileSync(place), { filter: (file) => file.name === manifestName });
    const manifest = found[manifestName];
    return manifest !== undefined && parseManifest(new TextDecoder().decode(manifest)) !== null;
  } catch {
    return false;
  }
}

/** Writes the zip file, unless the same bytes stand there already. Answers whether it wrote. */
export function writeZip(place: string, files: ReadonlyMap<string, string | Uint8Array>): boolean {
  const entries: Zippable = {};
  const encoder = new TextEncoder();
  for (const [name, data] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const stored = /\.(png|jpe?g|gif|webp|avif|woff2|zip|gz|mp4|webm|mp3)$/i.test(name);
    const bytes = typeof data === 'string' ? encoder.encode(data) : new Uint8Array(data);
    entries[name] = [bytes, { level: stored ? 0 : 6, mtime: epoch, os: 3, attrs: 0o644 << 16 }];
  }
  const zip = zipSync(entries);
  if (sameBytes(place, zip)) return false;
  mkdirSync(dirname(place), { recursive: true });
  const temporary = join(dirname(place), temporaryName());
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (let offset = 0; offset < zip.length; ) offset += writeSync(file, zip, offset);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, place);
  } finally {
    rmSync(temporary, { force: true });
  }
  return true;
}

function sameBytes(place: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(place).equals(bytes);
  } catch {
    return false;
  }
}
