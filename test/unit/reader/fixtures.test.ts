import { expect, test } from 'vitest';
import { compareReaders, ReviewCache, review } from '#core/reader/engine.ts';
import { addKnownTerm, parseReaders } from '#core/reader/readers.ts';
import { changeRecord } from '#core/reader/review-record.ts';
import { asked, engineer, inputOf, marked, newcomer, plainProse, reviewOf } from './reading.ts';

const rewardModel = `We trained a reward model on ten thousand answers. Later the reward model was wrong in a new way.

People liked the long answers. The reward model liked them too, and so the policy wrote long ones.`;

test('the same text asks the newcomer about “reward model” and not the engineer', () => {
  expect(asked('D01', rewardModel, { reader: newcomer })).toContain('D01:reward model');
  expect(asked('D01', rewardModel, { reader: engineer })).not.toContain('D01:reward model');
});

test('a bare RL is asked about, an expanded one is not, and shouting is no acronym', () => {
  const late =
    'We trained the agent with RL for a week. It rained. Later we read about reinforcement learning (RL) again.';
  expect(asked('D02', late)).toEqual(['D02:rl']);
  const early = 'We trained the agent with reinforcement learning (RL) for a week. Later RL failed us.';
  expect(asked('D02', early)).toEqual([]);
  const shout = 'This is NOT the point, BUT it helps. Move the LHS to the RHS and read the NOTE again.';
  expect(asked('D02', shout)).toEqual([]);
});

const uses = 'The mesa-optimiser was hard to find. We kept the mesa-optimiser for a week.';
test.each([
  ['dash', `We found a mesa-optimiser — a model that learned to search. ${uses}`],
  ['colon', `We found a mesa-optimiser: a model that learned to search. ${uses}`],
  ['called', `A model that learned to search is called a mesa-optimiser. ${uses}`],
  ['bracket', `We found a mesa-optimiser (a model that learned to search on its own). ${uses}`],
  ['next sentence', `We found a mesa-optimiser. A mesa-optimiser is a model that learned to search. ${uses}`],
  [
    'next sentence, pointing back',
    `We found a mesa-optimiser. It is a model that learned to search. ${uses}`,
  ],
  ['glossary link', `We found a [mesa-optimiser](../glossary.yml#mesa-optimiser). ${uses}`],
  ['definition mark', `We found a [mesa-optimiser]{.definition} here. ${uses}`],
  [
    'definition block',
    `::: definition\n**Mesa-optimiser.** A model that learned to search.\n:::\n\n${uses} We sold the mesa-optimiser.`,
  ],
])('a definition by %s settles the word', (_, text) => {
  expect(asked('D01', text)).toEqual([]);
});

test('a definition after the third use comes too late', () => {
  const text = `We found a mesa-optimiser in the log. ${uses} A mesa-optimiser is a model that learned to search.`;
  expect(asked('D01', text)).toEqual(['D01:mesa-optimiser']);
  const entry = reviewOf(text).ledger.find((line) => line.term === 'mesa-optimiser');
  expect(entry?.defined).toBeNull();
  expect(entry?.late?.quote).toContain('learned to search');
});

const takeaway = { takeaway: 'Wide probes fit random labels.' };
test('a takeaway in sentence two is met; one in the last paragraph only is not', () => {
  const long = plainProse(400);
  expect(
    asked('D05', `It rained. Wide probes fit random labels, and we can count it.\n\n${long}`, {
      fields: takeaway,
    }),
  ).toEqual([]);
  expect(asked('D05', `${long}\n\nWide probes fit random labels.`, { fields: takeaway })).toEqual(['D05']);
});

const passage = 'You might think that random points say nothing about real layers, but they bound them.';
const doubting = { ...newcomer, doubts: ['Lectures bore everyone'] };
const linkRecord = changeRecord('', {
  type: 'link',
  prompt: 'D22:lectures bore everyone',
  block: '1',
  quote: passage,
});
test('a link holds while its passage moves or is polished, and reopens when it goes', () => {
  const before = reviewOf(`${plainProse(40)}\n\n${passage}`, { reader: doubting, record: linkRecord });
  expect(before.prompts.find((prompt) => prompt.id === 'D22')?.state).toBe('linked');
  const moved = reviewOf(
    `${passage.replace('random points say', 'random points will say')}\n\n${plainProse(90)}`,
    {
      reader: doubting,
      record: linkRecord,
    },
  );
  expect(moved.prompts.find((prompt) => prompt.id === 'D22')?.state).toBe('linked');
  const gone = reviewOf(plainProse(90), { reader: doubting, record: linkRecord });
  const reopened = gone.prompts.find((prompt) => prompt.id === 'D22');
  expect(reopened?.state).toBe('open');
  expect(reopened?.reopened).toBe(true);
});

