import { describe, expect, test } from 'vitest';
import { checkRules } from '#core/reader/checks/check.ts';
import { changeRecord } from '#core/reader/review-record.ts';
import { type Given, marked, newcomer, plainProse, reviewOf } from './reading.ts';

const long = (words: number): string => `We ${'walked and '.repeat((words - 3) / 2)}then slept.`;

interface Case {
  readonly id: string;
  readonly marks: readonly [string, Given?];
  readonly close: readonly [string, Given?];
  readonly fix?: string;
}

const cases: readonly Case[] = [
  {
    id: 'C01',
    marks: ['In this section we will discuss barrels.'],
    close: ['The section of the barrel is round.'],
  },
  {
    id: 'C02',
    marks: ['It may perhaps be somewhat likely that it leaks.'],
    close: ['It may leak, and rather than wait we look.'],
  },
  {
    id: 'C03',
    marks: ['Clearly the loss is convex.'],
    close: ['Write clearly, and take just three of them.'],
  },
  {
    id: 'C04',
    marks: ['The maximisation of the localisation and the minimisation of the tokenisation took a week.'],
    close: ['The question of the section and the condition of the function took a week.'],
  },
  {
    id: 'C05',
    marks: ['We performed an analysis of the errors.'],
    close: ['We performed a song about the errors.'],
    fix: 'analysed',
  },
  {
    id: 'C06',
    marks: ['The data was filtered by us.'],
    close: ['The data was filtered by a small program.'],
  },
  { id: 'C07', marks: [long(47)], close: [long(43)] },
  {
    id: 'C08',
    marks: ['The probe, which was trained on six layers of the small model with half of the labels, fails.'],
    close: ['The probe, which was trained on six layers, fails.'],
  },
  {
    id: 'C09',
    marks: ['The whole thing fails on the long inputs that we tried last week, however.'],
    close: ['It fails on long inputs, however.'],
  },
  { id: 'C10', marks: ['There are many models that overfit.'], close: ['There is a second reason.'] },
  {
    id: 'C11',
    marks: ['Many researchers believe that scale suffices.'],
    close: ['Many researchers believe that scale suffices [@sutton2019].'],
  },
  {
    id: 'C12',
    marks: ['In recent years the field has grown.'],
    close: [`${plainProse(160)} In recent years the field has grown.`],
  },
  { id: 'C13', marks: ['These bugs are the tip of the iceberg.'], close: ['The black box has a long tail.'] },
  {
    id: 'C14',
    marks: ['In order to win we train.'],
    close: ['We put them in good order to win.'],
    fix: 'To',
  },
  {
    id: 'C15',
    marks: ['It is very large, very slow and very old.'],
    close: ['It is very large and very slow.'],
  },
  {
    id: 'C17',
    marks: ['The model “wants” reward. The model “wants” sleep.'],
    close: ['We say “wants” here. The word “wants” is theirs.'],
  },
  {
    id: 'C18',
    marks: ['Probes read activations. Layer six was chosen. Labels came from people. Noise matters here.'],
    close: ['Probes read activations. We read them. Labels came from people. Noise matters here.'],
  },
  {
    id: 'C19',
    marks: [`${long(27)} This shows the point.`],
    close: [`${long(27)} This drop shows the point.`],
  },
  {
    id: 'C20',
    marks: ['It is not unlikely that nothing fails.'],
    close: ['It is not the case that it fails.'],
  },
  { id: 'C21', marks: ['The new one is more robust.'], close: ['The new one is more robust than the old.'] },
  { id: 'C22', marks: ['We asked CHAI twice, and CHAI answered.'], close: ['We asked the BBC twice.'] },
  {
    id: 'C23',
    marks: ['We then ran it. We then took the mean. We then wrote it down.'],
    close: ['We then ran it. We then took the mean. Later we wrote it down.'],
  },
  {
    id: 'C24',
    marks: [plainProse(190).replaceAll('\n\n', ' ')],
    close: [plainProse(160).replaceAll('\n\n', ' ')],
  },
  { id: 'C25', marks: ['See [here](https://a.org).'], close: ['See [the notes](https://a.org).'] },
  {
    id: 'C26',
    marks: ['It stood in the the log.'],
    close: ['We know that that is so, and he had had enough.'],
    fix: 'the',
  },
  {
    id: 'C27',
    marks: ['We train a MLP and an unit.'],
    close: ['We train an MLP, a unit, an hour and a one-off.'],
    fix: 'an',
  },
  { id: 'C28', marks: ['It’s  odd.'], close: ['It’s odd.'], fix: ' ' },
  {
    id: 'C29',
    marks: ['The score improves significantly.'],
    close: ['The score improves significantly (n = 5 seeds).'],
  },
  {
    id: 'C30',
    marks: [
      'As said, oak staves swell when wine touches iron hoops under vaults.',
      { input: { sourceText: 'Oak staves swell when wine touches iron hoops under vaults.' } },
    ],
    close: [
      'As said, “oak staves swell when wine touches iron hoops under vaults.”',
      { input: { sourceText: 'Oak staves swell when wine touches iron hoops under vaults.' } },
    ],
  },
];

