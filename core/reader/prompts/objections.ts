/** D22, D23: what the reader will say against it, and what they may take it to mean. */
import type { ReviewContext } from '../context.ts';
import type { PlacedSentence } from '../text/model.ts';
import { overlap } from '../text/stem.ts';
import { type Finding, postsAndProposals, prompt, why } from './rule.ts';

/** Is what the reader holds spoken of within `reach` sentences of one that turns against it? */
function met(
  context: ReviewContext,
  held: string,
  turns: (entry: PlacedSentence) => boolean,
  reach: number,
): boolean {
  const wanted = context.stems(held);
  if (wanted.size === 0) return true;
  const { sequence } = context.model;
  for (let at = 0; at < sequence.length; at += 1) {
    const entry = sequence[at];
    if (entry === undefined) continue;
    // The shorter set counts; a sentence of two words meets nothing.
    if (entry.sentence.stems.size < Math.min(3, wanted.size)) continue;
    if (overlap(wanted, entry.sentence.stems) < 0.5) continue;
    for (let near = Math.max(0, at - reach); near <= Math.min(sequence.length - 1, at + reach); near += 1) {
      const other = sequence[near];
      if (other !== undefined && turns(other)) return true;
    }
  }
  return false;
}

const doubt = prompt({
  id: 'D22',
  stage: 'draft',
  kinds: postsAndProposals,
  severe: true,
  cap: 3,
  wording: '{reader} will say: “{doubt}”. Where do you meet it?',
  why: why(
    'A doubt that is met in the text costs a paragraph; one that is not, the reader.',
    'McEnerney, The Craft of Writing Effectively: predict where they will disagree',
    'the objection is never mentioned',
    'You might think that random points say nothing about real layers. But …',
  ),
  settle: ['link', 'answer', 'dismiss'],
  becomes: 'text',
  find: (context) =>
    (context.reader?.doubts ?? []).flatMap((held): Finding[] =>
      met(context, held, ({ sentence }) => sentence.contrast, 2)
        ? []
        : [
            {
              slot: held,
              slots: { doubt: held.replace(/[.!]$/, '') },
              passages: [],
              affects: context.model.words,
            },
          ],
    ),
});

const misreading = prompt({
  id: 'D23',
  stage: 'draft',
  kinds: postsAndProposals,
  severe: true,
  cap: 3,
  wording: '{reader} may think “{misreading}”. Where do you say it is not so?',
  why: why(
    'A wrong picture that is ignored stays, and your words are fitted into it.',
    'Advice to name the misunderstanding and clear it up',
    'the text assumes that nobody thinks so',
    'A high score does not show that the model uses the information: it shows that …',
  ),
  settle: ['link', 'answer', 'dismiss'],
  becomes: 'misreading-block',
  find: (context) => {
    const blocks = context.model.units.filter((placed) =>
      placed.analysis.unit.around.some((name) => name === 'misreading'),
    );
    return (context.reader?.misreadings ?? []).flatMap((held): Finding[] => {
      const wanted = context.stems(held);
      const inBlock = blocks.some((placed) => {
        const stems = new Set<string>();
        for (const sentence of placed.analysis.sentences) for (const stem of sentence.stems) stems.add(stem);
        return overlap(wanted, stems) >= 0.5;
      });
      if (inBlock || met(context, held, ({ sentence }) => sentence.contrast || sentence.negation, 0))
        return [];
      return [
        {
          slot: held,
          slots: { misreading: held.replace(/[.!]$/, '') },
          passages: [],
          affects: context.model.words,
        },
      ];
    });
  },
});

export const objectionPrompts = [doubt, misreading];
