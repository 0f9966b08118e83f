/** The reader's box: who a text is for, what they get, and how far the writer stands behind it. */
import type { Reader } from '#core/reader/reader.ts';
import { escapeHtml } from './escape.ts';
import { timeHtml } from './list-pages.ts';
import { lastChange } from './machine-files.ts';
import type { SiteDocument } from './model.ts';

/** Words that a reader takes in a minute; the reader model counts with the same number. */
export const wordsPerMinute = 220;

export function minutesOf(words: number): number {
  return Math.max(1, Math.ceil(words / wordsPerMinute));
}

const statusSentence = {
  stands: 'I would defend it',
  draft: 'Draft, may still change',
  'half-formed': 'Half-formed, thinking aloud',
} as const;

const sourceSentence = {
  mine: 'My own',
  theirs: 'Other people’s',
  joint: 'Worked out with others',
} as const;

/**
 * The box as HTML; `reader` is the one that the document names, or null. The reader's name stays on
 * the writer's machine: only the situation is shown.
 */
export function readersBox(document: SiteDocument, reader: Reader | null, words: number): string {
  const rows: string[] = [];
  const add = (name: string, html: string, short = '') => {
    if (html !== '') rows.push(`<div${short}><dt>${name}</dt><dd>${html}</dd></div>`);
  };
  // Facts of a word or two stand side by side where there is room.
  const half = ' class="half"';
  add('For', escapeHtml(forWhom(reader)));
  add('Not for', escapeHtml(sentence(reader?.notFor ?? '')));
  add('Takes for granted', escapeHtml(granted(reader)));
  add('You take away', escapeHtml(sentence(document.takeaway)));
  if (document.status !== null) add('Status', statusSentence[document.status], half);
  if (document.source !== null) add('Whose idea', sourceSentence[document.source], half);
  const minutes = minutesOf(words);
  add('Takes', minutes === 1 ? 'One minute' : `${minutes} minutes`, half);
  add('Last checked', timeHtml(lastChange(document) || null), half);
  return `<section class="readers-box" aria-label="Who this is for">
<dl>
${rows.join('\n')}
</dl>
</section>`;
}

/** "Trains language models…" becomes "Someone who trains language models…". */
function forWhom(reader: Reader | null): string {
  const situation = reader?.situation.trim() ?? '';
  if (situation === '') return '';
  const first = situation.split(/\s/)[0] ?? '';
  const isVerb = /^[A-Z][a-z]+s$/.test(first) && !/(ss|us|is)$/.test(first);
  return sentence(isVerb ? `Someone who ${first.toLowerCase()}${situation.slice(first.length)}` : situation);
}

function granted(reader: Reader | null): string {
  const words = [...(reader?.packs ?? []).map((pack) => pack.replace(/-/g, ' ')), ...(reader?.knows ?? [])];
  if (words.length === 0) return '';
  const text = words.join(', ').replace(/\bpython\b/g, 'Python');
  return sentence(text.charAt(0).toUpperCase() + text.slice(1));
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
