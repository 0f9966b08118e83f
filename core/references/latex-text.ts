/**
 * LaTeX as bibliographies use it, turned into plain Unicode text.
 *
 * Accents, special letters, dashes, quotes and the usual text commands are understood. A command
 * that is not known is dropped and its argument kept: a reference with a word too much is better
 * than one with a word missing.
 */

/** Combining character for each accent command, put after the letter and then composed. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
};

const symbols: Readonly<Record<string, string>> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  ng: 'ŋ',
  textendash: '–',
  textemdash: '—',
  textquoteright: '’',
  textquoteleft: '‘',
  textquotedblleft: '“',
  textquotedblright: '”',
  textasciitilde: '~',
  textbackslash: '\\',
  textregistered: '®',
  texttrademark: '™',
  copyright: '©',
  dots: '…',
  ldots: '…',
  S: '§',
  P: '¶',
  pounds: '£',
  euro: '€',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  omega: 'ω',
  Delta: 'Δ',
  Omega: 'Ω',
  ell: 'ℓ',
  infty: '∞',
  times: '×',
  pm: '±',
  leq: '≤',
  geq: '≥',
  rightarrow: '→',
  to: '→',
};

/** Commands whose argument is not text to show. */
const dropped = new Set(['label', 'cite', 'footnote', 'thanks', 'vspace', 'hspace']);

/** Turns LaTeX text into Unicode; never throws, and takes time in proportion to the length. */
export function latexToText(source: string): string {
  const reader = new Reader(source);
  const text = reader.read(0);
  return text
    .normalize('NFC')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();
}

/** Groups nested deeper than this are read as flat text: no real reference needs them. */
const deepest = 40;

class Reader {
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** Reads to the end, or to the brace that closes the group at this depth. */
  read(depth: number): string {
    let out = '';
    const { source } = this;
    while (this.at < source.length) {
      const character = source.charAt(this.at);
      if (character === '}') {
        this.at++;
        if (depth > 0) return out;
        continue;
      }
      if (character === '{') {
        this.at++;
        out += depth < deepest ? this.read(depth + 1) : '';
      } else if (character === '\\') out += this.command(depth);
      else out += this.plain(character);
    }
    return out;
  }

  private plain(character: string): string {
    const { source } = this;
    if (character === '~') return this.take(1, '\u00a0');
    if (source.startsWith('---', this.at)) return this.take(3, '—');
    if (source.startsWith('--', this.at)) return this.take(2, '–');
    if (source.startsWith('``', this.at)) return this.take(2, '“');
    if (source.startsWith("''", this.at)) return this.take(2, '”');
    if (character === '$') return this.take(1, '');
    return this.take(1, character === "'" ? '’' : character);
  }

  private take(length: number, text: string): string {
    this.at += length;
    return text;
  }

  private command(depth: number): string {
    this.at++;
    const next = this.source.charAt(this.at);
    if (next === '') return '';
    if (!/[a-zA-Z]/.test(next)) {
      this.at++;
      if (accents[next] !== undefined) return this.accented(accents[next], depth);
      if (next === '\\' || next === ',' || next === ' ') return ' ';
      if (next === '-' || next === '/' || next === '!') return '';
      return next;
    }
    const start = this.at;
    while (/[a-zA-Z]/.test(this.source.charAt(this.at))) this.at++;
    const name = this.source.slice(start, this.at);
    const symbol = Object.hasOwn(symbols, name) ? symbols[name] : undefined;
    const accent = name.length === 1 && Object.hasOwn(accents, name) ? accents[name] : undefined;
    if (accent !== undefined) {
      this.skipSpace();
      return this.accented(accent, depth);
    }
    if (symbol !== undefined) {
      this.skipSpace();
      if (this.source.startsWith('{}', this.at)) this.at += 2;
      return symbol;
    }
    this.skipSpace();
    if (this.source.charAt(this.at) === '{' && depth < deepest) {
      this.at++;
      const inside = this.read(depth + 1);
      return dropped.has(name) ? '' : inside;
    }
    return '';
  }

  private accented(accent: string, depth: number): string {
    this.skipSpace();
    let letters: string;
    if (this.source.charAt(this.at) === '{' && depth < deepest) {
      this.at++;
      letters = this.read(depth + 1);
    } else if (this.source.charAt(this.at) === '\\') letters = this.command(depth);
    else letters = this.take(1, this.source.charAt(this.at));
    const base = letters.charAt(0) === 'ı' ? 'i' : letters.charAt(0) === 'ȷ' ? 'j' : letters.charAt(0);
    return (base + accent).normalize('NFC') + letters.slice(1);
  }

  private skipSpace(): void {
    while (this.source.charAt(this.at) === ' ') this.at++;
  }
}
