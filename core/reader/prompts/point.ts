/** D05, D12, D15, D16, D26, D27: does the reader meet the point, and find what they were promised? */

import { pointsAlone } from '../checks/sentences.ts';
import { remembered } from '../text/memo.ts';
import { cut, type PlacedSentence, passageOf, passageOfSentence, stemsOfSentences } from '../text/model.ts';
import type { Sentence } from '../text/sentence.ts';
import { overlap, sharesOne } from '../text/stem.ts';
import { type Finding, postsAndProposals, prompt, published, why } from './rule.ts';

/** Sentences that a point may be spread over: its words scattered over a page do not make it. */
const breath = 4;

function saysIt(point: ReadonlySet<string>, opening: readonly PlacedSentence[]): boolean {
  for (let at = 0; at < opening.length; at += 1) {
    if (overlap(point, stemsOfSentences(opening.slice(at, at + breath))) >= 0.5) return true;
  }
  return false;
}

const pointFirst = prompt({
  id: 'D05',
  stage: 'draft',
  kinds: published,
  severe: true,
  wording: '{reader} has read {n} words and not met your point: “{takeaway}”. Where is it?',
  why: why(
    'A reader who knows the answer can judge each step towards it; one who does not, waits.',
    'Minto, The Pyramid Principle; bottom line up front',
    'Over the last months I have been thinking about probes …',
    'A probe on a wide layer can fit labels that mean nothing. Here is the count.',
  ),
  settle: ['link', 'answer'],
  becomes: 'text',
  find: (context) => {
    if (context.takeawayStems.size === 0) return [];
    if (saysIt(context.takeawayStems, context.model.opening)) return [];
    const words = context.model.opening.reduce((sum, entry) => sum + entry.sentence.tokens.length, 0);
    const first = context.model.opening[0];
    return [
      {
        slot: '',
        slots: { n: words, takeaway: context.takeaway.replace(/[.!]$/, '') },
        passages: first === undefined ? [] : [passageOfSentence(first)],
        affects: words,
      },
    ];
  },
});