describe.each(cases)('$id', ({ id, marks, close, fix }) => {
  test('marks where it should', () => {
    const found = reviewOf(...marks).checks.filter((mark) => mark.check === id);
    expect(found).not.toEqual([]);
    if (fix !== undefined) expect(found.map((mark) => mark.fix)).toContain(fix);
  });
  test('is silent on a close miss', () => {
    expect(marked(id, ...close)).toEqual([]);
  });
});

test('every check has its pair of texts', () => {
  expect(checkRules.map((rule) => rule.id).filter((id) => !cases.some((entry) => entry.id === id))).toEqual(
    [],
  );
});

test('someone who skims gets shorter sentences', () => {
  const skimmer = { ...newcomer, attention: { minutes: 5, mode: 'skims', on: 'screen' } as const };
  expect(marked('C07', long(39))).toEqual([]);
  expect(marked('C07', long(39), { reader: skimmer })).toHaveLength(1);
});

test('a passive in a section on methods is left alone', () => {
  expect(marked('C06', '## Methods\n\nThe data was filtered by us.')).toEqual([]);
});

test('a mark can be put aside for its place, and a check for the document', () => {
  const text = 'In order to win we train. We train in order to lose.';
  const one = changeRecord('', { type: 'dismiss-check', check: 'C14', quote: 'In order to' });
  expect(marked('C14', text, { record: one })).toEqual(['in order to']);
  const all = changeRecord(one, { type: 'dismiss-check', check: 'C14', quote: null });
  expect(marked('C14', text, { record: all })).toEqual([]);
});

test('straight and curly quotation marks: the fewer are marked, each with its repair', () => {
  const found = reviewOf('He said “one” and “two” and "three".').checks.filter(
    (mark) => mark.check === 'C28',
  );
  expect(found.map((mark) => mark.fix)).toEqual(['“', '”']);
});

test('words that name parts of an object do no harm', () => {
  const text = 'The constructor of the prototype is hasOwnProperty, and toString is a valueOf in the log.';
  expect(reviewOf(text).checks.filter((mark) => mark.check === 'C28')).toEqual([]);
});

test('an article is judged by what follows, and a letter is no article', () => {
  expect(
    marked(
      'C27',
      'Add a and b. We use an npm package, a MIRI grant, a URL and an LLM. He is an heir to a European.',
    ),
  ).toEqual([]);
});

test('it is expletive only without a noun of its own', () => {
  expect(
    marked('C10', 'A probe does that, and so it is a small classifier that reads a label from many layers.'),
  ).toEqual([]);
  expect(marked('C10', 'It is clear that probes fail.')).toEqual(['It is clear that']);
});
