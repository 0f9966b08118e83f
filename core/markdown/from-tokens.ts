/** Block tokens of the grammar become the document tree, and every block remembers its source. */
import { positionOf } from './grammar/positions.ts';
import type { Token } from './grammar/types.ts';
import { type InlineResult, inlineFromTokens } from './inline-from-tokens.ts';
import { maxNesting } from './limits.ts';
import type { AttributeValue, BlockName, DocumentNode } from './schema.ts';
import { BlockSource, type Lines, withSource } from './source.ts';

/** What a block is read within. */
interface Place {
  /** Lines that hold only container marks are blank. */
  readonly inQuote: boolean;
  /** A nested block never reaches behind its container. */
  readonly end: number;
  readonly top: boolean;
}

const nestedTooDeeply = 'This block is nested too deeply to be shown. It is kept as source.';

export class TreeBuilder {
  readonly #tokens: readonly Token[];
  readonly #lines: Lines;
  #at = 0;
  #tooDeep = false;

  constructor(tokens: readonly Token[], lines: Lines) {
    this.#tokens = tokens;
    this.#lines = lines;
  }

  build(): DocumentNode[] {
    const top: Place = { inQuote: false, end: this.#lines.body.length, top: true };
    const blocks: DocumentNode[] = [];
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at];
      if (token === undefined) break;
      this.#tooDeep = false;
      let block = this.#block(top);
      if (block === null) continue;
      if (this.#tooDeep) {
        const source = this.#source(token, top);
        block = withSource(sourceBlock(source.text, nestedTooDeeply), source);
      }
      blocks.push(block);
    }
    return blocks;
  }

  #source(token: Token, place: Place): BlockSource {
    const [first, next] = token.map ?? [0, 0];
    const position = positionOf(token);
    let last = Math.max(first, next - 1);
    if (!keepsBlankEnd.has(token.type)) {
      while (last > first && this.#lines.isBlank(last, place.inQuote)) last--;
    }
    const lineStart = this.#lines.start(first);
    const start =
      place.top || position === undefined ? lineStart : this.#lines.offset(first, position.offset);
    const end = Math.max(start, Math.min(this.#lines.end(last), place.end));
    return new BlockSource(this.#lines.body, start, end, first, position?.indent ?? 0);
  }

  /** Reads blocks until the token that closes their container, which is consumed. */
  #children(closing: string, place: Place): DocumentNode[] {
    const children: DocumentNode[] = [];
    while (this.#at < this.#tokens.length) {
      if (this.#tokens[this.#at]?.type === closing) {
        this.#at++;
        break;
      }
      const block = this.#block(place);
      if (block !== null) children.push(block);
    }
    return children;
  }

  #block(place: Place): DocumentNode | null {
    const token = this.#tokens[this.#at];
    if (token === undefined) return null;
    if (token.level >= maxNesting - 1) this.#tooDeep = true;
    const source = this.#source(token, place);
    switch (token.type) {
      case 'paragraph_open':
        return withSource(this.#paragraph(), source);
      case 'heading_open':
        return withSource(this.#heading(token), source);
      case 'blockquote_open':
        return this.#container('blockquote', 'blockquote_close', undefined, source, place, true);
      case 'callout_open': {
        const { kind, fold, title } = token.meta ?? {};
        const attrs = {
          kind: String(kind).toUpperCase(),
          title: title === '' ? null : String(title),
          fold: fold === '' ? null : String(fold),
        };
        return this.#container('callout', 'callout_close', attrs, source, place, true);
      }
      case 'div_open': {
        const attributes = token.info;
        const attrs = { name: divName(attributes), attributes, colons: token.markup.length };
        return this.#container('div', 'div_close', attrs, source, place, false);
      }
      case 'footnote_open':
        return this.#container(
          'footnoteDefinition',
          'footnote_close',
          { label: token.info },
          source,
          place,
          false,
        );
      case 'bullet_list_open':
      case 'ordered_list_open':
        return withSource(this.#list(token, { inQuote: place.inQuote, end: source.end, top: false }), source);
      case 'table_open':
        return withSource(
          this.#table(token, { inQuote: place.inQuote, end: source.end, top: false }),
          source,
        );
      default:
        this.#at++;
        return leaf(token, source);
    }
  }

  #container(
    type: BlockName,
    closing: string,
    attrs: Record<string, AttributeValue> | undefined,
    source: BlockSource,
    place: Place,
    quotes: boolean,
  ): DocumentNode {
    this.#at++;
    const content = this.#children(closing, {
      inQuote: place.inQuote || quotes,
      end: source.end,
      top: false,
    });
    // Callouts and divs may be empty; the other containers hold at least one block.
    if (content.length === 0 && type !== 'callout' && type !== 'div') content.push({ type: 'paragraph' });
    const node: DocumentNode = attrs === undefined ? { type, content } : { type, attrs, content };
    return withSource(node, source);
  }

  /** The inline content of the block that opens here; its three tokens are consumed. */
  #inline(): InlineResult {
    const token = this.#tokens[this.#at + 1];
    this.#at += 3;
    if (token === undefined) return { content: [], trouble: null };
    if (token.level >= maxNesting - 1) this.#tooDeep = true;
    if (typeof token.meta?.refused === 'string') return { content: [], trouble: token.meta.refused };
    return inlineFromTokens(token.children ?? []);
  }

  #paragraph(): DocumentNode {
    const text = this.#tokens[this.#at + 1]?.content ?? '';
    const { content, trouble } = this.#inline();
    if (trouble !== null) return sourceBlock(text, trouble);
    const only = content[0];
    if (content.length === 1 && only?.type === 'image' && only.marks === undefined) {
      const { src = '', alt = '', title: caption = null, attributes = null } = only.attrs ?? {};
      const { reference = null, style = null } = only.attrs ?? {};
      return { type: 'figure', attrs: { src, alt, caption, attributes, reference, style } };
    }
    return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
  }

  #heading(token: Token): DocumentNode {
    const text = positionOf(token)?.text ?? '';
    const { content, trouble } = this.#inline();
    if (trouble !== null) return sourceBlock(text, trouble);
    const style = token.markup.startsWith('#')
      ? /\S[ \t]+#+[ \t]*$/.test(text)
        ? 'closed'
        : 'atx'
      : 'setext';
    const attributes = typeof token.meta?.attributes === 'string' ? token.meta.attributes : null;
    const attrs = { level: Number(token.tag.slice(1)), attributes, style };
    return content.length === 0 ? { type: 'heading', attrs } : { type: 'heading', attrs, content };
  }

  #list(token: Token, place: Place): DocumentNode {
    const ordered = token.type === 'ordered_list_open';
    const closing = ordered ? 'ordered_list_close' : 'bullet_list_close';
    const items: DocumentNode[] = [];
    const numbers: string[] = [];
    let hidden = false;
    let shown = false;
    this.#at++;
    while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.type !== closing) {
      const open = this.#tokens[this.#at];
      if (open === undefined) break;
      const source = this.#source(open, place);
      numbers.push(open.info);
      this.#at++;
      const inner: Place = { inQuote: place.inQuote, end: source.end, top: false };
      const content: DocumentNode[] = [];
      while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.type !== 'list_item_close') {
        const child = this.#tokens[this.#at];
        if (child?.type === 'paragraph_open') {
          if (child.hidden) hidden = true;
          else shown = true;
        }
        const block = this.#block(inner);
        if (block !== null) content.push(block);
      }
      this.#at++;
      if (content.length === 0) content.push({ type: 'paragraph' });
      const checked = open.meta?.checked;
      const item: DocumentNode = {
        type: 'listItem',
        attrs: { checked: typeof checked === 'boolean' ? checked : null },
        content,
      };
      items.push(withSource(item, source));
    }
    this.#at++;
    const tight = hidden || !shown;
    if (!ordered) return { type: 'bulletList', attrs: { tight, marker: token.markup }, content: items };
    const sameNumber = numbers.length > 1 && numbers.every((number) => Number(number) === Number(numbers[0]));
    return {
      type: 'orderedList',
      attrs: { start: Number(numbers[0] ?? 1), tight, delimiter: token.markup, sameNumber },
      content: items,
    };
  }

  #table(token: Token, place: Place): DocumentNode {
    const rows: DocumentNode[] = [];
    let trouble: string | null = null;
    let columns = 0;
    this.#at++;
    for (; this.#at < this.#tokens.length; this.#at++) {
      const open = this.#tokens[this.#at];
      if (open === undefined || open.type === 'table_close') break;
      if (open.type !== 'tr_open') continue;
      const source = this.#source(open, place);
      const cells: DocumentNode[] = [];
      for (this.#at++; this.#tokens[this.#at]?.type !== 'tr_close'; ) {
        const cell = this.#tokens[this.#at];
        if (cell === undefined) break;
        const inline = this.#inline();
        trouble ??= inline.trouble;
        cells.push(tableCell(cell, inline.content));
      }
      if (columns === 0) columns = cells.length;
      else if (cellCount(source.text) > columns)
        trouble ??= 'A row has more cells than the head of the table.';
      rows.push(withSource({ type: 'tableRow', content: cells }, source));
    }
    this.#at++;
    if (trouble !== null) return sourceBlock(positionOf(token)?.text ?? '', trouble);
    return { type: 'table', content: rows };
  }
}

