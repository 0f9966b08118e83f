/** Inserting what lies in files: a picture that is picked, a figure that is drawn. */
import { useEffect, useRef } from 'react';
import { relativeHref } from '#core/document/links.ts';
import type { Host } from '#core/host/contract.ts';
import { type Command, command, useCommands } from '#renderer/commands/registry.ts';
import { editorContext } from '#renderer/editor/editor-context.ts';
import { listAtSelection } from '#renderer/editor/list-items.ts';
import { workspaceChoices } from '#renderer/editor/menus/slash.ts';
import type { OpenSession } from '#renderer/editor/open-session.ts';
import { useHost } from '#renderer/host/host-context.tsx';
import type { LibraryWorkspace } from './library-workspace.ts';
import { CanvasPane } from './slots.ts';

const pictureTypes = 'image/png,image/jpeg,image/gif,image/webp,image/avif,image/svg+xml';
const drawingTypes = '.excalidraw,.svg,.png,.json';

/** Draws the list around the cursor and puts the drawing behind it. */
async function drawSelectedList(
  host: Host,
  workspace: LibraryWorkspace,
  session: OpenSession | null,
): Promise<void> {
  const list = session === null ? null : listAtSelection(session.editor.state);
  if (session === null || list === null) return;
  const { drawList } = await import('#renderer/canvas/draw-list.ts');
  const title = String(session.frontMatter.get()['title'] ?? '');
  const drawn = await drawList(host, list.items, `${title} outline`.trim());
  if (!drawn.ok) return workspace.announce(drawn.error.message);
  const { path, alt } = drawn.value;
  const attrs = { src: relativeHref(session.path, path), alt, caption: null };
  session.insertBlocks(list.block, [{ type: 'figure', attrs }]);
}

/** Registers the commands and the slash menu's rows; answers the hidden file field that they use. */
export function useInsertFiles(workspace: LibraryWorkspace, session: OpenSession | null) {
  const host = useHost();
  const field = useRef<HTMLInputElement>(null);
  const open = useRef(session);
  open.current = session;
  const canWrite = (): boolean => open.current !== null && open.current.readOnly === null;
  const pick = (types: string = pictureTypes): void => {
    if (field.current === null) return;
    field.current.accept = types;
    field.current.click();
  };
  const draw = (): void => workspace.openFigure({ path: null, alt: '', caption: '' });
  const drawing: readonly Command[] =
    CanvasPane === null
      ? []
      : [
          command('insert.figure', draw, { enabled: canWrite }),
          command('insert.drawing', () => pick(drawingTypes), { enabled: canWrite }),
          command('insert.drawnList', () => drawSelectedList(host, workspace, open.current), {
            enabled: () =>
              canWrite() && open.current !== null && listAtSelection(open.current.editor.state) !== null,
          }),
        ];
  useCommands([command('insert.image', () => pick(), { enabled: canWrite }), ...drawing]);

  useEffect(() => {
    workspaceChoices.set([
      ...(CanvasPane === null
        ? []
        : [
            {
              id: 'figure',
              title: 'Figure',
              purpose: 'drawn beside the text',
              words: 'draw canvas excalidraw diagram',
              run: () => workspace.openFigure({ path: null, alt: '', caption: '' }),
            },
          ]),
      {
        id: 'image',
        title: 'Image',
        purpose: 'from a file',
        words: 'picture photo upload',
        markdown: '![]()',
        run: () => field.current?.click(),
      },
    ]);
    return () => workspaceChoices.set([]);
  }, [workspace]);

  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      const target = open.current;
      if (target === null) return;
      const src = (await editorContext(target.editor)?.addPicture(file)) ?? null;
      if (src !== null) target.insertFigure({ src, alt: '', caption: null });
    }
  };
  return (
    <input
      ref={field}
      type="file"
      accept={pictureTypes}
      multiple
      hidden
      aria-label="Image or drawing from a file"
      onChange={(event) => {
        void take([...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
}
