/** P09, P13, P14, P16–P19, P21: credit, links, figures for those who cannot see them, and the last look. */
import { type Passage, passageOf } from '../text/model.ts';
import { keyOfTerm } from '../text/stem.ts';
import { whole } from './before-writing.ts';
import { callFigure, figurePassage } from './figures.ts';
import { datesIn } from './research.ts';
import { type Finding, forAll, postsAndProposals, prompt, proposals, published, why } from './rule.ts';

const credit = prompt({
  id: 'P09',
  stage: 'publish',
  kinds: forAll,
  wording: 'Who should be named here?',
  why: why(
    'Credit costs a line and is remembered for years.',
    'Custom of every field, and of forums that distil each other’s work',
    'Some recent work shows …',
    'Hewitt and Liang (2019) showed …',
  ),
  settle: ['gone', 'answer'],
  find: (context) => {
    if (context.source === 'mine' || context.source === '') return [];
    const text = ` ${context.model.units.map((unit) => keyOfTerm(unit.analysis.unit.text)).join(' ')} `;
    const authors = [
      context.field('source-author'),
      ...(Array.isArray(context.input.fields['source-authors'])
        ? context.input.fields['source-authors'].map(String)
        : []),
    ].filter((name) => name !== '');
    const cited = context.model.units.some(({ analysis }) =>
      analysis.unit.leaves.some((leaf) => leaf.node.type === 'citation'),
    );
    const named = authors.filter((author) =>
      text.includes(` ${keyOfTerm(author.split(/\s+/).at(-1) ?? '')} `),
    );
    const people = context.input.people.some((name) => text.includes(` ${keyOfTerm(name)} `));
    const absent = authors.length > 0 ? named.length < authors.length && !cited : !cited && !people;
    return whole(context, absent);
  },
});

const bare = /^\W*(?:here|this|link|click|click here|post|paper|this post|this paper|this link)\W*$/i;

const links = prompt({
  id: 'P13',
  stage: 'publish',
  kinds: forAll,
  wording: 'Read only the links. Do they say where they go?',
  why: why(
    'People who listen to a page often go from link to link.',
    'Accessibility: links must make sense alone',
    'See here.',
    'See Olah’s exercises in research taste.',
  ),
  settle: ['gone'],
  find: (context) => {
    const passages: Passage[] = [];
    for (const placed of context.model.units) {
      const { unit } = placed.analysis;
      for (const link of unit.links) {
        if (bare.test(unit.text.slice(link.from, link.to)) || context.input.deadLinks.includes(link.href)) {
          passages.push(passageOf(placed, link.from, link.to));
        }
      }
      for (const leaf of unit.leaves) {
        const target = leaf.node.type === 'wikilink' ? String(leaf.node.attrs?.target ?? '') : null;
        if (target !== null && context.input.deadLinks.includes(target))
          passages.push(passageOf(placed, leaf.offset, leaf.offset + 1));
      }
    }
    return passages.length === 0 ? [] : [{ slot: '', passages, affects: passages.length * 5 }];
  },
});

