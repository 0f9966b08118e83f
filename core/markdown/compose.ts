/**
 * A block that was changed is written around what was not: untouched items, rows and inner blocks
 * keep their source, with the marks and indents of the original container.
 */

import { sameBlock } from './equal.ts';
import type { OpenDocument } from './open-document.ts';
import { type BlockSource, parseMarkdown, type References, sourceOf } from './parse.ts';
import type { DocumentNode } from './schema.ts';
import { topPlace, writeBlockAt } from './write/blocks.ts';
import type { WriteContext } from './write/context.ts';
import { needsBlank, writeItem } from './write/list.ts';
import { rowLine, writeCell } from './write/table.ts';

/** A block as it was opened: as the editor holds it, and as it was parsed, with its source. */
export interface Original {
  readonly json: DocumentNode;
  readonly parsed: DocumentNode;
}

export interface ComposeInput {
  readonly open: OpenDocument;
  readonly references: References;
}

/** Source of a changed block, in the file's line ends. `takenMarker` is the sign of a list before it. */
export function composeBlock(
  node: DocumentNode,
  original: Original | null,
  { open, references }: ComposeInput,
  takenMarker: string | null = null,
): string {
  const context: WriteContext = { habits: open.habits, references };
  if (original !== null && takenMarker === null) {
    const composer = new Composer(open, context);
    const text = composer.part(node, original, '');
    if (text !== null && readsAs(text, node, references)) return text;
  }
  return inEndOfLine(writeBlockAt(node, context, { ...topPlace, takenMarker }), open.endOfLine);
}

function readsAs(text: string, node: DocumentNode, references: References): boolean {
  const { content } = parseMarkdown(text, references).tree;
  const only = content[0];
  return content.length === 1 && only !== undefined && sameBlock(only, node);
}

export function inEndOfLine(text: string, endOfLine: string): string {
  return endOfLine === '\n' ? text : text.replaceAll('\n', endOfLine);
}

/** Which child was which: the original's index, and whether nothing in it changed. */
interface Match {
  readonly index: number;
  readonly same: boolean;
}

/** Aligns lists of blocks: equal ones first, then those of one type that stand in the same gap. */
export function alignNodes(
  current: readonly DocumentNode[],
  before: readonly DocumentNode[],
): (Match | null)[] {
  const texts = before.map((node) => JSON.stringify(node));
  const wanted = current.map((node) => JSON.stringify(node));
  const matches: (Match | null)[] = current.map(() => null);
  let start = 0;
  while (start < wanted.length && start < texts.length && wanted[start] === texts[start]) {
    matches[start] = { index: start, same: true };
    start++;
  }
  let end = 0;
  while (
    end < wanted.length - start &&
    end < texts.length - start &&
    wanted.at(-1 - end) === texts.at(-1 - end)
  ) {
    matches[wanted.length - 1 - end] = { index: texts.length - 1 - end, same: true };
    end++;
  }
  const places = new Map<string, number[]>();
  for (let i = start; i < texts.length - end; i++)
    places.set(texts[i] ?? '', [...(places.get(texts[i] ?? '') ?? []), i]);
  let last = start - 1;
  for (let i = start; i < wanted.length - end; i++) {
    const found = places.get(wanted[i] ?? '')?.find((index) => index > last);
    if (found === undefined) continue;
    matches[i] = { index: found, same: true };
    last = found;
  }
  pairGaps(current, before, matches);
  return matches;
}

function pairGaps(
  current: readonly DocumentNode[],
  before: readonly DocumentNode[],
  matches: (Match | null)[],
): void {
  let i = 0;
  let from = 0;
  while (i < matches.length) {
    const match = matches[i];
    if (match) {
      from = match.index + 1;
      i++;
      continue;
    }
    let stop = i;
    while (stop < matches.length && matches[stop] === null) stop++;
    const until = matches[stop]?.index ?? before.length;
    const pairs = pairByType(current.slice(i, stop), before.slice(from, until));
    pairs.forEach((pair, at) => {
      if (pair !== null) matches[i + at] = { index: from + pair, same: false };
    });
    i = stop;
  }
}

/** Pairs blocks of one type, from the front, then from the back. */
export function pairByType(
  current: readonly { readonly type: string }[],
  before: readonly { readonly type: string }[],
): (number | null)[] {
  const pairs: (number | null)[] = current.map(() => null);
  let start = 0;
  while (start < current.length && start < before.length && current[start]?.type === before[start]?.type) {
    pairs[start] = start;
    start++;
  }
  let end = 1;
  while (
    current.length - end >= start &&
    before.length - end >= start &&
    current.at(-end)?.type === before.at(-end)?.type
  ) {
    pairs[current.length - end] = before.length - end;
    end++;
  }
  return pairs;
}

