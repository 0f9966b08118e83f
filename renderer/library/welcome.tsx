/** The first screen: there is no library yet. */
import { useState } from 'react';
import type { LibraryDescription } from '#core/host/contract.ts';
import type { HostError } from '#core/host/outcome.ts';
import { useHost, useHostDescription } from '#renderer/host/host-context.tsx';

type Way = 'sample' | 'empty' | 'open';

const ways: readonly {
  readonly way: Way;
  readonly title: string;
  readonly words: string;
  readonly act: string;
}[] = [
  {
    way: 'sample',
    title: 'Look at an example',
    words: 'A small portfolio with posts, a proposal, figures and two readers. It is yours to change.',
    act: 'Make the example portfolio',
  },
  {
    way: 'empty',
    title: 'Start empty',
    words: 'A new folder with room for posts, proposals, projects and notes.',
    act: 'Make an empty library',
  },
  {
    way: 'open',
    title: 'Open a folder',
    words: 'A library, or any folder that holds Markdown. Nothing in it is changed by opening it.',
    act: 'Open the folder',
  },
];

function join(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}

/** The last part of a path, for a list. */
function nameOf(place: string): string {
  return place.split(/[\\/]/).filter(Boolean).at(-1) ?? place;
}

export interface WelcomeProps {
  readonly recent: readonly string[];
  onOpened(library: LibraryDescription): void;
  /** Set when a library is open already: the screen can be left. */
  onCancel?(): void;
}

export function Welcome(props: WelcomeProps) {
  const host = useHost();
  const { capabilities, suggestedPlace } = useHostDescription();
  const [way, setWay] = useState<Way>('sample');
  const [places, setPlaces] = useState<Readonly<Record<Way, string>>>({
    sample: join(suggestedPlace, 'example-portfolio'),
    empty: join(suggestedPlace, 'my-portfolio'),
    open: suggestedPlace,
  });
  const [error, setError] = useState<HostError | null>(null);
  const [busy, setBusy] = useState(false);

  const finish = async (which: Way, place: string): Promise<void> => {
    setBusy(true);
    setError(null);
    const outcome =
      which === 'open'
        ? await host.call('library.open', { place })
        : await host.call('library.create', { place, sample: which === 'sample' });
    setBusy(false);
    if (outcome.ok) props.onOpened(outcome.value);
    else setError(outcome.error);
  };
  const browse = async (): Promise<void> => {
    const outcome = await host.call('library.choose', { purpose: way === 'open' ? 'open' : 'create' });
    if (!outcome.ok) setError(outcome.error);
    else if (outcome.value.place !== null) setPlaces({ ...places, [way]: outcome.value.place });
  };
  const chosen = ways.find((each) => each.way === way);
  return (
    <main className="welcome">
      <div className="welcome-sheet">
        <h1>Legible</h1>
        <p className="welcome-lead">
          Write for one reader. Draw what words cannot show. Publish what stands.
        </p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void finish(way, places[way].trim());
          }}
        >
          <fieldset className="welcome-ways">
            <legend className="out-of-sight">How to begin</legend>
            {ways.map((each) => (
              <label key={each.way} className="welcome-way">
                <input
                  type="radio"
                  name="way"
                  value={each.way}
                  checked={way === each.way}
                  onChange={() => {
                    setWay(each.way);
                    setError(null);
                  }}
                />
                <span className="welcome-way-title">{each.title}</span>
                <span className="welcome-way-words">{each.words}</span>
              </label>
            ))}
          </fieldset>
          <label className="field" htmlFor="welcome-place">
            <span>{way === 'open' ? 'Folder' : 'Where it is to be made'}</span>
          </label>
          <div className="field-row">
            <input
              id="welcome-place"
              type="text"
              spellCheck={false}
              autoComplete="off"
              value={places[way]}
              onChange={(event) => setPlaces({ ...places, [way]: event.target.value })}
            />
            {capabilities.folderPicker ? (
              <button type="button" className="button" onClick={() => void browse()}>
                Choose…
              </button>
            ) : null}
          </div>
          {error === null ? null : (
            <p className="form-error" role="alert">
              {error.message}
              {error.path === undefined || error.message.includes(error.path) ? null : ` (${error.path})`}
            </p>
          )}
          <div className="welcome-actions">
            <button type="submit" className="button main" disabled={busy || places[way].trim() === ''}>
              {chosen?.act}
            </button>
            {props.onCancel === undefined ? null : (
              <button type="button" className="button quiet" onClick={props.onCancel}>
                Back
              </button>
            )}
          </div>
        </form>
        {props.recent.length > 0 ? (
          <section className="welcome-recent" aria-label="Recent libraries">
            <h2>Recent</h2>
            <ul>
              {props.recent.map((place) => (
                <li key={place}>
                  <button type="button" className="recent-row" onClick={() => void finish('open', place)}>
                    <span className="recent-name">{nameOf(place)}</span>
                    <span className="recent-place">{place}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </main>
  );
}
