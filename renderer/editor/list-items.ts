/** The list that the cursor or the selection stands in, as plain items. */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { ListItem } from '#core/figure/layout.ts';

const lists = new Set(['bulletList', 'orderedList']);

export interface ListInDocument {
  readonly items: readonly ListItem[];
  /** Index of the top-level block that holds it. */
  readonly block: number;
}

function itemsOf(list: ProseMirrorNode): ListItem[] {
  return list.children.map((item) => {
    const own = item.children.filter((child) => !lists.has(child.type.name));
    const inner = item.children.filter((child) => lists.has(child.type.name));
    // Formulas and chips are atoms: their source stands for them.
    const text = own
      .map((child) =>
        child.textBetween(0, child.content.size, ' ', (leaf) =>
          String(leaf.attrs['tex'] ?? leaf.attrs['text'] ?? leaf.attrs['source'] ?? ''),
        ),
      )
      .join(' ');
    return { text, items: inner.flatMap(itemsOf) };
  });
}

/** The outermost list around the selection; else the selected headings as an outline; else null. */
export function listAtSelection(state: EditorState): ListInDocument | null {
  const { $from, from, to } = state.selection;
  const block = $from.index(0);
  for (let depth = 1; depth <= $from.depth; depth++) {
    const node = $from.node(depth);
    if (lists.has(node.type.name)) return { items: itemsOf(node), block };
  }
  const first = state.doc.maybeChild(block);
  if (first != null && lists.has(first.type.name)) return { items: itemsOf(first), block };
  const headings: { readonly level: number; readonly text: string }[] = [];
  let last = block;
  state.doc.nodesBetween(from, to, (node, _position, parent, index) => {
    if (parent === state.doc) last = index;
    if (node.type.name === 'heading')
      headings.push({ level: Number(node.attrs['level']), text: node.textContent });
    return !node.isTextblock;
  });
  return headings.length < 2 ? null : { items: outline(headings), block: last };
}

/** Headings under each other by their levels. */
function outline(headings: readonly { readonly level: number; readonly text: string }[]): ListItem[] {
  const top = { level: 0, items: [] as ListItem[] };
  const open: { level: number; items: ListItem[] }[] = [top];
  for (const { level, text } of headings) {
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    const item = { text, items: [] as ListItem[] };
    (open.at(-1) ?? top).items.push(item);
    open.push({ level, items: item.items });
  }
  return top.items;
}
