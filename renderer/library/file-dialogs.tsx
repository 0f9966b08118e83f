/** Renaming a document's file, and moving it to the trash. */
import { useState } from 'react';
import { type LibraryPath, libraryPath } from '#core/host/library-path.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import type { OpenSession } from '#renderer/editor/open-session.ts';
import { useHost } from '#renderer/host/host-context.tsx';

export interface FileDialogProps {
  readonly session: OpenSession;
  onClose(): void;
}

export function RenameFile(props: FileDialogProps & { onRenamed(path: LibraryPath): Promise<void> }) {
  const host = useHost();
  const [name, setName] = useState<string>(props.session.path);
  const [error, setError] = useState<string | null>(null);

  const rename = async (): Promise<void> => {
    const to = libraryPath(name.trim());
    if (to === null || !/\.(md|markdown|qmd)$/i.test(to)) {
      setError('A path inside the library is needed, ending in .md.');
      return;
    }
    if (!(await props.session.flush())) {
      setError('The document could not be saved, so its file keeps its name.');
      return;
    }
    const outcome = await host.call('document.rename', { path: props.session.path, to });
    if (!outcome.ok) setError(outcome.error.message);
    else {
      props.onClose();
      await props.onRenamed(outcome.value.path);
    }
  };
  return (
    <Dialog title="Rename the file" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <label className="field">
          <span>Path in the library</span>
          <input
            type="text"
            value={name}
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {error === null ? null : (
          <p className="form-error" role="alert">
            {error}
          </p>
        )}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={props.onClose}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={name.trim() === props.session.path}>
            Rename
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function RemoveDocument(props: FileDialogProps & { onRemoved(text: string): Promise<void> }) {
  const host = useHost();
  const [error, setError] = useState<string | null>(null);

  const remove = async (): Promise<void> => {
    const base = props.session.saver.revision;
    if (!(await props.session.flush()) || base === null) {
      setError('The document could not be saved first, so it stays where it is.');
      return;
    }
    const outcome = await host.call('document.remove', {
      path: props.session.path,
      base: props.session.saver.revision ?? base,
    });
    if (!outcome.ok) setError(outcome.error.message);
    else {
      props.onClose();
      await props.onRemoved(props.session.saver.savedText);
    }
  };
  return (
    <Dialog title="Move to the trash" onClose={props.onClose}>
      <p>
        <strong>{props.session.path}</strong> goes to the library’s trash, in <code>.legible/trash</code>.
      </p>
      {error === null ? null : (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={props.onClose}>
          Cancel
        </button>
        <button type="button" className="button main" onClick={() => void remove()}>
          Move to the trash
        </button>
      </div>
    </Dialog>
  );
}
