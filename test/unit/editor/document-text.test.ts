import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { changedBlocks, DocumentText } from '#renderer/editor/document-text.ts';
import { documentSchema } from '#renderer/editor/open-session.ts';
import { locate, selectedPassage } from '#renderer/editor/passages.ts';

const schema = documentSchema();
const sample = join(import.meta.dirname, '../../../assets/sample');
const files = readdirSync(sample, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

function open(source: string): { text: DocumentText; state: EditorState } {
  const text = new DocumentText(schema, source);
  const state = EditorState.create({ doc: text.nodes() });
  text.pair(state.doc);
  return { text, state };
}

describe.each(files)('%s', (name) => {
  const source = readFileSync(join(sample, name), 'utf8');

  it('is written back as it came', () => {
    const { text, state } = open(source);
    expect(text.compose(state.doc)).toBe(source);
  });

  it('comes back byte for byte after something was typed and taken back', () => {
    const { text, state } = open(source);
    state.doc.forEach((block, offset) => {
      if (!block.isTextblock) return;
      const typed = state.apply(state.tr.insertText('typed', offset + 1));
      expect(text.compose(typed.doc)).not.toBe(source);
      const back = typed.apply(typed.tr.delete(offset + 1, offset + 6));
      expect(text.compose(back.doc)).toBe(source);
    });
  });

  it('keeps every other block when one is edited', () => {
    const { text, state } = open(source);
    const block = state.doc.children.findIndex((each) => each.type.name === 'paragraph');
    let offset = 0;
    for (let index = 0; index < block; index += 1) offset += state.doc.child(index).nodeSize;
    const result = text.compose(state.apply(state.tr.insertText('typed ', offset + 1)).doc);
    expect(result.replace('typed ', '').length).toBe(source.length);
    const start = result.indexOf('typed ');
    expect(result.slice(0, start)).toBe(source.slice(0, start));
  });

  it('writes new front matter and leaves the body', () => {
    const { text, state } = open(source);
    const body = source.slice(text.frontMatter.length);
    text.replaceFrontMatter('---\ntitle: Other\n---\n');
    expect(text.compose(state.doc)).toBe(`---\ntitle: Other\n---\n${body}`);
    expect(text.fields()).toEqual({ title: 'Other' });
  });
});

describe('a text that changed outside', () => {
  const before = open('One\n\nTwo\n\nThree\n').state.doc;

  it('exchanges only the blocks that differ', () => {
    const after = open('One\n\nTwo, changed\n\nNew\n\nThree\n').state.doc;
    const change = changedBlocks(before, after);
    expect(change?.blocks.map((block) => block.textContent)).toEqual(['Two, changed', 'New']);
    expect(before.slice(change?.from ?? 0, change?.to ?? 0).content.textBetween(0, 5)).toContain('Two');
  });

  it('is no change when the blocks are equal', () => {
    expect(changedBlocks(before, open('One\n\nTwo\n\nThree').state.doc)).toBeNull();
  });

  it('may only take blocks away', () => {
    const change = changedBlocks(before, open('One\n\nThree\n').state.doc);
    expect(change?.blocks).toEqual([]);
  });
});

describe('passages', () => {
  const { state } = open(
    'First.\n\nSome *quoted* words and [@key] more, with\na line end.\n\n- item one\n- item two\n',
  );
  const textOf = (span: { from: number; to: number } | null): string =>
    span === null ? '' : state.doc.textBetween(span.from, span.to);

  it('are found by their quote, across marks and line ends', () => {
    expect(textOf(locate(state.doc, { block: 1, quote: 'quoted words' }))).toBe('quoted words');
    expect(textOf(locate(state.doc, { block: 1, quote: 'with a line end' }))).toBe('with a line end');
    expect(textOf(locate(state.doc, { block: 2, quote: 'item two' }))).toBe('item two');
  });

  it('are found by their letters when signs between them differ', () => {
    expect(textOf(locate(state.doc, { block: 1, quote: 'words and more' }))).toBe('words and  more');
  });

  it('are not there when the quote is gone', () => {
    expect(locate(state.doc, { block: 1, quote: 'never written' })).toBeNull();
    expect(locate(state.doc, { block: 9 })).toBeNull();
  });

  it('come out of a selection and lead back to it', () => {
    const at = locate(state.doc, { block: 1, quote: 'quoted words' });
    expect(at).not.toBeNull();
    if (at === null) return;
    const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at.from, at.to)));
    const passage = selectedPassage(selected);
    expect(passage).toMatchObject({ block: 1, quote: 'quoted words' });
    expect(locate(state.doc, passage ?? { block: 0 })).toEqual(at);
  });
});
