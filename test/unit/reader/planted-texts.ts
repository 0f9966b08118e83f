/** Four short pieces on four subjects, each clean: the tests plant one fault at a time. */
import { newReader, type Reader } from '#core/reader/reader.ts';

export interface CleanText {
  readonly name: string;
  readonly takeaway: string;
  readonly title: string;
  readonly summary: string;
  /** Says the takeaway. */
  readonly opening: string;
  /** Prose of the subject that says no point, holds no case and sends nobody to a figure. */
  readonly plain: readonly string[];
  readonly example: string;
  readonly sees: string;
  readonly alt: string;
  readonly caption: string;
  readonly doubt: string;
  readonly meetsDoubt: readonly string[];
  readonly misreading: string;
  readonly correctsMisreading: readonly string[];
  readonly limits: readonly string[];
  readonly ending: string;
  /** Word that the reader does not know, in a sentence's middle, and what it means in a few words. */
  readonly words: readonly { readonly term: string; readonly means: string }[];
  readonly letters: readonly { readonly acronym: string; readonly long: string }[];
}

export const cleanTexts: readonly CleanText[] = [
  {
    name: 'eels',
    takeaway: 'A ramp of wet brushes lets young eels climb a weir for forty pounds.',
    title: 'A forty-pound ramp lets eels climb a weir',
    summary:
      'Young eels stop at the first weir. A ramp of wet brushes for forty pounds lets them climb it. Build one before May.',
    opening:
      'A ramp made of wet brushes lets young eels climb a weir, and it costs forty pounds. I built two of them with my neighbour last spring, and this piece tells you how.',
    plain: [
      'The river behind our village drops one metre at the old mill. Boats stopped coming a century ago, and nobody had looked at the fish since. The water board owns the wall, the farmer owns the bank, and the parish owns the path between them. Each of the three had to say yes before we could put a single screw into the stone, which took longer than all the carpentry together.',
      'Young fish arrive from the sea in spring, when the nights are mild and the water is high. They swim close to the bank, where the current is weak, and rest under stones by day. At the wall they gather in the pool and wait. Herons know the place and stand there from dusk on. What is left of the crowd after a week turns back or dies in the pool, and the streams above stay empty for another year.',
      'The brushes are the ones that street sweepers use, cut to the width of a plank. We screwed them to the plank in rows, with gaps the size of a thumb. A pump from a garden pond keeps them wet. It runs on one small panel and asks for a clean filter each week. My neighbour walks her dog there, so the filter has never been a burden to anybody, and the dog likes the pool.',
      'We counted on twelve nights with a red lamp and a sheet of paper. Two people sat on the wall from ten until one. The first hour was slow. After midnight the pool grew quiet and the plank grew busy, and we learned to count in tens. Rain helped, wind hurt, and a full moon sent everything under the stones until the clouds came back over the hill.',
    ],
    example: 'For example, on the night of 9 May we saw 212 of them go over the wall in an hour.',
    sees: 'As figure 1 shows, the count rose on the first mild night.',
    alt: 'Bars for twelve nights, low for a week and then five times as high',
    caption: 'Few eels crossed before the water reached eleven degrees.',
    doubt: 'Two ramps on one river prove nothing about other rivers',
    meetsDoubt: [
      'You might think that two ramps on one river prove little about other rivers. Yet the drop and the season are what matter, and both are common.',
      'Two ramps on one river are a small proof for other rivers. However, the plank is cheap enough to try.',
      'Some will object that two ramps say nothing about other rivers. Fair enough: try a plank at yours.',
    ],
    misreading: 'Eels jump over walls as salmon do',
    correctsMisreading: [
      'Eels do not jump over walls as salmon do; they creep.',
      'People often think that eels jump over walls as salmon do. They do not.',
      'It is a mistake to think that eels jump walls like salmon.',
      'Unlike salmon, eels never jump over walls.',
    ],
    limits: [
      'It does not work where the wall is higher than two metres.',
      'One caveat: our wall is only a metre high.',
      'We did not test walls of more than two metres.',
      'Whether it holds on steep walls is an open question.',
    ],
    ending: 'So ask at your mill before May, and take a plank and a few wet brushes along.',
    words: [
      { term: 'elvers', means: 'eels in their first spring' },
      { term: 'glass-eel', means: 'an eel that is still clear as water' },
      { term: 'thigmotaxis', means: 'the habit of keeping to an edge' },
    ],
    letters: [
      { acronym: 'LRBM', long: 'land and river board members' },
      { acronym: 'CPUE', long: 'catch per unit effort' },
      { acronym: 'FIP', long: 'fish passage index' },
    ],
  },
  {
    name: 'ovens',
    takeaway: 'Bread from a falling oven browns evenly when the bricks have rested for an hour.',
    title: 'Let the bricks rest, and the bread browns evenly',
    summary:
      'Loaves burn when a brick oven is still rising. Let the bricks rest for an hour after the fire, and bread from a falling oven browns evenly.',
    opening:
      'Bread browns evenly in a brick oven that is falling, once the bricks have rested for an hour. Most of us bake too early. This is what I wish I had been told in my first winter.',
    plain: [
      'The oven in our yard holds eight loaves and takes three hours to fire. We burn vine cuttings and old pallets, whichever is dry. By the second hour the soot on the vault turns white, which tells you that the stone behind it is hot as well. Then we rake the ashes to the mouth, close the door, and leave for a walk along the canal until the clock says that we may come back.',
      'Dough waits for nobody, and this is where most of the trouble begins. A baker with forty guests will look at the risen loaves, look at the clock, and open the door. The floor is then far hotter than the air. The bottom of each loaf turns black while the top stays pale, and the crumb near the crust sets before the middle has risen. Nobody complains, since the smell is good.',
      'I kept a book for one winter. Each page has the weight of the wood, the hour of the first match, the hour of the first loaf, and three readings from the floor, the vault and the air. My sister judged the crust with a card of nine browns that a paint shop gave us. She sat with her back to the oven and never saw which batch she held, and she was strict about it.',
      'Other things matter less than people say. Steam from a wet cloth made the crust thinner, which some of us like. The kind of wood changed the smell of the yard and left the bread alone. Flour from the second mill drank more water. We tried a stone on the floor for two weeks, and my sister could not tell those loaves from the others, though she wanted to.',
    ],
    example: 'Consider the batch of 3 February: it went in at 340 degrees and came out black below.',
    sees: 'The plot below puts the readings of one evening side by side.',
    alt: 'Three lines that start far apart and meet after about an hour',
    caption: 'Floor and vault agree only after an hour of rest.',
    doubt: 'An hour of rest wastes half of the heat',
    meetsDoubt: [
      'You will say that an hour of rest wastes half of the heat. But the bricks keep nine tenths of it.',
      'Does an hour of rest waste half the heat? We feared so, although the book says otherwise.',
      'The hour of rest wastes some heat, it is true. Nevertheless it is less than half.',
    ],
    misreading: 'A hotter oven bakes better bread',
    correctsMisreading: [
      'A hotter oven does not bake better bread.',
      'Many bakers believe that a hotter oven bakes better bread. This is wrong.',
      'Contrary to what the books say, a hotter oven bakes no better bread.',
      'A hotter oven bakes faster bread rather than better bread.',
    ],
    limits: [
      'I assume a vault of brick; clay may cool sooner.',
      'It is unclear whether clay behaves alike.',
      'The limits are plain: one oven, one winter.',
      'We did not test ovens of clay.',
    ],
    ending: 'Next time, close the door, walk for an hour, and let the bricks fall before the bread goes in.',
    words: [
      { term: 'cornicione', means: 'the raised rim of the loaf' },
      { term: 'oven-spring', means: 'the last rise in the heat' },
      { term: 'pyrolysis', means: 'wood turning to gas without flame' },
    ],
    letters: [
      { acronym: 'DDT', long: 'desired dough temperature' },
      { acronym: 'HMF', long: 'high mass fire' },
      { acronym: 'VOCs', long: 'volatile organic compounds' },
    ],
  },
  {
    name: 'buses',
    takeaway: 'Passengers wait longer than half the gap between buses because buses bunch.',
    title: 'Why you wait longer than the gap between buses',
    summary:
      'A bus every ten minutes should mean five minutes of waiting. Buses bunch, so passengers wait longer than half the gap.',
    opening:
      'Passengers wait longer than half the gap between buses, because the buses bunch. The sign at my stop says ten minutes; in March the mean wait was eight. Here is the reason, and what a city can do about it.',
    plain: [
      'I live at the end of line nine, which crosses the city from the harbour to the hospital. It passes two schools, a market and a bridge that opens for ships. The company runs twelve vehicles on it through the day and six at night. Drivers change at the market. The old timetable had a place there for them to catch their breath, and the new one took it away to save a vehicle.',
      'Take any late vehicle and follow it. More people have come to each stop since the last one left, so it stands longer at each stop, so it falls further back. The vehicle behind finds nobody waiting and gains on it. After three kilometres the two travel as a pair. Behind them lies a hole in the service, and whoever comes to a stop at random most likely falls into the hole.',
      'The company publishes where each vehicle is every twenty seconds. I wrote the feed to a disk for one month and marked the moment at which each vehicle left each stop. That makes about two million rows. My laptop needed an evening to read them. A neighbour who studies statistics read my notes and found one mistake in the night hours, which has been mended since then.',
      'The city has three tools. It can hold a vehicle for a minute at a timed stop, it can give late ones a green light, and it can let people board by all doors. Doors are the cheapest, since they need only a sign. Holding is the strongest, and drivers dislike it, because the people on board look at them. The green light needs money and a contract with the road office.',
    ],
    example: 'For instance, on 4 March at noon the gaps at my stop were 2, 19, 1 and 18 minutes.',
    sees: 'See @fig-gaps for one day at my stop.',
    alt: 'Dots for each bus of one day, first even, then in pairs',
    caption: 'By noon the buses travel in pairs and leave long gaps.',
    doubt: 'One line in one city is an anecdote',
    meetsDoubt: [
      'One line in one city is an anecdote, you may say. But the sums hold for any line.',
      'Is one line in one city more than an anecdote? I think so, though I looked at one month only.',
      'Sceptics will call one line in one city an anecdote. The sums hold everywhere.',
    ],
    misreading: 'Bad drivers are the reason that buses bunch',
    correctsMisreading: [
      'Bad drivers are not the reason that buses bunch.',
      'You may take bad drivers for the reason why buses bunch. That is a mistake.',
      'Buses bunch whoever drives: the reason lies in the stops, not in bad drivers.',
      'It is easy to call bad drivers the reason that buses bunch, although the best would do the same.',
    ],
    limits: [
      'All this assumes that people come at random.',
      'It doesn’t hold at night, when people know the timetable.',
      'I have not checked other cities.',
      'A caveat concerns the night hours.',
    ],
    ending: 'Ask your city for doors first: does your line let people board at the back?',
    words: [
      { term: 'headway', means: 'the time between two buses' },
      { term: 'dwell-holding', means: 'keeping a bus at its stop for a while' },
      { term: 'GapScore', means: 'a number for how uneven the gaps are' },
    ],
    letters: [
      { acronym: 'AVL', long: 'automatic vehicle location' },
      { acronym: 'GTFS', long: 'general transit feed specification' },
      { acronym: 'EWT', long: 'excess waiting time' },
    ],
  },
  {
    name: 'probes',
    takeaway: 'A probe on a wide layer fits random labels, so compare it with a shuffled control.',
    title: 'Compare your probe with shuffled labels',
    summary:
      'On a wide layer a probe fits random labels. Compare every score with a control whose labels were shuffled.',
    opening:
      'A probe on a wide layer fits random labels, so compare its score with a shuffled control before you believe it. I read forty papers that use probes, and nine of them make the comparison.',
    plain: [
      'We begin with what everybody does. You take a network that somebody else has trained, run a few hundred texts through it, and write down the numbers in the middle. Then you ask whether a straight line can part the texts of one kind from those of the other. If it can, you say that the network has learned the difference. The step from the first half of that thought to the second is where the trouble lies.',
      'A straight line in many directions is a strong thing. With more directions than texts it can part any texts at all, also those whose kinds were drawn from a hat. Nothing about the network enters into this. The count of texts on one side and of directions on the other decides it, and both are known before the first run. I have met people who worked on this for a year and had never put the two numbers next to each other.',
      'Our own runs took a weekend on one card. The texts are short reviews of films, half of them kind and half of them not. For each width we drew ten sets of texts and wrote both scores into one table. The code has ninety lines and no options. A friend ran it on her machine and got the same table to the third digit, apart from one row that we then found to be a slip of mine.',
      'The papers differ in how they look at it. The older ones come from people who study language, and they are careful about counts. Newer ones come from people who build tools, and they show a bright colour with a high score. Authors whom I wrote to were friendly and quick to answer. Three of them sent me their numbers, and one had made the comparison and left it out for want of space.',
    ],
    example: 'Suppose you have 300 texts and 768 directions: the line parts them whatever the labels say.',
    sees: 'Fig. 1 has both scores for ten widths.',
    alt: 'Two curves over the width of the layer that meet at the right end',
    caption: 'Above 600 directions the shuffled labels fit as well as the true ones.',
    doubt: 'Shuffled labels are harder than any real task',
    meetsDoubt: [
      'You might think that shuffled labels are harder than a real task. But the line does not care.',
      'Shuffled labels are harder than a real task for people; however, a wide line parts both.',
      'One could object that shuffled labels are harder than any task we care about. The count says otherwise.',
    ],
    misreading: 'A high score proves that the network uses the feature',
    correctsMisreading: [
      'A high score does not prove that the network uses the feature.',
      'Readers may think that a high score proves that the network uses the feature. It does not.',
      'It is wrong to say that a high score proves the network uses a feature.',
      'A high score proves that the feature can be read off, rather than that the network uses it.',
    ],
    limits: [
      'None of this says what happens with curved lines: I did not test them.',
      'The argument is limited to straight lines.',
      'Whether curved lines do better is unclear.',
      'It does not hold for curved lines.',
    ],
    ending: 'So shuffle the labels, run the probe again, and print the control beside the score.',
    words: [
      { term: 'separability', means: 'how well a line can part the texts' },
      { term: 'logit-lens', means: 'reading the middle as if it were the end' },
      { term: 'selectivity', means: 'the true score minus the shuffled one' },
    ],
    letters: [
      { acronym: 'MDL', long: 'minimum description length' },
      { acronym: 'SAE', long: 'sparse autoencoder' },
      { acronym: 'RT60', long: 'reading time' },
    ],
  },
];