const containers = new Set([
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'callout',
  'div',
  'footnoteDefinition',
  'table',
]);

class Composer {
  readonly #open: OpenDocument;
  readonly #body: string;
  readonly #context: WriteContext;

  constructor(open: OpenDocument, context: WriteContext) {
    this.#open = open;
    this.#body = open.body;
    this.#context = context;
  }

  /**
   * Source of one changed node: its first line from its own column, the other lines whole.
   * `prefix` is what its containers put before a line. Null when it has to be written afresh.
   */
  part(node: DocumentNode, { json, parsed }: Original, prefix: string): string | null {
    if (node.type !== json.type || json.type !== parsed.type || !containers.has(node.type)) return null;
    const own = sourceOf(parsed);
    const children = parsed.content?.map((child) => sourceOf(child)) ?? [];
    if (own === undefined || children.length === 0 || children.length !== json.content?.length) return null;
    const sources: BlockSource[] = [];
    for (const source of children) {
      if (source === undefined) return null;
      sources.push(source);
    }
    let head = this.#body.slice(own.start, sources[0]?.start ?? own.start);
    if (JSON.stringify(node.attrs) !== JSON.stringify(json.attrs)) {
      if (
        node.type !== 'listItem' ||
        typeof node.attrs?.checked !== 'boolean' ||
        typeof json.attrs?.checked !== 'boolean'
      )
        return null;
      head = head.replace(/\[[ xX]\]/, node.attrs.checked ? '[x]' : '[ ]');
    }
    const tail = this.#body.slice(sources.at(-1)?.end ?? own.end, own.end);
    const inner = this.#childPrefix(node, own, sources[0], head, prefix);
    const text = this.#children(node, { json, parsed }, sources, inner);
    return text === null ? null : head + text + tail;
  }

