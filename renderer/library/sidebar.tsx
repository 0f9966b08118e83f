/** The library at the left hand: documents by kind, figures, readers. */
import { FilePlus2, Search, Users } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { kinds, nameOfKind } from '#core/document/kind.ts';
import type { DocumentSummary } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { closeness } from '#renderer/commands/palette.tsx';
import { command, runCommand, useCommands } from '#renderer/commands/registry.ts';
import { useWatched } from '#renderer/components/observable.ts';
import { useSession } from '#renderer/editor/session.ts';
import { CanvasPane, ReadersView } from '#renderer/workspace/slots.ts';
import { useWorkspace } from '#renderer/workspace/workspace-state.ts';
import { FigureList } from './figure-list.tsx';
import { Outline } from './outline.tsx';

const statusWords: Readonly<Record<string, string>> = {
  'half-formed': 'half-formed',
  draft: 'draft',
  stands: 'stands',
};

/** How far a document stands, as a small disc: empty, half, full. */
function StatusMark(props: { readonly status: string | null }) {
  const words = props.status === null ? undefined : statusWords[props.status];
  if (words === undefined) return <span className="status-mark" />;
  return <span className={`status-mark status-${words}`} role="img" aria-label={words} title={words} />;
}

interface RowProps {
  readonly document: DocumentSummary;
  readonly open: boolean;
  onOpen(): void;
}

function DocumentRow(props: RowProps) {
  const { document } = props;
  const session = useSession();
  return (
    <li>
      <button
        type="button"
        className="document-row"
        aria-current={props.open ? 'page' : undefined}
        title={document.readOnly ?? document.path}
        onClick={props.onOpen}
      >
        <StatusMark status={document.status} />
        <span className="document-title">{document.title}</span>
        {document.readOnly === null ? null : <span className="document-note">read-only</span>}
      </button>
      {props.open && session?.path === document.path ? (
        <>
          <Outline key={session.path} session={session} onChosen={props.onOpen} />
          <FigureList key={`figures ${session.path}`} session={session} onChosen={props.onOpen} />
        </>
      ) : null}
    </li>
  );
}

interface GroupProps {
  readonly title: string;
  readonly documents: readonly DocumentSummary[];
  readonly openPath: LibraryPath | null;
  onOpen(path: LibraryPath): void;
}

/** Rows that are shown at first, and with each further request. */
const firstRows = 60;
const moreRows = 500;

/** The documents of one kind. */
function Group(props: GroupProps) {
  const [count, setCount] = useState(firstRows);
  const rest = props.documents.length - count;
  const open = props.documents.findIndex((document) => document.path === props.openPath);
  const shown = props.documents.slice(0, Math.max(count, open + 1));
  return (
    <section>
      <h2>{props.title}</h2>
      <ul>
        {shown.map((document) => (
          <DocumentRow
            key={document.path}
            document={document}
            open={document.path === props.openPath}
            onOpen={() => props.onOpen(document.path)}
          />
        ))}
      </ul>
      {rest > 0 ? (
        <button type="button" className="document-row more-rows" onClick={() => setCount(count + moreRows)}>
          {rest} more
        </button>
      ) : null}
    </section>
  );
}

export function Sidebar(props: { onChosen(): void }) {
  const workspace = useWorkspace();
  const listing = useWatched(workspace.listing);
  const openPath = useWatched(workspace.openPath);
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useCommands([command('go.filter', () => field.current?.focus())]);

  const groups = useMemo(() => {
    const found = listing.documents.filter((document) => closeness(document.title, query) !== null);
    return kinds
      .map((kind) => ({
        kind,
        documents: found
          .filter((document) => document.kind === kind)
          .sort(
            (one, other) =>
              (other.date ?? '').localeCompare(one.date ?? '') || one.title.localeCompare(other.title),
          ),
      }))
      .filter((group) => group.documents.length > 0);
  }, [listing, query]);

  const choose = (run: () => void): void => {
    run();
    props.onChosen();
  };
  return (
    <nav className="sidebar" aria-label="Library">
      <div className="sidebar-head">
        <label className="sidebar-filter">
          <Search size={14} strokeWidth={1.75} aria-hidden="true" />
          <input
            ref={field}
            type="search"
            placeholder="Find a document"
            aria-label="Find a document"
            spellCheck={false}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              const first = groups[0]?.documents[0];
              if (event.key === 'Enter' && first !== undefined) {
                choose(() => void workspace.openDocument(first.path));
              } else if (event.key === 'Escape') setQuery('');
            }}
          />
        </label>
        <button
          type="button"
          className="button quiet"
          aria-label="New document"
          title="New document"
          onClick={() => runCommand('document.new')}
        >
          <FilePlus2 size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      <div className="sidebar-list">
        {groups.map((group) => (
          <Group
            key={group.kind}
            title={nameOfKind[group.kind].many}
            documents={group.documents}
            openPath={openPath}
            onOpen={(path) => choose(() => void workspace.openDocument(path))}
          />
        ))}
        {groups.length === 0 ? (
          <p className="sidebar-none">{query === '' ? 'No documents yet.' : 'No document fits.'}</p>
        ) : null}
        {listing.figures.length > 0 && CanvasPane !== null && query === '' ? (
          <details className="sidebar-figures">
            <summary>
              Figures <span className="count">{listing.figures.length}</span>
            </summary>
            <ul>
              {listing.figures.map((figure) => (
                <li key={figure.path}>
                  <button
                    type="button"
                    className="document-row"
                    title={figure.path}
                    onClick={() =>
                      choose(() => workspace.openFigure({ path: figure.path, alt: '', caption: '' }))
                    }
                  >
                    <span className="document-title">{figure.name}</span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {listing.problems.length > 0 ? (
          <details className="sidebar-figures">
            <summary>
              Not listed <span className="count">{listing.problems.length}</span>
            </summary>
            <ul>
              {listing.problems.map((problem) => (
                <li key={`${problem.path ?? ''}${problem.message}`} className="sidebar-problem">
                  {problem.path === undefined ? null : <strong>{problem.path}</strong>} {problem.message}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      {ReadersView === null ? null : (
        <div className="sidebar-foot">
          <button
            type="button"
            className="button quiet"
            onClick={() => choose(() => workspace.showView('readers'))}
          >
            <Users size={16} strokeWidth={1.75} aria-hidden="true" />
            <span>Readers</span>
          </button>
        </div>
      )}
    </nav>
  );
}