/** Blocks whose last blank lines are part of them, when nothing closes them. */
const keepsBlankEnd = new Set(['fence', 'html_block']);

function tableCell(token: Token, content: DocumentNode[]): DocumentNode {
  const style = token.attrGet('style');
  const align = style === null ? null : (/text-align:(\w+)/.exec(String(style))?.[1] ?? null);
  const paragraph: DocumentNode =
    content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
  return {
    type: token.type === 'th_open' ? 'tableHeader' : 'tableCell',
    attrs: { align },
    content: [paragraph],
  };
}

/** How many cells a row holds, as written. */
function cellCount(row: string): number {
  const trimmed = row.trim();
  let count = 1;
  for (let at = trimmed.indexOf('|'); at >= 0; at = trimmed.indexOf('|', at + 1)) {
    if (trimmed[at - 1] !== '\\') count++;
  }
  if (trimmed.startsWith('|')) count--;
  if (trimmed.endsWith('|') && !trimmed.endsWith('\\|') && trimmed.length > 1) count--;
  return count;
}

/** The first word or class of a div's attributes. */
export function divName(attributes: string): string | null {
  return (
    /^\{?[^}]*?\.([\w-]+)/.exec(attributes)?.[1] ??
    /^([\p{L}_][\p{L}\p{N}_-]*)/u.exec(attributes)?.[1] ??
    null
  );
}

