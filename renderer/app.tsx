/** The app: finds its host, then shows the first screen or the open library. */
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  contractVersion,
  type Host,
  type HostDescription,
  type LibraryDescription,
} from '#core/host/contract.ts';
import { runCommand } from './commands/registry.ts';
import { useKeys } from './commands/use-keys.ts';
import { HostProvider } from './host/host-context.tsx';
import { Welcome } from './library/welcome.tsx';
import { LibraryWorkspace } from './workspace/library-workspace.ts';
import {
  PreferencesContext,
  type PreferencesInUse,
  useHostPreferences,
  useTheme,
} from './workspace/use-preferences.ts';
import { Workspace } from './workspace/workspace.tsx';

export function App(props: { readonly host: Host }) {
  const { host } = props;
  const [description, setDescription] = useState<HostDescription | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const preferences = useHostPreferences(host);
  useTheme(preferences?.preferences.theme ?? 'system');
  useEffect(() => {
    void host.call('host.describe', {}).then((outcome) => {
      if (!outcome.ok) setTrouble(outcome.error.message);
      else if (outcome.value.contract !== contractVersion) {
        setTrouble('This page and its host are of different versions. Load the page again.');
      } else setDescription(outcome.value);
    });
  }, [host]);

  if (trouble !== null) {
    return (
      <main className="trouble">
        <h1>Legible</h1>
        <p role="alert">{trouble}</p>
      </main>
    );
  }
  if (description === null || preferences === null) return null;
  return (
    <HostProvider host={host} description={description}>
      <PreferencesContext value={preferences}>
        <Main host={host} first={description.library} preferences={preferences} />
      </PreferencesContext>
    </HostProvider>
  );
}

/** The document that the page's address names: kept there so that a reload comes back to it. */
function namedDocument(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return '';
  }
}

interface MainProps {
  readonly host: Host;
  readonly first: LibraryDescription | null;
  readonly preferences: PreferencesInUse;
}

function Main(props: MainProps) {
  const { host } = props;
  const [workspace, setWorkspace] = useState<LibraryWorkspace | null>(null);
  const [choosing, setChoosing] = useState(props.first === null);
  const open = useRef<LibraryWorkspace | null>(null);
  useKeys();

  const show = useCallback(
    (library: LibraryDescription | null): void => {
      const before = open.current;
      const next = library === null ? null : new LibraryWorkspace(host, library);
      open.current = next;
      setWorkspace(next);
      setChoosing(next === null);
      before?.destroy();
      if (next === null) return;
      void next.begin(namedDocument());
      next.openPath.subscribe(() => {
        const path = next.openPath.get();
        const address = path === null ? '#' : `#${encodeURIComponent(path).replaceAll('%2F', '/')}`;
        window.history.replaceState(null, '', address);
      });
    },
    [host],
  );
  const { first } = props;
  useEffect(() => {
    if (first !== null) show(first);
    return () => {
      open.current?.destroy();
      open.current = null;
    };
  }, [first, show]);

  useEffect(
    () =>
      host.subscribe((event) => {
        if (event.type === 'command') runCommand(event.id);
        else if (event.type === 'library-opened') {
          const place = open.current?.listing.get().library.place ?? null;
          if ((event.library?.place ?? null) !== place) show(event.library);
        } else if (event.type === 'closing') {
          void (async () => {
            const safe = (await open.current?.flush()) ?? true;
            if (safe) await host.call('window.settled', {});
            else open.current?.announce('The document could not be saved, so the window stays open.');
          })();
        }
      }),
    [host, show],
  );

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      const session = open.current?.session.get();
      if (session == null || session.saveStatus.get().state === 'saved') return;
      void session.flush();
      event.preventDefault();
    };
    const hidden = (): void => {
      if (window.document.visibilityState === 'hidden') void open.current?.flush();
    };
    window.addEventListener('beforeunload', leaving);
    window.document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      window.document.removeEventListener('visibilitychange', hidden);
    };
  }, []);

  const recent = props.preferences.preferences.recentLibraries.filter(
    (place) => place !== workspace?.listing.get().library.place,
  );
  if (choosing || workspace === null) {
    return (
      <Welcome
        recent={recent}
        onOpened={show}
        {...(workspace === null ? {} : { onCancel: () => setChoosing(false) })}
      />
    );
  }
  return (
    <Workspace
      workspace={workspace}
      onLeave={() => void workspace.flush().then((safe) => safe && setChoosing(true))}
    />
  );
}
