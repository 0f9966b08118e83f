/** The script and the style of the site's search, the same for every site. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchScript, searchStyle } from '#core/site/search-index.ts';
import { packageRoot } from '../package-root.ts';
import { compactCss } from './theme-files.ts';

/** Output path to text. */
export function searchFiles(): ReadonlyMap<string, string> {
  const read = (name: string) => readFileSync(join(packageRoot, 'assets', 'site', name), 'utf8');
  return new Map([
    [searchScript, read('search.js')],
    [searchStyle, compactCss(read('search.css'))],
  ]);
}
