import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { codeBlockView } from '../views/code-block-view.ts';

/** The language that a page put into a class name, as highlighters do. */
function languageOf(element: HTMLElement): string | null {
  const code = element.querySelector('code') ?? element;
  const name = /(?:^|\s)(?:language|lang)-([\w+#.-]{1,40})/.exec(
    `${code.className} ${element.className}`,
  )?.[1];
  return name ?? null;
}

export const CodeBlock = Node.create({
  name: 'codeBlock',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  addAttributes: () => ({
    info: attribute('info', 'string|null', null, languageOf),
    fence: attribute('fence', 'string|null', '`'),
    fenceLength: attribute('fenceLength', 'number|null', 3),
  }),
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full' }],
  renderHTML: ({ HTMLAttributes }) => ['pre', HTMLAttributes, ['code', 0]],
  addNodeView: () => codeBlockView,
  addKeyboardShortcuts() {
    return {
      Tab: () =>
        this.editor.isActive(this.name) && this.editor.commands.insertContent({ type: 'text', text: '  ' }),
      'Mod-Enter': () => this.editor.isActive(this.name) && this.editor.commands.exitCode(),
      /** A third Enter at the end leaves the block. */
      Enter: () => {
        const { $from, empty } = this.editor.state.selection;
        if (!empty || $from.parent.type.name !== this.name) return false;
        const atEnd = $from.parentOffset === $from.parent.content.size;
        if (!atEnd || !$from.parent.textContent.endsWith('\n\n')) return false;
        return this.editor
          .chain()
          .command(({ tr }) => {
            tr.delete($from.pos - 2, $from.pos);
            return true;
          })
          .exitCode()
          .run();
      },
      Backspace: () => {
        const { $from, empty } = this.editor.state.selection;
        if (!empty || $from.parent.type.name !== this.name || $from.parentOffset > 0) return false;
        if ($from.parent.content.size > 0) return false;
        return this.editor.commands.setNode('paragraph');
      },
    };
  },
});
