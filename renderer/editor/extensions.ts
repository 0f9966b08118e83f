/** Everything that the editor is made of: the schema of core, and how it behaves. */
import { type AnyExtension, Extension } from '@tiptap/core';
import { ListKeymap } from '@tiptap/extension-list';
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { editorContext } from './editor-context.ts';
import { FigureNumbers } from './figure-numbers.ts';
import { Find } from './find/find.ts';
import { goToFootnote } from './footnotes.ts';
import { Highlight } from './highlight.ts';
import { editInline } from './inline-edit.ts';
import { Bold, Code, Italic, Link, SoftBreak, Strike } from './marks/marks.ts';
import { Cite } from './menus/cite.ts';
import { LinkDocuments } from './menus/link-documents.ts';
import { SlashMenu } from './menus/slash.ts';
import { Blockquote } from './nodes/blockquote.ts';
import { BulletList } from './nodes/bullet-list.ts';
import { Callout } from './nodes/callout.ts';
import { Citation, CrossReference, Embed, HtmlInline, SourceInline, Wikilink } from './nodes/chips.ts';
import { CodeBlock } from './nodes/code-block.ts';
import { Div } from './nodes/div.ts';
import { DocumentTop, Text } from './nodes/document.ts';
import { Figure } from './nodes/figure.ts';
import { FootnoteDefinition, FootnoteReference } from './nodes/footnote.ts';
import { HardBreak } from './nodes/hard-break.ts';
import { Heading } from './nodes/heading.ts';
import { HorizontalRule } from './nodes/horizontal-rule.ts';
import { Image } from './nodes/image.ts';
import { ListItem } from './nodes/list-item.ts';
import { MathBlock, MathInline } from './nodes/maths.ts';
import { OrderedList } from './nodes/ordered-list.ts';
import { Paragraph } from './nodes/paragraph.ts';
import { HtmlBlock, LinkDefinition, SourceBlock } from './nodes/source.ts';
import { Table, TableCell, TableHeader, TableRow } from './nodes/table.ts';
import { PassageMarks, type PassageMarksOptions } from './passages.ts';
import { Paste } from './paste/paste.ts';
import { BlockRules } from './rules/block-rules.ts';
import { InlineRules } from './rules/inline-rules.ts';

/** Nodes and marks: the schema, one to one with core/markdown/schema.ts. */
export const schemaExtensions: readonly AnyExtension[] = [
  DocumentTop,
  Text,
  Paragraph,
  Heading,
  Blockquote,
  BulletList,
  OrderedList,
  ListItem,
  CodeBlock,
  HorizontalRule,
  Table,
  TableRow,
  TableHeader,
  TableCell,
  Figure,
  MathBlock,
  FootnoteDefinition,
  Callout,
  Div,
  LinkDefinition,
  HtmlBlock,
  SourceBlock,
  HardBreak,
  Image,
  MathInline,
  FootnoteReference,
  Citation,
  CrossReference,
  Wikilink,
  Embed,
  HtmlInline,
  SourceInline,
  Link,
  Bold,
  Italic,
  Strike,
  Code,
  SoftBreak,
];

/** Enter opens what is selected: the source of a chip, the TeX of a formula, a drawing. */
const OpenSelected = Extension.create({
  name: 'openSelected',
  priority: 200,
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { selection } = this.editor.state;
        if (!(selection instanceof NodeSelection)) return false;
        if (selection.node.type.name === 'footnoteReference') {
          return goToFootnote(this.editor, String(selection.node.attrs['label']));
        }
        if (selection.node.isInline) return editInline(this.editor, selection.from);
        const dom = this.editor.view.nodeDOM(selection.from);
        return dom !== null && !dom.dispatchEvent(new Event('legible-edit', { cancelable: true }));
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handleClickOn(_view, _position, node) {
            if (node.type.name !== 'footnoteReference') return false;
            return goToFootnote(editor, String(node.attrs['label']));
          },
        },
      }),
    ];
  },
});

function linkOf(event: Event): string | null {
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest('a')?.getAttribute('href') ?? null;
}

/** A link is followed with Mod and a click, and by a click where the text is only read; never by the page itself. */
const FollowLinks = Extension.create({
  name: 'followLinks',
  addProseMirrorPlugins() {
    const { editor } = this;
    const keep = (_view: unknown, event: Event): boolean => {
      if (linkOf(event) !== null) event.preventDefault();
      return false;
    };
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            auxclick: keep,
            click: (view, event) => {
              const href = linkOf(event);
              if (href === null) return false;
              event.preventDefault();
              if (view.editable && !event.metaKey && !event.ctrlKey) return false;
              editorContext(editor)?.follow(href);
              return true;
            },
          },
        },
      }),
    ];
  },
});

/** What an empty document says. */
const EmptyHint = Extension.create({
  name: 'emptyHint',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations({ doc }) {
          const only = doc.childCount === 1 ? doc.firstChild : null;
          if (only?.type.name !== 'paragraph' || only.content.size > 0) return null;
          return DecorationSet.create(doc, [
            Decoration.node(0, only.nodeSize, {
              class: 'hint',
              'data-hint': 'Write, or press / for a block',
            }),
          ]);
        },
      },
    }),
  ],
});

export function editorExtensions(options: PassageMarksOptions): AnyExtension[] {
  return [
    ...schemaExtensions,
    UndoRedo.configure({ depth: 500 }),
    Dropcursor.configure({ color: 'var(--accent)', width: 2 }),
    Gapcursor,
    ListKeymap.configure({
      listTypes: [{ itemName: 'listItem', wrapperNames: ['bulletList', 'orderedList'] }],
    }),
    InlineRules,
    BlockRules,
    Highlight,
    FigureNumbers,
    PassageMarks.configure(options),
    Find,
    OpenSelected,
    FollowLinks,
    EmptyHint,
    SlashMenu,
    Cite,
    LinkDocuments,
    Paste,
  ];
}
