import { describe, expect, test } from 'vitest';
import { promptRules } from '#core/reader/prompts/registry.ts';
import { callOf, newReader } from '#core/reader/reader.ts';
import { changeRecord } from '#core/reader/review-record.ts';
import { asked, type Given, newcomer, plainProse, reviewOf } from './reading.ts';

const prose = plainProse(60);
const figure = (alt: string, caption: string): string => `![${alt}](../figures/loop.svg "${caption}")`;
const goodFigure = figure(
  'A curve that falls for ten steps and then stays flat',
  'The loss falls to a third within ten steps.',
);
const sees = 'As figure 1 shows, the loss falls.';
const bench = { takeaway: 'Count your examples before you believe a probe.' };
const count = 'Count your examples before you believe a probe.';

/** For each trigger: a text that fires it, and one that comes close and does not. */
interface Case {
  readonly id: string;
  readonly fires: readonly [string, Given?];
  readonly close: readonly [string, Given?];
}

const cases: readonly Case[] = [
  { id: 'B01', fires: [prose, { reader: null }], close: [prose] },
  { id: 'B02', fires: [prose], close: [prose, { fields: bench }] },
  { id: 'B04', fires: [prose, { reader: newReader('a', 'Ana') }], close: [prose] },
  {
    id: 'B14',
    fires: [`For example, it rained. ${prose}`],
    close: ['For example, it rained. Suppose it snows. Imagine a river.'],
  },
  {
    id: 'B15',
    fires: [prose, { kind: 'project' }],
    close: [`${prose} The repository is public, and one script draws the plots.`, { kind: 'project' }],
  },
  {
    id: 'B17',
    fires: [prose, { fields: { source: 'theirs' } }],
    close: [prose, { fields: { source: 'mine' } }],
  },
  {
    id: 'D01',
    fires: [
      'The corrigibility of a system was low. We asked about corrigibility again. Nobody liked corrigibility.',
    ],
    close: [
      'Corrigibility means letting yourself be corrected. We asked about corrigibility again. Nobody liked corrigibility.',
    ],
  },
  { id: 'D02', fires: [`We asked CHAI about it. ${prose}`], close: [`We asked the BBC about it. ${prose}`] },
  {
    id: 'D03',
    fires: [`The rule is $a = \\eta b$ for now.\n\n${prose}`],
    close: [
      `The rule is $a = \\eta b$, where $\\eta$ is the rate, $a$ is the gain and $b$ is the cost.\n\n${prose}`,
    ],
  },
  {
    id: 'D04',
    fires: [
      'The probe was small. The probe was cheap. A reader was trained. The sounder was small. The sounder was cheap.',
      { glossary: 'terms:\n  - term: probe\n    means: a small classifier\n    also: [sounder]\n' },
    ],
    close: [
      'The probe was small. The probe was cheap. A sounder was trained.',
      { glossary: 'terms:\n  - term: probe\n    means: a small classifier\n    also: [sounder]\n' },
    ],
  },
  {
    id: 'D05',
    fires: [plainProse(300), { fields: bench }],
    close: [`${count} ${plainProse(300)}`, { fields: bench }],
  },
  {
    id: 'D06',
    fires: [`## A part\n\n${plainProse(270)}`],
    close: [`## A part\n\n${plainProse(270)} For example, one lamp went out.`],
  },
  {
    id: 'D07',
    fires: [
      'We used a mesa-optimiser with kernel-smoothing, an ELBO and an SVGD step. Then we slept, and nothing else was done that day.',
    ],
    close: [
      'We used a mesa-optimiser with kernel-smoothing and an ELBO. Then we slept, and nothing else was done that day.',
    ],
  },
  {
    id: 'D08',
    fires: [`This is called *mesa-optimisation*, a learned search. ${prose}`],
    close: [
      `This is called *mesa-optimisation*, a learned search. We saw mesa-optimisation twice, and mesa-optimisation hurt. ${prose}`,
    ],
  },
  {
    id: 'D09',
    fires: [`A longer walk always clears the head of a tired writer. ${prose}`],
    close: [`A longer walk always clears the head of a tired writer, because the air is cold. ${prose}`],
  },
  {
    id: 'D10',
    fires: [`The new tool reaches 94 % in our hands. ${prose}`],
    close: [`The new tool reaches 94 %, and guessing gives 61 %. ${prose}`],
  },
  {
    id: 'D11',
    fires: [
      'The first tool reads the middle layer of the small network and the second tool reads the labels that the people in the office wrote by hand last year. This makes the work slow.',
    ],
    close: [
      'The first tool reads the middle layer of the small network and the second tool reads the labels that the people in the office wrote by hand last year. This step makes the work slow.',
    ],
  },
  {
    id: 'D12',
    fires: [`## Walks\n\n${prose}\n\n## Storage\n\nGreen bottles stand beside four wooden barrels.`],
    close: [`## Walks\n\n${prose}\n\n## Storage\n\nGreen bottles need storage beside four wooden barrels.`],
  },
  {
    id: 'D13',
    fires: ['Rain fell on the town. Bottles cost money. Green doors open inward. Tuesday brings cheese.'],
    close: ['Rain fell on the town. The rain was cold. Green doors open inward. Tuesday brings cheese.'],
  },
  {
    id: 'D14',
    fires: [`${prose}\n\n$$a = b + c$$\n\nWe slept after lunch.`],
    close: [`${prose}\n\n$$a = b + c$$\n\nThis says that the gain is the sum of two parts.`],
  },
  {
    id: 'D15',
    fires: [`But does the barrel leak? ${prose}\n\n${prose}`],
    close: [`But does the barrel leak? No barrel leaks here. ${prose}\n\n${prose}`],
  },
  {
    id: 'D16',
    fires: [`We will show calibration curves later. ${prose}`],
    close: [`We will show calibration curves later. ${prose} Here are the calibration curves.`],
  },
  {
    id: 'D17',
    fires: [`${prose}\n\n$$a$$\n\nHence:\n\n$$b$$\n\nHence:\n\n$$c$$\n\n${prose}`],
    close: [`${prose}\n\n$$a$$\n\nHence:\n\n$$b$$\n\n${plainProse(60)}\n\n$$c$$`],
  },
  { id: 'D18', fires: [`${prose}\n\n${goodFigure}`], close: [`${prose} ${sees}\n\n${goodFigure}`] },
  {
    id: 'D19',
    fires: [
      `${prose}\n\n${goodFigure}`,
      { input: { figureLabels: { '../figures/loop.svg': ['controller'] } } },
    ],
    close: [
      `${prose} The controller waits.\n\n${goodFigure}`,
      { input: { figureLabels: { '../figures/loop.svg': ['Controllers'] } } },
    ],
  },
  {
    id: 'D20',
    fires: [`${prose} ${sees}\n\n${figure('A curve that falls for ten steps', 'Loss by step.')}`],
    close: [`${prose} ${sees}\n\n${goodFigure}`],
  },
  {
    id: 'D21',
    fires: [`${plainProse(1300)}\n\nFirst the box on the left feeds the second box, then a loop goes back.`],
    close: [`${plainProse(600)}\n\nFirst the box on the left feeds the second box, then a loop goes back.`],
  },
  {
    id: 'D22',
    fires: [prose, { reader: { ...newcomer, doubts: ['Toy barrels tell us nothing'] } }],
    close: [
      `${prose} You might think that toy barrels tell us little. But they leak alike.`,
      { reader: { ...newcomer, doubts: ['Toy barrels tell us nothing'] } },
    ],
  },
  {
    id: 'D23',
    fires: [
      `${prose} Safety is a matter of content filters.`,
      { reader: { ...newcomer, misreadings: ['Safety means content filters'] } },
    ],
    close: [
      `${prose} Safety does not mean content filters.`,
      { reader: { ...newcomer, misreadings: ['Safety means content filters'] } },
    ],
  },
  {
    id: 'D24',
    fires: [`It may perhaps be somewhat likely that barrels leak. ${prose}`],
    close: [`It may be that barrels leak. ${prose}`],
  },
  {
    id: 'D25',
    fires: [`Obviously it rained. Of course we slept. ${prose}`],
    close: [`Obviously it rained. ${prose}`],
  },
  {
    id: 'D26',
    fires: [`In recent years the barrel has attracted attention. ${prose}`],
    close: [`The barrel is old. ${plainProse(150)} In recent years the barrel has attracted attention.`],
  },
  {
    id: 'D27',
    fires: [
      `In this section we will discuss barrels. As noted above, they leak. Note that they are green. ${prose}`,
    ],
    close: [`In this section we walk. ${plainProse(1200)}`],
  },
  {
    id: 'D28',
    fires: [
      `## A part\n\n${'The maximisation of the utilisation of the localisation of the tokenisation was a complication for the minimisation of it. '.repeat(6)}`,
    ],
    close: [`## A part\n\n${plainProse(120)}`],
  },
  {
    id: 'D29',
    fires: [plainProse(200).replaceAll('\n\n', ' ')],
    close: [plainProse(150).replaceAll('\n\n', ' ')],
  },
  {
    id: 'D30',
    fires: [`${prose}\n\n${'- we walked to the river and then slept all day\n'.repeat(8)}`],
    close: [`${prose}\n\n${'- we walked to the river and then slept all day\n'.repeat(7)}`],
  },
  {
    id: 'D31',
    fires: [`The model is small. The network explores. The agent stops. ${prose}`],
    close: [`The model is small. The model explores. The agent stops. ${prose}`],
  },
  {
    id: 'D32',
    fires: [`It is widely believed that barrels leak. ${prose}`],
    close: [`It is widely believed that barrels leak [@cooper2019]. ${prose}`],
  },
  {
    id: 'D33',
    fires: [`## A part\n\nEvery model leaks. ${plainProse(120)}`],
    close: [`## A part\n\nEvery model leaks. For example, one did. Suppose two do. ${plainProse(120)}`],
  },
  {
    id: 'D34',
    fires: [`The model will hide the barrel. ${prose}`, { kind: 'project' }],
    close: [`The model will hide the barrel. It did so in 70 % of runs. ${prose}`, { kind: 'project' }],
  },
  {
    id: 'D35',
    fires: [`The more barrels we buy, the less each one costs. ${prose}`],
    close: [`The more barrels we buy, the less each one costs: $c = 1/n$. ${prose}`],
  },
  {
    id: 'D37',
    fires: [prose, { kind: 'proposal' }],
    close: [
      `${prose}\n\n::: theory-of-change\n1. We publish, *because* people read.\n2. They cite, *because* it is short.\n3. It sticks, *because* it is true.\n:::`,
      { kind: 'proposal' },
    ],
  },
  {
    id: 'D38',
    fires: [
      `> ${plainProse(60).replaceAll('\n\n', ' ')}\n\nWe agree with all of this, and say no more about it.`,
      { kind: 'note' },
    ],
    close: [`> We walked.\n\n${prose}`, { kind: 'note' }],
  },
  {
    id: 'D39',
    fires: [plainProse(220), { kind: 'note', fields: { depth: 'own' } }],
    close: [`${plainProse(220)}\n\n::: card\nWhy? Because.\n:::`, { kind: 'note', fields: { depth: 'own' } }],
  },
  {
    id: 'D41',
    fires: [prose, { kind: 'project', fields: { stop: '2026-01-01' }, input: { today: '2026-02-01' } }],
    close: [prose, { kind: 'project', fields: { stop: '2026-03-01' }, input: { today: '2026-02-01' } }],
  },
  {
    id: 'D42',
    fires: [
      `${prose}\n\n::: {.prediction p=0.7 due=2026-01-01}\nIt leaks.\n:::`,
      { input: { today: '2026-02-01' } },
    ],
    close: [
      `${prose}\n\n::: {.prediction p=0.7 due=2026-03-01}\nIt leaks.\n:::`,
      { input: { today: '2026-02-01' } },
    ],
  },
  {
    id: 'D43',
    fires: [
      prose,
      {
        fields: { source: 'theirs' },
        input: {
          sourceText: `# Barrels\n\n${'Oak staves swell when wine touches iron hoops under heavy vaults. '.repeat(10)}`,
        },
      },
    ],
    close: [
      `${prose} Oak staves swell under iron hoops.`,
      {
        fields: { source: 'theirs' },
        input: {
          sourceText: `# Barrels\n\n${'Oak staves swell when wine touches iron hoops under heavy vaults. '.repeat(10)}`,
        },
      },
    ],
  },
  {
    id: 'P01',
    fires: [prose, { fields: { ...bench, title: 'Thoughts on rivers' } }],
    close: [prose, { fields: { ...bench, title: 'Count before you believe' } }],
  },
  {
    id: 'P02',
    fires: [prose, { fields: bench }],
    close: [prose, { fields: { ...bench, summary: 'Count the examples first, then believe.' } }],
  },
  {
    id: 'P03',
    fires: [
      plainProse(500),
      { reader: { ...newcomer, attention: { minutes: 2, mode: 'reads', on: 'screen' } } },
    ],
    close: [
      plainProse(400),
      { reader: { ...newcomer, attention: { minutes: 2, mode: 'reads', on: 'screen' } } },
    ],
  },
  {
    id: 'P04',
    fires: [`## Background\n\n${prose}\n\n## Method\n\n${prose}`],
    close: [`## Barrels leak when full\n\n${prose}\n\n## Method\n\n${prose}`],
  },
  { id: 'P05', fires: [prose], close: [prose, { fields: { 'readers-box': true } }] },
  {
    id: 'P06',
    fires: [`As in [the last post](barrels.md), it leaks. ${prose}`],
    close: [`As in [the last post](barrels.md), it leaks. ${prose}\n\n::: context\nBarrels hold wine.\n:::`],
  },
  { id: 'P07', fires: [prose], close: [prose, { fields: { status: 'draft' } }] },
  { id: 'P08', fires: [prose], close: [`${prose} It does not hold in winter.`] },
  {
    id: 'P09',
    fires: [prose, { fields: { source: 'theirs' } }],
    close: [`${prose} Cooper said so.`, { fields: { source: 'theirs' }, input: { people: ['Cooper'] } }],
  },
  {
    id: 'P11',
    fires: [`${count}\n\n${prose}`, { fields: bench }],
    close: [`${prose}\n\nSo count the examples first.`, { fields: bench }],
  },
  { id: 'P12', fires: [prose], close: [`${prose} Try it on your own barrel.`] },
  {
    id: 'P13',
    fires: [`See [here](https://a.org/b). ${prose}`],
    close: [`See [the barrel book](https://a.org/b). ${prose}`],
  },
  {
    id: 'P14',
    fires: [`${prose}\n\n${figure('a plot', 'The loss falls to a third within ten steps.')}`],
    close: [`${prose}\n\n${goodFigure}`],
  },
  {
    id: 'P16',
    fires: [prose, { input: { changes: { lastTwelveHours: 0.5, sincePublished: null } } }],
    close: [prose, { input: { changes: { lastTwelveHours: 0.2, sincePublished: null } } }],
  },
  {
    id: 'P17',
    fires: [prose],
    close: [prose, { record: changeRecord('', { type: 'reading', by: 'Ana', stumbled: 'nowhere' }) }],
  },
  {
    id: 'P18',
    fires: [prose, { input: { changes: { lastTwelveHours: null, sincePublished: 0.2 } } }],
    close: [prose, { input: { changes: { lastTwelveHours: null, sincePublished: 0.1 } } }],
  },
  {
    id: 'P19',
    fires: [
      `${prose} It costs 900 euros.`,
      { kind: 'proposal', record: changeRecord('', { type: 'answer', prompt: 'B12', text: 'a line' }) },
    ],
    close: [
      `${prose} It costs 900 euros, by 30 October 2026.`,
      { kind: 'proposal', record: changeRecord('', { type: 'answer', prompt: 'B12', text: 'a line' }) },
    ],
  },
  {
    id: 'P21',
    fires: [prose],
    close: [
      `${prose} It does not hold.`,
      {
        fields: {
          takeaway: 'We walked home.',
          summary: 'We walked home in the evening.',
          title: 'We walked home',
        },
      },
    ],
  },
];