test('“my reader knows this” adds the word to the reader and closes it in other documents', () => {
  const file = 'readers:\n  - id: noor\n    name: Noor # from the course\n    knows: [layer]\n';
  const changed = addKnownTerm(file, 'noor', 'reward model');
  expect(changed).toContain('name: Noor # from the course');
  const reader = parseReaders(changed).readers[0];
  expect(reader?.knows).toEqual(['layer', 'reward model']);
  expect(asked('D01', rewardModel, { reader: reader ?? null })).toEqual([]);
});

test('a passive that keeps the topic is left alone', () => {
  const text =
    'Some astonishing questions about the nature of the universe have been raised by scientists studying black holes in space. A black hole is created by the collapse of a dead star into a point perhaps no larger than a marble.';
  expect(marked('C06', text)).toEqual([]);
  expect(marked('C06', 'We read the file twice. The data was filtered by us.')).toHaveLength(1);
});

test('two reviews of one input are equal to the byte, with and without a cache', () => {
  const input = inputOf(`${rewardModel}\n\n## A part\n\n${plainProse(300)}`);
  const cache = new ReviewCache();
  const first = JSON.stringify(review(input));
  expect(JSON.stringify(review(input, cache))).toBe(first);
  expect(JSON.stringify(review(input, cache))).toBe(first);
  const edited = inputOf(`${rewardModel}\n\n## A part\n\n${plainProse(320)}`);
  review(edited, cache);
  expect(JSON.stringify(review(input, cache))).toBe(first);
});

test('a French paragraph is not checked, the English one beside it is', () => {
  const french =
    'Le modèle est très simple et les résultats sont dans le tableau, mais nous ne savons pas pourquoi il est plus rapide que les autres. En effet, il est clair que le réseau est en panne.';
  expect(reviewOf(french).checks).toEqual([]);
  const both = `${french}\n\nClearly the loss falls in every run, and in order to see it we drew the curve by hand.`;
  const checks = reviewOf(both).checks;
  expect(checks.length).toBeGreaterThan(0);
  expect(checks.every((mark) => mark.passage.block[0] === 1)).toBe(true);
});

test('code, maths, quotations and captions are not checked', () => {
  const text = [
    '`in order to` is a string here, and $in order to$ is odd maths.',
    '> In order to win, he said, it is very very clear.',
    '```\nin order to\n```',
    '![A line that falls for ten steps](a.png "In order to see it, look at the the line.")',
    'He wrote “in order to win one must clearly read the the rules” in his book.',
  ].join('\n\n');
  expect(reviewOf(text).checks.map((mark) => mark.check)).toEqual([]);
});

test('labels inside a figure are compared with the text', () => {
  const text = `${plainProse(60)}\n\n![A loop of two boxes, joined by arrows](../figures/loop.svg "The planner feeds the critic and hears back.")`;
  const input = { figureLabels: { '../figures/loop.svg': ['planner', 'controller'] } };
  expect(asked('D19', text, { input })).toEqual(['D19:fig-loop controller']);
  expect(asked('D19', `${text}\n\nThe controller waits.`, { input })).toEqual([]);
});

test.each([
  ['empty', ''],
  ['one word', 'Probes'],
  ['headings only', '# One\n\n## Two\n\n## Three'],
  ['a table only', '| a | b |\n|---|---|\n| RLHF | mesa-optimiser |'],
])('a document that is %s gets only what is always asked', (_, text) => {
  const fields = { takeaway: 'Count first.', source: 'mine' };
  const prompts = reviewOf(text, { fields }).prompts.map((prompt) => prompt.id);
  expect(prompts).toEqual(expect.arrayContaining(['B03', 'B05', 'B13', 'P10']));
  expect(prompts.filter((id) => !['B03', 'B05', 'B13', 'B14', 'P10'].includes(id))).toEqual([]);
});

test('swapping the reader says what opens and what closes', () => {
  const difference = compareReaders(inputOf(rewardModel, { reader: engineer }), newcomer);
  expect(difference.opens.map((prompt) => prompt.key)).toContain('D01:reward model');
  const back = compareReaders(inputOf(rewardModel, { reader: newcomer }), engineer);
  expect(back.closes.map((prompt) => prompt.key)).toContain('D01:reward model');
});
