/**
 * Writes a document back: blocks that nobody touched byte for byte, the others in the file's habits.
 *
 * The editor's nodes never change, so a node that is still the same object is an untouched block.
 * A node that is equal to one that was opened is written as that one stood, so that typing something
 * and taking it back leaves the file as it was, however many saves came between.
 */
import { frontMatterParts } from '../document/front-matter-source.ts';
import { composeBlock, pairByType } from './compose.ts';
import type { OpenDocument } from './open-document.ts';
import { parseMarkdown, type References, sourceOf } from './parse.ts';
import type { DocumentNode } from './schema.ts';
import { listMarker } from './write/list.ts';

/** A top-level node of the editor. */
export interface LedgerBlock {
  /** The editor's own node object; it stands for the block as long as the block is not touched. */
  readonly key: object;
  toJSON(): DocumentNode;
}

interface Entry {
  readonly block: LedgerBlock;
  /** The block of the opened document that it is or was, or null for a new one. */
  slot: number | null;
  /** It is that block, unchanged. */
  same: boolean;
  node: DocumentNode | null;
  text: string;
}

interface Written {
  readonly slot: number | null;
  readonly references: References;
  readonly text: string;
}

/** Blocks that may swallow what follows them in spite of an empty line. */
const reaching = new Set([
  'bulletList',
  'orderedList',
  'footnoteDefinition',
  'htmlBlock',
  'codeBlock',
  'div',
  'mathBlock',
  'sourceBlock',
]);

export class BlockLedger {
  readonly #open: OpenDocument;
  readonly #texts: string[] = [];
  /** What stands before each block; the last one stands behind them all. */
  readonly #gaps: string[] = [];
  #keys: readonly object[] = [];
  /** Which block each key stands for; made when something is first written. */
  #slots: Map<object, number> | null = null;
  readonly #json = new Map<number, string>();
  #written = new WeakMap<object, Written>();
  readonly #joins = new WeakMap<
    object,
    { readonly right: object; readonly text: string; readonly clean: boolean }
  >();
  #frontMatter: string;

  constructor(open: OpenDocument) {
    this.#open = open;
    this.#frontMatter = open.frontMatter.source;
    let end = 0;
    for (const block of open.tree.content) {
      const source = sourceOf(block);
      const start = source?.start ?? end;
      this.#gaps.push(open.body.slice(end, start));
      this.#texts.push(source?.text ?? '');
      end = source?.end ?? end;
    }
    this.#gaps.push(open.body.slice(end));
  }

  /** Says which of the editor's nodes stands for which block: the i-th key is the i-th block of the tree. */
  pair(keys: readonly object[]): void {
    this.#keys = keys;
    this.#slots = null;
    this.#json.clear();
  }

  /** Replaces the front matter, fences and byte order mark included. The body stays as it is. */
  replaceFrontMatter(source: string): void {
    this.#frontMatter = source;
  }

  /** The whole file for the current blocks, in order. */
  compose(current: readonly LedgerBlock[]): string {
    this.#slots ??= new Map(this.#keys.map((key, slot) => [key, slot]));
    const slots = this.#slots;
    const entries: Entry[] = current.map((block) => {
      const slot = slots.get(block.key);
      return { block, slot: slot ?? null, same: slot !== undefined, node: null, text: '' };
    });
    this.#align(entries);
    const references = this.#references(entries);
    for (const entry of entries) entry.text = this.#textOf(entry, references);
    const shown = entries.filter((entry) => entry.text !== '' || (entry.same && entry.slot !== null));
    return this.#withFrontMatter(this.#join(shown, references));
  }

