/**
 * The index for searching the site: a handful of scripts, so that it works from a disk, where nothing
 * can be fetched. Each holds some of the documents, chosen by their path: a change to one document
 * changes one of the scripts. They are loaded when somebody begins to search.
 */
import { nameOfKind } from '#core/document/kind.ts';
import { longDate } from './dates.ts';
import { relativeAddress, scriptJson } from './escape.ts';
import type { SiteDocument } from './model.ts';
import { wordsIn, wordsOfMarkdown } from './search-words.ts';

/** The page that searches, and where the index stands. */
export const searchPage = 'archive.html';
export const searchScript = 'search/search.js';
export const searchStyle = 'search/search.css';

/** Documents in one part, about. */
const partSize = 48;
/** Words of one text that are kept: those that tell it apart from its neighbours. */
const mostWords = 240;

/** Signs that stand for the documents of one list: a posting is one sign. */
const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/** How many parts a site of so many documents has: a power of two, so that it rarely changes. */
export function partCount(documents: number): number {
  let count = 1;
  while (count * partSize < documents) count *= 2;
  return count;
}

export function partOutput(part: number): string {
  return `search/words-${part}.js`;
}

/** Which documents go into which part, by a hash of their path (FNV-1a). */
export function searchParts(documents: readonly SiteDocument[]): SiteDocument[][] {
  const parts: SiteDocument[][] = Array.from({ length: partCount(documents.length) }, () => []);
  const ordered = [...documents].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const document of ordered) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < document.path.length; at++)
      hash = Math.imul(hash ^ document.path.charCodeAt(at), 0x01000193);
    parts[((hash >>> 16) ^ hash) & (parts.length - 1)]?.push(document);
  }
  return parts;
}

/** The script of one part. `textOf` answers a document's Markdown without its front matter. */
export function searchPart(
  documents: readonly SiteDocument[],
  textOf: (document: SiteDocument) => string,
): string {
  const calls: string[] = [];
  for (let from = 0; from < documents.length; from += signs.length)
    calls.push(listCall(documents.slice(from, from + signs.length), textOf));
  return calls.join('');
}

function listCall(documents: readonly SiteDocument[], textOf: (document: SiteDocument) => string): string {
  const texts = documents.map((document) => wordsOfMarkdown(textOf(document)));
  const holders = new Map<string, number>();
  for (const words of texts) for (const word of words.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  const postings = new Map<string, string>();
  texts.forEach((words, index) => {
    const weight = ([word, count]: readonly [string, number]) =>
      Math.log(1 + count) * Math.log(1 + documents.length / (holders.get(word) ?? 1));
    const kept = [...words]
      .map((entry) => [weight(entry), entry[0]] as const)
      .sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1))
      .slice(0, mostWords);
    // Words of the heading lines are found whatever they weigh.
    const found = new Set([
      ...kept.map(([, word]) => word),
      ...headingWords(textOf(documents[index] as SiteDocument)),
    ]);
    for (const word of found) postings.set(word, (postings.get(word) ?? '') + signs[index]);
  });
  const words = [...postings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, list]) => `${word} ${list}`);
  const rows = documents.map((document) => [
    relativeAddress(searchPage, document.output),
    document.title,
    document.kind === 'page' ? '' : nameOfKind[document.kind].one,
    document.date ?? '',
    document.date === null ? '' : longDate(document.date),
    document.summary,
    document.tags.join(' '),
  ]);
  return `legibleSearch(${scriptJson(rows)},${scriptJson(words.join('\n'))});\n`;
}

function headingWords(markdown: string): string[] {
  return [...markdown.matchAll(/^#{1,6} (.*)$/gm)].flatMap(([, text = '']) => wordsIn(text)).slice(0, 80);
}
