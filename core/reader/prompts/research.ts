/** D37–D43: plans, notes, predictions and sources. */
import { cut, passageOf, passageOfBlock, stemsOfText } from '../text/model.ts';
import { overlap } from '../text/stem.ts';
import { readable } from '../text/unit.ts';
import {
  type Finding,
  forAll,
  notes,
  postsAndNotes,
  prompt,
  proposals,
  proposalsAndProjects,
  why,
} from './rule.ts';

const weakestStep = prompt({
  id: 'D37',
  stage: 'draft',
  kinds: proposals,
  severe: true,
  wording: 'From your result to {goal}: {gap}',
  why: why(
    'A chain from work to effect breaks at the link that nobody wrote down.',
    'Theory of change, as practised by funders of research',
    'This will help make AI safe.',
    'I publish the rate; reviewers cite it because it is one number; authors then report it because reviewers ask.',
  ),
  settle: ['answer'],
  find: (context) => {
    const { blocks } = context.model;
    const at = blocks.findIndex((block) => block.divs.includes('theory-of-change'));
    const goal = context.field('goal') || 'what you want to change';
    if (at < 0) {
      return [
        {
          slot: '',
          slots: { goal, gap: 'write the steps down, each with its because. Which is the weakest?' },
          passages: [],
          affects: context.model.words,
        },
      ];
    }
    const units = context.model.units.filter(
      (placed) => placed.block === at && placed.analysis.unit.role === 'prose',
    );
    const items = units.filter((placed) => placed.analysis.unit.around.includes('list'));
    const steps = items.length > 0 ? items : units;
    const without = steps.filter(
      (placed) => !/\b(?:because|since|so that|for)\b/i.test(placed.analysis.unit.text),
    );
    if (steps.length >= 3 && without.length === 0) return [];
    const passages = (without.length > 0 ? without : steps).map((placed) =>
      passageOf(placed, 0, placed.analysis.unit.text.length),
    );
    const gap =
      steps.length < 3
        ? 'there are fewer than three steps. Which did you leave out?'
        : 'a step has no because. Is it the weakest?';
    return [{ slot: '', slots: { goal, gap }, passages, affects: context.model.words }];
  },
});

const ownWords = prompt({
  id: 'D38',
  stage: 'draft',
  kinds: notes,
  severe: true,
  wording: 'Say it without the authors’ words.',
  why: why(
    'You have understood what you can say in words of your own.',
    'The own-words test, as old as teaching',
    'a page of quotations',
    'three sentences of yours, and the one line of theirs that you could not better',
  ),
  settle: ['gone', 'dismiss'],
  find: (context) => {
    const { model } = context;
    const copied = context.checks.filter((mark) => mark.check === 'C30');
    let quoted = 0;
    let words = 0;
    for (const { analysis } of model.units) {
      const { role } = analysis.unit;
      if (role === 'quotation') {
        quoted += analysis.words;
        words += analysis.words;
      } else if (role === 'prose') {
        words += analysis.words;
        for (const match of analysis.unit.prose.matchAll(/“[^”]*”|"[^"]*"/g)) {
          const count = match[0].split(/\s+/).length;
          if (count > 3) quoted += count;
        }
      }
    }
    if (copied.length === 0 && (words < 20 || quoted <= words / 2)) return [];
    const quotes = model.units.filter((placed) => placed.analysis.unit.role === 'quotation');
    const passages =
      copied.length > 0
        ? copied.map((mark) => mark.passage)
        : quotes.map((placed) => passageOf(placed, 0, placed.analysis.unit.text.length));
    return [{ slot: '', passages, affects: quoted }];
  },
});

const card = prompt({
  id: 'D39',
  stage: 'draft',
  kinds: notes,
  wording: 'What do you want to know about this in a year? One card.',
  why: why(
    'What is not asked again is forgotten within weeks.',
    'Advice on reading to remember',
    'a note of four pages',
    'Q: What does the control task rule out? A: That the probe memorises the labels.',
  ),
  settle: ['answer', 'dismiss'],
  find: (context) =>
    context.field('depth') === 'own' &&
    context.model.words >= 200 &&
    !context.model.blocks.some((block) => block.divs.includes('card'))
      ? [{ slot: '', passages: [], affects: context.model.words }]
      : [],
});

const evidence = prompt({
  id: 'D40',
  stage: 'draft',
  kinds: notes,
  wording: 'What is the strongest evidence, what would change your mind, and what idea did it give you?',
  why: why(
    'Three questions that turn reading into work.',
    'Advice on reading papers, from researchers asked how they do it',
    'Interesting paper.',
    'Table 3 convinces me; a probe that fails on paraphrases would undo it; try it on French.',
  ),
  settle: ['answer'],
});

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';

/** Dates in a text: `2026-10-30`, `30 October 2026`, `October 30, 2026`; as `YYYY-MM-DD`. */
export function datesIn(text: string): string[] {
  const dates = [...text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)].map((match) => match[0]);
  const number = (name: string): string =>
    String(months.split('|').findIndex((month) => month.toLowerCase() === name.toLowerCase()) + 1).padStart(
      2,
      '0',
    );
  for (const match of text.matchAll(new RegExp(`\\b(\\d{1,2})\\s(${months})\\s(\\d{4})\\b`, 'gi'))) {
    dates.push(`${match[3]}-${number(match[2] ?? '')}-${(match[1] ?? '').padStart(2, '0')}`);
  }
  for (const match of text.matchAll(new RegExp(`\\b(${months})\\s(\\d{1,2}),?\\s(\\d{4})\\b`, 'gi'))) {
    dates.push(`${match[3]}-${number(match[1] ?? '')}-${(match[2] ?? '').padStart(2, '0')}`);
  }
  return dates;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

