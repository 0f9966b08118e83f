/** D01, D02, D04, D07, D08, D25: words that the reader would have to look up, or hold in mind. */
import type { ReviewContext } from '../context.ts';
import type { Term, TermUse } from '../terms.ts';
import { remembered } from '../text/memo.ts';
import { type Passage, type PlacedUnit, passageOf } from '../text/model.ts';
import type { Sentence } from '../text/sentence.ts';
import { keyOfTerm } from '../text/stem.ts';
import { allButNotes, type Finding, forAll, prompt, published, why } from './rule.ts';

export function passageOfUse(use: TermUse): Passage {
  return passageOf(use.placed, use.from, use.to);
}

function firstUse(term: Term): TermUse | undefined {
  return term.uses.find((use) => use.placed.analysis.unit.role !== 'heading') ?? term.uses[0];
}

function sectionOfUse(context: ReviewContext, term: Term): string {
  const use = firstUse(term);
  return context.callSection(use === undefined ? null : context.section(use.placed.section));
}

/** Does the reader have to hold this term without having been told? */
export function isUntold(term: Term): boolean {
  return !term.known && term.defined === null;
}

const unknownTerm = prompt({
  id: 'D01',
  stage: 'draft',
  kinds: allButNotes,
  severe: true,
  cap: 5,
  wording: '{reader} meets “{term}” first in {section}. What is it, in a clause, right there?',
  why: why(
    'Nobody can feel what it is like not to know; so ask of each word whether this person knows it.',
    'Pinker, The Sense of Style: the curse of knowledge',
    'We then look for mesa-optimisers.',
    'We then look for mesa-optimisers, models that learned to run a search of their own.',
  ),
  settle: ['link', 'answer', 'dismiss'],
  becomes: 'gloss',
  find: (context) =>
    context.terms.flatMap((term): Finding[] => {
      if (term.form === 'acronym' || !isUntold(term)) return [];
      if (
        term.count < 3 &&
        !((term.inTakeaway || term.inHeading) && term.count + (term.inHeading ? 1 : 0) >= 1)
      )
        return [];
      const use = firstUse(term);
      if (use === undefined) return [];
      return [
        {
          slot: term.text,
          slots: { term: term.text, section: sectionOfUse(context, term) },
          passages: [passageOfUse(use)],
          affects: term.uses.length * term.key.split(' ').length,
          rank: term.uses.length * term.sections,
        },
      ];
    }),
});

