/** D03, D14, D17: symbols and formulas said in words. */
import type { ReviewContext } from '../context.ts';
import { type Passage, type PlacedUnit, passageOf, passageOfBlock } from '../text/model.ts';
import { symbolsIn } from '../text/symbols.ts';
import { allFour, type Finding, prompt, published, why } from './rule.ts';

interface SymbolUse {
  readonly block: number;
  readonly placed: PlacedUnit | null;
  readonly offset: number;
  readonly passage: Passage;
}

/** First use of every symbol, and every inline formula with the symbols that it holds. */
function symbolUses(context: ReviewContext): ReadonlyMap<string, SymbolUse[]> {
  const uses = new Map<string, SymbolUse[]>();
  const add = (symbol: string, use: SymbolUse): void => {
    const list = uses.get(symbol);
    if (list === undefined) uses.set(symbol, [use]);
    else list.push(use);
  };
  let number = 0;
  context.model.blocks.forEach((block, at) => {
    for (const tex of block.displayMaths) {
      const passage = passageOfBlock(at, [], `$$${tex.trim()}$$`);
      for (const symbol of symbolsIn(tex)) add(symbol, { block: at, placed: null, offset: 0, passage });
    }
    for (let unit = 0; unit < block.units.length; unit += 1, number += 1) {
      const placed = context.model.units[number];
      if (placed === undefined || placed.analysis.unit.role === 'quotation') continue;
      for (const leaf of placed.analysis.unit.leaves) {
        if (leaf.node.type !== 'mathInline') continue;
        const passage = passageOf(placed, leaf.offset, leaf.offset + 1);
        for (const symbol of symbolsIn(String(leaf.node.attrs?.tex ?? '')))
          add(symbol, { block: at, placed, offset: leaf.offset, passage });
      }
    }
  });
  return uses;
}

/** Words around one inline formula that say what it is: *where x is*, *let x be*, *the loss L*. */
function saidAt(use: SymbolUse): boolean {
  if (use.placed === null) return false;
  const { prose } = use.placed.analysis.unit;
  const before = prose.slice(Math.max(0, use.offset - 60), use.offset);
  const after = prose.slice(use.offset + 1, use.offset + 50);
  if (/\b(?:where|let|denotes?|call|write|with|for|take|put|given)\s(?:[\p{L}-]+\s){0,3}?$/iu.test(before))
    return true;
  if (
    /^\s?(?:\s[\p{L}-]+){0,1}?\s(?:be|is|are|denotes?|stands for|means|for the|counts?|measures?|gives?)\b|^\s?(?:,\s)?(?:the|an?|its|our|their)\s|^\s?[:—–]\s|^\s\p{Ll}{4,}/u.test(
      after,
    )
  )
    return true;
  // "the learning rate η", "a policy π", "steps n", "layer l"
  return (
    /\p{Ll}{3,}\s(?:of\s)?[("]?$/u.test(before) &&
    !/\b(?:and|that|then|than|from|into|over|when|have|plus|minus|times|gives|equals|under|only|also|with|thus|hence)\s[("]?$/.test(
      before,
    )
  );
}

const unsaidSymbol = prompt({
  id: 'D03',
  stage: 'draft',
  kinds: published,
  cap: 3,
  wording: 'What is {symbol}? Say it in words once.',
  why: why(
    'Notation is the face that a field shows; a letter without a word is a locked door.',
    'Olah & Carter, Research Debt',
    '$$L = -\\sum_i y_i \\log p_i$$',
    'Here $y_i$ is the true label and $p_i$ the probability that the model gives it.',
  ),
  settle: ['link', 'answer'],
  becomes: 'text',
  find: (context) => {
    const table = new Set(
      Object.keys(
        typeof context.input.fields.symbols === 'object' && context.input.fields.symbols !== null
          ? context.input.fields.symbols
          : {},
      ).map((symbol) => symbol.replace(/\$/g, '')),
    );
    const findings: Finding[] = [];
    for (const [symbol, uses] of symbolUses(context)) {
      const first = uses[0];
      if (first === undefined || table.has(symbol)) continue;
      const told = context.input.glossary.entries.some((entry) => entry.term.replace(/\$/g, '') === symbol);
      // Said at its first use, or within the block and the next two text blocks; a later use may be near enough.
      const near = uses.filter((use) => use.block <= first.block + 2);
      if (told || near.some(saidAt)) continue;
      findings.push({
        slot: symbol,
        slots: { symbol: `$${symbol}$` },
        passages: [first.passage],
        affects: uses.length,
      });
    }
    return findings;
  },
});

const unsaidFormula = prompt({
  id: 'D14',
  stage: 'draft',
  kinds: published,
  cap: 3,
  wording: 'Say {equation} in words.',
  why: why(
    'Most readers read the words around a formula first, and some of them only those.',
    'Olah & Carter, Research Debt: the debt of exposition',
    "$$h' = h - (h \\cdot u)\\,u$$",
    'This takes from the activation the part that points along u, and leaves the rest.',
  ),
  settle: ['answer', 'link'],
  becomes: 'text',
  find: (context) => {
    const findings: Finding[] = [];
    let count = 0;
    context.model.blocks.forEach((block, at) => {
      for (const tex of block.displayMaths) {
        count += 1;
        if (block.divs.some((name) => name === 'pair' || name === 'formal-pair')) continue;
        const next = context.model.blocks[at + 1];
        const words = next?.units
          .slice(0, 1)
          .flatMap((unit) => unit.sentences)
          .map((sentence) => sentence.text)
          .join(' ');
        if (
          words !== undefined &&
          /\b(?:says?|means?|where|is the|grows?|so|in words|adds?|takes?|that is|here)\b/i.test(words)
        )
          continue;
        const label = /#(eq-[\w-]+)/.exec(String(block.node.attrs?.attributes ?? ''))?.[1];
        findings.push({
          slot: label ?? tex.trim().slice(0, 40),
          slots: { equation: label === undefined ? `formula ${count}` : `@${label}` },
          passages: [passageOfBlock(at, [], `$$${tex.trim()}$$`)],
          affects: tex.length / 4,
        });
      }
    });
    return findings;
  },
});

const formulasInARow = prompt({
  id: 'D17',
  stage: 'draft',
  kinds: allFour,
  wording: 'Three formulas in a row. What do they buy {reader}?',
  why: why(
    'A derivation is for the writer until the reader knows where it goes.',
    'Advice to stop and ask what each line is for',
    'three displayed lines with “hence” between them',
    'the result, one sentence on what it means, and the steps in a note',
  ),
  settle: ['answer', 'dismiss'],
  find: (context) => {
    let run: number[] = [];
    let words = 0;
    const done = (): readonly Finding[] | null =>
      run.length < 3
        ? null
        : [
            {
              slot: '',
              passages: run.map((at) =>
                passageOfBlock(at, [], `$$${context.model.blocks[at]?.displayMaths[0]?.trim() ?? ''}$$`),
              ),
              affects: run.length * 10,
            },
          ];
    for (const [at, block] of context.model.blocks.entries()) {
      if (block.displayMaths.length > 0) {
        if (words >= 40) {
          const found = done();
          if (found !== null) return found;
          run = [];
        }
        for (let i = 0; i < block.displayMaths.length; i += 1) run.push(at);
        words = 0;
      } else words += block.words;
    }
    return done() ?? [];
  },
});

export const symbolPrompts = [unsaidSymbol, unsaidFormula, formulasInARow];
