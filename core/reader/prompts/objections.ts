/** D22, D23: what the reader will say against it, and what they may take it to mean. */
import type { ReviewContext } from '../context.ts';
import { remembered } from '../text/memo.ts';
import type { PlacedSentence } from '../text/model.ts';
import type { Sentence } from '../text/sentence.ts';
import { overlap } from '../text/stem.ts';
import { type Finding, postsAndProposals, prompt, why } from './rule.ts';

/** Words that bring somebody else's view up, whatever comes after. */
const objection =
  /\b(?:you|one|some|many|people|readers|critics|somebody|someone|I)(?: \p{L}+)? (?:may|might|could|will|would|can|often) (?:\p{Ll}+ )?(?:say|think|object|argue|reply|ask|worry|doubt|answer|take|read|suppose|assume|feel|expect|conclude|believe)\b|\bobjections?\b|\bobject(?:s|ed)? that\b|\bs[ck]eptics?\b|\bcritics\b|\b(?:the|a|this|that) (?:\p{Ll}+ )?(?:worry|doubt|complaint|charge|criticism)\b|\b(?:nevertheless|nonetheless|even so|that said|admittedly|granted|on the contrary|on the other hand|it is true that|fair (?:point|question|enough))\b/iu;
const raisesView = remembered((sentence: Sentence) => objection.test(sentence.text));
/** Words that take a view back. */
const denial =
  /\b(?:mistake|mistaken|mistakenly|misread(?:ing)?|misconception|misunderst(?:an|oo)d\p{Ll}*|myth|wrong|wrongly|false|falsely|untrue|not true|not so|in fact|in reality|actually|confuse[sd]?|confusion|more than|far from|anything but|rather than)\b/iu;
const denies =
  /^\W*(?:no\b|not\b|wrong\b|false\b|but\b|in fact\b|actually\b|on the contrary\b|(?:it|they|this|that|these|those|he|she)\s(?:\p{Ll}+\s)?(?:(?:does|do|did|is|are|was|were|has|have|can|will|would)(?:\s(?:\p{Ll}+\s)?not\b|n['’]t\b)|cannot\b|(?:is|are|was|were) (?:wrong|false|mistaken|untrue|a mistake|a myth)))/iu;

const deniesView = remembered((sentence: Sentence) => denial.test(sentence.text));
const deniesBefore = remembered((sentence: Sentence) => denies.test(sentence.text));

/**
 * Does a sentence speak of what the reader holds? Half of the shorter one's content words are in
 * both; a short sentence must not stand for a long thought by two words that the subject shares.
 */
function speaksOf(wanted: ReadonlySet<string>, entry: PlacedSentence): boolean {
  const { stems } = entry.sentence;
  if (overlap(wanted, stems) < 0.5) return false;
  if (stems.size >= 2 && raisesView(entry.sentence)) return true;
  if (stems.size < Math.min(3, wanted.size)) return false;
  let shared = 0;
  for (const stem of wanted) if (stems.has(stem)) shared += 1;
  return shared / wanted.size >= 2 / 7;
}

/** Is what the reader holds spoken of within `reach` sentences of one that turns against it? */
function met(
  context: ReviewContext,
  held: string,
  turns: (entry: PlacedSentence, next: PlacedSentence | undefined) => boolean,
  reach: number,
): boolean {
  const wanted = context.stems(held);
  if (wanted.size === 0) return true;
  const { sequence } = context.model;
  for (let at = 0; at < sequence.length; at += 1) {
    const entry = sequence[at];
    if (entry === undefined) continue;
    if (!speaksOf(wanted, entry)) continue;
    for (let near = Math.max(0, at - reach); near <= Math.min(sequence.length - 1, at + reach); near += 1) {
      const other = sequence[near];
      if (other !== undefined && turns(other, sequence[near + 1])) return true;
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
      met(context, held, ({ sentence }) => sentence.contrast || raisesView(sentence), 2)
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
      placed.analysis.unit.around.some((name) => name === 'misreading' || name === 'callout-misreading'),
    );
    return (context.reader?.misreadings ?? []).flatMap((held): Finding[] => {
      const wanted = context.stems(held);
      const only = context.reader?.misreadings.length === 1;
      const inBlock = blocks.some((placed) => {
        const stems = new Set<string>();
        for (const sentence of placed.analysis.sentences) for (const stem of sentence.stems) stems.add(stem);
        // With one misreading and one block for it, other words may carry it.
        return overlap(wanted, stems) >= (only ? 0.25 : 0.5);
      });
      // Where the misreading itself denies something, only a turn against it counts, not its own "not".
      const negated = /\b(?:not|no|never|nothing|none|cannot|without|nobody)\b|n['’]t\b/i.test(held);
      const turned = (entry: PlacedSentence, next: PlacedSentence | undefined): boolean =>
        entry.sentence.contrast ||
        (entry.sentence.negation && !negated) ||
        deniesView(entry.sentence) ||
        (next !== undefined && next.placed === entry.placed && deniesBefore(next.sentence));
      if (inBlock || met(context, held, turned, 0)) return [];
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
