/** What a reader knows: the set that every question about a word is asked of. */
import type { Glossary } from './glossary.ts';
import { isCommon, type Lexicon } from './lexicon.ts';
import type { Reader } from './reader.ts';
import { keyOfTerm } from './text/stem.ts';

export interface Knowledge {
  /** Keys of what the reader knows by name: own list, packs, their words, and every synonym of those. */
  readonly keys: ReadonlySet<string>;
  /** Keys of the reader's own words. */
  readonly words: ReadonlySet<string>;
  /** Every key of a synonym group, to the names in the group. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly lexicon: Lexicon;
}

export function knowledgeOf(reader: Reader | null, lexicon: Lexicon, glossary: Glossary): Knowledge {
  const keys = new Set<string>();
  const words = new Set<string>();
  const names = new Map<string, readonly string[]>();
  const group = (terms: readonly string[]): void => {
    for (const term of terms) {
      const key = keyOfTerm(term);
      if (key !== '') names.set(key, terms);
    }
  };
  for (const entry of glossary.entries) if (entry.also.length > 0) group([entry.term, ...entry.also]);
  for (const pack of lexicon.packs.values())
    for (const entry of pack.entries) if (entry.length > 1) group(entry);
  if (reader !== null) {
    for (const term of reader.words) words.add(keyOfTerm(term));
    for (const term of [...reader.knows, ...reader.words]) keys.add(keyOfTerm(term));
    for (const name of reader.packs) {
      keys.add(keyOfTerm(name));
      for (const key of lexicon.packs.get(name)?.keys ?? []) keys.add(key);
    }
    // A synonym of a known word is known.
    for (const [key, terms] of names) {
      if (!keys.has(key) && terms.some((term) => keys.has(keyOfTerm(term)))) keys.add(key);
    }
  }
  keys.delete('');
  return { keys, words, names, lexicon };
}

/** An acronym is known by itself or by what it stands for; that its letters spell a common word says nothing. */
export function isKnownAcronym(acronym: string, knowledge: Knowledge, expansion: string | null): boolean {
  const key = keyOfTerm(acronym);
  return (
    key === '' || knowledge.keys.has(key) || (expansion !== null && knowledge.keys.has(keyOfTerm(expansion)))
  );
}

/**
 * Does the reader know this term: itself, its stem, a synonym or an expansion, by own list, pack or
 * words, or (one word) by the list of common words? Ordinary words around a known name of two words
 * or more keep it known.
 */
export function isKnown(term: string, knowledge: Knowledge, expansion: string | null = null): boolean {
  const key = keyOfTerm(term);
  if (key === '' || knowledge.keys.has(key)) return true;
  if (expansion !== null && knowledge.keys.has(keyOfTerm(expansion))) return true;
  const words = key.split(' ');
  if (words.length === 1) return isCommon(term, knowledge.lexicon);
  for (let size = words.length - 1; size >= 2; size -= 1) {
    for (let from = 0; from + size <= words.length; from += 1) {
      if (!knowledge.keys.has(words.slice(from, from + size).join(' '))) continue;
      const rest = [...words.slice(0, from), ...words.slice(from + size)];
      if (rest.every((word) => knowledge.keys.has(word) || isCommon(word, knowledge.lexicon))) return true;
    }
  }
  return false;
}
