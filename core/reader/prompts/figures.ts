/** D18–D21: figures that the reader is sent to, and can read. */

import type { ReviewContext } from '../context.ts';
import type { UnitAnalysis } from '../text/block.ts';
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

function isReferred(context: ReviewContext, figure: PlacedFigure): boolean {
  if (context.crossReferences().has(figure.label)) return true;
  const numbered = new RegExp(
    `\\b(?:figures?|figs?\\.?)\\s?(?:\\d+(?:,| and|–|-)\\s?)*${figure.order}\\b`,
    'i',
  );
  const nearby =
    /\b(?:figure|fig\.|picture|diagram|plot|chart|drawing|sketch|image|graph|screenshot)\s(?:above|below)\b|\b(?:above|below|following|next)\s(?:figure|picture|diagram|plot|chart|drawing|sketch|image|graph)\b|\b(?:this|the) (?:figure|picture|diagram|plot|chart|drawing|sketch|graph)\s(?:shows|says|has|is|gives)\b/i;
  for (const { placed, sentence } of context.model.sequence) {
    if (numbered.test(sentence.text)) return true;
    if (Math.abs(placed.block - figure.block) <= 1 && nearby.test(sentence.text)) return true;
  }
  return false;
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

const captionVerb =
  /\b(?:is|are|was|were|be|been|has|have|had|does|do|did|can|cannot|could|will|would|may|might|must|should|lets?|shows?|falls?|fell|rises?|rose|grows?|grew|drops?|gives?|gave|takes?|took|makes?|made|reads?|needs?|says?|stands?|leads?|keeps?|kept|finds?|found|learns?|gets?|goes|went|comes?|came|works?|fails?|uses?|puts?|sees?|saw|turns?|runs?|ran|means?|meets?|met|holds?|held|beats?|wins?|won|loses?|lost|starts?|stops?|ends?|moves?|stays?|sits?|sat|spends?|spent|costs?|\p{L}{2,}(?:ed|izes|ises|ates|ifies))\b/iu;

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
      const words = figure.caption.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
      if (words.length >= 6 && (captionVerb.test(figure.caption) || hasVerb(words))) return [];
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

/** Plurals that captions are full of, and that are hardly ever verbs there. */
const pluralNouns = new Set(
  `curves levels layers models steps plots points lines values scores heads tokens features patterns results weights
samples seeds runs examples tasks labels directions distributions paths boxes arrows losses rates probes neurons
activations parameters methods systems networks agents errors words sizes settings conditions baselines datasets
tests metrics units components circuits prompts answers questions groups classes types kinds parts experiments
differences changes effects numbers times epochs gradients vectors dimensions edges nodes rows columns bars axes`.split(
    /\s+/,
  ),
);

/** A word in -s after a noun, not itself after an article: most likely a verb in the present. */
function hasVerb(words: readonly string[]): boolean {
  return words.some((word, at) => {
    const before = words[at - 1] ?? '';
    return (
      at > 0 &&
      at < words.length - 1 &&
      /^\p{Ll}{3,}(?<!s)s$/u.test(word) &&
      !pluralNouns.has(word) &&
      !/^(?:the|an?|of|in|on|by|with|and|or|for|to|from|per|its|their|our|all|two|three|four|five|six|many|both|between|across|\d+)$/i.test(
        before,
      ) &&
      /^(?:the|an?|its|their|to|in|on|at|by|with|from|as|into|when|while|if|only|all|no|half|more|less|until|before|after|than|over|under|without|little|most|every|each|both|\d.*)$/i.test(
        words[at + 1] ?? '',
      )
    );
  });
}

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
