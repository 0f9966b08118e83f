import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { parseCitation } from '#core/references/citation.ts';
import { type CitationContext, citationParts } from '#core/references/style.ts';
import { editorContext } from '../editor-context.ts';
import { editInline } from '../inline-edit.ts';

const names: Readonly<Record<string, string>> = {
  citation: 'Citation',
  crossReference: 'Cross-reference',
  wikilink: 'Link to a document',
  embed: 'Embedded document',
  htmlInline: 'HTML',
  sourceInline: 'Markdown',
};

/** What stands on a citation: its works by author and year, a key that the bibliography lacks as it is. */
function citationFace(source: string, context: CitationContext): readonly Node[] | null {
  const citation = parseCitation(source);
  if (citation === null) return null;
  return citationParts(citation, context).map(({ text, known }) => {
    if (known) return document.createTextNode(text);
    const unknown = document.createElement('span');
    unknown.className = 'unknown-citation';
    unknown.title = 'references.bib has no work with this key';
    unknown.textContent = text;
    return unknown;
  });
}

/** What stands on another chip: its source, or for a wikilink the words that a reader will see. */
function face(node: ProseMirrorNode): string {
  if (node.type.name === 'wikilink') {
    const text: unknown = node.attrs['text'];
    return typeof text === 'string' && text !== '' ? text : String(node.attrs['target']);
  }
  return String(node.attrs['source']);
}

/** A chip. A click opens its source; with Mod a wikilink is followed. */
export function chipView(props: NodeViewRendererProps): NodeView {
  let node = props.node;
  const dom = document.createElement('span');
  dom.className = `inline-chip chip-${node.type.name}`;
  const citations = editorContext(props.editor)?.citations;
  const show = (): void => {
    const works =
      node.type.name === 'citation' && citations !== undefined
        ? citationFace(String(node.attrs['source']), citations.get())
        : null;
    if (works === null) dom.textContent = face(node);
    else dom.replaceChildren(...works);
    dom.title = `${names[node.type.name] ?? 'Markdown'}: ${String(node.attrs['source'])}`;
  };
  show();
  const stop = node.type.name === 'citation' ? citations?.subscribe(show) : undefined;
  dom.addEventListener('click', (event) => {
    const position = props.getPos();
    if (position === undefined) return;
    const target: unknown = node.attrs['target'];
    if ((event.metaKey || event.ctrlKey) && typeof target === 'string') {
      editorContext(props.editor)?.follow(`[[${target}]]`);
    } else editInline(props.editor, position);
  });
  return {
    dom,
    update(next: ProseMirrorNode) {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    ignoreMutation: () => true,
    destroy: () => stop?.(),
  };
}
