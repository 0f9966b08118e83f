/** One field for everything: commands and documents. */
import { useId, useMemo, useState } from 'react';
import { nameOfKind } from '#core/document/kind.ts';
import type { DocumentSummary } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { showKeys } from './keys.ts';
import { isEnabled, useCommandList } from './registry.ts';

export interface PaletteProps {
  readonly documents: readonly DocumentSummary[];
  open(path: LibraryPath): void;
  onClose(): void;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  run(): void;
}

/** How well a title fits what was typed: lower is better, null is not at all. */
export function closeness(title: string, query: string): number | null {
  const text = title.toLowerCase();
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return 0;
  if (text.startsWith(wanted)) return 0;
  const words = wanted.split(/\s+/);
  if (words.every((word) => text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)))) return 1;
  return words.every((word) => text.includes(word)) ? 2 : null;
}

const most = 40;

export function Palette(props: PaletteProps) {
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState(0);
  const list = useId();
  const commands = useCommandList();
  const { documents, open } = props;

  const rows = useMemo(() => {
    const all: Row[] = [
      ...documents.map((document) => ({
        id: `document:${document.path}`,
        title: document.title,
        detail: nameOfKind[document.kind].one,
        run: () => open(document.path),
      })),
      ...commands
        .filter((command) => command.id !== 'go.palette' && isEnabled(command))
        .map((command) => ({
          id: command.id,
          title: command.title,
          detail: command.keys === undefined ? command.section : showKeys(command.keys),
          run: () => void command.run(),
        })),
    ];
    return all
      .map((row) => ({ row, fit: closeness(row.title, query) }))
      .filter((each): each is { row: Row; fit: number } => each.fit !== null)
      .sort((one, other) => one.fit - other.fit)
      .slice(0, most)
      .map((each) => each.row);
  }, [documents, commands, query, open]);

  const current = Math.min(selected, rows.length - 1);
  const choose = (row: Row | undefined): void => {
    if (row === undefined) return;
    props.onClose();
    // After the dialog is gone, so that the focus is where the command expects it.
    setTimeout(() => row.run(), 0);
  };
  return (
    <Dialog title="Commands and documents" quietTitle className="palette" onClose={props.onClose}>
      <input
        className="palette-field"
        type="text"
        role="combobox"
        aria-label="Command or document"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={rows[current] === undefined ? undefined : `${list}-${current}`}
        placeholder="Go to a document, or do something"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setSelected(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setSelected((current + 1) % Math.max(1, rows.length));
          else if (event.key === 'ArrowUp')
            setSelected((current - 1 + rows.length) % Math.max(1, rows.length));
          else if (event.key === 'Enter') choose(rows[current]);
          else return;
          event.preventDefault();
        }}
      />
      <div className="palette-rows" id={list} role="listbox" aria-label="Commands and documents">
        {rows.map((row, index) => (
          <div
            key={row.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="palette-row"
            ref={index === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
            onMouseMove={() => setSelected(index)}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(row);
            }}
          >
            <span className="palette-title">{row.title}</span>
            <span className="palette-detail">{row.detail}</span>
          </div>
        ))}
      </div>
      {rows.length === 0 ? <p className="palette-none">Nothing fits.</p> : null}
    </Dialog>
  );
}
