/** GFM task lists: `- [ ] to do`, `- [x] done`. */
import { movePosition } from './positions.ts';
import type { MarkdownIt, RuleCore } from './types.ts';

/** A box alone is a task whose text is still to come. */
const box = /^\[([ xX])\](?:[ \t]+(?=\S)|[ \t]*$)/;

const rule: RuleCore = (state) => {
  const { tokens } = state;
  for (let i = 0; i + 2 < tokens.length; i++) {
    const item = tokens[i];
    const paragraph = tokens[i + 1];
    const inline = tokens[i + 2];
    if (item?.type !== 'list_item_open' || paragraph?.type !== 'paragraph_open' || inline === undefined)
      continue;
    const match = box.exec(inline.content);
    if (match === null) continue;
    item.meta = { ...item.meta, checked: match[1] !== ' ' };
    inline.content = inline.content.slice(match[0].length);
    movePosition(paragraph, match[0].length);
  }
};

export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'task_lists', rule);
}