const bareAcronym = prompt({
  id: 'D02',
  stage: 'draft',
  kinds: forAll,
  cap: 5,
  wording: 'What does {term} stand for? {reader} will not stop to search. {advice}',
  why: why(
    'Letters save the writer a second and cost each reader a search.',
    'Pinker, The Sense of Style: on abbreviations',
    'We train it with RLHF.',
    'We train it with reinforcement learning from human feedback (RLHF).',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'gloss',
  find: (context) =>
    context.terms.flatMap((term): Finding[] => {
      const use = firstUse(term);
      if (term.form !== 'acronym' || !isUntold(term) || use === undefined) return [];
      const advice = term.uses.length === 1 ? 'Spell it out.' : 'Expand it once, here.';
      return [
        {
          slot: term.text,
          slots: { term: term.text, advice },
          passages: [passageOfUse(use)],
          affects: term.uses.length,
          rank: term.uses.length * term.sections,
        },
      ];
    }),
});

const twoNames = prompt({
  id: 'D04',
  stage: 'draft',
  kinds: published,
  cap: 2,
  wording: 'You call it both “{term}” and “{term2}”. Is that one thing? {theirs}',
  why: why(
    'Two names look like two things, and the reader goes searching for the difference.',
    'McEnerney: the words of the reader’s circle; Olah & Carter, Research Debt',
    'The probe scores well. The linear classifier is trained on layer six.',
    'The probe scores well. The probe is trained on layer six.',
  ),
  settle: ['answer', 'dismiss'],
  find: (context) => {
    const findings: Finding[] = [];
    const byKey = new Map(context.terms.map((term) => [term.key, term]));
    const theirs = (names: readonly string[]): string => {
      const word = names.find((name) => context.knowledge.words.has(keyOfTerm(name)));
      return word === undefined ? '' : `{reader} says “${word}”.`;
    };
    const add = (one: Term, two: Term, names: readonly string[]): void => {
      const a = firstUse(one);
      const b = firstUse(two);
      if (a === undefined || b === undefined) return;
      findings.push({
        slot: one.text,
        slots: { term: one.text, term2: two.text, theirs: theirs(names) },
        passages: [passageOfUse(a), passageOfUse(b)],
        affects: one.uses.length + two.uses.length,
      });
    };
    for (const entry of context.input.glossary.entries) {
      const names = [entry.term, ...entry.also];
      const used = names.flatMap((name) => {
        const term = byKey.get(keyOfTerm(name));
        return term !== undefined && term.count >= 2 ? [term] : [];
      });
      // A long name that holds the short one ("linear probe", "probe") is no second name.
      const [one, two] = used.filter(
        (term) => !used.some((other) => other !== term && ` ${term.key} `.includes(` ${other.key} `)),
      );
      if (one !== undefined && two !== undefined) add(one, two, names);
    }
    for (const term of context.terms) {
      if (term.form !== 'acronym' || term.expansion === null || term.count < 2 || term.defined === null)
        continue;
      const long = longFormUses(context, term);
      if (long.length >= 2 && term.usesAfter >= 2) {
        const a = firstUse(term);
        const b = long[0];
        if (a === undefined || b === undefined) continue;
        findings.push({
          slot: term.text,
          slots: { term: term.text, term2: term.expansion, theirs: theirs([term.text, term.expansion]) },
          passages: [passageOfUse(a), b],
          affects: term.uses.length + long.length,
        });
      }
    }
    return findings;
  },
});

const lowered = remembered((sentence: Sentence) => sentence.text.toLowerCase());

/** Places after the explanation of an acronym where its long form stands again. */
function longFormUses(context: ReviewContext, term: Term): Passage[] {
  const expansion = term.expansion?.toLowerCase() ?? '';
  const start = term.defined?.block[0] ?? 0;
  const uses: Passage[] = [];
  for (const { placed, sentence } of context.model.sentences) {
    if (placed.block < start || (placed.block === start && sentence.from <= (term.defined?.from ?? 0)))
      continue;
    const at = lowered(sentence).indexOf(expansion);
    if (at >= 0 && expansion !== '')
      uses.push(passageOf(placed, sentence.from + at, sentence.from + at + expansion.length));
  }
  return uses;
}

const crowdedParagraph = prompt({
  id: 'D07',
  stage: 'draft',
  kinds: allButNotes,
  wording: '{count} new words in one paragraph: {terms}. Which can wait?',
  why: why(
    'A reader holds about four new things at once, and the sentence itself is one of them.',
    'Pinker, The Sense of Style: on working memory',
    'SAEs decompose superposed residual-stream features into monosemantic latents.',
    'A network packs many features into few neurons. We unpack them with a second, wider network.',
  ),
  settle: ['dismiss', 'gone'],
  cap: 2,
  find: (context) => {
    const news = new Map<PlacedUnit, Term[]>();
    for (const term of context.terms) {
      const use = term.uses[0];
      if (term.known || use === undefined || use.placed.analysis.unit.role !== 'prose') continue;
      const list = news.get(use.placed);
      // Two names for one stretch of text are one thing to hold.
      if (
        list?.some(
          (other) => ` ${other.key} `.includes(` ${term.key} `) || ` ${term.key} `.includes(` ${other.key} `),
        )
      )
        continue;
      if (list === undefined) news.set(use.placed, [term]);
      else list.push(term);
    }
    return [...news].flatMap(([placed, terms]): Finding[] =>
      terms.length < 4
        ? []
        : [
            {
              slot: terms[0]?.text ?? '',
              slots: {
                count:
                  ['Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'][terms.length - 4] ?? String(terms.length),
                terms: terms.map((term) => term.text).join(', '),
              },
              passages: terms.flatMap((term) =>
                term.uses[0] === undefined ? [] : [passageOfUse(term.uses[0])],
              ),
              affects: placed.analysis.words,
            },
          ],
    );
  },
});

const naming =
  /\b(?:(?<!so-)called|named|termed|dubbed|known as|call (?:it|this|them|these|that)|we call|I call|the name)\b/i;

/** Is the term given as a name: by letters, italics, or a verb of naming? */
function isNamed(term: Term, use: TermUse): boolean {
  if (term.form === 'acronym') return term.expansion !== null;
  const { unit, sentences } = use.placed.analysis;
  if (unit.italics.some((span) => span.from <= use.from && span.to >= use.to)) return true;
  return naming.test(sentences[use.sentence]?.text ?? '');
}

const idleName = prompt({
  id: 'D08',
  stage: 'draft',
  kinds: published,
  wording: 'You name “{term}” and never use it again. Does {reader} need the name?',
  why: why(
    'Each name is a debt that the reader pays at once and is repaid only when it is used.',
    'Olah & Carter, Research Debt',
    'This is called grokking. Later, the loss falls.',
    'The loss falls long after the training data is learnt by heart.',
  ),
  settle: ['dismiss', 'gone'],
  cap: 2,
  find: (context) =>
    context.terms.flatMap((term): Finding[] => {
      const use = firstUse(term);
      if (term.defined === null || term.known || term.usesAfter > 0 || term.inTakeaway || term.inHeading)
        return [];
      if (use === undefined || !isNamed(term, use)) return [];
      return [
        {
          slot: term.text,
          slots: { term: term.text },
          passages: [passageOfUse(use)],
          affects: use.placed.analysis.unit.text.length / 6,
        },
      ];
    }),
});

const shutOut = prompt({
  id: 'D25',
  stage: 'draft',
  kinds: allButNotes,
  wording: 'You write “{word}”. Clear to {reader}?',
  why: why(
    'If it is clear, the word is idle; if it is not, it says that the reader is slow.',
    'Pinker, The Sense of Style: the curse of knowledge',
    'Clearly the loss is convex.',
    'The loss is convex, since each term is.',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) => {
    const marks = context.checks.filter((mark) => mark.check === 'C03');
    const first = marks[0];
    return marks.length < 2 || first === undefined
      ? []
      : [
          {
            slot: '',
            slots: { word: first.word ?? first.passage.quote },
            passages: marks.map((mark) => mark.passage),
            affects: marks.length,
          },
        ];
  },
});

export const wordPrompts = [unknownTerm, bareAcronym, twoNames, crowdedParagraph, idleName, shutOut];
