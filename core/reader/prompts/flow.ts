/** D13, D28, D29, D30, D31: paragraphs, lists, and who acts in them. */

import { remembered } from '../text/memo.ts';
import { cut, passageOf, passageOfBlock, passageOfSection } from '../text/model.ts';
import type { Sentence, Token } from '../text/sentence.ts';
import { keyOfTerm } from '../text/stem.ts';
import { readable } from '../text/unit.ts';
import { allButNotes, type Finding, postsAndProposals, prompt, published, why } from './rule.ts';

const brokenThread = prompt({
  id: 'D13',
  stage: 'draft',
  kinds: published,
  cap: 2,
  wording: 'From “{quote}” on, each sentence starts somewhere new. What are they all about?',
  why: why(
    'A paragraph holds together when each sentence begins with what the last one left.',
    'Williams, Style: the contract of known and new',
    'Probes read activations. Layer 6 was chosen. Labels came from GPT-2.',
    'Probes read activations. We read those of layer 6, and took its labels from GPT-2.',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) =>
    context.checks
      .filter((mark) => mark.check === 'C18')
      .map((mark) => ({
        slot: cut(mark.passage.quote, 60),
        slots: { quote: cut(mark.passage.quote, 60) },
        passages: [mark.passage],
        affects: context.model.units[mark.unit]?.analysis.words ?? 0,
      })),
});

const nobodyActs = prompt({
  id: 'D28',
  stage: 'draft',
  kinds: postsAndProposals,
  cap: 2,
  wording: 'Nobody does anything in {section}. Who acts, on what?',
  why: why(
    'Verbs that have become nouns take the people out of the story.',
    'Pinker, The Sense of Style, after Sword: zombie nouns',
    'The evaluation of the robustness of the representation',
    'we tested whether the probe still works when the text is paraphrased',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) =>
    context.leafSections().flatMap((section): Finding[] => {
      const sentences = context.sentencesOf(section);
      let words = 0;
      let nominals = 0;
      for (const { sentence } of sentences) {
        words += sentence.tokens.length;
        nominals += sentence.nominals.filter(
          (token) => !context.knowledge.keys.has(keyOfTerm(token.word)),
        ).length;
      }
      if (words < 80 || nominals < 6 || (nominals / words) * 1000 < 80 || context.hasExample(section))
        return [];
      return [
        {
          slot: section.title,
          slots: { section: context.callSection(section) },
          passages: [passageOfSection(context.model, section)],
          affects: words,
        },
      ];
    }),
});

const longParagraph = prompt({
  id: 'D29',
  stage: 'draft',
  kinds: allButNotes,
  cap: 3,
  wording: 'Where would {reader} breathe in this paragraph?',
  why: why(
    'One unit of text makes one point, and the white space says so.',
    'Gopen & Swan, The Science of Scientific Writing',
    'a block of 240 words on data and results',
    'one paragraph on the data, one on the results',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) =>
    context.model.units.flatMap((placed): Finding[] => {
      const { unit, words, sentences } = placed.analysis;
      if (unit.role !== 'prose' || words <= 180 || !placed.english) return [];
      const first = sentences[0];
      const to = first?.to ?? unit.text.length;
      return [
        {
          slot: cut(readable(unit, 0, to), 60),
          passages: [passageOf(placed, first?.from ?? 0, to)],
          affects: words,
        },
      ];
    }),
});

const longList = prompt({
  id: 'D30',
  stage: 'draft',
  kinds: published,
  cap: 2,
  wording: '{n} items. Which three matter to {reader}?',
  why: why(
    'A long flat list leaves the sorting to the reader.',
    'Minto, The Pyramid Principle: grouping',
    'eleven bullets, each a sentence',
    'three groups with a line each, or the three that matter and a link',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) =>
    context.model.blocks.flatMap((block, at): Finding[] =>
      block.lists
        .filter((list) => list.items > 7 && !list.nested && list.wordsPerItem > 6)
        .map((list) => {
          const unit = context.model.units.find((placed) => placed.block === at);
          const quote =
            unit === undefined ? '' : readable(unit.analysis.unit, 0, unit.analysis.unit.text.length);
          return {
            slot: cut(quote, 60),
            slots: { n: list.items },
            passages: [
              unit === undefined
                ? passageOfBlock(at, list.inner, quote)
                : passageOf(unit, 0, unit.analysis.unit.text.length),
            ],
            affects: Math.round(list.items * list.wordsPerItem),
          };
        }),
    ),
});

const doers = ['model', 'system', 'agent', 'policy', 'network'] as const;

const verbAfter =
  /^(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|must|should|then|also|\w+s|\w+ed)$/;

/** A doer as subject: an article or nothing before it, a verb after it. */
const doerIn = remembered(({ tokens }: Sentence): Token | null => {
  for (let at = 0; at < Math.min(tokens.length - 1, 5); at += 1) {
    const token = tokens[at];
    const before = tokens[at - 1];
    const next = tokens[at + 1];
    if (token === undefined || next === undefined || !(doers as readonly string[]).includes(token.stem))
      continue;
    if (before !== undefined && !/^(?:the|an?|this|that|our|each|every)$/.test(before.lower)) continue;
    if (verbAfter.test(next.lower) && !next.breakBefore) return token;
  }
  return null;
});

const manyDoers = prompt({
  id: 'D31',
  stage: 'draft',
  kinds: published,
  cap: 2,
  wording: 'Are {words} the same thing?',
  why: why(
    'If one thing acts, give it one name; if three things act, say how they differ.',
    'Olah & Carter, Research Debt: bad names',
    'The model is trained. The network then explores. The agent stops.',
    'The agent is trained, explores, and stops.',
  ),
  settle: ['answer', 'dismiss'],
  find: (context) =>
    context.leafSections().flatMap((section): Finding[] => {
      const found = new Map<
        string,
        { from: number; to: number; entry: (typeof context.model.sentences)[number] }
      >();
      for (const entry of context.sentencesOf(section)) {
        const doer = doerIn(entry.sentence);
        if (doer !== null && !found.has(doer.stem))
          found.set(doer.stem, { from: doer.from, to: doer.to, entry });
      }
      if (found.size < 3) return [];
      const names = [...found.keys()];
      const joined = context.input.glossary.entries.some((entry) => {
        const group = [entry.term, ...entry.also].map(keyOfTerm);
        return names.filter((name) => group.includes(name)).length >= 2;
      });
      if (joined) return [];
      return [
        {
          slot: section.title,
          slots: {
            words: `${names
              .slice(0, -1)
              .map((name) => `“the ${name}”`)
              .join(', ')} and “the ${names.at(-1) ?? ''}”`,
          },
          passages: [...found.values()].map(({ from, to, entry }) => passageOf(entry.placed, from, to)),
          affects: section.words,
        },
      ];
    }),
});

export const flowPrompts = [brokenThread, nobodyActs, longParagraph, longList, manyDoers];
