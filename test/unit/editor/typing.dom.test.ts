import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { editorExtensions } from '#renderer/editor/extensions.ts';
import { writeBlocks } from '#renderer/editor/markdown-nodes.ts';
import { nodesFromTree } from '#renderer/editor/nodes-from-tree.ts';
import { documentSchema } from '#renderer/editor/open-session.ts';

let editor: Editor | null = null;

afterEach(() => {
  editor?.destroy();
  editor = null;
});

/** What a text becomes when something is typed behind its first `|`, which is taken away. */
function typed(markdown: string, text: string): string {
  const before = markdown.indexOf('|');
  const plain = markdown.replace('|', '');
  editor = new Editor({
    element: document.createElement('div'),
    extensions: editorExtensions({ onChosen: () => undefined }),
    content: nodesFromTree(documentSchema(), parseMarkdown(plain).tree).toJSON(),
  });
  const { view } = editor;
  const shift = markdown.startsWith('#') ? markdown.indexOf(' ') : -1;
  editor.commands.setTextSelection(before - shift);
  for (const sign of text) {
    const { from, to } = view.state.selection;
    const taken = view.someProp('handleTextInput', (handle) =>
      handle(view, from, to, sign, () => view.state.tr.insertText(sign, from, to)),
    );
    if (taken !== true) view.dispatch(view.state.tr.insertText(sign, from, to));
  }
  return writeBlocks(view.state.doc.content);
}

describe('Markdown as it is typed', () => {
  it('starts a list in a paragraph', () => {
    expect(typed('|one', '- ')).toBe('- one');
    expect(typed('|one', '5. ')).toBe('5. one');
  });

  it('leaves a heading that begins with a number a heading', () => {
    expect(typed('## 5.|1', ' x')).toBe('## 5. x1');
    expect(typed('## |one', '> ')).toBe('## > one');
  });

  it('makes a link of an address', () => {
    expect(typed('see https://a.org/b|', ' ')).toBe('see https://a.org/b');
    expect(editor?.state.doc.rangeHasMark(6, 10, editor.schema.marks['link'] as never)).toBe(true);
  });

  it('leaves a link whole when a space is typed in its address', () => {
    typed('https://a.org/b|c', ' ');
    const link = editor?.state.doc.firstChild?.firstChild;
    expect(link?.text).toBe('https://a.org/b c');
    expect(link?.marks[0]?.attrs['href']).toBe('https://a.org/bc');
  });
});
