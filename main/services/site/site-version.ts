/** What, besides the library, a site is made from: this version of Legible, its engines and its themes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, packageVersion } from '../package-root.ts';
import { contentHash } from './content-hash.ts';
import { enginesVersion } from './engines-version.ts';

/** Counts up when the pages change without a new version of Legible. */
const pagesVersion = 1;

export function siteVersion(): string {
  const parts: string[] = [`${packageVersion} ${pagesVersion} ${enginesVersion}`];
  for (const folder of ['themes', 'maths', 'site']) {
    const root = join(packageRoot, 'assets', folder);
    const names = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) parts.push(name.slice(root.length), contentHash(readFileSync(name)));
  }
  return contentHash(parts.join('\n'));
}

/** When this copy of Legible was built: a rebuilt one trusts no cache of the one before. Empty in a package. */
export function buildStamp(): string {
  try {
    return readFileSync(join(packageRoot, 'dist', '.built'), 'utf8');
  } catch {
    return '';
  }
}
