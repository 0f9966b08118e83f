/** Every prompt and every check over a folder of articles, hit by hit with its surroundings: for reading. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { splitFrontMatter } from '#core/document/front-matter.ts';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { assembleInput, readLibraryModel } from '#core/reader/assemble.ts';
import { checkRules } from '#core/reader/checks/check.ts';
import { review } from '#core/reader/engine.ts';
import type { Lexicon } from '#core/reader/lexicon.ts';
import { promptRules } from '#core/reader/prompts/registry.ts';
import { newReader } from '#core/reader/reader.ts';
import { figureIn } from '#core/reader/text/figure.ts';

export interface Hit {
  readonly id: string;
  readonly article: string;
  readonly wording: string;
  /** What was pointed at, and the text around it. */
  readonly quote: string;
  readonly context: string;
}

export interface Reading {
  readonly articles: number;
  readonly words: number;
  readonly hits: readonly Hit[];
}

const kinds = ['.md', '.rmd', '.qmd', '.markdown', '.html', '.htm'];

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return filesIn(path);
      return kinds.includes(extname(name).toLowerCase()) ? [path] : [];
    });
}

/** Paragraphs and headings of a page, without its frame. */
function fromHtml(html: string): string {
  const body = /<(?:article|main|body)\b[^>]*>([\s\S]*)<\/(?:article|main|body)>/i.exec(html)?.[1] ?? html;
  const parts = body
    .replace(/<(script|style|nav|header|footer|pre|table|aside)\b[\s\S]*?<\/\1>/gi, '')
    .matchAll(/<(h[1-6]|p|li)\b[^>]*>([\s\S]*?)<\/\1>/gi);
  const lines: string[] = [];
  for (const [, tag = '', inner = ''] of parts) {
    const text = inner
      .replace(/<[^>]+>/g, '')
      .replace(/&(?:#39|rsquo);/g, '’')
      .replace(/&(?:nbsp|#160);/g, ' ')
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ')
      .trim();
    if (text !== '')
      lines.push(tag.toLowerCase().startsWith('h') ? `${'#'.repeat(Number(tag[1]))} ${text}` : text);
  }
  return lines.join('\n\n');
}

/** An article as Markdown: R chunks become code, HTML becomes paragraphs. */
function asMarkdown(path: string): string {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  return /\.html?$/i.test(path) ? fromHtml(text) : text.replace(/^(```+)\s*\{([a-z]+)[^}\n]*\}/gim, '$1$2');
}

/** A reader who has a general education and some statistics: the articles' own. */
const packs = ['school-maths', 'linear-algebra', 'probability', 'calculus', 'python', 'machine-learning'];

export function readFolder(folder: string, lexicon: Lexicon): Reading {
  const hits: Hit[] = [];
  let words = 0;
  const paths = filesIn(folder);
  const library = readLibraryModel({ readers: null, glossary: null, bibliography: null });
  for (const path of paths) {
    const text = asMarkdown(path);
    const { frontMatter, bodyStart } = splitFrontMatter(text);
    const { tree } = parseMarkdown(text.slice(bodyStart));
    const input = assembleInput(
      {
        path: `posts/${relative(folder, path).replaceAll('/', '-')}`,
        frontMatter,
        tree,
        record: null,
        readerId: null,
        figureLabels: {},
        deadLinks: [],
        sourceText: null,
        today: null,
        changes: { lastTwelveHours: null, sincePublished: null },
      },
      library,
      lexicon,
    );
    const found = review({ ...input, reader: { ...newReader('general', 'Noor'), packs } });
    words += found.words;
    const around = (block: readonly number[], from: number): string => {
      let node: { content?: readonly unknown[]; text?: string } = tree;
      for (const step of block) node = (node.content?.[step] ?? {}) as typeof node;
      if (figureIn(node as never, []) !== null) return JSON.stringify(node).slice(0, 300);
      const whole = plain(node);
      return whole.slice(Math.max(0, from - 110), from + 190).replace(/\s+/g, ' ');
    };
    const article = relative(folder, path);
    for (const prompt of found.prompts) {
      const passage = prompt.passages[0];
      hits.push({
        id: prompt.id,
        article,
        wording: prompt.wording,
        quote: passage?.quote ?? '',
        context: passage === undefined ? '' : around(passage.block, passage.from),
      });
    }
    for (const mark of found.checks) {
      hits.push({
        id: mark.check,
        article,
        wording: `${mark.note ?? ''}${mark.fix === null ? '' : ` -> ${mark.fix}`}`,
        quote: mark.passage.quote,
        context: around(mark.passage.block, mark.passage.from),
      });
    }
  }
  return { articles: paths.length, words, hits };
}

function plain(node: { content?: readonly unknown[]; text?: string }): string {
  if (node.text !== undefined) return node.text;
  if (node.content === undefined) return '\uFFFC';
  return node.content.map((child) => plain(child as typeof node)).join('');
}

export const allIds: readonly string[] = [...promptRules, ...checkRules].map((rule) => rule.id);