  /** Finds for each node that is new what it was: first the equal ones, then those in the same place. */
  #align(entries: Entry[]): void {
    const unknown = entries.filter((entry) => entry.slot === null);
    if (unknown.length === 0) return;
    const used = new Set(entries.map((entry) => entry.slot));
    const unused = new Map<string, number[]>();
    for (let i = 0; i < this.#texts.length; i++) {
      if (used.has(i)) continue;
      const json = this.#jsonOf(i);
      unused.set(json, [...(unused.get(json) ?? []), i]);
    }
    if (unused.size === 0) return;
    for (const entry of unknown) {
      const slot = unused.get(JSON.stringify(this.#nodeOf(entry)))?.shift();
      if (slot === undefined) continue;
      entry.slot = slot;
      entry.same = true;
      used.add(slot);
    }
    for (let i = 0; i < entries.length; ) {
      if (entries[i]?.slot !== null) {
        i++;
        continue;
      }
      let stop = i;
      while (stop < entries.length && entries[stop]?.slot === null) stop++;
      const from = (entries[i - 1]?.slot ?? -1) + 1;
      const until = entries[stop]?.slot ?? this.#texts.length;
      const free: number[] = [];
      for (let slot = from; slot < until; slot++) if (!used.has(slot)) free.push(slot);
      const run = entries.slice(i, stop);
      const types = free.map((slot) => this.#open.tree.content[slot] ?? { type: 'none' });
      pairByType(
        run.map((entry) => this.#nodeOf(entry)),
        types,
      ).forEach((pair, at) => {
        const entry = run[at];
        const slot = pair === null ? undefined : free[pair];
        if (entry !== undefined && slot !== undefined) entry.slot = slot;
      });
      i = stop;
    }
  }

  #nodeOf(entry: Entry): DocumentNode {
    entry.node ??= entry.block.toJSON();
    return entry.node;
  }

  /** A block as the editor held it when it was opened. */
  #originalOf(slot: number): DocumentNode {
    const key = this.#keys[slot];
    if (key !== undefined && 'toJSON' in key && typeof key.toJSON === 'function') return key.toJSON();
    return this.#open.tree.content[slot] ?? { type: 'paragraph' };
  }

  #jsonOf(slot: number): string {
    let json = this.#json.get(slot);
    if (json === undefined) {
      json = JSON.stringify(this.#originalOf(slot));
      this.#json.set(slot, json);
    }
    return json;
  }

  /** The link definitions of the document as it is now, as far as blocks were changed. */
  #references(entries: readonly Entry[]): References {
    let references = this.#open.references;
    for (const entry of entries) {
      if (entry.same || this.#nodeOf(entry).type !== 'linkDefinition') continue;
      const added = parseMarkdown(String(this.#nodeOf(entry).attrs?.source ?? '')).references;
      references = Object.assign(Object.create(null), references, added);
    }
    return references;
  }

  #textOf(entry: Entry, references: References): string {
    if (entry.same && entry.slot !== null) return this.#texts[entry.slot] ?? '';
    const known = this.#written.get(entry.block.key);
    if (known !== undefined && known.slot === entry.slot && known.references === references)
      return known.text;
    const text = this.#write(entry, references, null);
    this.#written.set(entry.block.key, { slot: entry.slot, references, text });
    return text;
  }

  #write(entry: Entry, references: References, takenMarker: string | null): string {
    const parsed = entry.slot === null ? undefined : this.#open.tree.content[entry.slot];
    const original =
      entry.slot === null || parsed === undefined ? null : { json: this.#originalOf(entry.slot), parsed };
    return composeBlock(this.#nodeOf(entry), original, { open: this.#open, references }, takenMarker);
  }

  #join(entries: Entry[], references: References): string {
    const eol = this.#open.endOfLine;
    const tail = this.#gaps.at(-1) ?? '';
    if (entries.length === 0) return (this.#gaps[0] ?? '') + tail;
    let text = this.#gaps[0] ?? '';
    entries.forEach((entry, i) => {
      const before = entries[i - 1];
      if (before !== undefined) text += this.#between(before, entry, references);
      text += entry.text;
    });
    // A file that held nothing gets a line end; any other file keeps its end as it was.
    if (this.#texts.some((block) => block !== '') || text === '') return text + tail;
    if (this.#frontMatter === '') return text + (tail === '' ? eol : tail);
    // The empty lines of a file with nothing but front matter stand between that and the first text.
    return (/[\r\n]/.test(tail) ? tail : eol) + text + eol;
  }

  /** What stands between two blocks; may write the right one again with another list sign. */
  #between(left: Entry, right: Entry, references: References): string {
    const blank = this.#open.endOfLine.repeat(2);
    const adjacent = left.slot !== null && right.slot === left.slot + 1;
    const gap = adjacent && right.slot !== null ? (this.#gaps[right.slot] ?? blank) : blank;
    if (adjacent && left.same && right.same) return gap;
    const hasBlank = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.test(gap);
    if (hasBlank && !reaching.has(this.#typeOf(left))) return gap;
    if (this.#isClean(left, gap, right, references)) return gap;
    if (!hasBlank && this.#isClean(left, blank, right, references)) return blank;
    const marker = listMarker(this.#nodeOf(left), left.text);
    if (marker !== null && this.#typeOf(left) === this.#typeOf(right))
      right.text = this.#write(right, references, marker);
    return blank;
  }

  #typeOf(entry: Entry): string {
    const type = entry.same && entry.slot !== null ? this.#open.tree.content[entry.slot]?.type : undefined;
    return type ?? this.#nodeOf(entry).type;
  }

  /** Whether two blocks are still two blocks when they are read together. */
  #isClean(left: Entry, gap: string, right: Entry, references: References): boolean {
    const text = left.text + gap + right.text;
    const known = this.#joins.get(left.block.key);
    if (known?.right === right.block.key && known.text === text) return known.clean;
    const types = parseMarkdown(text, references).tree.content.map((block) => block.type);
    const clean = types.length === 2 && types[0] === this.#typeOf(left) && types[1] === this.#typeOf(right);
    this.#joins.set(left.block.key, { right: right.block.key, text, clean });
    return clean;
  }

  #withFrontMatter(body: string): string {
    const text = this.#frontMatter + body;
    // A break at the very top must not become the fence of front matter that was never there.
    const { bodyStart } = frontMatterParts(text);
    return bodyStart === this.#frontMatter.length ? text : this.#frontMatter + this.#open.endOfLine + body;
  }
}