const altText = prompt({
  id: 'P14',
  stage: 'publish',
  kinds: published,
  severe: true,
  cap: 5,
  wording: 'What would you say about {figure} on the telephone?',
  why: why(
    'Somebody will meet this figure by ear.',
    'Accessibility: text for every picture',
    '![](loss.png)',
    'A curve that falls for ten steps, stays flat for a thousand, and then drops to zero.',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'alt',
  find: (context) => {
    const findings: Finding[] = context.model.figures.flatMap((figure): Finding[] => {
      const words = figure.alt.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
      const same = keyOfTerm(figure.alt) === keyOfTerm(figure.caption);
      if (words >= 5 && !same) return [];
      return [
        {
          slot: figure.label,
          slots: { figure: callFigure(figure) },
          passages: [figurePassage(figure)],
          affects: 40,
        },
      ];
    });
    const alone = new Set(context.model.figures.map((figure) => [figure.block, ...figure.inner].join('.')));
    for (const placed of context.model.units) {
      if (alone.has([placed.block, ...placed.analysis.unit.inner].join('.'))) continue;
      for (const leaf of placed.analysis.unit.leaves) {
        if (leaf.node.type !== 'image') continue;
        const alt = String(leaf.node.attrs?.alt ?? '').trim();
        if ((alt.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0) >= 5) continue;
        const src = String(leaf.node.attrs?.src ?? '');
        findings.push({
          slot: src.slice(src.lastIndexOf('/') + 1),
          slots: { figure: 'the picture in this line' },
          passages: [passageOf(placed, leaf.offset, leaf.offset + 1)],
          affects: 20,
        });
      }
    }
    return findings;
  },
});

const aNight = prompt({
  id: 'P16',
  stage: 'publish',
  kinds: postsAndProposals,
  wording: 'Leave it a night? You can publish now.',
  why: why(
    'Tomorrow you will read it as somebody else would.',
    'Pinker, The Sense of Style: show the draft to yourself, later',
    'published at two in the morning',
    'read once more at breakfast, and published',
  ),
  settle: ['dismiss'],
  find: (context) => {
    const { lastTwelveHours, sincePublished } = context.input.changes;
    // A date that has passed is the day on which it came out.
    const { today } = context.input;
    if (today !== null && context.field('date') !== '' && context.field('date') < today) return [];
    return whole(context, sincePublished === null && lastTwelveHours !== null && lastTwelveHours > 0.3);
  },
});

const someoneRead = prompt({
  id: 'P17',
  stage: 'publish',
  kinds: postsAndProposals,
  wording: 'Has someone like {reader} read it? Where did they stumble?',
  why: why(
    'The one sure cure: watch somebody read it.',
    'Pinker, The Sense of Style',
    'I have read it five times.',
    'Ana stopped at “dichotomy”; it now has a clause.',
  ),
  settle: ['answer', 'dismiss'],
  find: (context) => whole(context, context.input.record.readings.length === 0),
});

const changed = prompt({
  id: 'P18',
  stage: 'publish',
  kinds: forAll,
  wording: 'What changed, and for whom does it matter?',
  why: why(
    'People have linked to what it said before.',
    'Custom of journals and of careful blogs',
    'silently edited',
    'Updated 20 May: the table now uses the standard error; the conclusion is the same.',
  ),
  settle: ['answer'],
  becomes: 'text',
  find: (context) => {
    const { sincePublished } = context.input.changes;
    return whole(context, sincePublished !== null && sincePublished > 0.15);
  },
});

const money = /(?:[€$£]\s?\d|\b\d[\d.,]*\s?(?:euros?|dollars?|pounds?|EUR|USD|GBP|CHF|francs?|k\b))/i;

const threeNumbers = prompt({
  id: 'P19',
  stage: 'publish',
  kinds: proposals,
  wording: 'A funder looks for three numbers: when, how much, what counts. Where are they? {missing}',
  why: why(
    'Whoever pays compares by these three.',
    'Heilmeier’s questions (DARPA)',
    'in a few months, at modest cost',
    'by 30 October, for 9,000 euros; a ratio above 3 counts',
  ),
  settle: ['link', 'answer'],
  becomes: 'text',
  find: (context) => {
    const text = context.model.units.map((unit) => unit.analysis.unit.text).join('\n');
    const missing: string[] = [];
    if (
      datesIn(text).length === 0 &&
      !/\b(?:by|until|before) (?:the end of )?(?:January|February|March|April|May|June|July|August|September|October|November|December|week \w+|month \w+|20\d\d)\b/.test(
        text,
      )
    ) {
      missing.push('a date');
    }
    if (!money.test(text)) missing.push('an amount');
    const exam =
      context.answerTo('B12') !== '' || context.input.record.links.some((link) => link.prompt === 'B12');
    if (!exam) missing.push('what counts as success');
    return missing.length === 0 ? [] : whole(context, true, { missing: `I miss ${missing.join(' and ')}.` });
  },
});

export const carePrompts = [credit, links, altText, aNight, someoneRead, changed, threeNumbers];
