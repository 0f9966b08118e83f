/** The open library: its regions, its commands, and the windows over it. */
import { Suspense, useEffect, useRef, useState } from 'react';
import type { LibraryPath } from '#core/host/library-path.ts';
import { KeyList } from '#renderer/commands/key-list.tsx';
import { Palette } from '#renderer/commands/palette.tsx';
import { type Command, command, useCommands } from '#renderer/commands/registry.ts';
import { Boundary } from '#renderer/components/boundary.tsx';
import { Observable, useWatched } from '#renderer/components/observable.ts';
import { DocumentPage } from '#renderer/editor/document-page.tsx';
import { EarlierVersions } from '#renderer/editor/earlier-versions.tsx';
import type { OpenSession } from '#renderer/editor/open-session.ts';
import { SessionContext } from '#renderer/editor/session.ts';
import { RemoveDocument, RenameFile } from '#renderer/library/file-dialogs.tsx';
import { NewDocument } from '#renderer/library/new-document.tsx';
import { Sidebar } from '#renderer/library/sidebar.tsx';
import { DocumentPane } from './document-pane.tsx';
import type { LibraryWorkspace } from './library-workspace.ts';
import { PageBesideCanvas } from './page-beside-canvas.tsx';
import { PublishView, ReaderPanel, ReadersView } from './slots.ts';
import { TopBar } from './top-bar.tsx';
import { useInsertFiles } from './use-insert-files.tsx';
import { usePreferences } from './use-preferences.ts';
import { useRegions } from './use-regions.ts';
import { WorkspaceContext } from './workspace-state.ts';

type Window = 'palette' | 'keys' | 'new' | 'rename' | 'remove' | 'history' | null;

export interface WorkspaceProps {
  readonly workspace: LibraryWorkspace;
  /** Goes to the screen where another library is chosen. */
  onLeave(): void;
}

