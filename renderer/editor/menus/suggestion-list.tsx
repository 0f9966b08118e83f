import { Floating } from '#renderer/components/floating.tsx';
import { useWatched } from '#renderer/components/observable.ts';
import { openSuggestions } from './suggestions.ts';

/** The list under what is being typed. The keyboard stays in the text. */
export function SuggestionList() {
  const open = useWatched(openSuggestions);
  if (open === null || open.place === null) return null;
  return (
    <Floating place={open.place} side="below" className="suggestion-list" role="listbox" label={open.label}>
      {open.rows.map((row, index) => (
        <div
          key={row.id}
          role="option"
          tabIndex={-1}
          aria-selected={index === open.selected}
          className="suggestion-row"
          ref={index === open.selected ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
          onMouseMove={() => {
            if (open.selected !== index) openSuggestions.set({ ...open, selected: index });
          }}
          onMouseDown={(event) => {
            event.preventDefault();
            open.choose(index);
          }}
        >
          <span className="suggestion-title">{row.title}</span>
          <span className="suggestion-purpose">{row.purpose}</span>
          {row.markdown === undefined ? null : <kbd>{row.markdown}</kbd>}
        </div>
      ))}
    </Floating>
  );
}
