/** The name of an open figure; a click makes it a field, and Enter renames the file wherever it is shown. */
import { useRef, useState } from 'react';
import { figureName } from '#core/figure/name.ts';
import { fileNameFor } from '#core/host/file-name.ts';
import { type LibraryPath, libraryPath } from '#core/host/library-path.ts';

export interface FigureNameProps {
  readonly path: LibraryPath;
  /** Gives the file this path; answers why it could not, or null. */
  onRename(to: LibraryPath): Promise<string | null>;
}

/** The path in the same folder that a typed name means, or null for a name without letters. */
export function renamedPath(path: LibraryPath, name: string): LibraryPath | null {
  const stem = fileNameFor(name.replace(/\.excalidraw(?:\.svg)?$/i, ''), '');
  if (stem === '') return null;
  return libraryPath(`${path.slice(0, path.lastIndexOf('/') + 1)}${stem}.excalidraw.svg`);
}

export function FigureName(props: FigureNameProps) {
  const [naming, setNaming] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = useRef(false);
  const name = figureName(props.path);
  if (!naming) {
    return (
      <button
        type="button"
        className="canvas-name"
        title={`${props.path}. Click to rename.`}
        aria-label={`Rename the figure ${name}`}
        onClick={() => setNaming(true)}
      >
        {name}
      </button>
    );
  }
  const leave = () => {
    if (busy.current) return;
    setNaming(false);
    setProblem(null);
  };
  const rename = async (typed: string) => {
    if (busy.current) return;
    const to = renamedPath(props.path, typed);
    if (to === null) return setProblem('A name needs letters or digits.');
    if (to === props.path) return leave();
    busy.current = true;
    const reason = await props.onRename(to);
    busy.current = false;
    if (reason === null) leave();
    else setProblem(reason);
  };
  return (
    <>
      <input
        className="canvas-name-field"
        aria-label="New name of the figure"
        aria-invalid={problem !== null}
        defaultValue={name}
        spellCheck={false}
        ref={(field) => {
          if (field !== null && document.activeElement !== field) field.select();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') void rename(event.currentTarget.value);
          else if (event.key === 'Escape') leave();
        }}
        onBlur={leave}
      />
      {problem !== null && (
        <span className="canvas-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
