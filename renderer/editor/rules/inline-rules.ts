/** Markdown as it is typed within a line: what is written turns into what it means. */
import { Extension, InputRule, markInputRule } from '@tiptap/core';
import type { Fragment, Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { addFootnoteText } from '../footnotes.ts';
import { readInline } from '../markdown-nodes.ts';

/** A pattern whose whole match is read as Markdown; what follows the first group's text stays as text. */
function markdownRule(find: RegExp): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const source = match[1] ?? match[0];
      const rest = match[0].slice(source.length);
      const content = readInline(state.schema, source);
      if (content === null || isPlain(content, source)) return null;
      const tr = state.tr;
      tr.replaceWith(range.from, range.to, content);
      if (rest !== '') tr.insertText(rest);
      tr.setStoredMarks([]);
      for (const label of footnotesIn(content)) addFootnoteText(tr, label);
      return undefined;
    },
  });
}

function isPlain(content: Fragment, source: string): boolean {
  const only = content.firstChild;
  return content.childCount === 1 && only?.isText === true && only.marks.length === 0 && only.text === source;
}

function footnotesIn(content: Fragment): string[] {
  const labels: string[] = [];
  content.forEach((node) => {
    if (node.type.name === 'footnoteReference') labels.push(String(node.attrs['label']));
  });
  return labels;
}

function formulaRule(): InputRule {
  return new InputRule({
    find: /(?<![\\$\w])\$([^\s$](?:[^$]*[^\s$\\])?)\$$/,
    handler: ({ state, range, match }) => {
      const node = state.schema.nodes['mathInline']?.create({ tex: match[1] ?? '' });
      if (node === undefined) return null;
      state.tr.replaceWith(range.from, range.to, node);
      return undefined;
    },
  });
}

function bareLinkRule(): InputRule {
  return new InputRule({
    find: /(?<=^|[\s(])(https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]])([^\S\n])$/,
    handler: ({ state, range, match }) => {
      const [, href = '', space = ' '] = match;
      const { link } = state.schema.marks;
      // A space within an address that is linked already leaves the link as it is.
      if (link === undefined || state.doc.rangeHasMark(range.from, range.to, link)) return null;
      const mark = link.create({ href, style: 'bare' });
      state.tr.replaceWith(range.from, range.to, state.schema.text(href, [mark])).insertText(space);
      return undefined;
    },
  });
}

/** The rules for one schema; exported for tests. */
export function inlineRules(schema: Schema): InputRule[] {
  const { bold, italic, strike, code } = schema.marks;
  const rules: InputRule[] = [
    formulaRule(),
    bareLinkRule(),
    // Links and images.
    markdownRule(/(!?\[[^[\]]+\]\([^()\s]+(?:\s+"[^"]*")?\))$/),
    // Wikilinks and embeds.
    markdownRule(/(!?\[\[[^[\]]+\]\])$/),
    // Footnotes.
    markdownRule(/(\[\^[^\]\s]+\])$/),
    // Citations in brackets.
    markdownRule(/(?<!\[)(\[[^[\]]*@[\w][^[\]]*\])$/),
    // Cross-references, once the word is over.
    markdownRule(/(?<![\w@])(@(?:fig|sec|eq|tbl|thm|lem|cor|prp|def|exm)-[\w-]*\w)(?:[^\S\n]|[.,;:)])$/),
  ];
  if (bold) {
    rules.push(
      markInputRule({ find: /(?<![*\w])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/, type: bold }),
      markInputRule({
        find: /(?<![_\w])__([^\s_](?:[^_]*[^\s_])?)__$/,
        type: bold,
        getAttributes: { marker: '__' },
      }),
    );
  }
  if (italic) {
    rules.push(
      markInputRule({ find: /(?<![*\w])\*([^\s*](?:[^*]*[^\s*])?)\*$/, type: italic }),
      markInputRule({
        find: /(?<![_\w])_([^\s_](?:[^_]*[^\s_])?)_$/,
        type: italic,
        getAttributes: { marker: '_' },
      }),
    );
  }
  if (strike) rules.push(markInputRule({ find: /(?<!~)~~([^\s~](?:[^~]*[^\s~])?)~~$/, type: strike }));
  if (code) rules.push(markInputRule({ find: /(?<!`)`([^`]+)`$/, type: code }));
  return rules;
}

/** Enter behind an address: it becomes a link, and Enter goes on to do what it does. */
function linkBeforeEnter(view: EditorView): void {
  const { state } = view;
  const { $from, empty } = state.selection;
  const link = state.schema.marks['link'];
  if (!empty || link === undefined || $from.parent.type.spec.code === true) return;
  if ($from.marks().some((mark) => mark.type === link || mark.type.spec.code === true)) return;
  const href = /(?<=^|[\s(])https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]$/.exec($from.nodeBefore?.text ?? '')?.[0];
  if (href === undefined) return;
  view.dispatch(state.tr.addMark($from.pos - href.length, $from.pos, link.create({ href, style: 'bare' })));
}

export const InlineRules = Extension.create({
  name: 'inlineRules',
  priority: 150,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleKeyDown(view, event) {
          if (event.key === 'Enter' && !event.isComposing) linkBeforeEnter(view);
          return false;
        },
      },
    }),
  ],
  addInputRules() {
    return inlineRules(this.editor.schema);
  },
});
