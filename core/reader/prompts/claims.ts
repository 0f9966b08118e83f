/** D09, D10, D24, D32: how do you know, against what, how sure, and who says so? */
import type { CheckMark } from '../checks/mark.ts';
import type { ReviewContext } from '../context.ts';
import { remembered } from '../text/memo.ts';
import { cut, type PlacedSentence, passageOf, passageOfSentence } from '../text/model.ts';
import type { Sentence } from '../text/sentence.ts';
import { type Finding, postsAndProposals, prompt, published, why } from './rule.ts';

const strongest = /\b(?:always|never|prove[sd]?|guarantees?)\b/i;
const opinion =
  /\b(?:I think|I believe|I suspect|I guess|in my view|in my opinion|my guess|I expect|I hope|I claim)\b/i;
/** Rules, wishes, definitions and questions hold strong words without claiming anything about the world. */
const noClaim =
  /\?["”’)]*$|^(?:never|always|let|do not|don['’]t|if|suppose|imagine|must)\b|\b(?:must|cannot|never|every|none|always)\b(?=[^.]*\b(?:I|we|you) (?:must|need|want|should)\b)|\b(?:can|must|should|would|could|may|might)(?:not)? (?:show|prove|demonstrate|guarantee|solve|cause)s?\b|\b(?:to|not|n['’]t|does not|without) (?:show|prove|demonstrate|guarantee|solve|cause)\b/i;

/** The strong words where they say something about the world, and not about the text, the tool or the writer. */
const asserts =
  /\b(?:always|never|prove[sd]?|demonstrates?|guarantees?|causes?|outperforms?|impossible|none)\b(?! the new\b)|\bshows? that\b|\bsignificant(?:ly)?\b|\bthe best\b|\bsolves? (?:the|this|it|that)\b|\bmust have been\b|(?<!\b(?:I|we|you) )\bcannot\b(?! only)|\bevery \p{L}+ (?:\p{L}+ )?(?:is|are|has|was|will|can|\p{L}+s)\b/iu;
const claims = remembered(({ text }: Sentence): boolean => {
  if (noClaim.test(text) || opinion.test(text)) return false;
  // Being unable, or obliged, is no claim of *somebody*; showing how is no claim at all.
  if (!asserts.test(text)) return false;
  // "show" in "as the figure shows" is support itself; "every week" counts time, not cases.
  return !/\b(?:figure|table|plot|graph|example|vignette|post|section|function|code)s? (?:\S+ )?shows?\b|\bpreviously impossible\b|\b(?:not|almost|nearly) always\b|\bdemonstrates? (?:the|how)\b|\bis suggested\b|\balways explicitly\b|\bstatistically significant\b|\bsignificantly different\b|\btest result is significant\b|\b(?:every|each) (?:day|week|month|year|time|morning|evening|hour)\b|\b(?:must have|of course)\b/i.test(
    text,
  );
});

function supported(context: ReviewContext, entry: PlacedSentence): boolean {
  if (entry.sentence.support || entry.sentence.example) return true;
  const next = entry.placed.analysis.sentences[entry.sentence.index + 1];
  if (next !== undefined) return next.support;
  const block = context.model.blocks[entry.placed.block + 1];
  const following = block?.units[0];
  if (block === undefined) return false;
  // A formula, table, figure or code right after the last sentence is what supports it.
  if (
    block.displayMaths.length > 0 ||
    block.figures.length > 0 ||
    block.hasCode ||
    block.node.type === 'table'
  )
    return true;
  return following?.unit.role === 'prose' && following.sentences[0]?.support === true;
}

const howKnown = prompt({
  id: 'D09',
  stage: 'draft',
  kinds: published,
  cap: 3,
  wording: '“{quote}” How do you know?',
  why: why(
    'A strong word asks for a reason beside it; a reason makes it a result.',
    'Nanda, How to write ML papers: claims and their evidence',
    'This always improves generalisation.',
    'In 19 of 20 runs it improved accuracy on held-out tasks (table 2).',
  ),
  settle: ['link', 'answer', 'dismiss'],
  find: (context) =>
    context.model.sentences.flatMap((entry): Finding[] => {
      const { sentence } = entry;
      if (!sentence.claim || sentence.tokens.length < 5 || !claims(sentence) || supported(context, entry))
        return [];
      return [
        {
          slot: cut(sentence.text, 60),
          slots: { quote: cut(passageOfSentence(entry).quote) },
          passages: [passageOfSentence(entry)],
          affects: sentence.tokens.length,
          rank: (strongest.test(sentence.text) ? 1000 : 0) + sentence.tokens.length,
        },
      ];
    }),
});

const neighbour =
  /\b(?:than|versus|vs|against|from\b[^.]{0,40}?\bto|baseline|compared|relative to|of (?:the |all |our |its |their |these |those )?(?:\d|[\p{L}]+)|out of|by chance|at chance|random|control|instead of|up from|down from|over the|before|after|on average|between)\b/iu;
const resultNumber =
  /(?<![\w.])\d(?:[\d.,]*\d)?\s?(?:%|×|x\b|percent\b|per cent\b|percentage points?\b|points?\b)|\b(?:accuracy|score|F1|AUC|AUROC|BLEU|R²|loss|perplexity|reward|win rate|precision|recall)\s(?:of|is|was|reaches|reached|to|at)\s(?:about |around |roughly )?\d[\d.,]*/i;

const numberIn = remembered((sentence: Sentence) => resultNumber.exec(sentence.text));

const againstWhat = prompt({
  id: 'D10',
  stage: 'draft',
  kinds: published,
  cap: 2,
  wording: '{number} against what?',
  why: why(
    'A number alone is neither large nor small.',
    'Common practice in reporting results: a number needs a neighbour',
    'The probe reaches 94 %.',
    'The probe reaches 94 %; guessing the commonest label gives 61 %.',
  ),
  settle: ['answer', 'link'],
  find: (context) =>
    context.model.sentences.flatMap((entry): Finding[] => {
      const { sentence, placed } = entry;
      const match = numberIn(sentence);
      if (match === null) return [];
      // A guess about the future is no result.
      if (
        /\b(?:chance|probability|confiden\w*|I give|I expect|likely|interest|budget|euros?|dollars?|my time|wide|width|CI)\b/i.test(
          sentence.text,
        )
      )
        return [];
      const near = [-1, 0, 1]
        .map((step) => placed.analysis.sentences[sentence.index + step]?.text ?? '')
        .join(' ');
      const others = near.match(/(?<![\w.])\d[\d.,]*\s?(?:%|×)/g)?.length ?? 0;
      if (neighbour.test(near) || others >= 2) return [];
      const from = sentence.from + match.index;
      return [
        {
          slot: `${match[0].trim()} ${cut(sentence.text, 40)}`,
          slots: { number: match[0].trim() },
          passages: [passageOf(placed, from, from + match[0].length)],
          affects: sentence.tokens.length,
        },
      ];
    }),
});

/** A mark's whole sentence: a question is about what is said, not about the words that gave it away. */
function sentenceOf(context: ReviewContext, mark: CheckMark): Finding {
  const placed = context.model.units[mark.unit];
  const sentence = placed?.analysis.sentences[mark.sentence];
  const passage =
    placed === undefined || sentence === undefined
      ? mark.passage
      : passageOf(placed, sentence.from, sentence.to);
  return {
    slot: cut(passage.quote, 60),
    slots: { quote: cut(passage.quote) },
    passages: [passage],
    affects: sentence?.tokens.length ?? 1,
  };
}

const howSure = prompt({
  id: 'D24',
  stage: 'draft',
  kinds: postsAndProposals,
  cap: 2,
  wording: 'How sure are you of “{quote}”? Say it once, with a number if you can.',
  why: why(
    'One doubt with its size helps the reader; three of them hide what you think.',
    'Pinker, The Sense of Style: on hedging',
    'It may perhaps be somewhat likely that it generalises.',
    'I think it generalises (70 %).',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) =>
    context.checks.filter((mark) => mark.check === 'C02').map((mark) => sentenceOf(context, mark)),
});

const whoBelieves = prompt({
  id: 'D32',
  stage: 'draft',
  kinds: postsAndProposals,
  cap: 2,
  wording: '“{quote}” Who believes it?',
  why: why(
    'Borrowed authority without a name cannot be checked.',
    'Pinker, The Sense of Style',
    'It is widely believed that scale suffices.',
    'Sutton (2019) argues that scale suffices.',
  ),
  settle: ['answer', 'link', 'dismiss'],
  find: (context) =>
    context.checks.filter((mark) => mark.check === 'C11').map((mark) => sentenceOf(context, mark)),
});

export const claimPrompts = [howKnown, againstWhat, howSure, whoBelieves];
