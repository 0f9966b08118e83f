/** Markdown as it is typed at the start of a line. */
import { Extension, InputRule, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { findWrapping } from '@tiptap/pm/transform';

/** `[ ] ` makes a task of the list item around it, or starts a task list. */
function taskRule(): InputRule {
  return new InputRule({
    find: /^\s*\[([ xX]?)\]\s$/,
    handler: ({ state, range, match }) => {
      const checked = /x/i.test(match[1] ?? '');
      const { tr, schema } = state;
      const $from = state.doc.resolve(range.from);
      const item = $from.depth > 1 ? $from.node(-1) : null;
      if (item?.type.name === 'listItem' && $from.index(-1) === 0) {
        tr.delete(range.from, range.to).setNodeAttribute($from.before(-1), 'checked', checked);
        return undefined;
      }
      const list = schema.nodes['bulletList'];
      tr.delete(range.from, range.to);
      const block = tr.doc.resolve(range.from).blockRange();
      const wrapping = block && list ? findWrapping(block, list) : null;
      if (!block || !wrapping) return null;
      tr.wrap(block, wrapping);
      tr.setNodeAttribute(block.start + 1, 'checked', checked);
      return undefined;
    },
  });
}

/** `---` alone in its paragraph. */
function ruleRule(): InputRule {
  return new InputRule({
    find: /^(---|\*\*\*|___)$/,
    handler: ({ state, range, match }) => {
      const { tr, schema } = state;
      const $from = state.doc.resolve(range.from);
      const { horizontalRule, paragraph } = schema.nodes;
      if ($from.parent.type !== paragraph || !horizontalRule || !paragraph) return null;
      // The character that completes the match is not in the document yet.
      if ($from.parent.textContent.length !== (match[1] ?? '').length - 1) return null;
      const from = $from.before();
      tr.replaceWith(from, $from.after(), [
        horizontalRule.create({ source: match[1] ?? '---' }),
        paragraph.create(),
      ]);
      tr.setSelection(TextSelection.create(tr.doc, from + 2)).scrollIntoView();
      return undefined;
    },
  });
}

/** `[!NOTE] `: turns the quotation around it into a callout, or starts one. */
function calloutRule(): InputRule {
  return new InputRule({
    find: /^\[!([A-Za-z]+)\]\s$/,
    handler: ({ state, range, match }) => {
      const { tr, schema } = state;
      const kind = (match[1] ?? 'NOTE').toUpperCase();
      const callout = schema.nodes['callout'];
      if (callout === undefined) return null;
      const $from = state.doc.resolve(range.from);
      const quote = $from.depth > 1 ? $from.node(-1) : null;
      tr.delete(range.from, range.to);
      if (quote?.type.name === 'blockquote' && $from.index(-1) === 0) {
        tr.setNodeMarkup($from.before(-1), callout, { kind });
        return undefined;
      }
      const block = tr.doc.resolve(range.from).blockRange();
      const wrapping = block ? findWrapping(block, callout, { kind }) : null;
      if (!block || !wrapping) return null;
      tr.wrap(block, wrapping);
      return undefined;
    },
  });
}

/** `$$ ` starts a displayed formula. */
function displayRule(): InputRule {
  return new InputRule({
    find: /^\$\$\s$/,
    handler: ({ state, range }) => {
      const { tr, schema } = state;
      const $from = state.doc.resolve(range.from);
      const { mathBlock, paragraph } = schema.nodes;
      if ($from.parent.type !== paragraph || !mathBlock || !paragraph) return null;
      if ($from.parent.textContent !== '$$') return null;
      tr.replaceWith($from.before(), $from.after(), mathBlock.create({ tex: '' }));
      return undefined;
    },
  });
}

/** A line of cells closed with Enter becomes the head of a table. */
function tableRule(): InputRule {
  return new InputRule({
    find: /^\|([^|\n]+(?:\|[^|\n]+)*)\|\s*\n$/,
    handler: ({ state, range, match }) => {
      const { tr, schema } = state;
      const $from = state.doc.resolve(range.from);
      const { table, tableRow, tableHeader, tableCell, paragraph } = schema.nodes;
      if ($from.parent.type !== paragraph) return null;
      if (!table || !tableRow || !tableHeader || !tableCell || !paragraph) return null;
      const heads = (match[1] ?? '').split('|').map((text) => text.trim());
      const head = heads.map((text) =>
        tableHeader.create(null, paragraph.create(null, text === '' ? [] : schema.text(text))),
      );
      const row = heads.map(() => tableCell.create(null, paragraph.create()));
      const from = $from.before();
      tr.replaceWith(
        from,
        $from.after(),
        table.create(null, [tableRow.create(null, head), tableRow.create(null, row)]),
      );
      const headSize = tr.doc.nodeAt(from + 1)?.nodeSize ?? 0;
      tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1 + headSize + 1))).scrollIntoView();
      return undefined;
    },
  });
}

