/** The prose checks: what each is called, why it marks, and what it would have liked better. */

/** `look` asks to be looked at, `polish` can wait, `slip` is a mistake. */
export type CheckSeverity = 'slip' | 'look' | 'polish';

export interface CheckRule {
  readonly id: CheckId;
  readonly name: string;
  /** One plain line: why it is marked. */
  readonly reason: string;
  readonly before: string;
  readonly after: string;
  readonly severity: CheckSeverity;
  /** Kept off even when the checks are on: right too seldom. */
  readonly quiet?: true;
}

const rules = [
  {
    id: 'C01',
    name: 'Signpost',
    reason: 'This talks about the text, not the subject.',
    before: 'In this section we will discuss why probes fail.',
    after: 'Probes fail for two reasons.',
    severity: 'polish',
  },
  {
    id: 'C02',
    name: 'Stacked hedges',
    reason: 'One doubt per claim; more of them hide how sure you are.',
    before: 'It may perhaps be somewhat likely that it generalises.',
    after: 'I think it generalises (70 %).',
    severity: 'look',
  },
  {
    id: 'C03',
    name: 'Shut-out word',
    reason: 'If it is clear, the word is idle; if it is not, it shames the reader.',
    before: 'Clearly the loss is convex.',
    after: 'The loss is convex, since each term is.',
    severity: 'polish',
  },
  {
    id: 'C04',
    name: 'Noun-heavy sentence',
    reason: 'Actions have turned into things, and nobody acts.',
    before: 'The evaluation of the optimisation of the representation took a week.',
    after: 'We took a week to evaluate how the network learns to represent words.',
    severity: 'look',
  },
  {
    id: 'C05',
    name: 'Hidden verb',
    reason: 'The verb is inside the noun.',
    before: 'We performed an analysis of the errors.',
    after: 'We analysed the errors.',
    severity: 'polish',
  },
  {
    id: 'C06',
    name: 'Passive that hides the doer',
    reason: 'A passive is right when it keeps the topic first; here it only hides who did it.',
    before: 'The data was filtered by us.',
    after: 'We filtered the data.',
    severity: 'look',
  },
  {
    id: 'C07',
    name: 'Very long sentence',
    reason: 'Two thoughts are sharing one breath.',
    before:
      'We trained the probe on layer 6 because it was cheap, and since the labels were noisy we ran it five times, which …',
    after:
      'We trained the probe on layer 6, because it was cheap. The labels were noisy, so we ran it five times.',
    severity: 'look',
  },
  {
    id: 'C08',
    name: 'Verb far from its subject',
    reason: 'The reader holds the subject in the air until the verb comes.',
    before:
      'The probe, which was trained on layers 3 to 9 of the small model with half of the labels, fails.',
    after: 'The probe fails. It was trained on layers 3 to 9.',
    severity: 'look',
    quiet: true,
  },
  {
    id: 'C09',
    name: 'Weak ending',
    reason: 'The end is the loudest place of a sentence; this one spends it on little.',
    before: 'It fails on long inputs, however.',
    after: 'But it fails on long inputs.',
    severity: 'look',
    quiet: true,
  },
  {
    id: 'C10',
    name: 'Empty start',
    reason: 'The first place goes to words that say nothing.',
    before: 'There are many models that overfit.',
    after: 'Many models overfit.',
    severity: 'polish',
  },
  {
    id: 'C11',
    name: 'Nobody’s view',
    reason: 'Say who holds it, or say it yourself.',
    before: 'It is widely believed that scale suffices.',
    after: 'Sutton (2019) argues that scale suffices.',
    severity: 'look',
  },
  {
    id: 'C12',
    name: 'Field-first opening',
    reason: 'It says that the field is busy, not why the reader should go on.',
    before: 'In recent years interpretability has attracted attention.',
    after: 'You can delete a fact from this model by changing one layer.',
    severity: 'look',
  },
  {
    id: 'C13',
    name: 'Cliché',
    reason: 'They have read it so often that they no longer see it.',
    before: 'These bugs are the tip of the iceberg.',
    after: 'We found 12 bugs in the 3 % of logs that we read.',
    severity: 'look',
  },
  {
    id: 'C14',
    name: 'Wordy phrase',
    reason: 'The short form says the same.',
    before: 'in order to train a probe',
    after: 'to train a probe',
    severity: 'polish',
  },
  {
    id: 'C15',
    name: 'Booster',
    reason: 'Many of these in a row weaken each other. A stronger word or a number says more.',
    before: 'very large',
    after: 'twice as large as the training set',
    severity: 'polish',
  },
  {
    id: 'C17',
    name: 'Shudder quotes',
    reason: 'Are you quoting someone, or backing away from the word?',
    before: 'the model “wants” reward',
    after: 'the model acts so as to get reward',
    severity: 'look',
  },
  {
    id: 'C18',
    name: 'Broken thread',
    reason: 'Each of these sentences starts with something new.',
    before: 'Probes read activations. Layer 6 was chosen. Labels came from GPT-2. Noise matters.',
    after:
      'Probes read activations. We read those of layer 6. Its labels came from GPT-2, and their noise matters.',
    severity: 'look',
    quiet: true,
  },
  {
    id: 'C19',
    name: 'Pointing word alone',
    reason: 'The sentence before holds many things; name the one you mean.',
    before: 'This shows …',
    after: 'This drop shows …',
    severity: 'look',
  },
  {
    id: 'C20',
    name: 'Negation pile',
    reason: 'The reader must turn it round three times.',
    before: 'It is not unlikely that nothing fails.',
    after: 'Something may fail.',
    severity: 'look',
  },
  {
    id: 'C21',
    name: 'Better than what?',
    reason: 'A comparison with nothing beside it.',
    before: 'is more robust',
    after: 'is more robust than fine-tuning',
    severity: 'polish',
    quiet: true,
  },
  {
    id: 'C22',
    name: 'Acronym',
    reason: 'Spell it out once, at the first use, and only if you use it again.',
    before: 'an LTFF grant',
    after: 'a grant from the Long-Term Future Fund (LTFF)',
    severity: 'look',
  },
  {
    id: 'C23',
    name: 'Same openings',
    reason: 'Three sentences in a row begin alike: a drum-beat.',
    before: 'We then ran it. We then took the mean. We then wrote it down.',
    after: 'We ran it, took the mean and wrote it down.',
    severity: 'polish',
  },
  {
    id: 'C24',
    name: 'Ragged paragraphs',
    reason: 'Give each point one paragraph, and each paragraph one point.',
    before: 'a block of 240 words on data and results',
    after: 'one paragraph on the data, one on the results',
    severity: 'look',
  },
  {
    id: 'C25',
    name: 'Bare link',
    reason: 'Many people read the links alone; this one does not say where it goes.',
    before: 'See here.',
    after: 'See Olah’s exercises.',
    severity: 'look',
  },
  {
    id: 'C26',
    name: 'Doubled word',
    reason: 'The word stands twice.',
    before: 'in the the log',
    after: 'in the log',
    severity: 'slip',
  },
  {
    id: 'C27',
    name: 'a or an',
    reason: 'The article goes by the sound that follows.',
    before: 'a MLP',
    after: 'an MLP',
    severity: 'slip',
  },
  {
    id: 'C28',
    name: 'Quotes, spaces, apostrophes',
    reason: 'A small untidiness.',
    before: 'it’s  "odd"',
    after: 'it’s “odd”',
    severity: 'polish',
  },
  {
    id: 'C29',
    name: 'Number form',
    reason: 'What was measured, and how sure is it?',
    before: 'improves significantly',
    after: 'improves by 4 points (n = 5 seeds)',
    severity: 'look',
  },
  {
    id: 'C30',
    name: 'Copied run',
    reason: 'Eight words or more stand like this in your source. Quote them, or say it your way.',
    before: 'eight words of the abstract, unmarked',
    after: 'quotation marks and a citation, or a sentence of your own',
    severity: 'look',
  },
] as const satisfies readonly (Omit<CheckRule, 'id'> & { readonly id: string })[];

export type CheckId = (typeof rules)[number]['id'];

export const checkRules: readonly CheckRule[] = rules;

export const checkRule: ReadonlyMap<CheckId, CheckRule> = new Map(checkRules.map((rule) => [rule.id, rule]));
