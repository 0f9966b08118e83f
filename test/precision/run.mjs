/**
 * `npm run precision -- FOLDER [--id C14] [--most 50]`: what every prompt and check finds in a folder
 * of articles (Markdown, Rmd, HTML), for reading by hand. The same folder gives the same choice of hits.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'vite';

const [folder, ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
if (folder === undefined) {
  console.error('Which folder? npm run precision -- FOLDER [--id C14,D09] [--most 50]');
  process.exit(2);
}
const texts = (kind) =>
  Object.fromEntries(
    readdirSync(`assets/${kind}`)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => [name.slice(0, -4), readFileSync(`assets/${kind}/${name}`, 'utf8')]),
  );
const server = await createServer({
  configFile: false,
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
});
try {
  const { parseLexicon } = await server.ssrLoadModule('/core/reader/lexicon.ts');
  const { readFolder, allIds } = await server.ssrLoadModule('/test/precision/hits.ts');
  const { articles, words, hits } = readFolder(
    folder,
    parseLexicon({ words: texts('words'), packs: texts('packs') }),
  );
  const most = Number(option('--most') ?? 50);
  const wanted = option('--id')?.split(',') ?? allIds;
  console.log(`${articles} articles, ${words} words of prose, ${hits.length} hits`);
  for (const id of wanted) {
    const all = hits.filter((hit) => hit.id === id);
    // Evenly over the articles, so that one long article does not fill the list.
    const step = Math.max(1, all.length / most);
    const chosen = Array.from({ length: Math.min(most, all.length) }, (_, at) => all[Math.floor(at * step)]);
    console.log(`\n== ${id}: ${all.length} hits, ${chosen.length} shown`);
    for (const [at, hit] of chosen.entries())
      console.log(
        `${at + 1}. [${hit.article}] ${hit.wording}\n   «${hit.quote.slice(0, 140)}»  … ${hit.context} …`,
      );
  }
} finally {
  await server.close();
}
