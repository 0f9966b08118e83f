/** Where the site goes: a folder or a zip file, or a branch of a git repository. */
import type { Destinations } from './publish-place.ts';

export interface PublishDestinationProps {
  readonly value: Destinations;
  readonly disabled: boolean;
  onChange(value: Destinations): void;
  /** Asks for a folder; absent where the host cannot show a folder picker. */
  readonly onBrowse?: () => void;
}

export function PublishDestination({ value, disabled, onChange, onBrowse }: PublishDestinationProps) {
  const choice = (to: Destinations['to'], name: string) => (
    <label className="publish-choice">
      <input
        type="radio"
        name="publish-to"
        checked={value.to === to}
        disabled={disabled}
        onChange={() => onChange({ ...value, to })}
      />
      <span>{name}</span>
    </label>
  );
  const field = (name: 'place' | 'remote' | 'branch', label: string, button: React.ReactNode = null) => (
    <label className="field">
      <span>{label}</span>
      <span className="field-row">
        <input
          type="text"
          value={value[name]}
          spellCheck={false}
          autoCapitalize="off"
          disabled={disabled}
          onChange={(event) => onChange({ ...value, [name]: event.target.value })}
        />
        {button}
      </span>
    </label>
  );
  return (
    <>
      <fieldset className="publish-choices">
        <legend>Publish to</legend>
        {choice('place', 'A folder or a zip file')}
        {choice('branch', 'A branch, with git')}
      </fieldset>
      {value.to === 'place' ? (
        field(
          'place',
          'A folder for the site, or a file that ends in .zip',
          onBrowse === undefined ? null : (
            <button type="button" className="button" disabled={disabled} onClick={onBrowse}>
              Choose…
            </button>
          ),
        )
      ) : (
        <>
          {field('remote', 'A git repository: its address, or the name of a remote of this library')}
          {field('branch', 'Branch')}
          <p className="publish-quiet">
            The git on this machine pushes it, with the keys and passwords that git knows. Legible keeps none.
          </p>
        </>
      )}
    </>
  );
}
