/**
 * BibTeX: the door for `references.bib`.
 *
 * Reads entries, `@string` abbreviations and `#` concatenation; skips `@comment` and `@preamble`.
 * What cannot be read is reported with its line and skipped, so that one broken entry does not
 * take the others with it. Format: Patashnik, "BibTeXing" (1988).
 */
import { latexToText } from './latex-text.ts';
import { type Name, parseNames } from './names.ts';

export interface BibEntry {
  readonly key: string;
  /** Lower case: `article`, `inproceedings`, … */
  readonly type: string;
  /** Field names in lower case; values as Unicode text, `url` and `doi` as written. */
  readonly fields: ReadonlyMap<string, string>;
  readonly authors: readonly Name[];
  readonly editors: readonly Name[];
  /** Line of the `@`, from 1. */
  readonly line: number;
  /** The entry as it stands in the file. */
  readonly source: string;
}

export interface BibProblem {
  readonly line: number;
  readonly message: string;
}

export interface Bibliography {
  readonly entries: ReadonlyMap<string, BibEntry>;
  readonly problems: readonly BibProblem[];
}

const months: Readonly<Record<string, string>> = {
  jan: 'January',
  feb: 'February',
  mar: 'March',
  apr: 'April',
  may: 'May',
  jun: 'June',
  jul: 'July',
  aug: 'August',
  sep: 'September',
  oct: 'October',
  nov: 'November',
  dec: 'December',
};

/** Fields that hold an address or a name of a thing, not LaTeX text. */
const verbatim = new Set(['url', 'doi', 'eprint', 'file', 'isbn', 'issn']);

export function parseBibtex(text: string): Bibliography {
  return new BibtexReader(text).read();
}

class BibtexReader {
  private at = 0;
  private line = 1;
  private counted = 0;
  private readonly text: string;
  private readonly strings = new Map<string, string>(Object.entries(months));
  private readonly entries = new Map<string, BibEntry>();
  private readonly problems: BibProblem[] = [];

  constructor(text: string) {
    this.text = text;
  }

  read(): Bibliography {
    for (;;) {
      const start = this.text.indexOf('@', this.at);
      if (start < 0) break;
      this.at = start + 1;
      const type = this.word().toLowerCase();
      if (type === '') continue;
      this.space();
      if (type === 'comment') {
        // Tools keep their own data in a comment's braces; entries in there are not meant.
        if (this.text.charAt(this.at) === '{') this.piece();
        continue;
      }
      const open = this.text.charAt(this.at);
      if (open !== '{' && open !== '(') {
        // An at sign in running text (an e-mail address) is not an entry.
        if (/^[\t ]*$/.test(this.text.slice(this.text.lastIndexOf('\n', start) + 1, start)))
          this.report(start, `"@${type}" is not followed by "{".`);
        continue;
      }
      this.at++;
      if (type === 'preamble') this.value();
      else if (type === 'string') this.abbreviation();
      else this.entry(type, start, open === '{' ? '}' : ')');
    }
    return { entries: this.entries, problems: this.problems };
  }

  private abbreviation(): void {
    this.space();
    const name = this.word().toLowerCase();
    this.space();
    if (this.text.charAt(this.at) !== '=') return;
    this.at++;
    const value = this.value();
    if (value !== null && name !== '') this.strings.set(name, value);
  }

  private entry(type: string, start: number, close: string): void {
    this.space();
    const keyStart = this.at;
    while (this.at < this.text.length && !/[\s,{}()=]/.test(this.text.charAt(this.at))) this.at++;
    const key = this.text.slice(keyStart, this.at);
    if (key === '') {
      this.report(start, `An @${type} entry has no key.`);
      return;
    }
    const raw = new Map<string, string>();
    for (;;) {
      this.space();
      if (this.text.charAt(this.at) === ',') this.at++;
      this.space();
      const next = this.text.charAt(this.at);
      if (next === close) {
        this.at++;
        break;
      }
      const fieldStart = this.at;
      const name = this.word().toLowerCase();
      this.space();
      if (name === '' || this.text.charAt(this.at) !== '=') {
        this.report(
          fieldStart,
          `The entry "${key}" stops making sense here: a field or "${close}" was expected.`,
        );
        return;
      }
      this.at++;
      const value = this.value();
      if (value === null) {
        this.report(fieldStart, `The field "${name}" of "${key}" is not closed.`);
        return;
      }
      if (!raw.has(name)) raw.set(name, value);
    }
    this.keep(key, type, raw, start);
  }

  private keep(key: string, type: string, raw: ReadonlyMap<string, string>, start: number): void {
    const line = this.lineOf(start);
    const first = this.entries.get(key);
    if (first !== undefined) {
      this.problems.push({
        line,
        message: `The key "${key}" is used twice; the one on line ${first.line} counts.`,
      });
      return;
    }
    const fields = new Map<string, string>();
    for (const [name, value] of raw) {
      const text = verbatim.has(name)
        ? value.replace(/\\([_%&#])/g, '$1').replace(/[{}\s]/g, '')
        : latexToText(value);
      if (text !== '') fields.set(name, text);
    }
    this.entries.set(key, {
      key,
      type,
      fields,
      authors: parseNames(raw.get('author') ?? ''),
      editors: parseNames(raw.get('editor') ?? ''),
      line,
      source: this.text.slice(start, this.at),
    });
  }

  /** One value: pieces joined by `#`. Null when a brace or quote is never closed. */
  private value(): string | null {
    let out = '';
    for (;;) {
      this.space();
      const piece = this.piece();
      if (piece === null) return null;
      out += piece;
      this.space();
      if (this.text.charAt(this.at) !== '#') return out;
      this.at++;
    }
  }

  private piece(): string | null {
    const { text } = this;
    const open = text.charAt(this.at);
    if (open === '{' || open === '"') {
      const start = ++this.at;
      let depth = 0;
      for (; this.at < text.length; this.at++) {
        const character = text.charAt(this.at);
        if (character === '\\') this.at++;
        else if (open === '"' && character === '"' && depth === 0) return text.slice(start, this.at++);
        else if (character === '{') depth++;
        else if (character === '}') {
          if (depth === 0 && open === '{') return text.slice(start, this.at++);
          depth--;
        }
      }
      return null;
    }
    const start = this.at;
    while (this.at < text.length && !/[\s,{}()="#]/.test(text.charAt(this.at))) this.at++;
    if (this.at === start) return null;
    const bare = text.slice(start, this.at);
    return /^\d+$/.test(bare) ? bare : (this.strings.get(bare.toLowerCase()) ?? bare);
  }

  private word(): string {
    const start = this.at;
    while (/[A-Za-z0-9_+:.-]/.test(this.text.charAt(this.at))) this.at++;
    return this.text.slice(start, this.at);
  }

  private space(): void {
    while (this.at < this.text.length) {
      if (/\s/.test(this.text.charAt(this.at))) this.at++;
      else if (this.text.charAt(this.at) === '%') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else return;
    }
  }

  private report(at: number, message: string): void {
    this.problems.push({ line: this.lineOf(at), message });
  }

  /** Entries come in order, so lines are counted once. */
  private lineOf(at: number): number {
    for (; this.counted < at; this.counted++) if (this.text.charCodeAt(this.counted) === 10) this.line++;
    return this.line;
  }
}
