import { useSyncExternalStore } from 'react';

/** Below this width the side regions lie over the page. Named again in workspace.css. */
const query = '(max-width: 1099px)';

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
