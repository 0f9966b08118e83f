import { runCommand } from '#renderer/commands/registry.ts';
import { useWatched } from '#renderer/components/observable.ts';
import type { LibraryWorkspace } from './library-workspace.ts';

/** What stands in the page's place while no document is open. */
export function DocumentPane(props: { readonly workspace: LibraryWorkspace }) {
  const failure = useWatched(props.workspace.failure);
  const { documents } = useWatched(props.workspace.listing);
  return (
    <div className="page page-empty">
      {failure === null ? (
        <p>{documents.length === 0 ? 'This library has no documents yet.' : 'No document is open.'}</p>
      ) : (
        <p role="alert">{failure.message}</p>
      )}
      <button type="button" className="button" onClick={() => runCommand('document.new')}>
        New document
      </button>
    </div>
  );
}
