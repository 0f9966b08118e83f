/** What a list beside the cursor offers while something is typed: blocks, works to cite, documents. */
import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion';
import { Observable } from '#renderer/components/observable.ts';

/** One row of the list. */
export interface Suggested {
  readonly id: string;
  readonly title: string;
  /** What it is, in a few quiet words. */
  readonly purpose: string;
  /** What a writer would type instead. */
  readonly markdown?: string;
}

export interface OpenSuggestions {
  /** What the list is of. */
  readonly label: string;
  readonly rows: readonly Suggested[];
  readonly selected: number;
  /** Where the typed sign stands on the screen. */
  readonly place: DOMRect | null;
  choose(row: number): void;
}

/** The list that is open now; null while none is. */
export const openSuggestions = new Observable<OpenSuggestions | null>(null);

function show<T extends Suggested>(label: string, props: SuggestionProps<T, T>): void {
  const rows = props.items;
  if (rows.length === 0) {
    openSuggestions.set(null);
    return;
  }
  openSuggestions.set({
    label,
    rows,
    selected: 0,
    place: props.clientRect?.() ?? null,
    choose: (row) => {
      const chosen = rows[row];
      if (chosen !== undefined) props.command(chosen);
    },
  });
}

function move(by: number): void {
  const open = openSuggestions.get();
  if (open === null) return;
  const count = open.rows.length;
  openSuggestions.set({ ...open, selected: (open.selected + by + count) % count });
}

/** How a kind of suggestion is shown and driven by the keyboard. `ended` is called when its list closes. */
export function suggestionView<T extends Suggested>(
  label: string,
  ended: () => void = () => undefined,
): NonNullable<SuggestionOptions<T, T>['render']> {
  return () => ({
    onStart: (props) => show(label, props),
    onUpdate: (props) => show(label, props),
    onExit: () => {
      openSuggestions.set(null);
      ended();
    },
    onKeyDown: ({ event }) => {
      const open = openSuggestions.get();
      if (open === null) return false;
      if (event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowUp') move(-1);
      else if (event.key === 'Enter' || event.key === 'Tab') open.choose(open.selected);
      else if (event.key === 'Escape') openSuggestions.set(null);
      else return false;
      return true;
    },
  });
}
