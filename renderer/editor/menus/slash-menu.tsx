import { Floating } from '#renderer/components/floating.tsx';
import { useWatched } from '#renderer/components/observable.ts';
import { slashMenu } from './slash.ts';

/** The list under a typed slash. The keyboard stays in the text. */
export function SlashMenuList() {
  const open = useWatched(slashMenu);
  if (open === null || open.place === null) return null;
  return (
    <Floating place={open.place} side="below" className="slash-menu" role="listbox" label="Insert a block">
      {open.choices.map((choice, index) => (
        <div
          key={choice.id}
          role="option"
          tabIndex={-1}
          aria-selected={index === open.selected}
          className="slash-row"
          ref={index === open.selected ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
          onMouseMove={() => {
            if (open.selected !== index) slashMenu.set({ ...open, selected: index });
          }}
          onMouseDown={(event) => {
            event.preventDefault();
            open.choose(choice);
          }}
        >
          <span className="slash-title">{choice.title}</span>
          <span className="slash-purpose">{choice.purpose}</span>
          {choice.markdown === undefined ? null : <kbd>{choice.markdown}</kbd>}
        </div>
      ))}
    </Floating>
  );
}
