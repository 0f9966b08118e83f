/** D06, D33, D34, D35: cases, counter-cases, and what could be run or written as a function. */

import type { ReviewContext } from '../context.ts';
import { remembered } from '../text/memo.ts';
import {
  cut,
  type PlacedSentence,
  passageOfSection,
  passageOfSentence,
  type Section,
} from '../text/model.ts';
import type { Sentence } from '../text/sentence.ts';
import { type Finding, postsAndProposals, prompt, proposalsAndProjects, why } from './rule.ts';

const endMatter =
  /^(?:references|bibliography|acknowledge?ments?|notes|appendix|further reading|changelog)\b/i;

const noCase = prompt({
  id: 'D06',
  stage: 'draft',
  kinds: postsAndProposals,
  severe: true,
  cap: 3,
  wording: '{section} has {n} words and no case. What would {reader} see?',
  why: why(
    'Readers believe and remember the thing that they could picture.',
    'Pinker, The Sense of Style: classic style shows',
    'Optimising a proxy may reduce the true value.',
    'For example, a boat that is paid per checkpoint circles three of them and never finishes the race.',
  ),
  settle: ['link', 'answer'],
  becomes: 'example',
  find: (context) => {
    const without = context
      .judgedSections()
      .filter(
        (section) =>
          section.words >= 250 &&
          !endMatter.test(section.title) &&
          context.sentencesOf(section).length > 0 &&
          !context.hasExample(section),
      );
    // The innermost section is where the case is wanted.
    return without
      .filter((section) => !without.some((inner) => inner.parent === section.number))
      .map((section) => ({
        slot: section.title,
        slots: { section: context.callSection(section), n: section.words },
        passages: [passageOfSection(context.model, section)],
        affects: section.words,
      }));
  },
});

const general =
  /\b(?:always|in general|whenever)\b|\b(?:any|all|every)\s+(?:[\p{L}-]+\s)?(?:models?|systems?|agents?|networks?|methods?|optimi[sz]ers?|polic(?:y|ies)|readers?|researchers?|people|cases?|layers?|tasks?|problems?|theor(?:y|ies)|proxy|proxies|metrics?|measures?|probes?|explanations?|papers?|fields?)\b/iu;
const claimsInGeneral = remembered(
  ({ text }: Sentence) =>
    general.test(text) &&
    !/^\W*(?:not|if|for)\b/i.test(text) &&
    !/\?\W*$/.test(text) &&
    !/\bnot (?:all|every|always|any|in general)\b|\bnot hold in general\b|\b(?:almost|nearly) always\b|\bin any case\b|\b(?:I|we|you|our|my|your)\b/i.test(
      text,
    ),
);
const behaviour =
  /\b(?:models?|networks?|agents?|polic(?:y|ies))\s(?:[\p{L}-]+\s){0,3}?(?:will|would|should|tends? to|learns?)\b/iu;
const saysWhatModelsDo = remembered((sentence: Sentence) => behaviour.test(sentence.text));
const relation =
  /\bthe more\b[^.]*\bthe (?:more|less|fewer|better|worse|harder|easier)\b|\bdepends (?:only |mostly |mainly |strongly )?on (?:how (?:many|much|large|long|often|far|fast|wide)|the (?:number|size|amount|rate|length|share|ratio|width|depth))\b|\btrade-?offs? between\b|\btends? to (?:grow|fall|rise|increase|decrease|shrink)\b|\bcorrelates? with\b|\bproportional\b/i;
const statesRelation = remembered((sentence: Sentence) => relation.test(sentence.text));

function firstMatching(
  context: ReviewContext,
  section: Section,
  fits: (sentence: Sentence) => boolean,
): PlacedSentence | undefined {
  return context.sentencesOf(section).find((entry) => fits(entry.sentence));
}

const otherCase = prompt({
  id: 'D33',
  stage: 'draft',
  kinds: postsAndProposals,
  cap: 2,
  wording: 'Give {reader} a case you did not use to get here, and one where it fails.',
  why: why(
    'A claim that fits only the cases it was made from has not been tested.',
    'Advice against theories made to fit their examples',
    'Every system that we looked at games its reward.',
    'We then tried two systems that we had not seen; one of them did not.',
  ),
  settle: ['answer', 'link', 'dismiss'],
  becomes: 'example',
  find: (context) =>
    context.leafSections().flatMap((section): Finding[] => {
      if (section.words < 80) return [];
      if (context.examplesIn(section, 2) >= 2) return [];
      const claim = firstMatching(context, section, claimsInGeneral);
      return claim === undefined
        ? []
        : [
            {
              slot: cut(claim.sentence.text, 60),
              passages: [passageOfSentence(claim)],
              affects: claim.sentence.tokens.length,
              rank: section.words,
            },
          ];
    }),
});

const couldRun = prompt({
  id: 'D34',
  stage: 'draft',
  kinds: proposalsAndProjects,
  wording: 'What could you run in a day that would show it?',
  why: why(
    'A claim about what models do can be tried on one.',
    'Advice to test an intuition on the smallest model that could show it',
    'A model trained like this will hide its goals.',
    'I trained a two-layer model like this; in 14 of 20 runs it did.',
  ),
  settle: ['answer', 'link', 'dismiss'],
  find: (context) =>
    context
      .leafSections()
      .flatMap((section): Finding[] => {
        const blocks = context.model.blocks.slice(section.first, section.end);
        if (blocks.some((block) => block.divs.includes('result'))) return [];
        const sentences = context.sentencesOf(section);
        const cited = sentences.some(({ sentence }) =>
          sentence.unit.leaves.some(
            (leaf) =>
              leaf.node.type === 'citation' && leaf.offset >= sentence.from && leaf.offset < sentence.to,
          ),
        );
        if (cited || sentences.some(({ sentence }) => /\d[\d.,]*\s?(?:%|×)/.test(sentence.text))) return [];
        const claim = firstMatching(context, section, saysWhatModelsDo);
        return claim === undefined
          ? []
          : [
              {
                slot: cut(claim.sentence.text, 60),
                passages: [passageOfSentence(claim)],
                affects: claim.sentence.tokens.length,
              },
            ];
      })
      .slice(0, 2),
});

const asFunction = prompt({
  id: 'D35',
  stage: 'draft',
  kinds: postsAndProposals,
  cap: 2,
  wording: 'Could you write “{quote}” as a function, or five lines of code?',
  why: why(
    'Writing a relation down shows what it depends on, and often that it was two relations.',
    'Advice to turn an intuition into mathematics or code',
    'The more examples, the less a probe can overfit.',
    'The share of labellings that it fits is one half at n = 2d, and falls from there.',
  ),
  settle: ['answer', 'dismiss'],
  find: (context) =>
    context.leafSections().flatMap((section): Finding[] => {
      const blocks = context.model.blocks.slice(section.first, section.end);
      const formal = blocks.some(
        (block) =>
          block.displayMaths.length > 0 ||
          block.hasCode ||
          block.divs.some((name) => name === 'pair' || name === 'formal-pair') ||
          block.units.some(({ unit }) => unit.leaves.some((leaf) => leaf.node.type === 'mathInline')),
      );
      if (formal) return [];
      const claim = firstMatching(context, section, statesRelation);
      return claim === undefined
        ? []
        : [
            {
              slot: cut(claim.sentence.text, 60),
              slots: { quote: cut(passageOfSentence(claim).quote) },
              passages: [passageOfSentence(claim)],
              affects: claim.sentence.tokens.length,
            },
          ];
    }),
});

export const casePrompts = [noCase, otherCase, couldRun, asFunction];
