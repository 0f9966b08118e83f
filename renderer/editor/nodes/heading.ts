import { Node } from '@tiptap/core';
import { attribute } from '../attribute.ts';

const levels = [1, 2, 3, 4, 5, 6] as const;

export const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    level: attribute('level', 'number', 1, (element) =>
      Number(/^h([1-6])$/i.exec(element.tagName)?.[1] ?? 1),
    ),
    attributes: attribute('attributes', 'string|null', null),
    style: attribute('style', 'string|null', null),
  }),
  parseHTML: () => levels.map((level) => ({ tag: `h${level}` })),
  renderHTML: ({ node, HTMLAttributes }) => {
    const level = levels.find((one) => one === node.attrs['level']) ?? 6;
    return [`h${level}`, HTMLAttributes, 0];
  },
});
