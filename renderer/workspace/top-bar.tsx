/** The bar over everything: where you are, where the text stands, and the few things that concern it all. */
import { BookUp, Code2, Command, Monitor, Moon, PanelLeft, PanelRight, Sun } from 'lucide-react';
import type { Preferences } from '#core/host/contract.ts';
import { CommandButton } from '#renderer/components/command-button.tsx';
import { useWatched } from '#renderer/components/observable.ts';
import type { OpenSession } from '#renderer/editor/open-session.ts';
import type { SaveState } from '#renderer/editor/session.ts';
import { usePreferences } from './use-preferences.ts';
import { WordCount } from './word-count.tsx';

const words: Readonly<Record<SaveState, string>> = {
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet',
  error: 'Could not save',
  conflict: 'Changed elsewhere',
};

function SaveMark(props: { readonly session: OpenSession }) {
  const { state } = useWatched(props.session.saveStatus);
  const locked = props.session.readOnly !== null;
  return (
    <span className={`save-mark save-${state}`} data-save-state={state}>
      {locked ? 'Read-only' : words[state]}
    </span>
  );
}

const themes: readonly { readonly theme: Preferences['theme']; readonly next: string }[] = [
  { theme: 'system', next: 'light' },
  { theme: 'light', next: 'dark' },
  { theme: 'dark', next: 'as the system' },
];

function ThemeButton() {
  const { preferences, change } = usePreferences();
  const index = Math.max(
    0,
    themes.findIndex((each) => each.theme === preferences.theme),
  );
  const next = themes[(index + 1) % themes.length];
  const Icon = { system: Monitor, light: Sun, dark: Moon }[preferences.theme];
  const now = preferences.theme === 'system' ? 'as the system' : preferences.theme;
  const title = `Theme: ${now}. Change to ${themes[index]?.next ?? 'light'}`;
  return (
    <button
      type="button"
      className="button quiet"
      title={title}
      aria-label={title}
      onClick={() => change({ theme: next?.theme ?? 'system' })}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

export interface TopBarProps {
  readonly session: OpenSession | null;
  readonly title: string;
  readonly libraryName: string;
  readonly sidebar: boolean;
  readonly readerPanel: boolean;
}

export function TopBar(props: TopBarProps) {
  return (
    <header className="top-bar">
      <div className="top-left">
        <CommandButton id="view.sidebar" icon={PanelLeft} pressed={props.sidebar} />
        <span className="library-name">{props.libraryName}</span>
      </div>
      <div className="top-middle">
        <h1 className="open-title">{props.title === '' ? props.libraryName : props.title}</h1>
        {props.session === null ? null : <SaveMark session={props.session} />}
        {props.session === null ? null : <WordCount key={props.session.path} session={props.session} />}
      </div>
      <div className="top-right">
        {props.session === null ? null : <SourceButton session={props.session} />}
        <CommandButton id="go.palette" icon={Command} />
        <ThemeButton />
        <CommandButton id="view.reader" icon={PanelRight} pressed={props.readerPanel} />
        <CommandButton id="publish.open" icon={BookUp} words="Publish" className="publish-button" />
      </div>
    </header>
  );
}

function SourceButton(props: { readonly session: OpenSession }) {
  const mode = useWatched(props.session.mode);
  return <CommandButton id="edit.source" icon={Code2} pressed={mode === 'source'} />;
}
