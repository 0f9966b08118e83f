/** P01–P08, P10–P12: what the piece promises, says of itself, and leaves the reader with. */
import type { ReviewContext } from '../context.ts';
import { isKnown } from '../knowledge.ts';
import { cut, passageOf, passageOfSection } from '../text/model.ts';
import { keyOfTerm, overlap, sharesOne } from '../text/stem.ts';
import { whole } from './before-writing.ts';
import { posts, postsAndProposals, prompt, published, why } from './rule.ts';

/** Words that a reader gets through in a minute. */
export const wordsPerMinute = 220;

const title = prompt({
  id: 'P01',
  stage: 'publish',
  kinds: published,
  severe: true,
  wording: 'Would {reader} know from “{title}” what they get?',
  why: why(
    'The title is the first promise, and for most people the last thing they read.',
    'Bottom line up front',
    'Thoughts on probing',
    'A wide layer lets a probe fit labels that mean nothing',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'title',
  find: (context) => {
    if (context.title === '') return [];
    const stems = context.stems(context.title);
    const key = ` ${keyOfTerm(context.title)} `;
    const unknown = context.terms.find((term) => !term.known && key.includes(` ${term.key} `));
    const word = (context.title.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []).find(
      (candidate) =>
        context.reader !== null &&
        /\p{Ll}{3}/u.test(candidate) &&
        !candidate.includes('-') &&
        !isKnown(candidate, context.knowledge),
    );
    const off = context.takeawayStems.size > 0 && !sharesOne(stems, context.takeawayStems);
    return whole(context, off || unknown !== undefined || word !== undefined, { title: context.title });
  },
});

const summary = prompt({
  id: 'P02',
  stage: 'publish',
  kinds: published,
  severe: true,
  wording: 'Give the whole of it in sixty words.',
  why: why(
    'Whoever reads nothing else reads this.',
    'Bottom line up front',
    'In this post I discuss probes.',
    'A linear probe on 768 numbers fits random labels on 1,400 examples. Count your examples before you believe it.',
  ),
  settle: ['answer'],
  becomes: 'summary',
  find: (context) => {
    // As a person counts them: 1,400 is one word, a dash between spaces is none.
    const words = context.summary.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const off =
      context.takeawayStems.size > 0 && context.overlapWith(context.summary, context.takeawayStems) < 0.4;
    return whole(context, words === 0 || words > 60 || off);
  },
});

const minutes = prompt({
  id: 'P03',
  stage: 'publish',
  kinds: postsAndProposals,
  wording: 'It takes {n} minutes; {reader} has {m}. What may they skip? Say so.',
  why: why(
    'A reader who knows what to skip stays for the rest.',
    'Respect for attention: the plain-language tradition',
    '4,000 words for someone with ten minutes',
    'If you know probes, start at “The count”.',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'readers-box',
  find: (context) => {
    const m = context.reader?.attention.minutes ?? null;
    const n = Math.ceil(context.model.words / wordsPerMinute);
    return m === null ? [] : whole(context, context.model.words / wordsPerMinute > m, { n, m });
  },
});

const headingVerb =
  /\b(?:is|are|was|were|be|has|have|had|does|do|did|can|cannot|will|would|may|might|must|should|lets?|makes?|gives?|works?|fails?|needs?|wants?|\p{L}{3,}(?:ing|ed|s))\b/iu;

const headings = prompt({
  id: 'P04',
  stage: 'publish',
  kinds: postsAndProposals,
  wording: 'Read only your headings. Do they tell it?',
  why: why(
    'Headings are the summary that everyone reads.',
    'Minto, The Pyramid Principle',
    'Background · Method · Results',
    'Probes fit anything wide · One count settles it · Where it stops',
  ),
  settle: ['answer', 'dismiss'],
  find: (context) => {
    const titled = context.model.sections.filter((section) => section.title !== '' && section.level > 1);
    const mute = titled.filter((section) => {
      const words = section.title.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
      return words.length <= 2 && !headingVerb.test(words.slice(1).join(' ')) && !/\?$/.test(section.title);
    });
    if (titled.length < 2 || mute.length <= titled.length * 0.6) return [];
    return [
      {
        slot: '',
        passages: mute.map((section) => passageOfSection(context.model, section)),
        affects: context.model.words,
      },
    ];
  },
});

const box = prompt({
  id: 'P05',
  stage: 'publish',
  kinds: published,
  wording: 'Who is it for, and who is it not for?',
  why: why(
    'The wrong reader who is told so at the top thanks you.',
    'McEnerney, The Craft of Writing Effectively',
    'no word on whom it serves',
    'For people who train models. Not an introduction to interpretability.',
  ),
  settle: ['answer'],
  becomes: 'readers-box',
  find: (context) => whole(context, context.input.fields['readers-box'] !== true),
});

function hasContextBox(context: ReviewContext): boolean {
  return context.model.blocks.some((block) => block.divs.includes('context'));
}

const landing = prompt({
  id: 'P06',
  stage: 'publish',
  kinds: posts,
  wording: 'What must someone know who lands here from a link?',
  why: why(
    'Most readers arrive in the middle of your work, not at its start.',
    'Advice on posts that follow from each other',
    'As in my last post …',
    'Context: a probe is a small classifier; the last post showed that it can fit chance.',
  ),
  settle: ['answer'],
  becomes: 'context-block',
  find: (context) => {
    if (hasContextBox(context)) return [];
    const own = context.model.units.flatMap((placed) => [
      ...placed.analysis.unit.links
        .filter(
          (link) =>
            !/^[a-z][a-z0-9+.-]*:|^#|^\/\//i.test(link.href) &&
            /\.(?:md|qmd|html?)(?:#|$)|\/$/.test(link.href) &&
            !/glossary/i.test(link.href),
        )
        .map((link) => passageOf(placed, link.from, link.to)),
      ...placed.analysis.unit.leaves
        .filter((leaf) => leaf.node.type === 'wikilink')
        .map((leaf) => passageOf(placed, leaf.offset, leaf.offset + 1)),
    ]);
    const byLink = context.terms.filter((term) => {
      const use = term.uses[0];
      return (
        !term.known &&
        term.defined === null &&
        use?.placed.analysis.unit.links.some((link) => link.from < use.to && link.to > use.from) === true
      );
    });
    if (own.length === 0 && byLink.length < 3) return [];
    return [{ slot: '', passages: own.slice(0, 3), affects: context.model.words }];
  },
});

const status = prompt({
  id: 'P07',
  stage: 'publish',
  kinds: postsAndProposals,
  wording: 'How far would you defend this?',
  why: why(
    'A label lets you publish what is half-formed, and be read as such.',
    'A custom of LessWrong',
    'no word on how sure it is',
    'Status: draft. I would bet on the count, not on the last section.',
  ),
  settle: ['answer'],
  becomes: 'status',
  find: (context) => whole(context, context.field('status') === ''),
});

const limitWord =
  /\blimit|\bcaveat|\bdoes(?: not|n['’]t)\b|\b(?:did|do|have|has)(?: not|n['’]t) (?:test|tried|try|check|measure)|\bunclear\b|\bopen question|\bassum/i;

const limits = prompt({
  id: 'P08',
  stage: 'publish',
  kinds: published,
  severe: true,
  wording: 'Where does it stop being true?',
  why: why(
    'A reader who is told the limits trusts what lies inside them.',
    'Nanda, How to write ML papers: inform, don’t persuade',
    'The method works.',
    'It does not hold for probes with hidden layers; I did not test models above 1 B.',
  ),
  settle: ['link', 'answer'],
  becomes: 'text',
  find: (context) => {
    const { sequence, words } = context.model;
    let read = 0;
    for (const entry of sequence) {
      if (entry.placed.analysis.unit.role === 'prose') read += entry.sentence.tokens.length;
      // A heading counts where its section lies.
      if (read >= words / 2 && limitWord.test(entry.sentence.text)) return [];
    }
    return whole(context, true);
  },
});

const quoted = prompt({
  id: 'P10',
  stage: 'publish',
  kinds: posts,
  wording: 'Which sentence will be quoted against you? Is it the one you mean?',
  why: why(
    'Somebody will quote one sentence; choose which it can be.',
    'Advice on being misread',
    'Alignment is impossible.',
    'No method that we tried survives a model that knows it is tested.',
  ),
  settle: ['link', 'dismiss'],
});

const lastWord = prompt({
  id: 'P11',
  stage: 'publish',
  kinds: postsAndProposals,
  wording: 'What is the last thing {reader} hears?',
  why: why(
    'The end of a piece is its loudest place, as the end of a sentence is.',
    'Gopen & Swan: the stress position, of the whole',
    'Another interesting direction is sparse probing.',
    'So before you believe a probe: count.',
  ),
  settle: ['link', 'gone'],
  becomes: 'text',
  find: (context) => {
    const { ending } = context.model;
    if (ending === null) return [];
    const fresh = context.terms.some((term) => {
      const use = term.uses[0];
      return !term.known && use?.placed === ending;
    });
    const stems = new Set<string>();
    for (const sentence of ending.analysis.sentences) for (const stem of sentence.stems) stems.add(stem);
    const off = context.takeawayStems.size > 0 && overlap(context.takeawayStems, stems) < 0.3;
    if (!fresh && !off) return [];
    return [
      {
        slot: '',
        passages: [passageOf(ending, 0, ending.analysis.unit.text.length)],
        affects: ending.analysis.words,
      },
    ];
  },
});

const imperative =
  /^(?:try|run|read|open|clone|write|tell|ask|send|start|begin|look|count|check|use|compare|take|make|pick|choose|see|join|help|let|consider|think|download|install|test|go|stop|report|give|put|ask|remember|before you|if you|when you|next time|do|don['’]t|never|always|train|measure|find|keep|build|share|apply|contact|draw|plot|add|remove|replace)\b|\byou (?:can|could|should|may|might|will)\b/i;

const nextStep = prompt({
  id: 'P12',
  stage: 'publish',
  kinds: published,
  wording: 'What should {reader} do next?',
  why: why(
    'A reader who agrees wants something to do before they close the page.',
    'Booth and others, The Craft of Research: the reader’s role',
    'the piece just ends',
    'Run the script on your own probe; it takes a minute.',
  ),
  settle: ['answer', 'dismiss'],
  becomes: 'text',
  find: (context) => {
    const { model } = context;
    const last = model.sections.findLast(
      (section) =>
        section.words > 0 &&
        !/^(?:references|acknowledge?ments?|notes|footnotes|appendi(?:x|ces)|bibliography)\b/i.test(
          section.title,
        ),
    );
    if (last === undefined) return [];
    const units = model.units.filter((placed) => placed.block >= last.first && placed.block < last.end);
    const acts = units.some(
      ({ analysis }) =>
        analysis.unit.links.length > 0 ||
        analysis.unit.leaves.some((leaf) => leaf.node.type === 'wikilink') ||
        analysis.sentences.some(
          (sentence) => /\?["”’)]*$/.test(sentence.text) || imperative.test(sentence.text),
        ),
    );
    if (acts) return [];
    return [
      {
        slot: '',
        slots: { section: cut(last.title) },
        passages: [passageOfSection(model, last)],
        affects: last.words,
      },
    ];
  },
});

export const promisePrompts: readonly ReturnType<typeof prompt>[] = [
  title,
  summary,
  minutes,
  headings,
  box,
  landing,
  status,
  limits,
  quoted,
  lastWord,
  nextStep,
];