/** A reader who knows nothing special, with one doubt and one misreading. */
export function readerFor(text: CleanText): Reader {
  return {
    ...newReader('noor', 'Noor'),
    stake: 'A lost spring',
    doubts: [text.doubt],
    misreadings: [text.misreading],
  };
}

export const file = '../figures/gaps.svg';

export function figureOf(text: CleanText, alt = text.alt, caption = text.caption): string {
  return `![${alt}](${file} "${caption}")`;
}

export interface Parts {
  opening: string;
  first: string;
  sees: string;
  figure: string;
  second: string;
  example: string;
  doubt: string;
  misreading: string;
  last: string;
  limits: string;
  ending: string;
}

export function partsOf(text: CleanText, way = 0): Parts {
  const [a = '', b = '', c = '', d = ''] = text.plain;
  const pick = (list: readonly string[]): string => list[way % list.length] ?? '';
  return {
    opening: text.opening,
    first: a,
    sees: text.sees,
    figure: figureOf(text),
    second: `${b}\n\n${c}\n\n${d}`,
    example: text.example,
    doubt: pick(text.meetsDoubt),
    misreading: pick(text.correctsMisreading),
    last: 'That was the whole of it.',
    limits: pick(text.limits),
    ending: text.ending,
  };
}

const join = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** How the parts may be laid out: with headings, without, in lists, with line ends of Windows. */
export const layouts: readonly { readonly name: string; readonly lay: (parts: Parts) => string }[] = [
  {
    name: 'under headings',
    lay: (p) =>
      join(
        p.opening,
        '## What we saw at the start of it',
        p.first,
        p.sees,
        p.figure,
        '## What happened then',
        `${p.second} ${p.example}`,
        p.doubt,
        p.misreading,
        '## What is left',
        p.last,
        p.limits,
        p.ending,
      ),
  },
  {
    name: 'under a title',
    lay: (p) =>
      join(
        '# A piece with a title',
        p.opening,
        '## One half',
        `${p.first} ${p.sees}`,
        p.figure,
        `${p.second} ${p.example}`,
        '## The other half',
        p.doubt,
        `- ${p.misreading}\n- We wrote it down at once.`,
        p.last,
        `### The end\n\n${p.limits}`,
        p.ending,
      ),
  },
  {
    name: 'without headings, with the line ends of Windows',
    lay: (p) =>
      join(
        p.opening,
        p.first,
        p.sees,
        p.figure,
        p.example,
        p.second,
        p.doubt,
        p.misreading,
        p.last,
        p.limits,
        p.ending,
      ).replace(/\n/g, '\r\n'),
  },
];
