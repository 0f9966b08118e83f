/** B01–B05, B13–B17: what an editor asks before there is a text. */
import type { ReviewContext } from '../context.ts';
import { isKnown } from '../knowledge.ts';
import { keyOfWord, wordPattern } from '../text/stem.ts';
import {
  type Finding,
  forAll,
  notes,
  posts,
  postsAndProposals,
  projects,
  prompt,
  published,
  why,
} from './rule.ts';

/** Fires once when `open` holds: about the whole document. */
export function whole(
  context: ReviewContext,
  open: boolean,
  slots: Finding['slots'] = {},
): readonly Finding[] {
  return open ? [{ slot: '', slots, passages: [], affects: context.model.words }] : [];
}

/** Asked always; asked again, naming the words, while the answer holds one that the reader does not know. */
export function askedUntilPlain(context: ReviewContext, id: string): readonly Finding[] {
  const unknown = new Set<string>();
  for (const match of context.answerTo(id).matchAll(wordPattern)) {
    const word = match[0];
    if (context.reader !== null && !isKnown(word, context.knowledge) && /\p{L}{3}/u.test(word))
      unknown.add(word);
  }
  const words = [...unknown].filter((word) => !context.knowledge.keys.has(keyOfWord(word)));
  return words.length === 0
    ? [{ slot: '', passages: [], affects: 0 }]
    : [{ slot: 'again', slots: { words: words.slice(0, 4).join(', ') }, passages: [], affects: 0 }];
}

export const beforeWriting = [
  prompt({
    id: 'B01',
    stage: 'before',
    kinds: forAll,
    severe: true,
    wording: 'Who is the one person you most want to finish this?',
    why: why(
      'Writing for everyone is writing for no one; a face tells you what to leave out.',
      'Pinker, The Sense of Style',
      'For researchers and interested readers.',
      'For Ana, who trains models and has ten minutes.',
    ),
    settle: ['answer'],
    becomes: 'reader',
    find: (context) => whole(context, context.reader === null),
  }),
  prompt({
    id: 'B02',
    stage: 'before',
    kinds: published,
    severe: true,
    wording: 'When {reader} closes this, what can they say or do that they could not before? One sentence.',
    why: why(
      'Readers keep a few sentences, so choose which.',
      'Nanda, How to write ML papers',
      'An overview of probing.',
      'Count your examples against the width of the layer before you believe a probe.',
    ),
    settle: ['answer'],
    becomes: 'takeaway',
    find: (context) => whole(context, context.takeaway === ''),
  }),
  prompt({
    id: 'B03',
    stage: 'before',
    kinds: postsAndProposals,
    wording: 'What does {reader} believe now that you would change?',
    why: why(
      'A text has value when it changes what somebody thinks.',
      'McEnerney, The Craft of Writing Effectively',
      'I want to explain activation patching.',
      'Ana takes a high score for proof; I want her to ask what the score leaves out.',
    ),
    settle: ['answer'],
    becomes: 'misreading',
  }),
  prompt({
    id: 'B04',
    stage: 'before',
    kinds: postsAndProposals,
    wording: 'What does it cost {reader} to go on as they are?',
    why: why(
      'What a text is worth is decided by the reader’s trouble, not by the writer’s effort.',
      'McEnerney, The Craft of Writing Effectively',
      'This is an important topic.',
      'She will spend a year on directions that the model never uses.',
    ),
    settle: ['answer'],
    becomes: 'stake',
    find: (context) => whole(context, context.reader !== null && context.reader.stake === ''),
  }),
  prompt({
    id: 'B05',
    stage: 'before',
    kinds: posts,
    wording: 'Tell {reader} the point as you would across a table. No word they would have to look up.',
    why: why(
      'What you can say to a friend you have understood; what needs the jargon you may not have.',
      'Pinker, The Sense of Style',
      'We elicit latent knowledge with contrastive probes.',
      'We try to read off what the model takes to be true, even when it says something else.',
    ),
    settle: ['answer', 'dismiss'],
    find: (context) => askedUntilPlain(context, 'B05'),
  }),
  prompt({
    id: 'B13',
    stage: 'before',
    kinds: forAll,
    wording: 'What is the smallest thing here that still confuses you?',
    why: why(
      'A small confusion is one that you can work on this afternoon.',
      'A habit that researchers name when asked how they learnt to choose problems',
      'I don’t understand transformers.',
      'I don’t see why the second norm comes after the sum.',
    ),
    settle: ['answer', 'dismiss'],
  }),
  prompt({
    id: 'B14',
    stage: 'before',
    kinds: postsAndProposals,
    wording: 'Three concrete cases, before the general claim. What are they?',
    why: why(
      'General claims made before cases fit nothing in particular.',
      'Pinker, The Sense of Style: show things before ideas',
      'Models often exploit their reward.',
      'The boat that circled for points; the claw that only looked as if it held the ball; the test that was deleted.',
    ),
    settle: ['answer', 'link', 'dismiss'],
    becomes: 'example',
    find: (context) => {
      const blocks = context.model.blocks.filter((block) => block.divs.includes('example')).length;
      const told = context.model.sentences.filter(({ sentence }) => sentence.example).length;
      return whole(context, blocks + told < 3);
    },
  }),
  prompt({
    id: 'B15',
    stage: 'before',
    kinds: projects,
    severe: true,
    wording: 'What will exist at the end that a stranger can open?',
    why: why(
      'A thing that opens is the only proof of a project that needs no trust.',
      'What people who hire in the field say they look at first',
      'I looked into sparse autoencoders.',
      'A repository: one command trains the small model and draws the three plots.',
    ),
    settle: ['answer', 'link'],
    find: (context) => {
      const named =
        context.field('deliverable') !== '' ||
        context.model.blocks.some((block) => block.divs.includes('deliverable'));
      const said = context.model.sentences.some(
        ({ sentence }) =>
          /\b(?:deliverables?|repository|repo|script|package|data ?set|notebook|library|tool)\b/i.test(
            sentence.text,
          ) && /\b(?:is|are|will|you can|open|run|clone|download|here|at)\b/i.test(sentence.text),
      );
      return whole(context, !named && !said);
    },
  }),
  prompt({
    id: 'B16',
    stage: 'before',
    kinds: notes,
    wording: 'Why this paper now? What question did you bring?',
    why: why(
      'With a question you know what to skip.',
      'Advice on reading papers, from researchers asked how they do it',
      'It was on the reading list.',
      'Does the control task rule out that the probe learned the task by itself?',
    ),
    settle: ['answer'],
  }),
  prompt({
    id: 'B17',
    stage: 'before',
    kinds: posts,
    wording: 'Whose idea is it, and which part do people get wrong?',
    why: why(
      'A retelling earns its place by the misunderstanding that it removes.',
      'Wentworth, Call for Distillers',
      'A summary of the paper.',
      'The paper is cited for “deception”; what it shows is narrower, and this is why.',
    ),
    settle: ['answer'],
    find: (context) => whole(context, context.source !== 'mine' && context.source !== ''),
  }),
];