function sourceBlock(source: string, reason: string): DocumentNode {
  return { type: 'sourceBlock', attrs: { source, reason } };
}

function leaf(token: Token, source: BlockSource): DocumentNode | null {
  const text = positionOf(token)?.text ?? token.content;
  switch (token.type) {
    case 'fence': {
      const info = token.info.trim();
      const attrs = {
        info: info === '' ? null : info,
        fence: token.markup[0] ?? '`',
        fenceLength: token.markup.length,
      };
      return withSource(codeBlock(attrs, token.content), source);
    }
    case 'code_block':
      return withSource(codeBlock({ info: null, fence: null, fenceLength: 3 }, token.content), source);
    case 'hr':
      return withSource({ type: 'horizontalRule', attrs: { source: text.trim() } }, source);
    case 'html_block':
      return withSource({ type: 'htmlBlock', attrs: { source: token.content.replace(/\n$/, '') } }, source);
    case 'reference_definition':
      return withSource({ type: 'linkDefinition', attrs: { source: text.trim() } }, source);
    case 'math_block': {
      const attributes = typeof token.meta?.attributes === 'string' ? token.meta.attributes : null;
      const style = typeof token.meta?.style === 'string' ? token.meta.style : null;
      return withSource(
        { type: 'mathBlock', attrs: { tex: token.content, attributes, delimiter: token.markup, style } },
        source,
      );
    }
    case 'tex_block':
      return withSource(sourceBlock(text, 'A LaTeX environment, kept as it is.'), source);
    case 'source_block':
      return withSource(sourceBlock(text, `A line of ${token.info}, kept as it is.`), source);
    default:
      return null;
  }
}

function codeBlock(attrs: Record<string, AttributeValue>, content: string): DocumentNode {
  const text = content.replace(/\n$/, '');
  return text === ''
    ? { type: 'codeBlock', attrs }
    : { type: 'codeBlock', attrs, content: [{ type: 'text', text }] };
}
