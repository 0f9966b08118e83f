/** Inline tokens of the grammar become text nodes with marks and inline nodes. */
import type { Token } from './grammar/types.ts';
import type { AttributeValue, DocumentMark, DocumentNode, MarkName } from './schema.ts';
import { markOrder } from './schema.ts';

/** Most text has no marks. */
const noMarks: readonly DocumentMark[] = [];
const softBreak: DocumentMark = { type: 'softBreak' };
const code: DocumentMark = { type: 'code' };

export interface InlineResult {
  readonly content: DocumentNode[];
  /** Why the text cannot be shown as it is, or null. */
  readonly trouble: string | null;
}

const markOf: Readonly<Record<string, MarkName>> = {
  strong: 'bold',
  em: 'italic',
  s: 'strike',
  link: 'link',
};

/** `<br>` in all its spellings. */
export const lineBreak = /^<br\s*\/?>$/i;

export function inlineFromTokens(tokens: readonly Token[]): InlineResult {
  const only = tokens[0];
  if (tokens.length === 1 && only?.type === 'text' && only.content !== '') {
    return { content: [{ type: 'text', text: only.content }], trouble: null };
  }
  const content: DocumentNode[] = [];
  const open: DocumentMark[] = [];

  const marks = (extra?: DocumentMark): readonly DocumentMark[] => {
    if (extra === undefined && open.length === 0) return noMarks;
    const all: DocumentMark[] = extra === undefined ? [...open] : [...open, extra];
    return all.length < 2 ? all : all.sort((a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type));
  };
  const add = (node: DocumentNode, extra?: DocumentMark): void => {
    const all = marks(extra);
    content.push(all.length > 0 ? { ...node, marks: all } : node);
  };
  const text = (value: string, extra?: DocumentMark): void => {
    if (value === '') return;
    const all = marks(extra);
    const last = content.at(-1);
    if (last?.type === 'text' && sameMarks(last.marks ?? noMarks, all)) {
      content[content.length - 1] = { ...last, text: (last.text ?? '') + value };
    } else add({ type: 'text', text: value }, extra);
  };

  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    switch (token.type) {
      case 'text':
        text(token.content);
        break;
      case 'code_inline':
        text(token.content, code);
        break;
      case 'softbreak':
        text(' ', softBreak);
        break;
      case 'hardbreak':
        add({ type: 'hardBreak', attrs: { style: token.markup === '\\' ? 'backslash' : 'spaces' } });
        break;
      case 'strong_open':
      case 'em_open':
      case 's_open':
      case 'link_open': {
        if (token.type === 'link_open' && tokens[i + 1]?.type === 'link_close') {
          add({ type: 'sourceInline', attrs: { source: String(token.meta?.source ?? '') } });
          i++;
          break;
        }
        const type = markOf[token.type.slice(0, -5)] ?? 'bold';
        if (open.some((mark) => mark.type === type)) {
          return { content: [], trouble: 'The same mark is used twice, one inside the other.' };
        }
        open.push({
          type,
          attrs:
            type === 'link'
              ? linkAttributes(token, open.length)
              : { marker: token.markup, depth: open.length },
        });
        break;
      }
      case 'strong_close':
      case 'em_close':
      case 's_close':
      case 'link_close':
        open.pop();
        break;
      case 'html_inline':
        if (lineBreak.test(token.content)) add({ type: 'hardBreak', attrs: { style: 'html' } });
        else add({ type: 'htmlInline', attrs: { source: token.content } });
        break;
      case 'image':
        add(imageNode(token));
        break;
      default:
        add(inlineAtom(token));
    }
  }
  return { content, trouble: null };
}

function sameMarks(a: readonly DocumentMark[], b: readonly DocumentMark[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every(
        (mark, i) =>
          mark.type === b[i]?.type &&
          (mark.attrs === b[i]?.attrs || JSON.stringify(mark.attrs) === JSON.stringify(b[i]?.attrs)),
      ))
  );
}

function linkAttributes(token: Token, depth: number): Record<string, AttributeValue> {
  const title = token.attrGet('title');
  const style =
    token.markup === 'autolink'
      ? 'autolink'
      : token.markup === 'linkify'
        ? 'bare'
        : String(token.meta?.style ?? 'inline');
  return {
    href: String(token.attrGet('href') ?? ''),
    title: title === null ? null : String(title),
    reference: typeof token.meta?.reference === 'string' ? token.meta.reference : null,
    style,
    depth,
  };
}

function imageNode(token: Token): DocumentNode {
  const title = token.attrGet('title');
  return {
    type: 'image',
    attrs: {
      src: String(token.attrGet('src') ?? ''),
      alt: plainText(token.children ?? []),
      title: title === null ? null : String(title),
      attributes: typeof token.meta?.attributes === 'string' ? token.meta.attributes : null,
      reference: typeof token.meta?.reference === 'string' ? token.meta.reference : null,
      style: typeof token.meta?.style === 'string' ? token.meta.style : null,
    },
  };
}

function inlineAtom(token: Token): DocumentNode {
  const source = token.content;
  switch (token.type) {
    case 'math_inline':
      return { type: 'mathInline', attrs: { tex: source, delimiter: token.markup } };
    case 'footnote_ref':
      return { type: 'footnoteReference', attrs: { label: source } };
    case 'citation':
      return { type: 'citation', attrs: { source } };
    case 'cross_reference':
      return { type: 'crossReference', attrs: { source, label: token.info } };
    case 'wikilink': {
      const text = token.meta?.text;
      return {
        type: 'wikilink',
        attrs: {
          source,
          target: String(token.meta?.target ?? ''),
          text: typeof text === 'string' ? text : null,
        },
      };
    }
    case 'embed':
      return { type: 'embed', attrs: { source, target: String(token.meta?.target ?? '') } };
    default:
      return { type: 'sourceInline', attrs: { source } };
  }
}

/** What inline tokens say without their marks: the text of an image's `alt`. */
export function plainText(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    switch (token.type) {
      case 'softbreak':
      case 'hardbreak':
        text += '\n';
        break;
      case 'image':
      case 'span':
        text += plainText(token.children ?? []);
        break;
      case 'math_inline':
        text += token.markup + token.content + closingMark(token.markup);
        break;
      case 'footnote_ref':
        text += `[^${token.content}]`;
        break;
      default:
        text += token.content;
    }
  }
  return text;
}

function closingMark(open: string): string {
  return open === '\\(' ? '\\)' : open === '\\[' ? '\\]' : open;
}
