/**
 * A library of made-up posts for timing exports: the same seed gives the same bytes.
 *
 * Each post has about 1,200 words; every second one has maths, every second one code, every third
 * tables and footnotes, each one or two figures. The sentences are drawn from small word lists:
 * they mean nothing, but have the lengths and the variety of prose.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Mulberry32: a small generator of numbers in [0, 1), good enough to vary text. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const nouns =
  'probe layer reader proxy score model figure claim sample reward policy token circuit metric result gradient paper question method number'.split(
    ' ',
  );
const verbs = 'shows hides predicts bounds moves measures repeats explains needs breaks follows fits'.split(
  ' ',
);
const adjectives = 'small noisy linear honest early cheap hidden exact wide brittle plain dense'.split(' ');
const tails = [
  'for the first time',
  'in every run',
  'without a baseline',
  'at half the cost',
  'on held-out data',
  'when the seed changes',
  'as the width grows',
];
const tags = [
  'probes',
  'evaluation',
  'agents',
  'interpretability',
  'writing',
  'forecasts',
  'safety',
  'notes',
];

function makePost(index) {
  const random = generator(index + 1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const sentence = () => {
    const middle = `the ${pick(adjectives)} ${pick(nouns)} ${pick(verbs)} a ${pick(adjectives)} ${pick(nouns)} ${pick(tails)}`;
    const text = random() < 0.4 ? `${middle}, and the ${pick(nouns)} ${pick(verbs)} it` : middle;
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = () => {
    const sentences = Array.from({ length: 6 + Math.floor(random() * 4) }, sentence);
    const marked = Math.floor(random() * sentences.length);
    sentences[marked] = sentences[marked].replace(/ (\w+) (\w+)\.$/, ' *$1 $2*.');
    return sentences.join(' ');
  };

  const number = String(index).padStart(5, '0');
  const parts = [];
  for (let section = 0; section < 5; section += 1) {
    parts.push(`## The ${pick(adjectives)} ${pick(nouns)} in part ${section + 1}`, paragraph(), paragraph());
    if (section === 0)
      parts.push(
        `![A drawing of a ${pick(nouns)} beside a ${pick(nouns)}, for the bench.](../figures/bench-${index % 20}.svg "The ${pick(nouns)} ${pick(verbs)} what the ${pick(nouns)} hides.")`,
      );
    if (section === 2 && index % 2 === 1)
      parts.push(
        `![Another drawing of a ${pick(nouns)}, for the bench.](../figures/bench-${(index + 7) % 20}.svg "The ${pick(nouns)} ${pick(verbs)} twice.")`,
      );
    if (index % 2 === 0 && section % 2 === 0) {
      parts.push(
        `With $x_{${section}} = \\frac{${index}}{n + ${section}}$ and $\\sigma_{${index}}^2 > 0$ we have`,
      );
      parts.push(
        `$$\n\\sum_{k=0}^{${section + 3}} \\binom{${(index % 40) + 5}}{k} x^k \\le \\int_0^{${index}} e^{-t^2}\\, dt\n$$`,
      );
    }
    if (index % 2 === 1 && section % 2 === 1) {
      parts.push(
        `\`\`\`python\ndef score_${index}_${section}(items: list[float], width: int = ${section + 2}) -> float:\n    """Mean of the best items, for the bench."""\n    best = sorted(items, reverse=True)[:width]\n    return sum(best) / len(best) if best else 0.0\n\`\`\``,
      );
    }
    if (index % 3 === 0 && section === 3) {
      parts.push(
        `| Kept | Score | Value |\n|---:|---:|---|\n| 4 | 1.46 | ${pick(adjectives)} |\n| 64 | 3.31 | ${pick(adjectives)} |\n| 1024 | 4.59 | ${pick(adjectives)} |`,
      );
      parts.push(
        `${sentence().slice(0, -1)}.[^a] ${sentence()}[^b]`,
        `[^a]: ${sentence()}`,
        `[^b]: ${sentence()}`,
      );
    }
  }
  const day = 1 + (index % 28);
  const month = 1 + (Math.floor(index / 28) % 12);
  const date = `20${10 + (Math.floor(index / 336) % 15)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const front = [
    `title: "Post ${number}: a ${pick(adjectives)} ${pick(nouns)}"`,
    `date: ${date}`,
    `summary: "${sentence()}"`,
    `tags: [${pick(tags)}, bench]`,
    'status: stands',
  ];
  return { name: `post-${number}`, front, body: `${parts.join('\n\n')}\n` };
}

function figure(index) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" width="640" height="320"><rect x="20" y="${20 + index}" width="200" height="120" fill="none" stroke="#23201b"/><circle cx="${360 + index}" cy="160" r="60" fill="#e3e9f5" stroke="#2b54a3"/><path d="M220 ${80 + index} L ${300 + index} 160" stroke="#23201b"/></svg>\n`;
}

/** Writes posts and figures the way Legible has them: `posts/*.md`, `figures/*.svg`. */
export function writeLibrary(folder, posts) {
  mkdirSync(join(folder, 'posts'), { recursive: true });
  mkdirSync(join(folder, 'figures'), { recursive: true });
  writeFileSync(join(folder, 'portfolio.yml'), 'title: Bench\nauthor: Bench\nurl: https://example.org\n');
  for (let i = 0; i < 20; i += 1) writeFileSync(join(folder, 'figures', `bench-${i}.svg`), figure(i));
  for (let i = 0; i < posts; i += 1) {
    const post = makePost(i);
    writeFileSync(
      join(folder, 'posts', `${post.name}.md`),
      `---\n${post.front.join('\n')}\n---\n\n${post.body}`,
    );
  }
}

/** Writes the same posts for another generator: where they go, and what their front matter adds. */
export function writePeerPosts(
  folder,
  posts,
  { postsFolder, figuresFolder, extraFront = [], figureAddress },
) {
  mkdirSync(join(folder, postsFolder), { recursive: true });
  mkdirSync(join(folder, figuresFolder), { recursive: true });
  for (let i = 0; i < 20; i += 1) writeFileSync(join(folder, figuresFolder, `bench-${i}.svg`), figure(i));
  for (let i = 0; i < posts; i += 1) {
    const post = makePost(i);
    const body = post.body.replaceAll('../figures/', figureAddress);
    const front = [...post.front, ...extraFront].join('\n');
    writeFileSync(join(folder, postsFolder, `${post.name}.md`), `---\n${front}\n---\n\n${body}`);
  }
}

/** Changes one sentence in one post, differently each time. */
export function touchOne(file, turn, { read, write }) {
  const text = read(file, 'utf8');
  write(file, `${text.replace(/\nChanged in turn \d+\.\n$/, '')}\nChanged in turn ${turn}.\n`);
}