const stopRule = prompt({
  id: 'D41',
  stage: 'draft',
  kinds: proposalsAndProjects,
  severe: true,
  wording: 'Your rule says stop. Stop, shrink, or go on, and why?',
  why: why(
    'A stop rule is worth something only on the day that it bites.',
    'Advice to decide beforehand when to stop',
    'one more week',
    'Six of ten reproduced, the line was six: go on, with four probes fewer.',
  ),
  settle: ['answer'],
  find: (context) => {
    const { today } = context.input;
    if (today === null) return [];
    const stated = [context.field('stop'), context.field('stop-by'), context.field('deadline')].flatMap(
      datesIn,
    );
    const passed = [...stated, ...datesIn(context.answerTo('B12'))].filter((date) => date <= today);
    const log = context.model.units.filter((placed) =>
      /\blog\b/i.test(context.section(placed.section)?.title ?? ''),
    );
    const entries = log.flatMap((placed) => datesIn(placed.analysis.unit.text)).sort();
    const last = entries.at(-1);
    const idle = context.field('state') === 'active' && last !== undefined && daysBetween(last, today) >= 14;
    return passed.length === 0 && !idle
      ? []
      : [{ slot: passed.sort().at(-1) ?? `idle since ${last}`, passages: [], affects: context.model.words }];
  },
});

const prediction = prompt({
  id: 'D42',
  stage: 'draft',
  kinds: forAll,
  wording: 'You gave {p} to “{prediction}”. What happened?',
  why: why(
    'A prediction that is never looked up again teaches nothing.',
    'Olah, exercises in research taste',
    'I thought this would work.',
    'I gave it 70 %; it failed; I had not counted the label noise.',
  ),
  settle: ['answer'],
  cap: 3,
  find: (context) => {
    const { today } = context.input;
    if (today === null) return [];
    const findings: Finding[] = [];
    context.model.blocks.forEach((block, at) => {
      if (!block.divs.includes('prediction')) return;
      const attributes = String(block.node.attrs?.attributes ?? '');
      const text = block.units.map((unit) => readable(unit.unit, 0, unit.unit.text.length)).join(' ');
      const due = datesIn(`${attributes} ${text}`).sort()[0];
      if (due === undefined || due > today) return;
      const p = /\bp\s?=\s?"?([\d.]+\s?%?)/.exec(attributes)?.[1] ?? /\d+\s?%/.exec(text)?.[0] ?? 'a chance';
      findings.push({
        slot: cut(text, 60),
        slots: { p, prediction: cut(text) },
        passages: [passageOfBlock(at, [], text)],
        affects: 20,
      });
    });
    return findings;
  },
});

const leftOut = prompt({
  id: 'D43',
  stage: 'draft',
  kinds: postsAndNotes,
  cap: 3,
  wording: 'The source spends {n} words on “{heading}”. Left out on purpose?',
  why: why(
    'To distil is to choose; trimming leaves out by accident.',
    'Olah & Carter, Research Debt',
    'a summary that forgets the limits section',
    'I leave out section 5: its results did not replicate.',
  ),
  settle: ['dismiss', 'link'],
  find: (context) => {
    const { sourceText } = context.input;
    if (sourceText === null || context.source === 'mine') return [];
    const mine = context.model.sections.map((section) => {
      const stems = new Set<string>();
      for (const { sentence } of context.sentencesOf(section))
        for (const stem of sentence.stems) stems.add(stem);
      return stems;
    });
    return sourceSections(sourceText).flatMap(({ heading, text }): Finding[] => {
      const stems = stemsOfText(text, context.input.lexicon);
      const n = text.match(/\S+/g)?.length ?? 0;
      if (n < 80 || stems.size === 0 || /^(?:references|bibliography|acknowledge?ments?)\b/i.test(heading))
        return [];
      if (mine.some((own) => overlap(own, stems) >= 0.1)) return [];
      return [{ slot: heading, slots: { n, heading }, passages: [], affects: n }];
    });
  },
});

/** Sections of an attached source: Markdown headings, or short lines that stand alone. */
function sourceSections(text: string): { heading: string; text: string }[] {
  const sections: { heading: string; text: string }[] = [];
  let heading = '';
  let body: string[] = [];
  const flush = (): void => {
    if (heading !== '' && body.length > 0) sections.push({ heading, text: body.join('\n') });
    body = [];
  };
  for (const paragraph of text.split(/\n\s*\n/)) {
    const line = paragraph.trim();
    const marked = /^#{1,6}\s+(.+)$/.exec(line.split('\n')[0] ?? '');
    if (marked !== null) {
      flush();
      heading = marked[1]?.trim() ?? '';
      const rest = line.split('\n').slice(1).join('\n');
      if (rest !== '') body.push(rest);
    } else if (
      line.length < 70 &&
      /^(?:\d+(?:\.\d+)*\s+)?\p{Lu}/u.test(line) &&
      !/[.,;:]$/.test(line) &&
      !line.includes('\n')
    ) {
      flush();
      heading = line;
    } else body.push(line);
  }
  flush();
  return sections;
}

export const researchPrompts = [weakestStep, ownWords, card, evidence, stopRule, prediction, leftOut];