const answersWhat = prompt({
  id: 'D12',
  stage: 'draft',
  kinds: postsAndProposals,
  cap: 2,
  wording: '{reader} has just finished {prev}. What question are they asking that {section} answers?',
  why: why(
    'Each part should answer the question that the one before it raised.',
    'Minto, The Pyramid Principle',
    '## Dataset — The Pile is a collection of text.',
    '## Would it hold on other text? — We tried the same probe on the Pile.',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'text',
  find: (context) => {
    const { model } = context;
    const paragraphs = context.paragraphs();
    let at = 0;
    return model.sections.flatMap((section): Finding[] => {
      while (at < paragraphs.length && (paragraphs[at]?.block ?? 0) < section.first) at += 1;
      const opening = paragraphs[at];
      const before = paragraphs[at - 1];
      if (section.number === 0 || section.title === '' || section.level === 1) return [];
      const sentence = opening?.analysis.sentences[0];
      if (opening === undefined || sentence === undefined || before === undefined) return [];
      if (opening.block >= section.end || !opening.english || sentence.stems.size < 3) return [];
      const heading = context.stems(section.title);
      if (heading.size === 0) return [];
      if (sharesOne(sentence.stems, heading)) return [];
      const last = new Set<string>();
      for (const other of before.analysis.sentences) for (const stem of other.stems) last.add(stem);
      if (sharesOne(sentence.stems, last)) return [];
      return [
        {
          slot: section.title,
          slots: {
            prev: context.callSection(context.section(before.section)),
            section: context.callSection(section),
          },
          passages: [passageOf(opening, sentence.from, sentence.to)],
          affects: sentence.tokens.length,
          rank: section.words,
        },
      ];
    });
  },
});

const answers =
  /^(?:yes|no|not|nothing|nobody|because|maybe|perhaps|sometimes|often|rarely|never|it depends|partly)\b/i;

const openQuestion = prompt({
  id: 'D15',
  stage: 'draft',
  kinds: postsAndProposals,
  wording: 'You ask “{quote}” Where is the answer?',
  why: why(
    'A question in a text is a promise with a short date.',
    'Minto, The Pyramid Principle: question and answer',
    'But does the model use it? We now turn to the data.',
    'But does the model use it? No: removing the direction changes nothing.',
  ),
  settle: ['link', 'dismiss'],
  cap: 2,
  find: (context) => {
    const { model } = context;
    const findings: Finding[] = [];
    const lastUnit = model.ending?.order ?? model.units.length;
    for (const entry of model.sequence) {
      const { sentence, placed } = entry;
      if (!/\?["”’)]*$/.test(sentence.text) || sentence.stems.size === 0 || !placed.english) continue;
      // "How do I even approach this?" holds nothing that an answer could repeat.
      if (placed.analysis.unit.role === 'heading' && sentence.stems.size < 2) continue;
      // The closing question is left to the reader on purpose.
      if (placed.order >= lastUnit) continue;
      const next = model.sequence[entry.order + 1];
      if (next !== undefined && answers.test(next.sentence.text)) continue;
      const later = new Set<string>();
      for (const other of placed.analysis.sentences.slice(sentence.index + 1))
        for (const stem of other.stems) later.add(stem);
      let paragraphs = 0;
      for (let at = placed.order + 1; at < model.units.length && paragraphs < 3; at += 1) {
        const unit = model.units[at];
        if (unit === undefined || unit.analysis.words === 0) continue;
        for (const other of unit.analysis.sentences) for (const stem of other.stems) later.add(stem);
        if (unit.analysis.unit.role === 'prose' && !unit.analysis.unit.around.includes('list'))
          paragraphs += 1;
      }
      if (sharesOne(sentence.stems, later)) continue;
      findings.push({
        slot: cut(sentence.text, 60),
        slots: { quote: cut(passageOfSentence(entry).quote) },
        passages: [passageOfSentence(entry)],
        affects: sentence.tokens.length,
      });
    }
    return findings;
  },
});

const promise =
  /\b(?:we|I)(?:['’]ll| will| shall) (?:later |also |then |next |now |first )?(?:show|explain|discuss|describe|see|return|come back|prove|give|argue|present|look|turn|cover|say|define)\b|\bsee below\b|\b(?:explained|shown|discussed|described|defined|proved) (?:later|below)\b|\bmore on (?:this|that) (?:later|below)\b|\b(?:later|in section [\w.]+)\b,? (?:we|I)\b/i;

/** Do half of the stems come back after a place? Reads on only until they have. */
function returnsLater(
  wanted: ReadonlySet<string>,
  order: number,
  sequence: readonly PlacedSentence[],
): boolean {
  const missing = new Set(wanted);
  for (let at = order + 1; at < sequence.length; at += 1) {
    const stems = sequence[at]?.sentence.stems;
    if (stems === undefined) continue;
    for (const stem of missing) if (stems.has(stem)) missing.delete(stem);
    if (missing.size * 2 <= wanted.size) return true;
  }
  return false;
}

const promised = remembered((sentence: Sentence) => promise.exec(sentence.text));

const brokenPromise = prompt({
  id: 'D16',
  stage: 'draft',
  kinds: postsAndProposals,
  wording: 'You promise “{quote}” Where is it kept?',
  why: why(
    'One promise that is not kept makes the reader doubt the others.',
    'Trust between writer and reader: Pinker, The Sense of Style',
    'We will return to calibration below.',
    'Calibration is left out here; the notebook has the curves.',
  ),
  settle: ['link', 'gone'],
  cap: 2,
  find: (context) => {
    const { model } = context;
    return model.sentences.flatMap((entry): Finding[] => {
      const match = promised(entry.sentence);
      if (match === null) return [];
      // What is done on the spot is no promise.
      if (/:$|\b(?:shortly|here|now)\b/i.test(entry.sentence.text) || /\balso define$/i.test(match[0]))
        return [];
      const object = context.stems(entry.sentence.text.slice(match.index + match[0].length));
      const wanted = object.size > 0 ? object : entry.sentence.stems;
      for (const word of [
        'later',
        'below',
        'section',
        'show',
        'see',
        'post',
        'return',
        'back',
        'discuss',
        'describe',
        'explain',
      ])
        wanted instanceof Set && wanted.delete(word);
      if (wanted.size === 0) return [];
      if (returnsLater(wanted, entry.order, model.sequence)) return [];
      return [
        {
          slot: cut(entry.sentence.text, 60),
          slots: { quote: cut(passageOfSentence(entry).quote) },
          passages: [passageOfSentence(entry)],
          affects: entry.sentence.tokens.length,
        },
      ];
    });
  },
});

const whoseTrouble = prompt({
  id: 'D26',
  stage: 'draft',
  kinds: postsAndProposals,
  wording: 'It opens with {who}. What is {reader}’s trouble?',
  why: why(
    'Readers read on when the first lines hold a problem of theirs.',
    'McEnerney, The Craft of Writing Effectively; Pinker on talk about one’s own trade',
    'In recent years interpretability has attracted attention.',
    'You can delete a fact from this model by changing one layer.',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'text',
  find: (context) => {
    const { model } = context;
    const field = context.checks.find((mark) => mark.check === 'C12');
    if (field !== undefined)
      return [{ slot: '', slots: { who: 'the field' }, passages: [field.passage], affects: 120 }];
    const first = model.sentences.slice(0, 3);
    const selves = first.flatMap(({ sentence }) =>
      sentence.tokens.filter((token) => /^(?:i|my|we|our|i'm|i've|we've|we're)$/.test(token.lower)),
    );
    if (selves.length < 3) return [];
    const theirs = new Set([
      ...context.takeawayStems,
      ...context.stems(context.reader?.stake ?? ''),
      ...context.stems(context.reader?.words.join(' ') ?? ''),
    ]);
    if (first.some(({ sentence }) => sharesOne(sentence.stems, theirs))) return [];
    return [{ slot: '', slots: { who: 'you' }, passages: first.map(passageOfSentence), affects: 120 }];
  },
});

const signposts = prompt({
  id: 'D27',
  stage: 'draft',
  kinds: postsAndProposals,
  wording: '{n} signposts in {section}. What if you just went there?',
  why: why(
    'Talk about the text makes the reader wait for the text.',
    'Pinker, The Sense of Style: on metadiscourse',
    'In this section we will first discuss the data, then turn to the model.',
    'The data are 40 transcripts.',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) => {
    const marks = context.checks.filter((mark) => mark.check === 'C01');
    const bySection = new Map<number, typeof marks>();
    for (const mark of marks) bySection.set(mark.section, [...(bySection.get(mark.section) ?? []), mark]);
    const worst = [...bySection].sort((a, b) => b[1].length - a[1].length || a[0] - b[0])[0];
    const section = worst === undefined ? null : context.section(worst[0]);
    if (worst !== undefined && worst[1].length >= 3) {
      return [
        {
          slot: section?.title ?? '',
          slots: { n: worst[1].length, section: context.callSection(section) },
          passages: worst[1].map((mark) => mark.passage),
          affects: section?.words ?? 0,
        },
      ];
    }
    if (marks.length < 2 || marks.length <= (3 * context.model.words) / 1000) return [];
    return [
      {
        slot: '',
        slots: { n: marks.length, section: 'this piece' },
        passages: marks.map((mark) => mark.passage),
        affects: context.model.words,
      },
    ];
  },
});

const bareThis = prompt({
  id: 'D11',
  stage: 'draft',
  kinds: published,
  cap: 2,
  wording: '“{word}” what?',
  why: why(
    'A sentence should begin with something that the reader already has in hand.',
    'Gopen & Swan, The Science of Scientific Writing',
    'The probe reads layer six and the labels come from people. This makes it noisy.',
    'The probe reads layer six and the labels come from people. Labels from people are noisy.',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) => {
    const findings: Finding[] = [];
    for (const { placed, sentence } of context.model.sentences) {
      const before = placed.analysis.sentences[sentence.index - 1];
      if (before === undefined || !pointsAlone(sentence, /^(?:This|That|These|Those|It)$/)) continue;
      if (before.tokens.length <= 25 && nounPhrases(before) < 2) continue;
      const first = sentence.tokens[0];
      const second = sentence.tokens[1];
      if (first === undefined || second === undefined) continue;
      findings.push({
        slot: cut(sentence.text, 60),
        slots: { word: first.word },
        passages: [passageOf(placed, sentence.from, sentence.to)],
        affects: sentence.tokens.length,
        // The more there is to point at, the harder it is to know which is meant.
        rank: before.tokens.length + (first.lower === 'it' ? 0 : 10),
      });
    }
    return findings.filter((finding) => (finding.rank ?? 0) > 18);
  },
});

const determiner =
  /^(?:the|an?|this|that|these|those|my|your|his|her|its|our|their|each|every|some|any|no|both|all|\d+|two|three|four|five)$/;

/** Noun phrases as far as they show: a determiner with a content word within two words. */
function nounPhrases(sentence: PlacedSentence['sentence']): number {
  let found = 0;
  sentence.tokens.forEach((token, at) => {
    if (!determiner.test(token.lower)) return;
    if (sentence.tokens[at + 1]?.content === true || sentence.tokens[at + 2]?.content === true) found += 1;
  });
  return found;
}

export const pointPrompts = [
  pointFirst,
  bareThis,
  answersWhat,
  openQuestion,
  brokenPromise,
  whoseTrouble,
  signposts,
];