/** The same rule, in paragraphs only: `## 5. ` is how a heading begins, not a list in it. */
function inParagraphs(rule: InputRule): InputRule {
  return new InputRule({
    find: rule.find,
    undoable: rule.undoable,
    handler: (match) => {
      const { parent } = match.state.doc.resolve(match.range.from);
      return parent.type.name === 'paragraph' ? rule.handler(match) : null;
    },
  });
}

/** The rules for one schema; exported for tests. */
export function blockRules(schema: Schema): InputRule[] {
  const { heading, blockquote, bulletList, orderedList, codeBlock, div } = schema.nodes;
  const rules = [taskRule(), ruleRule(), calloutRule(), displayRule(), tableRule()];
  if (heading) {
    rules.push(
      textblockTypeInputRule({
        find: /^(#{1,6})\s$/,
        type: heading,
        getAttributes: (match) => ({ level: match[1]?.length ?? 1 }),
      }),
    );
  }
  if (blockquote) rules.push(inParagraphs(wrappingInputRule({ find: /^\s*>\s$/, type: blockquote })));
  if (bulletList) {
    rules.push(
      inParagraphs(
        wrappingInputRule({
          find: /^\s*([-+*])\s$/,
          type: bulletList,
          getAttributes: (match) => ({ marker: match[1] ?? null }),
        }),
      ),
    );
  }
  if (orderedList) {
    rules.push(
      inParagraphs(
        wrappingInputRule({
          find: /^\s*(\d{1,9})([.)])\s$/,
          type: orderedList,
          getAttributes: (match) => ({ start: Number(match[1] ?? 1), delimiter: match[2] ?? '.' }),
          joinPredicate: (match, node) => node.childCount + Number(node.attrs['start']) === Number(match[1]),
        }),
      ),
    );
  }
  if (codeBlock) {
    rules.push(
      textblockTypeInputRule({
        find: /^(`{3,}|~{3,})([\w+#.-]*)[\s\n]$/,
        type: codeBlock,
        getAttributes: (match) => ({
          info: match[2] === '' ? null : match[2],
          fence: match[1]?.charAt(0) ?? '`',
          fenceLength: match[1]?.length ?? 3,
        }),
      }),
    );
  }
  if (div) {
    rules.push(
      inParagraphs(
        wrappingInputRule({
          find: /^(:{3,})\s*\{?\.?([A-Za-z][\w-]*)\}?[\s\n]$/,
          type: div,
          getAttributes: (match) => ({
            name: match[2] ?? null,
            attributes: match[2] ?? '',
            colons: match[1]?.length ?? 3,
          }),
          joinPredicate: () => false,
        }),
      ),
    );
  }
  return rules;
}

export const BlockRules = Extension.create({
  name: 'blockRules',
  addInputRules() {
    return blockRules(this.editor.schema);
  },
});
