/** The shipped word lists and background packs, read from the app's own folder once. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Lexicon, parseLexicon } from '#core/reader/lexicon.ts';
import { packageRoot } from './package-root.ts';

async function textsIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, at) => [name.slice(0, -4), texts[at] ?? '']));
}

let lexicon: Promise<Lexicon> | null = null;

export function shippedLexicon(): Promise<Lexicon> {
  lexicon ??= (async () => {
    const assets = join(packageRoot, 'assets');
    const [words, packs] = await Promise.all([
      textsIn(join(assets, 'words')),
      textsIn(join(assets, 'packs')),
    ]);
    return parseLexicon({ words, packs });
  })();
  return lexicon;
}
