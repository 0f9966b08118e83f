/** B06–B12: what somebody who pays for research asks, after Heilmeier. */
import { askedUntilPlain } from './before-writing.ts';
import { prompt, proposals, proposalsAndProjects, why } from './rule.ts';

const heilmeier = 'Heilmeier’s questions (DARPA)';

export const proposalQuestions = [
  prompt({
    id: 'B06',
    stage: 'before',
    kinds: proposals,
    severe: true,
    wording: 'What are you trying to do? Not one word {reader} would not use.',
    why: why(
      'Nobody pays for what they cannot repeat to a colleague.',
      heilmeier,
      'Scalable oversight by recursive reward modelling.',
      'Let people check answers that are too long for one person to check.',
    ),
    settle: ['answer'],
    find: (context) => askedUntilPlain(context, 'B06'),
  }),
  prompt({
    id: 'B07',
    stage: 'before',
    kinds: proposals,
    wording: 'How is it done today, and where does that stop working?',
    why: why(
      'New work is measured against the best that there is.',
      heilmeier,
      'Existing methods are insufficient.',
      'Control tasks catch a probe that is too flexible; nobody checks whether the model uses what it reads.',
    ),
    settle: ['answer', 'link'],
  }),
  prompt({
    id: 'B08',
    stage: 'before',
    kinds: proposals,
    wording: 'What is new in your way, and why should it work where others did not?',
    why: why(
      'A reader who cannot see why it should work assumes that it will not.',
      heilmeier,
      'Our approach is novel.',
      'Each removal gets a matched random one beside it, so a small effect has something to be small against.',
    ),
    settle: ['answer', 'link'],
  }),
  prompt({
    id: 'B09',
    stage: 'before',
    kinds: proposals,
    wording: 'If it works, what is different, and for whom?',
    why: why(
      'A result matters through somebody who does something else because of it.',
      `${heilmeier}; theory of change`,
      'This advances the field.',
      'Teams that build alarms stop using directions that the model ignores.',
    ),
    settle: ['answer', 'link'],
  }),
  prompt({
    id: 'B10',
    stage: 'before',
    kinds: proposalsAndProjects,
    wording: 'Where will this most likely stick? Give it a probability.',
    why: why(
      'A number can be checked later, and teaches you about your own judgement.',
      `${heilmeier}; finding the bottleneck first`,
      'There are some risks.',
      'That ten probes cannot be reproduced: 25 %.',
    ),
    settle: ['answer'],
  }),
  prompt({
    id: 'B11',
    stage: 'before',
    kinds: proposals,
    wording: 'What will it cost, in weeks and money, and what is the smallest version?',
    why: why(
      'Somebody with half the money should know what half buys.',
      heilmeier,
      'Funding is requested for the project.',
      'Twelve weeks and 9,000 euros; the first ten probes alone are six weeks and 4,200.',
    ),
    settle: ['answer'],
  }),
  prompt({
    id: 'B12',
    stage: 'before',
    kinds: proposals,
    severe: true,
    wording:
      'What result, by what date, would tell you it has worked, and what would tell you to stop? Give the measure and the line.',
    why: why(
      'A plan that cannot fail cannot teach.',
      `${heilmeier}: the mid-term and the final exam`,
      'We will evaluate our method.',
      'By 30 October: a ratio above 3 counts as used. Fewer than six of ten probes by week six, and I stop.',
    ),
    settle: ['answer'],
  }),
];
