/** Faults planted in clean texts are found, and the same text without the fault stays silent. */
import { describe, expect, test } from 'vitest';
import { ReviewCache } from '#core/reader/engine.ts';
import {
  type CleanText,
  cleanTexts,
  figureOf,
  file,
  layouts,
  type Parts,
  partsOf,
  readerFor,
} from './planted-texts.ts';
import { type Given, reviewOf } from './reading.ts';

const cache = new ReviewCache();

/** Keys of the open prompts of one id; what was read once is kept, since the texts differ by a sentence. */
function asked(id: string, markdown: string, given: Given): string[] {
  return reviewOf(markdown, given, cache)
    .prompts.filter((prompt) => prompt.id === id && prompt.state === 'open')
    .map((prompt) => prompt.key);
}

interface Planted {
  readonly how: string;
  readonly parts: Parts;
  readonly fields?: Record<string, unknown>;
  /** What must be in the key of the prompt; empty where it is asked once for the document. */
  readonly slot?: string;
}

function fieldsOf(text: CleanText): Record<string, unknown> {
  return { title: text.title, summary: text.summary, takeaway: text.takeaway, status: 'stands' };
}

/** Each fault in several ways, for one text. */
const faults: Readonly<Record<string, (text: CleanText, way: number) => Planted[]>> = {
  D01: (text, way) =>
    text.words.flatMap(({ term }): Planted[] => {
      const p = partsOf(text, way);
      const shown = term.charAt(0).toUpperCase() + term.slice(1);
      return [
        {
          how: `${term} used three times`,
          slot: term,
          parts: {
            ...p,
            first: `${p.first} We spoke about ${term} for a while.`,
            second: `${p.second} Nobody mentioned ${term} again. My sister wrote ${term} on the wall.`,
          },
        },
        {
          how: `${term} at the start of sentences and in a list`,
          slot: term,
          parts: {
            ...p,
            first: `${p.first}\n\n- ${shown} came first\n- then came supper\n`,
            last: `${p.last} ${shown} mattered less by then. We had seen enough of ${term} to know.`,
          },
        },
        {
          how: `${term} explained too late`,
          slot: term,
          parts: {
            ...p,
            first: `${p.first} We spoke about ${term} there. Then we spoke about ${term} again, and once more about ${term}.`,
            last: `${p.last} By the way, ${term} means something that nobody had told us.`,
          },
        },
        {
          how: `*${term}* in italics`,
          slot: term,
          parts: {
            ...p,
            second: `We spoke about *${term}* for a while. ${p.second} Some of the ${term} stayed. Whose ${term} it was we could not tell.`,
          },
        },
      ];
    }),
  D02: (text, way) =>
    text.letters.flatMap(({ acronym }): Planted[] => {
      const p = partsOf(text, way);
      const bare = acronym.replace(/s$/, '');
      return [
        {
          how: `${acronym} once`,
          slot: bare,
          parts: { ...p, first: `${p.first} We asked about the ${acronym} there.` },
        },
        {
          how: `${acronym} twice`,
          slot: bare,
          parts: {
            ...p,
            second: `The ${acronym} came up early. ${p.second}`,
            last: `${p.last} We never heard of the ${acronym} again.`,
          },
        },
        {
          how: `${bare} with a possessive`,
          slot: bare,
          parts: { ...p, last: `${p.last} It was ${bare}’s turn to pay.` },
        },
        {
          how: `${bare} in a compound`,
          slot: bare,
          parts: { ...p, last: `${p.last} A ${bare}-based count was tried once.` },
        },
        {
          how: `${acronym} in a table`,
          slot: bare,
          parts: { ...p, last: `${p.last}\n\n| what | how much |\n|---|---|\n| our ${acronym} | 12 |` },
        },
        {
          how: `${acronym} expanded later`,
          slot: bare,
          parts: {
            ...p,
            first: `${p.first} Somebody spoke of the ${acronym} first.`,
            last: `${p.last} It stands for ${text.letters.find((l) => l.acronym === acronym)?.long} (${acronym}).`,
          },
        },
      ];
    }),
  D05: (text, way) => {
    const p = partsOf(text, way);
    const elsewhere =
      'I want to tell you about a few evenings last year, and about the people who were there.';
    return [
      { how: 'only at the end', parts: { ...p, opening: elsewhere, ending: `${p.ending} ${text.takeaway}` } },
      { how: 'nowhere', parts: { ...p, opening: elsewhere } },
      {
        how: 'after a page of thanks',
        parts: {
          ...p,
          opening: `${elsewhere} My thanks go to all who read the first draft of these lines and were kind. ${'The yard was cold, the tea was warm, and we sat there until late with our coats on. '.repeat(9)}`,
          second: `${text.takeaway} ${p.second}`,
        },
      },
    ];
  },
  D06: (text, way) => {
    const whole = partsOf(text, way);
    const p = { ...whole, first: '', second: `${whole.first}\n\n${whole.second}` };
    return [
      { how: 'no case', parts: { ...p, example: '', figure: '', sees: '' } },
      {
        how: 'no case, and a list',
        parts: { ...p, example: '', figure: '', sees: '', last: `${p.last}\n\n- the wall\n- the wood` },
      },
      {
        how: 'no case, and a figure that nobody is sent to',
        parts: {
          ...p,
          example: '',
          sees: '',
          second: `${p.second}\n\n${p.figure}\n\nWe slept well.`,
          figure: '',
        },
      },
    ];
  },
  D18: (text, way) => {
    const p = partsOf(text, way);
    const bare = { ...p, sees: '' };
    return [
      { how: 'plain', parts: bare },
      {
        how: 'with attributes',
        parts: { ...bare, figure: `${figureOf(text)}{#fig-night width=60%}` },
        slot: 'fig-night',
      },
      { how: 'an embed', parts: { ...bare, figure: `![[gaps.svg|${text.alt}]]` } },
      {
        how: 'HTML',
        parts: {
          ...bare,
          figure: `<figure><img src="${file}" alt="${text.alt}"><figcaption>${text.caption}</figcaption></figure>`,
        },
      },
      {
        how: 'a second one',
        parts: { ...p, last: `${p.last}\n\n![${text.alt} again](../figures/other.png "${text.caption}")` },
        slot: 'fig-other',
      },
      {
        how: 'with a caption line of its own',
        parts: { ...bare, figure: `![${text.alt}](${file})\n*Figure 1: ${text.caption}*` },
      },
    ];
  },
  D20: (text, way) => {
    const p = partsOf(text, way);
    const [noun = 'things'] = [
      { eels: 'fish', ovens: 'heat', buses: 'waiting', probes: 'accuracy' }[text.name],
    ];
    return [
      'A graph',
      `Mean ${noun} by hour.`,
      '',
      `The ${noun} on each of twelve evenings in the spring`,
      `Counts of ${noun} over all runs of the first month`,
      `Levels of ${noun} in the north and the south of the town`,
      `A map of the ${noun} measured at the four places named above`,
      `Distribution of ${noun} across days, hours and places for both groups`,
      `Comparison of the ${noun} before and after the first week of May`,
    ].map((caption) => ({
      how: `“${caption}”`,
      parts: { ...p, figure: caption === '' ? `![${text.alt}](${file})` : figureOf(text, text.alt, caption) },
    }));
  },
  D22: (text, way) => {
    const p = partsOf(text, way);
    return [{ how: 'never met', parts: { ...p, doubt: '' }, slot: text.doubt.toLowerCase() }];
  },
  D23: (text, way) => {
    const p = partsOf(text, way);
    return [
      { how: 'never met', parts: { ...p, misreading: '' }, slot: text.misreading.toLowerCase() },
      {
        how: 'said as if it were so',
        parts: { ...p, misreading: `${text.misreading}.` },
        slot: text.misreading.toLowerCase(),
      },
    ];
  },
  P02: (text, way) => {
    const p = partsOf(text, way);
    const words = (n: number): string => {
      const list = `${text.summary} ${text.plain.join(' ')}`.split(/\s+/);
      return list.slice(0, n).join(' ');
    };
    return [
      { how: 'no summary', parts: p, fields: { summary: '' } },
      { how: 'sixty-one words', parts: p, fields: { summary: words(61) } },
      { how: 'a page', parts: p, fields: { summary: words(120) } },
      {
        how: 'about something else',
        parts: p,
        fields: { summary: 'A few evenings of last year, told with thanks to all who were there.' },
      },
    ];
  },
  P08: (text, way) => [
    { how: 'no limits', parts: { ...partsOf(text, way), limits: '', doubt: '', misreading: '' } },
  ],
  P14: (text, way) => {
    const p = partsOf(text, way);
    return [
      { how: 'no alt', parts: { ...p, figure: figureOf(text, '') } },
      { how: 'four words', parts: { ...p, figure: figureOf(text, 'a plot of counts') } },
      { how: 'alt is the caption', parts: { ...p, figure: figureOf(text, text.caption) } },
      {
        how: 'alt is the caption without its stop',
        parts: { ...p, figure: figureOf(text, text.caption.replace(/\.$/, '').toUpperCase()) },
      },
      { how: 'an embed without words', parts: { ...p, figure: '![[gaps.svg]]' } },
      { how: 'an embed with a width', parts: { ...p, figure: '![[gaps.svg|400]]' } },
      { how: 'with attributes', parts: { ...p, figure: `![](${file} "${text.caption}"){#fig-gaps}` } },
      { how: 'HTML', parts: { ...p, figure: `<img src="${file}" alt="plot">` } },
    ];
  },
};

