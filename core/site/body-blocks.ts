/** Fenced divs that Legible knows: examples, misreadings, claims, theorems and their kin. */
import { parseAttributes } from '#core/markdown/grammar/attributes.ts';
import { type Numbers, nameOfLabel, prefixOf } from './body-numbers.ts';
import { escapeHtml } from './escape.ts';

const titleOfBlock: Readonly<Record<string, string>> = {
  example: 'Example',
  misreading: 'A misreading',
  context: 'If you come here from a link',
  claim: 'Claim',
  definition: 'Definition',
  theorem: 'Theorem',
  lemma: 'Lemma',
  corollary: 'Corollary',
  proposition: 'Proposition',
  conjecture: 'Conjecture',
  remark: 'Remark',
  exercise: 'Exercise',
  solution: 'Solution',
  proof: 'Proof',
  'formal-pair': 'In words and in symbols',
  'theory-of-change': 'How this would change things',
  prediction: 'Prediction',
  result: 'Result',
};

/** Names by which the same blocks may be written. */
const blockOfPrefix: Readonly<Record<string, string>> = {
  thm: 'theorem',
  lem: 'lemma',
  cor: 'corollary',
  prp: 'proposition',
  cnj: 'conjecture',
  def: 'definition',
  exm: 'example',
  exr: 'exercise',
  sol: 'solution',
  rem: 'remark',
};

/** What stands around the contents of a div, or null for a div that means nothing to the site. */
export function blockHtml(
  name: string | null,
  written: string,
  numbers: Numbers,
  inline: (markdown: string) => string,
): { readonly open: string; readonly close: string } | null {
  const attributes = parseAttributes(/\{.*\}/.exec(written)?.[0] ?? '');
  const id = attributes?.id ?? null;
  const byPrefix = id === null ? undefined : blockOfPrefix[prefixOf(id)];
  const block = name !== null && Object.hasOwn(titleOfBlock, name) ? name : byPrefix;
  if (block === undefined) return null;
  const words = written
    .replace(/\{.*\}/, '')
    .trim()
    .split(/\s+/);
  const given =
    attributes?.pairs.find(([key]) => key === 'name' || key === 'title')?.[1] ?? words.slice(1).join(' ');
  const number = id !== null && nameOfLabel(id) !== null ? `\u00a0${numbers.number(prefixOf(id), id)}` : '';
  const title = `${titleOfBlock[block] ?? ''}${number}`;
  const rest = given === '' ? '' : ` <span class="block-name">${inline(given)}</span>`;
  return {
    open: `<div class="block block-${block}"${id === null ? '' : ` id="${escapeHtml(id)}"`}>\n<p class="block-title">${title}${rest}</p>\n`,
    close: '</div>\n',
  };
}
