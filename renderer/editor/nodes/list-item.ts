import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';
import { listItemView } from '../views/list-item-view.ts';

function checkedOf(element: HTMLElement): boolean | null {
  const box = element.querySelector<HTMLInputElement>(
    ':scope > input[type="checkbox"], :scope > label > input[type="checkbox"], :scope > p:first-child > input[type="checkbox"]',
  );
  return box === null ? null : box.checked || box.hasAttribute('checked');
}

/** `checked` is null for an item that is no task. */
export const ListItem = Node.create({
  name: 'listItem',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ checked: attribute('checked', 'boolean|null', null, checkedOf) }),
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addNodeView: () => listItemView,
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { $from } = this.editor.state.selection;
        const item = $from.depth > 1 ? $from.node(-1) : null;
        const isTask = item?.type.name === this.name && item.attrs['checked'] !== null;
        return this.editor.commands.splitListItem(this.name, isTask ? { checked: false } : {});
      },
      Tab: () => this.editor.commands.sinkListItem(this.name),
      'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
    };
  },
});