  #childPrefix(
    node: DocumentNode,
    own: BlockSource,
    first: BlockSource | undefined,
    head: string,
    prefix: string,
  ): string {
    const lastLine = /[^\r\n]*$/.exec(head)?.[0] ?? '';
    switch (node.type) {
      case 'blockquote':
      case 'callout': {
        // Behind a line end the head's last line holds the outer prefix too.
        const whole = /[\r\n]/.test(head) ? lastLine : prefix + lastLine;
        const mark = /^(.*>)([ \t]?)/.exec(whole);
        return mark === null ? `${prefix}> ` : `${mark[1]}${mark[2] === '' ? '' : ' '}`;
      }
      case 'listItem':
      case 'footnoteDefinition':
        return prefix + ' '.repeat(Math.max(2, (first?.indent ?? own.indent + 2) - own.indent));
      case 'bulletList':
      case 'orderedList':
        return prefix + (/^[ \t]*$/.test(head) ? head : '');
      default:
        return prefix;
    }
  }

  #children(
    node: DocumentNode,
    { json, parsed }: Original,
    sources: readonly BlockSource[],
    prefix: string,
  ): string | null {
    const before = json.content ?? [];
    const current = node.content ?? [];
    if (current.length === 0) return null;
    if (node.type === 'table' && !sameColumns(current, before)) return null;
    const matches = alignNodes(current, before);
    // The head of a table is followed by its rule; both stay where they are.
    if (node.type === 'table' && (matches[0]?.index !== 0 || before.length < 2)) return null;
    let text = '';
    for (let i = 0; i < current.length; i++) {
      const child = current[i];
      if (child === undefined) return null;
      const match = matches[i] ?? null;
      const written = this.#child(node, child, i, match, { json, parsed }, sources, prefix);
      if (written === null) return null;
      if (i > 0) text += this.#between(node, i, matches, sources, prefix);
      text += written;
    }
    return text;
  }

  #child(
    node: DocumentNode,
    child: DocumentNode,
    at: number,
    match: Match | null,
    { json, parsed }: Original,
    sources: readonly BlockSource[],
    prefix: string,
  ): string | null {
    const source = match === null ? undefined : sources[match.index];
    const numbered = node.type === 'orderedList' && parsed.attrs?.sameNumber !== true;
    const shift = match === null ? 0 : at - match.index;
    if (match?.same && source !== undefined)
      return numbered && shift !== 0 ? renumber(source.text, shift) : source.text;
    const was = match === null ? undefined : json.content?.[match.index];
    const parsedChild = match === null ? undefined : parsed.content?.[match.index];
    if (was !== undefined && parsedChild !== undefined) {
      const text = this.part(child, { json: was, parsed: parsedChild }, prefix);
      if (text !== null) return numbered && shift !== 0 ? renumber(text, shift) : text;
    }
    return this.#fresh(node, child, at, parsed, source, prefix);
  }

  /** A child written afresh, behind its container's marks. */
  #fresh(
    node: DocumentNode,
    child: DocumentNode,
    at: number,
    parsed: DocumentNode,
    source: BlockSource | undefined,
    prefix: string,
  ): string | null {
    let text: string;
    if (node.type === 'bulletList' || node.type === 'orderedList') {
      const marker = itemMarker(node, parsed, at, source);
      text = writeItem(
        child,
        marker,
        this.#context,
        node.attrs?.tight !== false,
        (block, { itemStart, inItem, taken }) =>
          writeBlockAt(block, this.#context, { ...topPlace, itemStart, inItem, takenMarker: taken }),
      );
    } else if (node.type === 'table') {
      text = this.#row(child, source);
    } else {
      const first = at === 0;
      text = writeBlockAt(child, this.#context, {
        ...topPlace,
        itemStart: first && node.type === 'listItem' && typeof node.attrs?.checked !== 'boolean',
        quoteStart: first && node.type === 'blockquote',
        inItem: node.type === 'listItem' ? '-' : null,
      });
    }
    if (text === '') return null;
    const bare = prefix.trimEnd();
    return text
      .split('\n')
      .map((line, i) => (i === 0 ? line : line === '' ? bare : prefix + line))
      .join(this.#open.endOfLine);
  }

  /** A row with the bars and paddings of the row that it was. */
  #row(row: DocumentNode, source: BlockSource | undefined): string {
    const cells = (row.content ?? []).map((cell) => writeCell(cell, this.#context));
    const old = source?.text.trim() ?? '';
    const bars = old === '' ? this.#context.habits.outerBars : old.startsWith('|');
    const widths = old === '' || !this.#context.habits.alignedTables ? [] : cellWidths(old);
    return rowLine(cells, widths, bars);
  }

  #between(
    node: DocumentNode,
    at: number,
    matches: readonly (Match | null)[],
    sources: readonly BlockSource[],
    prefix: string,
  ): string {
    const left = matches[at - 1];
    const right = matches[at];
    const gap = (index: number) => this.#body.slice(sources[index - 1]?.end ?? 0, sources[index]?.start ?? 0);
    if (left && right && right.index === left.index + 1) return gap(right.index);
    const eol = this.#open.endOfLine;
    const tightGap = eol + prefix;
    const looseGap = eol + prefix.trimEnd() + eol + prefix;
    if (node.type === 'table') return tightGap;
    if (node.type === 'bulletList' || node.type === 'orderedList') {
      if (sources.length > 1) return gap(1);
      return node.attrs?.tight === false ? looseGap : tightGap;
    }
    const [before, after] = [node.content?.[at - 1], node.content?.[at]];
    const tight =
      node.type === 'listItem' && before !== undefined && after !== undefined && !needsBlank(before, after);
    // In an item, an empty line would make the whole list loose.
    return tight && !sources.some((_, i) => i > 0 && /(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)/.test(gap(i)))
      ? tightGap
      : looseGap;
  }
}

function sameColumns(current: readonly DocumentNode[], before: readonly DocumentNode[]): boolean {
  const shape = (row: DocumentNode | undefined) =>
    JSON.stringify((row?.content ?? []).map((cell) => [cell.type, cell.attrs?.align ?? null]));
  const count = before[0]?.content?.length ?? 0;
  return shape(current[0]) === shape(before[0]) && current.every((row) => row.content?.length === count);
}

function cellWidths(row: string): number[] {
  const inner = row.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => Math.max(0, cell.length - 2));
}

function itemMarker(
  list: DocumentNode,
  parsed: DocumentNode,
  at: number,
  source: BlockSource | undefined,
): string {
  if (list.type === 'bulletList') return String(parsed.attrs?.marker ?? '-');
  const delimiter = String(parsed.attrs?.delimiter ?? '.');
  const start = Number(parsed.attrs?.start ?? 1);
  if (parsed.attrs?.sameNumber === true) return `${start}${delimiter}`;
  const old = source === undefined ? null : /^\d+/.exec(source.text)?.[0];
  return `${old ?? start + at}${delimiter}`;
}

/** Moves an item's number; null when its other lines would have to move too. */
function renumber(text: string, by: number): string | null {
  const number = /^\d+/.exec(text)?.[0];
  if (number === undefined) return text;
  const next = String(Number(number) + by);
  if (next.length !== number.length && /[\r\n]/.test(text)) return null;
  return next + text.slice(number.length);
}
