/** Where each block stands in the text that it was read from, kept in the immutable nodes. */
import type { DocumentNode } from './schema.ts';

/**
 * The source of one block. Its first line starts at the block itself, behind the marks of its
 * containers; the other lines are whole, container marks included. No line end at its end.
 */
export class BlockSource {
  /** Offsets in the body. */
  readonly start: number;
  readonly end: number;
  /** First line, from 0, in the body. */
  readonly line: number;
  /** Columns that the block's containers take from each line. */
  readonly indent: number;
  readonly #body: string;

  constructor(body: string, start: number, end: number, line: number, indent: number) {
    this.#body = body;
    this.start = start;
    this.end = end;
    this.line = line;
    this.indent = indent;
  }

  get text(): string {
    return this.#body.slice(this.start, this.end);
  }
}

/**
 * A block with its source in a private field: what copies or compares the tree does not see it. (A
 * `WeakMap` beside the tree would say the same; filling it for every block made opening half as slow again.)
 */
class SourcedBlock implements DocumentNode {
  readonly type: DocumentNode['type'];
  declare readonly attrs?: NonNullable<DocumentNode['attrs']>;
  declare readonly content?: NonNullable<DocumentNode['content']>;
  readonly #source: BlockSource;

  constructor({ type, attrs, content }: DocumentNode, source: BlockSource) {
    this.type = type;
    if (attrs !== undefined) this.attrs = attrs;
    if (content !== undefined) this.content = content;
    this.#source = source;
  }

  static sourceOf(node: DocumentNode): BlockSource | undefined {
    return #source in node ? node.#source : undefined;
  }
}

/** The source of a block that came out of `parseMarkdown`; undefined for any other node. */
export function sourceOf(node: DocumentNode): BlockSource | undefined {
  return SourcedBlock.sourceOf(node);
}

/** The same block, and where it was read. */
export function withSource(block: DocumentNode, source: BlockSource): DocumentNode {
  return new SourcedBlock(block, source);
}

/** The lines of a body: where each starts and ends, in the body and with its line ends made `\n`. */
export class Lines {
  readonly body: string;
  readonly count: number;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Start of each line once every line end is one character; the same array when it is already so. */
  readonly #normalized: number[];

  constructor(body: string) {
    this.body = body;
    const length = body.length;
    const normalized: number[] = [];
    let taken = 0;
    let start = 0;
    if (!body.includes('\r')) {
      for (let end = body.indexOf('\n'); end >= 0; end = body.indexOf('\n', start)) {
        this.#starts.push(start);
        this.#ends.push(end);
        start = end + 1;
      }
      this.#starts.push(start);
      this.#ends.push(length);
      this.#normalized = this.#starts;
      this.count = this.#starts.length;
      return;
    }
    const ends = /\r\n?|\n/g;
    for (let match = ends.exec(body); match !== null; match = ends.exec(body)) {
      this.#starts.push(start);
      this.#ends.push(match.index);
      normalized.push(start - taken);
      start = match.index + match[0].length;
      taken += match[0].length - 1;
    }
    this.#starts.push(start);
    this.#ends.push(length);
    normalized.push(start - taken);
    this.#normalized = taken === 0 ? this.#starts : normalized;
    this.count = this.#starts.length;
  }

  start(line: number): number {
    return this.#starts[Math.min(line, this.count - 1)] ?? 0;
  }

  /** Where the line ends, its line end excluded. */
  end(line: number): number {
    return this.#ends[Math.min(line, this.count - 1)] ?? 0;
  }

  text(line: number): string {
    return this.body.slice(this.start(line), this.end(line));
  }

  /** Whether nothing but white space stands on the line; in a quote, its signs do not count. */
  isBlank(line: number, inQuote: boolean): boolean {
    const start = this.start(line);
    // Nearly every line that is asked about begins with a letter.
    const first = this.body.charCodeAt(start);
    if (first > 0x3e && first < 0x7f && start < this.end(line)) return false;
    return (inQuote ? /^[\s>]*$/ : /^\s*$/).test(this.text(line));
  }

  /** Turns an offset on a known line of the normalised text into one of the body. */
  offset(line: number, normalized: number): number {
    return this.start(line) + (normalized - (this.#normalized[line] ?? 0));
  }
}
