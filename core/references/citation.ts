/**
 * Pandoc citations: `[see @key, p. 3; -@other]`, `@key`, `@key [p. 3]`.
 * Grammar: Pandoc manual, "Citation syntax".
 */

export interface CitationItem {
  readonly key: string;
  /** Text before the key, as written ("see"). */
  readonly prefix: string;
  /** What follows the key's comma, as written ("p. 3"). */
  readonly locator: string;
  /** `-@key`: only the year is shown. */
  readonly suppressAuthor: boolean;
}

export interface Citation {
  /** `@key` in the running text: "Alain and Bengio (2017)". */
  readonly narrative: boolean;
  readonly items: readonly CitationItem[];
}

const key = /(-?)@(?:\{([^{}\s]+)\}|([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&\-+?<>~/]*))/u;

/** Reads one citation. Null when the source holds no key. */
export function parseCitation(source: string): Citation | null {
  const text = source.trim();
  if (text.startsWith('[')) {
    const inside = text.replace(/^\[/, '').replace(/\]$/, '');
    const items = inside.split(';').flatMap((part) => item(part) ?? []);
    return items.length === 0 ? null : { narrative: false, items };
  }
  const first = item(text.replace(/\s*\[([^\]]*)\]$/, ', $1'));
  return first === null ? null : { narrative: !first.suppressAuthor, items: [first] };
}

function item(part: string): CitationItem | null {
  const match = key.exec(part);
  if (match === null) return null;
  // Punctuation at the end of a key belongs to the sentence.
  const found = match[2] ?? (match[3] ?? '').replace(/[:.#$%&\-+?<>~/]+$/, '');
  const after = part.slice(
    match.index + (match[1] ?? '').length + 1 + (match[2] === undefined ? found.length : found.length + 2),
  );
  return {
    key: found,
    prefix: part.slice(0, match.index).trim(),
    locator: after.replace(/^\s*,?\s*/, '').trim(),
    suppressAuthor: match[1] === '-',
  };
}
