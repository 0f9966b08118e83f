/** Footnotes: from the reference to the text and back, and making a new pair. */
import type { Editor } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';

function positionOf(doc: ProseMirrorNode, type: string, label: string): number | null {
  let found: number | null = null;
  doc.descendants((node, position) => {
    if (found === null && node.type.name === type && node.attrs['label'] === label) found = position;
    return found === null;
  });
  return found;
}

function moveTo(editor: Editor, position: number): void {
  const { tr, doc } = editor.state;
  tr.setSelection(TextSelection.near(doc.resolve(position))).scrollIntoView();
  editor.view.dispatch(tr);
  editor.view.focus();
}

/** Puts the cursor into the footnote's text; answers whether there is one. */
export function goToFootnote(editor: Editor, label: string): boolean {
  const position = positionOf(editor.state.doc, 'footnoteDefinition', label);
  if (position === null) return false;
  moveTo(editor, position + 1);
  return true;
}

/** Puts the cursor behind the first reference to a footnote. */
export function goToFootnoteReference(editor: Editor, label: string): boolean {
  const position = positionOf(editor.state.doc, 'footnoteReference', label);
  if (position === null) return false;
  moveTo(editor, position + 1);
  return true;
}

/** The lowest number that no footnote of the document has yet. */
export function freeFootnoteLabel(doc: ProseMirrorNode): string {
  const used = new Set<unknown>();
  doc.descendants((node) => {
    if (node.type.name === 'footnoteReference' || node.type.name === 'footnoteDefinition') {
      used.add(node.attrs['label']);
    }
  });
  let number = 1;
  while (used.has(String(number))) number += 1;
  return String(number);
}

/** Inserts a reference at the cursor and, where there is none, its text at the end; the cursor goes there. */
export function insertFootnote(editor: Editor, label = freeFootnoteLabel(editor.state.doc)): void {
  const { schema, tr } = editor.state;
  const reference = schema.nodes['footnoteReference']?.create({ label });
  if (reference === undefined) return;
  tr.replaceSelectionWith(reference, false);
  const definition = schema.nodes['footnoteDefinition']?.createAndFill({ label });
  const exists = positionOf(tr.doc, 'footnoteDefinition', label) !== null;
  if (!exists && definition) {
    const end = tr.doc.content.size;
    tr.insert(end, definition);
    tr.setSelection(TextSelection.near(tr.doc.resolve(end + 2)));
  }
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

/** Adds an empty text for a footnote at the end of the document, unless it has one. The cursor stays. */
export function addFootnoteText(tr: Transaction, label: string): void {
  if (positionOf(tr.doc, 'footnoteDefinition', label) !== null) return;
  const definition = tr.doc.type.schema.nodes['footnoteDefinition']?.createAndFill({ label });
  if (definition) tr.insert(tr.doc.content.size, definition);
}
