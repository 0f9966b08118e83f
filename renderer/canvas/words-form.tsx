/** What is said about a drawing: its caption and its alt text, under the canvas. */
import { useId } from 'react';

export function sameWords(a: Words, b: Words): boolean {
  return a.alt === b.alt && a.caption === b.caption;
}

export interface Words {
  readonly alt: string;
  readonly caption: string;
}

/** Both stand on one line of the file. */
const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

export function WordsForm(props: { readonly words: Words; onChange(words: Words): void; onClose(): void }) {
  const id = useId();
  const { words } = props;
  const missing = words.alt.trim() === '';
  return (
    <form
      className="canvas-words"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      <label htmlFor={`${id}-caption`}>Caption</label>
      <textarea
        id={`${id}-caption`}
        rows={1}
        value={words.caption}
        placeholder="The point that the figure makes, in a sentence"
        onChange={(event) => props.onChange({ ...words, caption: oneLine(event.target.value) })}
      />
      <label htmlFor={`${id}-alt`}>Alt text</label>
      <div className={missing ? 'canvas-alt missing' : 'canvas-alt'}>
        <textarea
          id={`${id}-alt`}
          rows={1}
          value={words.alt}
          placeholder="What is drawn, for someone who cannot see it"
          aria-describedby={missing ? `${id}-ask` : undefined}
          onChange={(event) => props.onChange({ ...words, alt: oneLine(event.target.value) })}
        />
        {missing && <em id={`${id}-ask`}>A reader who cannot see the figure has only these words.</em>}
      </div>
    </form>
  );
}