describe.each(cases)('$id', ({ id, fires, close }) => {
  test('asks where it should', () => {
    expect(asked(id, ...fires)).not.toEqual([]);
  });
  test('is silent on a close miss', () => {
    expect(asked(id, ...close)).toEqual([]);
  });
});

test('every computed prompt has its pair of texts', () => {
  const computed = promptRules.filter((rule) => !rule.always).map((rule) => rule.id);
  const reAsked = ['B05', 'B06'];
  expect(computed.filter((id) => !cases.some((entry) => entry.id === id) && !reAsked.includes(id))).toEqual(
    [],
  );
});

test('an answer with a word that the reader would look up is asked again, one in plain words is not', () => {
  const jargon = changeRecord('', { type: 'answer', prompt: 'B06', text: 'We quantify corrigibility.' });
  const again = reviewOf(prose, { kind: 'proposal', record: jargon }).prompts.find(
    (prompt) => prompt.id === 'B06',
  );
  expect(again?.state).toBe('open');
  expect(again?.wording).toContain('corrigibility');
  const plain = changeRecord('', { type: 'answer', prompt: 'B06', text: 'We count the barrels.' });
  expect(
    reviewOf(prose, { kind: 'proposal', record: plain }).prompts.find((prompt) => prompt.id === 'B06')?.state,
  ).toBe('answered');
});

