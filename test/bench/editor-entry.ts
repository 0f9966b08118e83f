/** What the editor's bench measures, bundled as the app is: both ways run as built code. */
export { getSchema } from '@tiptap/core';
export { EditorState } from '@tiptap/pm/state';
export { defaultMarkdownParser, defaultMarkdownSerializer } from 'prosemirror-markdown';
export { DocumentText } from '../../renderer/editor/document-text.ts';
export { schemaExtensions } from '../../renderer/editor/extensions.ts';
