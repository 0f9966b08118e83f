/** The word lists that the text model, the checks and the background packs are made of. */
import { bareAcronym, looksLikeAcronym } from './text/acronym.ts';
import { keyOfTerm, stemOf, wordPattern } from './text/stem.ts';

/** The texts of `assets/words/*.txt` and `assets/packs/*.txt`, by file name without `.txt`. */
export interface LexiconTexts {
  readonly words: Readonly<Record<string, string>>;
  readonly packs: Readonly<Record<string, string>>;
}

export interface Pack {
  readonly name: string;
  /** Terms as written, each with its synonyms. */
  readonly entries: readonly (readonly string[])[];
  /** Keys (`keyOfTerm`) of all terms and synonyms. */
  readonly keys: ReadonlySet<string>;
}

/** Phrases by their first word, in lower case: for matching against a run of words. */
export type PhraseTable = ReadonlyMap<
  string,
  readonly { readonly words: readonly string[]; readonly to: string }[]
>;

export interface Lexicon {
  readonly stop: ReadonlySet<string>;
  /** Common word forms, in lower case. */
  readonly common: ReadonlySet<string>;
  /** Acronyms that everybody reads as words. */
  readonly acronyms: ReadonlySet<string>;
  /** Acronyms that some background pack has, in capitals. */
  readonly packAcronyms: ReadonlySet<string>;
  /** Heads that make a run of words no term: *way*, *kind*, *result* … */
  readonly generic: ReadonlySet<string>;
  /** Ordinary nouns with a nominal ending, which hide no verb. */
  readonly nominalExceptions: ReadonlySet<string>;
  /** Words and phrases that link a sentence to the one before. */
  readonly connectives: PhraseTable;
  /** Field words that a speller should accept. */
  readonly field: ReadonlySet<string>;
  /** Noun to verb: `analysis` gives `analyse`. */
  readonly verbOf: ReadonlyMap<string, string>;
  readonly participles: ReadonlySet<string>;
  readonly cliches: PhraseTable;
  readonly wordy: PhraseTable;
  readonly packs: ReadonlyMap<string, Pack>;
}

function lines(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** A pack: one term a line, synonyms after `=`; `#` starts a comment line. */
export function parsePack(name: string, text: string): Pack {
  const entries = lines(text).map((line) =>
    line
      .split('=')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
  const keys = new Set<string>();
  for (const entry of entries) {
    for (const term of entry) {
      const key = keyOfTerm(term);
      if (key !== '') keys.add(key);
    }
  }
  return { name, entries: entries.filter((entry) => entry.length > 0), keys };
}

function pairs(text: string | undefined): [string, string][] {
  return lines(text).flatMap((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as [string, string]];
  });
}

function phraseTable(entries: readonly (readonly [string, string])[]): PhraseTable {
  const table = new Map<string, { words: string[]; to: string }[]>();
  for (const [phrase, to] of entries) {
    const words = [...phrase.toLowerCase().replace(/’/g, "'").matchAll(wordPattern)].map((match) => match[0]);
    const first = words[0];
    if (first === undefined) continue;
    const list = table.get(first) ?? [];
    list.push({ words, to });
    table.set(first, list);
  }
  // The longest phrase wins where two begin alike.
  for (const list of table.values()) list.sort((a, b) => b.words.length - a.words.length);
  return table;
}

function acronymsIn(packs: Iterable<Pack>): Set<string> {
  const found = new Set<string>();
  for (const pack of packs)
    for (const entry of pack.entries)
      for (const term of entry)
        for (const word of term.split(/[\s-]+/)) if (looksLikeAcronym(word)) found.add(bareAcronym(word));
  return found;
}

export function parseLexicon(texts: LexiconTexts): Lexicon {
  const packs = new Map(Object.entries(texts.packs).map(([name, text]) => [name, parsePack(name, text)]));
  const set = (name: string): Set<string> =>
    new Set(lines(texts.words[name]).map((word) => word.toLowerCase()));
  return {
    stop: set('stop'),
    common: set('common'),
    acronyms: new Set(lines(texts.words.acronyms)),
    packAcronyms: acronymsIn(packs.values()),
    generic: set('generic'),
    nominalExceptions: set('nominal-exceptions'),
    connectives: phraseTable(lines(texts.words.connectives).map((phrase) => [phrase, ''] as const)),
    field: set('field'),
    verbOf: new Map(pairs(texts.words.nominalisations).map(([noun, verb]) => [noun.toLowerCase(), verb])),
    participles: set('participles'),
    cliches: phraseTable(lines(texts.words.cliches).map((phrase) => [phrase, ''] as const)),
    wordy: phraseTable(pairs(texts.words.wordy)),
    packs,
  };
}

/** Whether a word, or its stem, is one that everybody reads without stopping. */
export function isCommon(word: string, lexicon: Lexicon): boolean {
  const form = word.toLowerCase().replace(/’/g, "'");
  return (
    lexicon.common.has(form) ||
    lexicon.stop.has(form) ||
    lexicon.common.has(stemOf(form)) ||
    (lexicon.common.has(form.replace(/is(e|es|ed|er|ers|ing|ation)$/, 'iz$1')) && form.length > 5)
  );
}

/** Whether the words from `at` on begin with a phrase of the table; the longest one wins. */
export function phraseAt(
  table: PhraseTable,
  words: readonly { readonly lower: string }[],
  at: number,
): { readonly words: readonly string[]; readonly to: string } | null {
  const first = words[at];
  if (first === undefined) return null;
  for (const phrase of table.get(first.lower) ?? []) {
    if (phrase.words.every((word, i) => words[at + i]?.lower === word)) return phrase;
  }
  return null;
}
