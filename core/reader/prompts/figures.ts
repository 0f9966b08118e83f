/** D18–D21: figures that the reader is sent to, and can read. */

import type { ReviewContext } from '../context.ts';
import type { UnitAnalysis } from '../text/block.ts';
import { captionWords, hasFiniteVerb } from '../text/caption-verb.ts';
import { remembered } from '../text/memo.ts';
import { type PlacedFigure, passageOf, passageOfBlock } from '../text/model.ts';
import { sharesOne } from '../text/stem.ts';
import { type Finding, postsAndProposals, prompt, published, why } from './rule.ts';

/** `{figure}`: its number and, where there is one, the start of its caption. */
export function callFigure(figure: PlacedFigure): string {
  return `figure ${figure.order}`;
}

export function figurePassage(figure: PlacedFigure): ReturnType<typeof passageOfBlock> {
  return passageOfBlock(figure.block, figure.inner, figure.caption || figure.alt || figure.src);
}

const kindOfFigure =
  '(?:figures?|fig\\.|pictures?|diagrams?|plots?|charts?|drawings?|sketch(?:es)?|images?|graphs?|screenshots?|maps?|photos?|photographs?|illustrations?|schematics?)';
const ordinals = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
/** Beside the figure a pointing phrase is enough: *the diagram below*, *as the plot shows*, *shown here*. */
const pointing = new RegExp(
  `\\b${kindOfFigure}\\s(?:above|below|opposite|overleaf|here)\\b` +
    `|\\b(?:above|below|following|next|accompanying)\\s(?:[\\p{L}-]+\\s)?${kindOfFigure}(?!\\p{L})` +
    `|\\b(?:this|the|these|our|my)\\s(?:[\\p{L}-]+\\s)?${kindOfFigure}\\s(?:shows?|says?|has|is|gives?|makes?|tells?|draws?|puts?|compares?|plots?|lists?|sums?|marks?|traces?|depicts?|illustrates?)\\b` +
    `|\\b(?:see|in|on|from|look at|study|read)\\s(?:this|the|our|my)\\s(?:[\\p{L}-]+\\s)?(?:figure|picture|diagram|plot|chart|drawing|sketch|screenshot|photo|photograph|illustration|schematic)s?(?!\\p{L})` +
    `|\\b(?:shown|drawn|plotted|pictured|sketched|illustrated|depicted|seen)\\s(?:just |right )?(?:above|below|here|opposite)\\b|\\b(?:shown|looks) like this\\b|\\bsee (?:above|below)\\b`,
  'iu',
);
/** A line that begins `Figure 2:` is the figure's caption and sends nobody there. */
const captionLine = /^\W*(?:figure|fig\.?)\s*\d+[a-z]?\s*[.:—–]/i;

function isReferred(context: ReviewContext, figure: PlacedFigure): boolean {
  if (context.crossReferences().has(figure.label)) return true;
  const { order } = figure;
  const number = order < 4 ? `(?:${order}|${['', 'one', 'two', 'three'][order]})` : String(order);
  const numbered = new RegExp(
    `\\b(?:figures?|figs?\\.?)\\s?\\(?(?:\\d+[a-z]?(?:,|,? and|,? or|\\s?–|-|\\s?&)\\s?)*${number}[a-z]?\\b` +
      (order < ordinals.length ? `|\\bthe ${ordinals[order]} ${kindOfFigure}(?!\\p{L})` : ''),
    'iu',
  );
  const range = /\bfig(?:ure)?s\.?\s?(\d+)\s?(?:–|-|to|through)\s?(\d+)/i;
  const file = figure.src.slice(figure.src.lastIndexOf('/') + 1);
  for (const { placed, sentence } of context.model.sequence) {
    const { text } = sentence;
    if (captionLine.test(text)) continue;
    if (numbered.test(text)) return true;
    const span = range.exec(text);
    if (span !== null && Number(span[1]) <= order && order <= Number(span[2])) return true;
    if (Math.abs(placed.block - figure.block) <= 1 && pointing.test(text)) return true;
  }
  return (
    file !== '' &&
    context.model.units.some(({ analysis }) =>
      analysis.unit.links.some((link) => link.href.endsWith(file) && !/^https?:/.test(link.href)),
    )
  );
}

