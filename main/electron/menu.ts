/** The native menu, built from the command catalogue that the page uses too. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type CommandEntry, type CommandSection, catalogue } from '#core/commands/catalogue.ts';

type Entries = MenuItemConstructorOptions[];

/** `Mod-Shift-p` as Electron writes it: `CmdOrCtrl+Shift+P`. */
export function acceleratorOf(keys: string): string {
  // A hyphen parts the keys, except where it is the key itself: `Mod--`.
  const parts = keys.split(/-(?!$)/);
  return parts
    .map((part) => (part === 'Mod' ? 'CmdOrCtrl' : part === 'Ctrl' ? 'Control' : part))
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
}

/** Entries of the native kind that stand with a section's commands. */
const native: Readonly<Record<CommandSection, (mac: boolean) => Entries>> = {
  File: (mac) => [{ type: 'separator' }, mac ? { role: 'close' } : { role: 'quit' }],
  Edit: () => [
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'pasteAndMatchStyle' },
    { role: 'selectAll' },
  ],
  Insert: () => [],
  Format: () => [],
  View: () => [
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : ([{ role: 'toggleDevTools' }] satisfies Entries)),
  ],
  Go: () => [],
  Help: (mac) => (mac ? [] : [{ type: 'separator' }, { role: 'about' }]),
};

/** The whole menu; `choose` gets the id of the command that was chosen. */
export function menuTemplate(
  choose: (id: string) => void,
  platform: NodeJS.Platform = process.platform,
): Entries {
  const mac = platform === 'darwin';
  const sections: CommandSection[] = ['File', 'Edit', 'Insert', 'Format', 'View', 'Go', 'Help'];
  const entry = ({ id, title, keys }: CommandEntry): MenuItemConstructorOptions => ({
    id,
    label: title,
    click: () => choose(id),
    // The page handles its keys itself, wherever the caret is; the menu only shows them.
    ...(keys === undefined ? {} : { accelerator: acceleratorOf(keys), registerAccelerator: false }),
  });
  const menus: Entries = sections.map((section) => ({
    label: section,
    ...(section === 'Help' ? { role: 'help' as const } : {}),
    submenu: [...catalogue.filter((row) => row.section === section).map(entry), ...native[section](mac)],
  }));
  return mac
    ? [{ role: 'appMenu' }, ...menus.slice(0, -1), { role: 'windowMenu' }, ...menus.slice(-1)]
    : menus;
}

export function setMenu(choose: (id: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(choose)));
}
