/** What is said about a drawing: its caption and its alt text, under the canvas. */
import { useId } from 'react';

export function sameWords(a: Words, b: Words): boolean {
  return a.alt === b.alt && a.caption === b.caption;
}

export interface Words {
  readonly alt: string;
  readonly caption: string;
}

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
      }}
    >
      <label htmlFor={`${id}-caption`}>Caption</label>
      <input
        id={`${id}-caption`}
        value={words.caption}
        placeholder="The point that the figure makes, in a sentence"
        onChange={(event) => props.onChange({ ...words, caption: event.target.value })}
      />
      <label htmlFor={`${id}-alt`}>Alt text</label>
      <div className={missing ? 'canvas-alt missing' : 'canvas-alt'}>
        <input
          id={`${id}-alt`}
          value={words.alt}
          placeholder="What is drawn, for someone who cannot see it"
          aria-describedby={missing ? `${id}-ask` : undefined}
          onChange={(event) => props.onChange({ ...words, alt: event.target.value })}
        />
        {missing && <em id={`${id}-ask`}>A reader who cannot see the figure has only these words.</em>}
      </div>
    </form>
  );
}
