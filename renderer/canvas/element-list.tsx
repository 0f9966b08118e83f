/** The canvas's elements as a list: walked, found, named and removed by keyboard. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { describeElement, namedElement } from '#core/figure/element-name.ts';
import type { SceneElement } from '#core/figure/scene.ts';
import { useWatched } from '#renderer/components/observable.ts';
import type { CanvasModel } from './canvas-model.ts';

export function ElementList(props: { readonly model: CanvasModel }) {
  const { model } = props;
  useWatched(model.turn);
  const [naming, setNaming] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);

  const all = model.elements();
  // A label belongs to its box, and is named with it. The topmost element is read first.
  const rows = all.filter((element) => typeof element.containerId !== 'string').toReversed();
  const selected = new Set(Object.keys(model.api?.getAppState().selectedElementIds ?? {}));

  const choose = (element: SceneElement) => model.select(element.id);
  const onKeyDown = (event: KeyboardEvent, element: SceneElement, index: number) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const next = rows[index + step];
      const row = list.current?.children[index + step]?.querySelector('button');
      if (next && row) {
        row.focus();
        choose(next);
      }
    } else if (event.key === 'F2' || event.key === 'Enter') setNaming(element.id);
    else if (event.key === 'Delete' || event.key === 'Backspace') model.remove(element.id);
    else return;
    event.preventDefault();
  };

  return (
    <aside className="canvas-elements" aria-label="Elements of the drawing">
      {rows.length === 0 && <p className="canvas-note">Nothing is drawn yet.</p>}
      <ul ref={list}>
        {rows.map((element, index) => (
          <li key={element.id}>
            {naming === element.id ? (
              <input
                aria-label="Name of the element"
                defaultValue={namedElement(element) ?? ''}
                placeholder={describeElement(element, all)}
                // The list itself has the focus while the field takes its place.
                ref={(field) => field?.focus()}
                onKeyDown={(event) => {
                  event.stopPropagation();
                  if (event.key === 'Escape') setNaming(null);
                  if (event.key !== 'Enter') return;
                  model.name(element.id, event.currentTarget.value.trim());
                  setNaming(null);
                }}
                onBlur={(event) => {
                  if (naming !== element.id) return;
                  model.name(element.id, event.currentTarget.value.trim());
                  setNaming(null);
                }}
              />
            ) : (
              <button
                type="button"
                aria-pressed={selected.has(element.id)}
                title="Enter names it, Delete removes it"
                onClick={() => choose(element)}
                onKeyDown={(event) => onKeyDown(event, element, index)}
              >
                {describeElement(element, all)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}
