import { useState } from 'react';
import { type Kind, kinds, nameOfKind } from '#core/document/kind.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useHost } from '#renderer/host/host-context.tsx';

const purposes: Readonly<Record<Kind, string>> = {
  post: 'something that you want to say',
  proposal: 'work that you want to do',
  project: 'work that you do',
  note: 'what you read, and what it means',
  page: 'about you, or the site',
};

/** Asks for kind and title. */
export function NewDocument(props: { onCreated(path: LibraryPath): void; onClose(): void }) {
  const host = useHost();
  const [kind, setKind] = useState<Kind>('post');
  const [title, setTitle] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const create = async (): Promise<void> => {
    setBusy(true);
    const outcome = await host.call('document.create', { kind, title: title.trim() });
    setBusy(false);
    if (!outcome.ok) setError(outcome.error.message);
    else {
      props.onClose();
      props.onCreated(outcome.value.path);
    }
  };
  return (
    <Dialog title="New document" className="new-document" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== '' && !busy) void create();
        }}
      >
        <fieldset className="kind-choice">
          <legend className="out-of-sight">Kind</legend>
          {kinds.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="kind"
                value={each}
                checked={kind === each}
                onChange={() => setKind(each)}
              />
              <span className="kind-name">{nameOfKind[each].one}</span>
              <span className="kind-purpose">{purposes[each]}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>Title</span>
          <input
            type="text"
            data-first-focus=""
            value={title}
            maxLength={500}
            onChange={(event) => setTitle(event.target.value)}
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
          <button type="submit" className="button main" disabled={title.trim() === '' || busy}>
            Create
          </button>
        </div>
      </form>
    </Dialog>
  );
}
