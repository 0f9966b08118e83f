/** The document tree as the editor's nodes. */
import type { Mark, Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import type { DocumentMark, DocumentNode, DocumentTree } from '#core/markdown/schema.ts';

/**
 * Makes the editor's document of a tree that our own reader made. Throws a `RangeError` when a node
 * does not fit into its parent.
 *
 * `Node.fromJSON` and `check` do the same for trees of any origin. They look at every attribute twice;
 * here the reader's types answer for those, and each mark is made once.
 */
export function nodesFromTree(schema: Schema, tree: DocumentTree): ProseMirrorNode {
  const known = new Map<DocumentMark, Mark>();
  const markOf = (mark: DocumentMark): Mark => {
    let made = known.get(mark);
    if (made === undefined) {
      made = schema.mark(mark.type, mark.attrs);
      known.set(mark, made);
    }
    return made;
  };
  const nodeOf = (node: DocumentNode): ProseMirrorNode => {
    const marks = node.marks === undefined ? undefined : node.marks.map(markOf);
    if (node.text !== undefined) return schema.text(node.text, marks);
    const type = schema.nodes[node.type];
    if (type === undefined) throw new RangeError(`The editor has no ${node.type}.`);
    return type.createChecked(node.attrs ?? null, node.content?.map(nodeOf), marks);
  };
  return nodeOf(tree);
}
