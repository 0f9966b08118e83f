import { Node } from '@tiptap/core';

export const DocumentTop = Node.create({ name: 'doc', topNode: true, content: 'block+' });
export const Text = Node.create({ name: 'text', group: 'inline' });
