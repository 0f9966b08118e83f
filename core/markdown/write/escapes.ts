/**
 * What must be escaped so that text stays text: one row for each way that it could be read as
 * something else. A character that no row claims is written as it is.
 */
import { parseAttributes, trailingAttributes } from '../grammar/attributes.ts';
import { grammar } from '../grammar/grammar.ts';
import type { References } from '../parse.ts';
import type { InlinePlace } from './context.ts';

/** The whole inline text with its syntax, before escaping, and which characters of it are text. */
export interface EscapeScene {
  readonly text: string;
  /** One for each character: whether it is text that the writer typed. */
  readonly literal: readonly boolean[];
  /** One for each character: whether it stands between the brackets of a link or image. */
  readonly bracketed: readonly boolean[];
  readonly place: InlinePlace;
  readonly references: References;
}

export interface EscapeRow {
  readonly character: string;
  readonly reason: string;
  /** Whether the character at `at` would be read as something else than text. */
  where(scene: EscapeScene, at: number): boolean;
}

const punctuation = /[!-/:-@[-`{-~]/;

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Only white space stands before it on its line, and the line starts a block or could end a paragraph. */
function startsLine({ text, place }: EscapeScene, at: number): boolean {
  return (
    place.kind !== 'cell' &&
    text.slice(lineStart(text, at), at).trim() === '' &&
    (place.kind !== 'heading' || at >= 0)
  );
}

function startsBlock(scene: EscapeScene, at: number): boolean {
  return scene.place.kind === 'paragraph' && startsLine(scene, at);
}

function restOfLine(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end < 0 ? text.length : end);
}

/** The run of one character around `at`: where it starts and ends. */
function runAt(text: string, at: number): [number, number] {
  let start = at;
  let end = at + 1;
  while (start > 0 && text[start - 1] === text[at]) start--;
  while (end < text.length && text[end] === text[at]) end++;
  return [start, end];
}

const space = /\s/;

/** A delimiter run that touches a word on one side could open or close an emphasis. */
function couldDelimit(scene: EscapeScene, at: number): boolean {
  const { text } = scene;
  const [start, end] = runAt(text, at);
  const before = text[start - 1];
  const after = text[end];
  const openSide = after !== undefined && !space.test(after);
  const closeSide = before !== undefined && !space.test(before);
  if (!openSide && !closeSide) return false;
  const sign = text[at] ?? '';
  if (sign === '_' && /[\p{L}\p{N}]/u.test(before ?? '') && /[\p{L}\p{N}]/u.test(after ?? '')) return false;
  // Alone in its paragraph it has nothing to pair with.
  return text.indexOf(sign) < start || text.indexOf(sign, end) >= 0;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  const sticky = new RegExp(pattern.source, `${pattern.flags.replace('y', '')}y`);
  sticky.lastIndex = at;
  return sticky.test(text);
}

function closing(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) return i;
  }
  return -1;
}

function isLabel({ references }: EscapeScene, label: string): boolean {
  return references[grammar.utils.normalizeReference(label)] !== undefined;
}

export const escapes: readonly EscapeRow[] = [
  {
    character: '\\',
    reason: 'A backslash escapes the punctuation behind it, and at the end of a line it breaks the line.',
    where: ({ text }, at) => {
      const next = text[at + 1];
      return next === undefined || next === '\n' || punctuation.test(next);
    },
  },
  {
    character: '`',
    reason: 'Two runs of as many backticks make code.',
    where: ({ text }, at) => {
      const [start, end] = runAt(text, at);
      const runs = [...text.matchAll(/`+/g)].filter(
        (run) => run.index !== start && run[0].length === end - start,
      );
      return runs.length > 0 || (end - start >= 3 && text.slice(lineStart(text, start), start).trim() === '');
    },
  },
  { character: '*', reason: 'Asterisks that touch words make emphasis.', where: couldDelimit },
  { character: '_', reason: 'Underscores at the edge of words make emphasis.', where: couldDelimit },
  {
    character: '~',
    reason: 'Two pairs of tildes strike text out.',
    where: ({ text }, at) => {
      const [start, end] = runAt(text, at);
      return end - start >= 2 && (text.indexOf('~~') < start || text.indexOf('~~', end) >= 0);
    },
  },
  {
    character: '*',
    reason: 'An asterisk and a space start a list; three asterisks alone make a break.',
    where: (scene, at) => startsBlock(scene, at) && matches(/\*(?:\s|$)|(?:\*[ \t]*){3,}$/m, scene.text, at),
  },
  {
    character: '_',
    reason: 'Three underscores alone make a break.',
    where: (scene, at) => startsBlock(scene, at) && matches(/(?:_[ \t]*){3,}$/m, scene.text, at),
  },
  {
    character: '-',
    reason: 'A hyphen and a space start a list; a line of hyphens makes a break or a heading.',
    where: (scene, at) => startsBlock(scene, at) && matches(/-(?:\s|$)|(?:-[ \t]*)+$/m, scene.text, at),
  },
  {
    character: '+',
    reason: 'A plus and a space start a list.',
    where: (scene, at) => startsBlock(scene, at) && matches(/\+(?:\s|$)/, scene.text, at),
  },
  {
    character: '=',
    reason: 'A line of equals signs makes the lines above it a heading.',
    where: (scene, at) =>
      startsBlock(scene, at) && lineStart(scene.text, at) > 0 && matches(/=+[ \t]*$/m, scene.text, at),
  },
  {
    character: '#',
    reason: 'A number sign and a space start a heading.',
    where: (scene, at) => startsBlock(scene, at) && matches(/#{1,6}(?:\s|$)/, scene.text, at),
  },
  {
    character: '#',
    reason: 'Number signs at the end of a heading close it.',
    where: ({ text, place }, at) => {
      if (place.kind !== 'heading') return false;
      const [start, end] = runAt(text, at);
      return (
        text.slice(end).trim() === '' && (start === 0 || space.test(text[start - 1] ?? '')) && at === start
      );
    },
  },
  {
    character: '>',
    reason: 'A greater-than sign at the start of a line starts a quote.',
    where: (scene, at) => startsBlock(scene, at),
  },
  {
    character: '.',
    reason: 'A number and a dot start a list; inside a paragraph only the number one does.',
    where: (scene, at) => endsNumber(scene, at),
  },
  {
    character: ')',
    reason: 'A number and a bracket start a list.',
    where: (scene, at) => endsNumber(scene, at),
  },
  {
    character: '~',
    reason: 'Three tildes at the start of a line start code.',
    where: (scene, at) => startsBlock(scene, at) && matches(/~{3}/, scene.text, at),
  },
  {
    character: ':',
    reason: 'Three colons at the start of a line are the fence of a div.',
    where: (scene, at) => startsBlock(scene, at) && matches(/:{3}/, scene.text, at),
  },
  {
    character: '|',
    reason: 'A line of bars and hyphens makes the line above it the head of a table.',
    where: (scene, at) =>
      startsBlock(scene, at) && lineStart(scene.text, at) > 0 && matches(/\|[\s|:-]*$/m, scene.text, at),
  },
  {
    character: ':',
    reason: 'A line of colons, hyphens and bars makes the line above it the head of a table.',
    where: (scene, at) =>
      startsBlock(scene, at) && lineStart(scene.text, at) > 0 && matches(/:-[-|: \t]*$/m, scene.text, at),
  },
  {
    character: '-',
    reason: 'A line of hyphens and bars makes the line above it the head of a table.',
    where: (scene, at) =>
      startsBlock(scene, at) &&
      lineStart(scene.text, at) > 0 &&
      matches(/-[-|: \t]*\|[-|: \t]*$/m, scene.text, at),
  },
  {
    character: '[',
    reason: 'Brackets make links, footnotes, citations, spans and definitions.',
    where: (scene, at) => {
      const { text, bracketed } = scene;
      if (bracketed[at]) return true;
      const next = text[at + 1];
      if (next === '[') return text.includes(']]', at);
      const end = closing(text, at);
      if (end < 0) return false;
      if (next === '^') return true;
      const inner = text.slice(at + 1, end);
      const after = text[end + 1];
      if (after === '(' || after === '[') return true;
      if (after === '{' && matches(/\{[^{}]*\}/, text, end + 1)) return true;
      if (after === ':' && startsLine(scene, at)) return true;
      return inner.includes('@') || isLabel(scene, inner);
    },
  },
  {
    character: '[',
    reason: 'A box at the start of a list item makes it a task.',
    where: ({ text, place }, at) => place.itemStart && at === 0 && /^\[[ xX]\](?:\s|$)/.test(text),
  },
  {
    character: '[',
    reason: 'A kind in brackets at the start of a quote makes it a callout.',
    where: ({ text, place }, at) => place.quoteStart && at === 0 && /^\[![A-Za-z][\w-]*\]/.test(text),
  },
  {
    character: ']',
    reason: 'A closing bracket ends the text of a link.',
    where: ({ bracketed }, at) => bracketed[at] === true,
  },
  {
    character: '!',
    reason: 'An exclamation mark before a link makes it an image.',
    where: ({ text, literal }, at) =>
      text[at + 1] === '[' && (literal[at + 1] === false || text[at + 2] === '['),
  },
  {
    character: '<',
    reason: 'A less-than sign and a letter start a tag or an address.',
    where: (scene, at) =>
      matches(/<[A-Za-z/!?]/, scene.text, at) && (scene.text.includes('>', at) || startsLine(scene, at)),
  },
  {
    character: '&',
    reason: 'An ampersand, a name and a semicolon are a character.',
    where: ({ text }, at) =>
      matches(/&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/, text, at),
  },
  {
    character: '$',
    reason: 'Two dollar signs make a formula of what stands between them.',
    where: ({ text }, at) => {
      const [start, end] = runAt(text, at);
      if (end - start >= 2) return true;
      const after = text[end];
      const before = text[start - 1];
      const opens = after !== undefined && !space.test(after) && text.indexOf('$', end) >= 0;
      const closes =
        before !== undefined && !space.test(before) && text.lastIndexOf('$', start - 1) >= 0 && start > 0;
      return opens || closes;
    },
  },
  {
    character: '@',
    reason: 'An at sign before a word cites it.',
    where: ({ text, bracketed }, at) => {
      // In the text of a link nothing is cited.
      if (bracketed[at]) return false;
      const before = text[at - 1] ?? '';
      return !/[\p{L}\p{N}_.@/]/u.test(before) && matches(/@[\p{L}\p{N}_{]/u, text, at);
    },
  },
  {
    character: '^',
    reason: 'A caret before a bracket makes a footnote.',
    where: ({ text }, at) => text[at + 1] === '[',
  },
  {
    character: '{',
    reason: 'Attributes in braces at the end of a heading belong to it.',
    where: ({ text, place }, at) =>
      place.kind === 'heading' && trailingAttributes(text.trimEnd())?.start === at,
  },
  {
    character: '{',
    reason: 'Attributes in braces behind an image or a formula belong to it.',
    where: ({ text, literal }, at) =>
      /[)\]$]/.test(text[at - 1] ?? '') &&
      literal[at - 1] === false &&
      parseAttributes(/\{[^{}]*\}/.exec(text.slice(at))?.[0] ?? '') !== null,
  },
  {
    character: '{',
    reason: 'Two braces, or a brace and a percent sign, start a template tag.',
    where: ({ text }, at) => matches(/\{[{%]/, text, at),
  },
  {
    character: '\\',
    reason: 'A backslash and `begin` at the start of a line start a LaTeX environment.',
    where: (scene, at) => startsBlock(scene, at) && matches(/\\begin\{/, scene.text, at),
  },
];

/** `1.` at the start of a block, or `1.` at the start of a line, with nothing or a space behind it. */
function endsNumber(scene: EscapeScene, at: number): boolean {
  if (scene.place.kind !== 'paragraph') return false;
  const { text } = scene;
  const start = lineStart(text, at);
  const before = text.slice(start, at).trim();
  if (!/^\d{1,9}$/.test(before)) return false;
  const rest = restOfLine(text, at + 1);
  if (rest !== '' && !/^\s/.test(rest)) return false;
  return start === 0 || Number(before) === 1;
}

const rowsOf = new Map<string, EscapeRow[]>();
for (const row of escapes) rowsOf.set(row.character, [...(rowsOf.get(row.character) ?? []), row]);

/** The row that asks for an escape at `at`, or null. */
export function escapeAt(scene: EscapeScene, at: number): EscapeRow | null {
  const rows = rowsOf.get(scene.text[at] ?? '');
  return rows?.find((row) => row.where(scene, at)) ?? null;
}