export function Workspace(props: WorkspaceProps) {
  const { workspace } = props;
  const { change } = usePreferences();
  const listing = useWatched(workspace.listing);
  const session = useWatched(workspace.session);
  const turn = useWatched(workspace.figureTurn);
  const view = useWatched(workspace.view);
  const message = useWatched(workspace.message);
  const openPath = useWatched(workspace.openPath);
  const [shown, setShown] = useState<Window>(null);
  const regions = useRegions(workspace);
  const { sidebar } = regions;
  const readerPanel = ReaderPanel !== null && session !== null && regions.reader;
  const insertFiles = useInsertFiles(workspace, session);

  const open = useRef(session);
  open.current = session;
  const goTo = async (path: LibraryPath): Promise<void> => {
    await workspace.openDocument(path);
    if (workspace.openPath.get() === path) workspace.session.get()?.takeKeyboard();
  };
  const hasDocument = (): boolean => open.current !== null;
  const some = (part: unknown, entry: Command): readonly Command[] => (part === null ? [] : [entry]);
  useCommands([
    command('go.palette', () => setShown('palette')),
    command('document.new', () => setShown('new')),
    command('library.open', props.onLeave),
    command('document.rename', () => setShown('rename'), { enabled: hasDocument }),
    command('document.history', () => setShown('history'), { enabled: hasDocument }),
    command('document.remove', () => setShown('remove'), { enabled: hasDocument }),
    command('view.sidebar', () => regions.toggle('sidebar')),
    ...some(
      ReaderPanel,
      command('view.reader', () => regions.toggle('reader'), { enabled: hasDocument }),
    ),
    ...some(
      PublishView,
      command('publish.open', async () => {
        if (await workspace.flush()) workspace.showView('publish');
      }),
    ),
    command('view.themeSystem', () => change({ theme: 'system' })),
    command('view.themeLight', () => change({ theme: 'light' })),
    command('view.themeDark', () => change({ theme: 'dark' })),
    command('help.keys', () => setShown('keys')),
  ]);

  const current = listing.documents.find((document) => document.path === openPath);
  const declared = useDeclaredTitle(session);
  const title = declared ?? current?.title ?? openPath ?? '';
  useEffect(() => {
    window.document.title = title === '' ? 'Legible' : `${title} – Legible`;
  }, [title]);

  const page =
    session === null ? (
      <DocumentPane workspace={workspace} />
    ) : (
      <Boundary key={session.path} name="The page">
        <DocumentPage session={session} />
      </Boundary>
    );
  const fullWindow =
    view === 'publish' && PublishView !== null ? (
      <PublishView onClose={() => workspace.showView(null)} />
    ) : view === 'readers' && ReadersView !== null ? (
      <ReadersView onClose={() => workspace.showView(null)} />
    ) : null;

  return (
    <WorkspaceContext value={workspace}>
      <SessionContext value={session}>
        <div className="workspace">
          <TopBar
            session={session}
            title={title}
            libraryName={listing.library.name}
            sidebar={sidebar}
            readerPanel={readerPanel}
          />
          {fullWindow === null ? null : (
            <div className="full-window">
              <Boundary name="This view">
                <Suspense fallback={null}>{fullWindow}</Suspense>
              </Boundary>
            </div>
          )}
          <div className={regions.narrow ? 'regions narrow' : 'regions'} hidden={fullWindow !== null}>
            {sidebar ? <Sidebar onChosen={regions.uncover} /> : null}
            <main className="page-region">
              <PageBesideCanvas workspace={workspace} page={page} turn={turn} />
            </main>
            {readerPanel && ReaderPanel !== null ? (
              <aside className="reader-region" aria-label="Reader">
                <Boundary name="The reader panel">
                  <Suspense fallback={null}>
                    <ReaderPanel onClose={() => regions.toggle('reader')} />
                  </Suspense>
                </Boundary>
              </aside>
            ) : null}
            {regions.covered ? (
              <button
                type="button"
                className="region-veil"
                aria-label="Back to the page"
                onClick={regions.uncover}
              />
            ) : null}
          </div>
          {insertFiles}
          <div className="message" role="status" aria-live="polite">
            {message === null ? null : (
              <p>
                {message.words}
                {message.action === null ? null : (
                  <button
                    type="button"
                    className="message-action"
                    onClick={() => {
                      workspace.hush();
                      message.action?.run();
                    }}
                  >
                    {message.action.name}
                  </button>
                )}
              </p>
            )}
          </div>
        </div>
        {shown === 'palette' ? (
          <Palette
            documents={listing.documents}
            open={(path) => void goTo(path)}
            onClose={() => setShown(null)}
          />
        ) : null}
        {shown === 'keys' ? <KeyList onClose={() => setShown(null)} /> : null}
        {shown === 'new' ? (
          <NewDocument onCreated={(path) => void goTo(path)} onClose={() => setShown(null)} />
        ) : null}
        {shown === 'rename' && session !== null ? (
          <RenameFile
            session={session}
            onClose={() => setShown(null)}
            onRenamed={async (path) => {
              await workspace.leaveDocument();
              await goTo(path);
            }}
          />
        ) : null}
        {shown === 'history' && session !== null ? (
          <EarlierVersions
            session={session}
            announce={(words) => workspace.announce(words)}
            onClose={() => setShown(null)}
          />
        ) : null}
        {shown === 'remove' && session !== null ? (
          <RemoveDocument
            session={session}
            onClose={() => setShown(null)}
            onRemoved={async (text) => {
              const { path } = session;
              await workspace.leaveDocument();
              workspace.announce('Moved to the trash.', {
                name: 'Put it back',
                run: () => void workspace.putBack(path, text),
              });
            }}
          />
        ) : null}
      </SessionContext>
    </WorkspaceContext>
  );
}

const noFields = new Observable<Readonly<Record<string, unknown>>>({});

/** The title as it stands in the open document's front matter now. */
function useDeclaredTitle(session: OpenSession | null): string | null {
  const { title } = useWatched<Readonly<Record<string, unknown>>>(session?.frontMatter ?? noFields);
  return typeof title === 'string' && title !== '' ? title : null;
}