test('severe prompts come first, then those that concern more words; caps hold', () => {
  const words = ['alphonium', 'betanium', 'gammanium', 'deltanium', 'epsilonium', 'zetanium', 'etanium'];
  const text = words.map((word) => `We saw ${word} and weighed ${word}. Then ${word} was gone.`).join('\n\n');
  const { prompts } = reviewOf(`${text}\n\n${plainProse(100)}`);
  expect(prompts.filter((prompt) => prompt.id === 'D01')).toHaveLength(5);
  const open = prompts
    .filter((prompt) => prompt.state === 'open' && prompt.id !== 'P21')
    .map((prompt) => prompt.severity);
  expect(open.lastIndexOf('first')).toBeLessThan(open.indexOf('later'));
});

test('a prompt that was settled and is no longer asked is shown as gone', () => {
  const record = changeRecord('', {
    type: 'dismiss',
    prompt: 'D18:fig-loop',
    reason: 'on-purpose',
    text: 'decoration',
  });
  const prompt = reviewOf(prose, { record }).prompts.find((entry) => entry.id === 'D18');
  expect(prompt?.state).toBe('gone');
});

test('every prompt says why, with a source and a before and after, and leaves no slot unfilled', () => {
  for (const rule of promptRules) {
    expect(rule.why.sentence.length, rule.id).toBeGreaterThan(20);
    expect(rule.why.source, rule.id).not.toBe('');
    expect(rule.why.before, rule.id).not.toBe(rule.why.after);
  }
  for (const { fires } of cases) {
    for (const prompt of reviewOf(...fires).prompts)
      expect(prompt.wording, prompt.key).not.toMatch(/[{}]|undefined|“”/);
  }
});