function given(text: CleanText, fields: Record<string, unknown> = {}): Given {
  return { reader: readerFor(text), fields: { ...fieldsOf(text), ...fields } };
}

describe.each(Object.entries(faults))('%s', (id, plant) => {
  test('finds at least nine of ten planted faults, and asks nothing of the clean text', () => {
    const missed: string[] = [];
    const loud: string[] = [];
    let planted = 0;
    for (const text of cleanTexts) {
      for (const [way, { name, lay }] of layouts.entries()) {
        const clean = asked(id, lay(partsOf(text, way)), given(text));
        // Whether a text names other things that this reader does not know is not what is planted here.
        for (const key of id === 'D01' ? [] : clean) loud.push(`${text.name}, ${name}: ${key}`);
        for (const [at, fault] of plant(text, way).entries()) {
          // Three layouts by turns, so that the words of one text meet each of them.
          if (at % layouts.length !== way && plant(text, way).length > layouts.length) continue;
          planted += 1;
          const keys = asked(id, lay(fault.parts), given(text, fault.fields));
          const found = keys.some(
            (key) => fault.slot === undefined || key.toLowerCase().includes(fault.slot.toLowerCase()),
          );
          if (!found) missed.push(`${text.name}, ${name}, ${fault.how}: ${keys.join(' | ')}`);
        }
      }
    }
    expect(loud).toEqual([]);
    // Every one of these is found today; the catalogue asks for nine of ten on texts never seen.
    expect(missed).toEqual([]);
    expect(planted).toBeGreaterThanOrEqual(12);
  });
});

