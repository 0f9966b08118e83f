/**
 * The names and keys of the commands, as data: the renderer gives each one something to run, and the
 * Electron shell builds its menu from the same rows. A command that is not yet registered in the
 * renderer does nothing when its menu entry is chosen.
 *
 * Keys are written as ProseMirror writes them: `Mod` is Command on a Mac and Control elsewhere.
 */

export type CommandSection = 'File' | 'Edit' | 'Insert' | 'Format' | 'View' | 'Go' | 'Help';

export interface CommandEntry {
  readonly id: string;
  readonly title: string;
  readonly section: CommandSection;
  readonly keys?: string;
}

export const catalogue = [
  { id: 'document.new', title: 'New document…', section: 'File', keys: 'Mod-Alt-n' },
  { id: 'library.open', title: 'Open another library…', section: 'File', keys: 'Mod-Shift-o' },
  { id: 'document.save', title: 'Save now', section: 'File', keys: 'Mod-s' },
  { id: 'document.rename', title: 'Rename the file…', section: 'File' },
  { id: 'document.history', title: 'Earlier versions…', section: 'File' },
  { id: 'document.remove', title: 'Move to the trash…', section: 'File' },
  { id: 'publish.open', title: 'Publish…', section: 'File', keys: 'Mod-Shift-p' },

  { id: 'edit.undo', title: 'Undo', section: 'Edit', keys: 'Mod-z' },
  { id: 'edit.redo', title: 'Redo', section: 'Edit', keys: 'Mod-Shift-z' },
  { id: 'edit.find', title: 'Find in the document…', section: 'Edit', keys: 'Mod-f' },
  { id: 'edit.findNext', title: 'Next hit', section: 'Edit', keys: 'F3' },
  { id: 'edit.findPrevious', title: 'Hit before', section: 'Edit', keys: 'Shift-F3' },
  { id: 'edit.source', title: 'Markdown source', section: 'Edit', keys: 'Mod-/' },

  { id: 'insert.figure', title: 'Draw a figure…', section: 'Insert', keys: 'Mod-Alt-f' },
  { id: 'insert.drawing', title: 'Import a drawing…', section: 'Insert' },
  { id: 'insert.drawnList', title: 'Draw this list', section: 'Insert' },
  { id: 'insert.image', title: 'Image from a file…', section: 'Insert' },
  { id: 'insert.table', title: 'Table', section: 'Insert' },
  { id: 'insert.code', title: 'Code block', section: 'Insert', keys: 'Mod-Alt-c' },
  { id: 'insert.maths', title: 'Formula', section: 'Insert', keys: 'Mod-Alt-m' },
  { id: 'insert.mathsBlock', title: 'Displayed formula', section: 'Insert' },
  { id: 'insert.footnote', title: 'Footnote', section: 'Insert', keys: 'Mod-Alt-t' },
  { id: 'insert.rule', title: 'Thematic break', section: 'Insert' },

  { id: 'format.bold', title: 'Bold', section: 'Format', keys: 'Mod-b' },
  { id: 'format.italic', title: 'Italic', section: 'Format', keys: 'Mod-i' },
  { id: 'format.strike', title: 'Strikethrough', section: 'Format', keys: 'Mod-Shift-x' },
  { id: 'format.code', title: 'Code', section: 'Format', keys: 'Mod-e' },
  { id: 'format.link', title: 'Link…', section: 'Format', keys: 'Mod-Alt-k' },
  { id: 'format.paragraph', title: 'Plain paragraph', section: 'Format', keys: 'Mod-Alt-0' },
  { id: 'format.heading1', title: 'Heading 1', section: 'Format', keys: 'Mod-Alt-1' },
  { id: 'format.heading2', title: 'Heading 2', section: 'Format', keys: 'Mod-Alt-2' },
  { id: 'format.heading3', title: 'Heading 3', section: 'Format', keys: 'Mod-Alt-3' },
  { id: 'format.bulletList', title: 'List', section: 'Format', keys: 'Mod-Shift-8' },
  { id: 'format.orderedList', title: 'Numbered list', section: 'Format', keys: 'Mod-Shift-7' },
  { id: 'format.taskList', title: 'Task list', section: 'Format', keys: 'Mod-Shift-9' },
  { id: 'format.quote', title: 'Quotation', section: 'Format', keys: 'Mod-Shift-b' },

  { id: 'view.sidebar', title: 'Documents', section: 'View', keys: 'Mod-\\' },
  { id: 'view.reader', title: 'Reader panel', section: 'View', keys: 'Mod-.' },
  { id: 'reader.readers', title: 'Readers…', section: 'View' },
  { id: 'reader.prose', title: 'Marks on the prose', section: 'View' },
  { id: 'view.themeSystem', title: 'Theme: as the system', section: 'View' },
  { id: 'view.themeLight', title: 'Theme: light', section: 'View' },
  { id: 'view.themeDark', title: 'Theme: dark', section: 'View' },

  { id: 'go.palette', title: 'Commands and documents…', section: 'Go', keys: 'Mod-k' },
  { id: 'go.filter', title: 'Find a document', section: 'Go', keys: 'Mod-Shift-f' },
  { id: 'reader.next', title: 'Next question', section: 'Go', keys: 'F8' },
  { id: 'reader.previous', title: 'Question before', section: 'Go', keys: 'Shift-F8' },
  { id: 'help.keys', title: 'Keyboard shortcuts', section: 'Help', keys: 'Mod-Alt-/' },
] as const satisfies readonly CommandEntry[];

export type CommandId = (typeof catalogue)[number]['id'];

/** The row of a known command. */
export function catalogued(id: CommandId): CommandEntry {
  const entry = catalogue.find((row) => row.id === id);
  if (entry === undefined) throw new TypeError(`No command is named ${id}.`);
  return entry;
}