const unreferred = prompt({
  id: 'D18',
  stage: 'draft',
  kinds: published,
  severe: true,
  cap: 3,
  wording: 'Where should {reader} look at {figure}?',
  why: why(
    'A figure that the text does not send the reader to is skipped.',
    'Gopen & Swan: readers look where they are told to',
    'a plot between two paragraphs that speak of something else',
    'As figure 2 shows, the share falls at twice the width.',
  ),
  settle: ['link', 'answer'],
  becomes: 'figure-reference',
  find: (context) =>
    context.model.figures
      .filter((figure) => !isReferred(context, figure))
      .map((figure) => ({
        slot: figure.label,
        slots: { figure: callFigure(figure) },
        passages: [figurePassage(figure)],
        affects: 50,
      })),
});

function labelsOf(context: ReviewContext, figure: PlacedFigure): readonly string[] {
  const labels = context.input.figureLabels;
  return Object.hasOwn(labels, figure.src) ? (labels[figure.src] ?? []) : [];
}

const labelUnsaid = prompt({
  id: 'D19',
  stage: 'draft',
  kinds: published,
  cap: 2,
  wording: 'The figure says “{label}”; the text never does. Which word is right?',
  why: why(
    'A word that stands only in the drawing has to be matched to the text by the reader.',
    'Olah & Carter, Research Debt: one name per thing',
    'a box “controller” beside a text about “the planner”',
    'the same word in both',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) => {
    const stems = context.documentStems();
    const findings: Finding[] = [];
    for (const figure of context.model.figures) {
      const labels = labelsOf(context, figure);
      for (const label of labels) {
        const wanted = context.stems(label);
        if (wanted.size === 0 || sharesOne(wanted, stems)) continue;
        findings.push({
          slot: `${figure.label} ${label}`,
          slots: { label },
          passages: [figurePassage(figure)],
          affects: 10,
        });
      }
      if (labels.length < 2) continue;
      const drawn = context.stems(labels.join(' '));
      for (const stem of context.stems(figure.caption)) drawn.add(stem);
      for (const term of context.terms) {
        const uses = term.uses.filter((use) => use.placed.section === figure.section);
        const use = uses[0];
        if (uses.length < 5 || use === undefined || sharesOne(context.stems(term.text), drawn)) continue;
        findings.push({
          slot: `${figure.label} ${term.text}`,
          slots: { label: labels[0] ?? '', term: term.text },
          passages: [passageOf(use.placed, use.from, use.to), figurePassage(figure)],
          affects: uses.length,
        });
      }
    }
    return findings;
  },
});

const captionPoint = prompt({
  id: 'D20',
  stage: 'draft',
  kinds: published,
  cap: 3,
  wording: 'What should {reader} see in {figure}? Put the point in the caption.',
  why: why(
    'Many readers look at the figures first; a caption that states the point gives it to them there.',
    'Advice that a figure may say more than the text',
    'Accuracy by layer.',
    'Accuracy peaks at layer six and falls to chance by layer eleven.',
  ),
  settle: ['answer'],
  becomes: 'caption',
  find: (context) =>
    context.model.figures.flatMap((figure): Finding[] => {
      const words = captionWords(figure.caption);
      if (words.length >= 6 && hasFiniteVerb(words)) return [];
      return [
        {
          slot: figure.label,
          slots: { figure: callFigure(figure) },
          passages: [figurePassage(figure)],
          affects: 30,
        },
      ];
    }),
});

const drawable =
  /\b(?:first|then|next|finally|between|left|right|above|arrows?|loops?|layers?|steps?|flows|feeds)\b/gi;

const drawables = remembered((analysis: UnitAnalysis) => analysis.unit.prose.match(drawable)?.length ?? 0);

const couldDraw = prompt({
  id: 'D21',
  stage: 'draft',
  kinds: postsAndProposals,
  wording: 'Could {section} be drawn?',
  why: why(
    'What moves, feeds or sits between other things is quicker seen than read.',
    'Advice that a figure may say more than the text',
    'First the encoder feeds the loop, then the critic reads its output …',
    'the loop as four boxes and four arrows',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'canvas',
  find: (context) => {
    if (context.model.words < 1200 || context.model.figures.length > 0) return [];
    const best = context.model.units
      .filter((placed) => placed.analysis.unit.role === 'prose' && placed.english)
      .map((placed) => ({ placed, n: drawables(placed.analysis) }))
      .filter(({ n }) => n >= 3)
      .sort((a, b) => b.n - a.n || a.placed.order - b.placed.order)[0];
    if (best === undefined) return [];
    const section = context.section(best.placed.section);
    const first = best.placed.analysis.sentences[0];
    return [
      {
        slot: section?.title ?? '',
        slots: { section: context.callSection(section) },
        passages: [passageOf(best.placed, first?.from ?? 0, first?.to ?? 0)],
        affects: best.placed.analysis.words,
      },
    ];
  },
});

export const figurePrompts = [unreferred, labelUnsaid, captionPoint, couldDraw];