test.each([
  ['Ana', 'Ana'],
  ['Ludwig van der Rohe', 'Ludwig van der Rohe'],
  ['', 'your reader'],
  ['Grant reader with ten minutes', 'your reader'],
  ['Me in a year', 'your reader'],
  ['My mentor', 'your mentor'],
])('a reader named “%s” is called “%s”', (name, called) => {
  expect(callOf(newReader('x', name))).toBe(called);
});

test('without a name the reader is “your reader”', () => {
  const prompt = reviewOf(`${prose}\n\n${goodFigure}`, { reader: newReader('x') }).prompts.find(
    (entry) => entry.id === 'D18',
  );
  expect(prompt?.wording).toBe('Where should your reader look at figure 1?');
});

test.each([
  ['The accuracy of a linear probe on each of the layers', true],
  ['Loss curves over training for the two models', true],
  ['The effect of label noise levels on probe accuracy', true],
  ['Accuracy peaks at layer six by step ten', false],
  ['The wider the layer, the more labels the probe can fit', false],
  ['A probe reads the layer from the side', false],
])('the caption “%s” wants a point: %s', (caption, wanted) => {
  const text = `${prose} ${sees}\n\n${figure('A curve that falls for ten steps and stays', caption)}`;
  expect(asked('D20', text).length > 0).toBe(wanted);
});

test('a text in another language is asked about its figures and fields, not about its prose', () => {
  const french =
    'Le modèle est très simple et les résultats sont dans le tableau, mais nous ne savons pas pourquoi il est plus rapide. '.repeat(
      12,
    );
  const ids = reviewOf(`${french}\n\n${figure('x', 'y')}`).prompts.map((prompt) => prompt.id);
  expect(ids).toEqual(expect.arrayContaining(['B03', 'D18', 'P14']));
  expect(ids.filter((id) => ['D01', 'D06', 'D09', 'D20', 'P08', 'P12', 'B14'].includes(id))).toEqual([]);
});

test('a quoted formula is written as by hand, money stays money, and braces are text', () => {
  const wording = (text: string): string[] =>
    reviewOf(`${text} ${prose}`)
      .prompts.filter((prompt) => prompt.id === 'D09')
      .map((prompt) => prompt.wording);
  expect(wording('While $n \\le d$ the whole row always fits in it.')[0]).toContain('While n ≤ d the');
  expect(wording('The price of {name} always falls from $9 to $5.')[0]).toContain(
    '{name} always falls from $9 to $5',
  );
});