const explained: readonly [string, (term: string, means: string) => string][] = [
  ['by is', (t, m) => `Now ${t} is ${/^(?:an?|the) /.test(m) ? '' : 'the name for '}${m}.`],
  ['by means', (t, m) => `Here ${t} means ${m}.`],
  ['by a dash', (t, m) => `We spoke about ${t} — ${m} — for a while.`],
  ['by a short dash', (t, m) => `We spoke about ${t} – ${m} – for a while.`],
  ['by a colon', (t, m) => `There was talk of ${t}: ${m}.`],
  ['by brackets', (t, m) => `We spoke about ${t} (${m}) for a while.`],
  ['by that is', (t, m) => `We spoke about ${t}, that is, ${m}.`],
  ['by i.e.', (t, m) => `We spoke about ${t}, i.e. ${m}.`],
  ['by a name given', (t, m) => `We spoke about ${m}, called ${t}.`],
  ['by known as', (t, m) => `We spoke about ${m}, known as ${t}, for a while.`],
  ['by what is meant', (t, m) => `By ${t} I mean ${m}.`],
  ['by what people call it', (t, m) => `We spoke about ${m}, which people call ${t}.`],
  ['by refers to', (t, m) => `The word ${t} refers to ${m}.`],
  ['by stands for', (t, m) => `In this yard ${t} stands for ${m}.`],
  ['by the next sentence', (t, m) => `We spoke about ${t}. It means ${m}.`],
  ['by a name repeated', (t, m) => `We spoke about ${t}. By ${t} we mean ${m}.`],
  ['by a glossary link', (t) => `We spoke about [${t}](../glossary.md#word) for a while.`],
  ['by a wikilink to the glossary', (t) => `We spoke about [[glossary#${t}|${t}]] for a while.`],
  ['by a definition mark', (t) => `We spoke about [${t}]{.definition} for a while.`],
  [
    'by a definition block',
    (t, m) => `::: {.definition title="${t}"}\n${m}\n:::\n\nWe spoke about ${t} for a while.`,
  ],
  ['by a definition callout', (t, m) => `> [!definition] ${t}\n> ${m}.\n\nWe spoke about ${t} for a while.`],
  ['by an apposition', (t, m) => `We spoke about ${t}, a word for ${m}, for a while.`],
];

test.each(explained)('a word explained %s is not asked about', (_, say) => {
  const loud: string[] = [];
  for (const text of cleanTexts) {
    for (const { term, means } of text.words) {
      const p = partsOf(text);
      const parts = {
        ...p,
        first: `${say(term, means)}\n\n${p.first}`,
        last: `${p.last} Nobody mentioned ${term} again. My sister wrote ${term} on the wall.`,
      };
      for (const { lay } of layouts.slice(0, 1)) {
        if (asked('D01', lay(parts), given(text)).some((key) => key.includes(term.toLowerCase())))
          loud.push(say(term, means));
      }
    }
  }
  expect(loud).toEqual([]);
});

