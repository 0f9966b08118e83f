/**
 * `.legible-site.json`: what an export wrote, so that the next one removes that and nothing else.
 * It stands in the site, holds no time and no name of the machine, and is the same for the same site.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryPath } from '#core/host/library-path.ts';
import { contentHash } from './content-hash.ts';

export const manifestName = '.legible-site.json';

export interface SiteManifest {
  /** Output path to the SHA-256 of its bytes, in hexadecimal, cut to 32 digits. */
  readonly files: ReadonlyMap<string, string>;
  /** Hash of everything that the site was made from. */
  readonly inputs: string;
}

/** A manifest as it was found. */
export interface ReadManifest extends SiteManifest {
  /** Hash of its text. */
  readonly hash: string;
}

/** Null when there is none, or when it is not one of ours: then nothing in the folder counts as ours. */
export function readManifest(folder: string): ReadManifest | null {
  try {
    const text = readFileSync(join(folder, manifestName), 'utf8');
    const manifest = parseManifest(text);
    return manifest === null ? null : { ...manifest, hash: contentHash(text) };
  } catch {
    return null;
  }
}

/** One door for a file that anyone may have changed: a path that leaves the folder is not believed. */
export function parseManifest(text: string): SiteManifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { legible, inputs, files } = value as Record<string, unknown>;
  if (legible !== 'site' || typeof inputs !== 'string') return null;
  if (typeof files !== 'object' || files === null) return null;
  const checked = new Map<string, string>();
  for (const [path, hash] of Object.entries(files)) {
    if (libraryPath(path) !== null && typeof hash === 'string') checked.set(path, hash);
  }
  return { files: checked, inputs };
}

export function writeManifest(manifest: SiteManifest): string {
  const files = [...manifest.files].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = files.map(([path, hash]) => `  ${JSON.stringify(path)}: ${JSON.stringify(hash)}`);
  return `{\n "legible": "site",\n "inputs": ${JSON.stringify(manifest.inputs)},\n "files": {\n${lines.join(',\n')}\n }\n}\n`;
}
