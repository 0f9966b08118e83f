import { createContext, useContext, useEffect, useState } from 'react';
import type { Host, Preferences } from '#core/host/contract.ts';

export interface PreferencesInUse {
  readonly preferences: Preferences;
  change(change: Partial<Preferences>): void;
}

const standard: Preferences = {
  theme: 'system',
  recentLibraries: [],
  sidebar: true,
  readerPanel: false,
  split: 0.5,
  proseChecks: false,
  spelling: true,
};

/** The preferences, as soon as the host has said them; changes show at once. Null until then. */
export function useHostPreferences(host: Host): PreferencesInUse | null {
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  useEffect(() => {
    let gone = false;
    void host.call('preferences.read', {}).then((outcome) => {
      if (!gone) setPreferences(outcome.ok ? outcome.value : standard);
    });
    const stop = host.subscribe((event) => {
      if (event.type === 'preferences-changed') setPreferences(event.preferences);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [host]);
  if (preferences === null) return null;
  return {
    preferences,
    change: (change) => {
      setPreferences({ ...preferences, ...change });
      void host.call('preferences.write', change);
    },
  };
}

export const PreferencesContext = createContext<PreferencesInUse | null>(null);

export function usePreferences(): PreferencesInUse {
  const found = useContext(PreferencesContext);
  if (found === null) throw new Error('usePreferences needs a provider above it.');
  return found;
}

/** Puts the theme on the page. */
export function useTheme(theme: Preferences['theme']): void {
  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const show = (): void => {
      const dark = theme === 'dark' || (theme === 'system' && system.matches);
      document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    };
    show();
    system.addEventListener('change', show);
    return () => system.removeEventListener('change', show);
  }, [theme]);
}