const expanded: readonly [string, (acronym: string, long: string) => string][] = [
  ['before it', (a, l) => `We asked about ${l} (${a}) there.`],
  ['before it, at the start', (a, l) => `${l.charAt(0).toUpperCase() + l.slice(1)} (${a}) came up early.`],
  ['after it', (a, l) => `We asked about the ${a} (${l}) there.`],
  ['by stands for', (a, l) => `The letters ${a} stand for ${l}.`],
  ['by short for', (a, l) => `We asked about the ${a}, short for ${l}.`],
  ['by or', (a, l) => `We asked about ${l}, or ${a}, there.`],
  ['by a dash', (a, l) => `We asked about the ${a} — ${l} — there.`],
  ['in a link', (a, l) => `We asked about [${l}](https://example.org/a) (${a}) there.`],
  ['in italics', (a, l) => `We asked about *${l}* (${a}) there.`],
];

test.each(expanded)('letters spelled out %s are not asked about', (_, say) => {
  const loud: string[] = [];
  for (const text of cleanTexts) {
    for (const { acronym, long } of text.letters) {
      const p = partsOf(text);
      const parts = {
        ...p,
        first: `${say(acronym, long)} ${p.first}`,
        last: `${p.last} Then the ${acronym} went home.`,
      };
      const bare = acronym.replace(/s$/, '').toLowerCase();
      for (const { lay } of layouts.slice(1, 2))
        if (asked('D02', lay(parts), given(text)).includes(`D02:${bare}`)) loud.push(say(acronym, long));
    }
  }
  expect(loud).toEqual([]);
});

const sent: readonly [string, (file: string) => string][] = [
  ['by number', () => 'Figure 1 tells it.'],
  ['by number in brackets', () => 'It rose (fig. 1).'],
  ['by number among others', () => 'Compare figures 1 and 2.'],
  ['by number and letter', () => 'Look at Figure 1a first.'],
  ['by label', () => 'It rose [@fig-gaps].'],
  ['by label in the sentence', () => 'In @fig-gaps it rises.'],
  ['by a link', () => 'It rose, as [the drawing](#fig-gaps) has it.'],
  ['by what stands below', () => 'The diagram below tells it.'],
  ['by what it shows', () => 'This picture shows a night.'],
  ['by shown below', () => 'The rest is shown below.'],
  ['by the following', () => 'The following chart has them all.'],
  ['by its place in the order', () => 'The first plot has them all.'],
];

test.each(sent)('a figure that the text sends the reader to %s is not asked about', (_, say) => {
  for (const text of cleanTexts) {
    for (const { lay } of layouts)
      expect(asked('D18', lay({ ...partsOf(text), sees: say(file) }), given(text))).toEqual([]);
  }
});

test.each([
  'Accuracy peaks at layer six and falls to chance by layer eleven.',
  'The lamps burn longest in the far rooms',
  'Roads cross the river twice north of the old mill',
  'Half of the loaves were black below after ten minutes',
  'Wide layers fit random labels as well as true ones',
  'The crew counted forty nests on the second morning',
  'Waiting grows with the square of the gap between buses',
  'Compare the two lines: the lower one never recovers',
  'The river flooded in 1953 and again in 1976',
  'Nobody waits longer than those who come at noon',
  'No method survives a model that knows it is tested',
  'The wider the layer, the more labels a probe can fit',
])('the caption “%s” has a point', (caption) => {
  for (const text of cleanTexts) {
    const parts = { ...partsOf(text), figure: figureOf(text, text.alt, caption) };
    expect(asked('D20', layouts[0]?.lay(parts) ?? '', given(text))).toEqual([]);
  }
});

test('a summary of sixty words is short enough, whatever numbers and dashes stand in it', () => {
  const [text] = cleanTexts;
  if (text === undefined) throw new Error('there are texts');
  const summary = `${text.summary} On 1,400 nights – or 3.5 years –`.split(/\s+/);
  const counted = summary.filter((word) => word !== '–').length;
  const sixty = `${summary.join(' ')} ${Array.from({ length: 60 - counted }, () => 'water').join(' ')}`;
  expect(asked('P02', partsOf(text).first, given(text, { summary: sixty }))).toEqual([]);
  expect(asked('P02', partsOf(text).first, given(text, { summary: `${sixty} more` }))).toEqual(['P02']);
});
