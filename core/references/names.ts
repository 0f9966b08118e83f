/** Names of authors and editors, as BibTeX writes them. */
import { latexToText } from './latex-text.ts';

export interface Name {
  /** Everything that is sorted and cited by: "von" part and family name. A group has only this. */
  readonly family: string;
  readonly given: string;
  /** "Jr", "III". */
  readonly suffix: string;
}

/** Splits at `and` outside braces; `and others` becomes a last name with the family `others`. */
export function parseNames(source: string): Name[] {
  const names: Name[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (depth === 0 && /\s/.test(character) && /^\s+and\s/i.test(source.slice(at, at + 24))) {
      const gap = /^\s+and\s+/i.exec(source.slice(at, at + 64))?.[0] ?? '';
      names.push(parseName(source.slice(start, at)));
      at += gap.length - 1;
      start = at + 1;
    }
  }
  names.push(parseName(source.slice(start)));
  return names.filter((name) => name.family !== '');
}

/** True for the `others` that stands for "et al.". */
export function isOthers(name: Name): boolean {
  return name.family === 'others' && name.given === '';
}

function parseName(source: string): Name {
  const text = source.trim();
  // A name in braces as a whole is a group, such as {OpenAI}.
  if (/^\{[^{}]*\}$/.test(text)) return { family: latexToText(text), given: '', suffix: '' };
  const parts = splitOutsideBraces(text, ',').map((part) => part.trim());
  if (parts.length >= 3) return name(parts[0], parts.slice(2).join(', '), parts[1]);
  if (parts.length === 2) return name(parts[0], parts[1], '');
  const words = splitOutsideBraces(text, ' ').filter((word) => word !== '');
  if (words.length <= 1) return name(text, '', '');
  // First von Last: the family name begins at the first lower-case word, else at the last word.
  let from = words.findIndex((word, index) => index > 0 && index < words.length - 1 && /^\p{Ll}/u.test(word));
  if (from < 0) from = words.length - 1;
  return name(words.slice(from).join(' '), words.slice(0, from).join(' '), '');
}

function name(family = '', given = '', suffix = ''): Name {
  return { family: latexToText(family), given: latexToText(given), suffix: latexToText(suffix) };
}

function splitOutsideBraces(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (depth === 0 && (character === separator || (separator === ' ' && /\s/.test(character)))) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
