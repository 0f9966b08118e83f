/** One question in the reader's voice, and the ways to settle it. */
import { useEffect, useRef, useState } from 'react';
import type { ReviewPrompt } from '#core/reader/engine.ts';
import { type DismissalReason, dismissalReasons, nameOfReason } from '#core/reader/review-record.ts';
import { offerFor } from './settle.ts';

type Open = 'answer' | 'link' | 'dismiss' | 'why' | null;

export interface PromptActions {
  /** `into` also puts the answer where it belongs. Answers null, or why it failed. */
  answer(prompt: ReviewPrompt, text: string, into: boolean): Promise<string | null>;
  /** Settles it by the passage selected in the text; null when that worked. */
  link(prompt: ReviewPrompt): Promise<string | null>;
  dismiss(prompt: ReviewPrompt, reason: DismissalReason, text: string): Promise<string | null>;
  /** Something else than words settles it: a drawing, a reader, a status. */
  readonly special: (prompt: ReviewPrompt) => readonly { readonly name: string; run(): void }[];
}

export interface PromptItemProps {
  readonly prompt: ReviewPrompt;
  readonly active: boolean;
  /** Its passage is where the cursor is. */
  readonly here: boolean;
  readonly actions: PromptActions;
  onChoose(): void;
  onLight(lit: boolean): void;
}

export function PromptItem(props: PromptItemProps) {
  const { prompt, active, actions } = props;
  const [open, setOpen] = useState<Open>(null);
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) place.current?.scrollIntoView({ block: 'nearest' });
    else setOpen(null);
  }, [active]);
  const report = (work: Promise<string | null>): void => {
    void work.then((problem) => {
      setTrouble(problem);
      if (problem === null) setOpen(null);
    });
  };
  const can = (way: 'answer' | 'link' | 'dismiss'): boolean => prompt.settle.includes(way);
  const special = actions.special(prompt);
  const offer = offerFor(prompt);
  const toggle = (name: Open): void => {
    setTrouble(null);
    setOpen(open === name ? null : name);
  };
  const tool = (name: Exclude<Open, null>, words: string) => (
    <button type="button" className="prompt-tool" aria-expanded={open === name} onClick={() => toggle(name)}>
      {words}
    </button>
  );
  return (
    <li
      ref={place}
      className={`prompt${active ? ' prompt-active' : ''}${props.here ? ' prompt-here' : ''}`}
      data-prompt={prompt.key}
      onMouseEnter={() => props.onLight(true)}
      onMouseLeave={() => props.onLight(false)}
    >
      <button type="button" className="prompt-question" aria-expanded={active} onClick={props.onChoose}>
        {prompt.wording}
      </button>
      {prompt.reopened && !active ? (
        <p className="prompt-note">The passage that answered this has gone.</p>
      ) : null}
      {active ? (
        <div className="prompt-body">
          {prompt.reopened ? <p className="prompt-note">The passage that answered this has gone.</p> : null}
          <div className="prompt-tools">
            {special.map((entry) => (
              <button key={entry.name} type="button" className="prompt-tool" onClick={entry.run}>
                {entry.name}
              </button>
            ))}
            {can('answer') && special.length === 0 ? tool('answer', 'Answer') : null}
            {can('link') ? tool('link', 'It’s in the text') : null}
            {can('dismiss') ? tool('dismiss', 'Put aside') : null}
            {tool('why', 'Why?')}
          </div>
          {open === 'answer' ? (
            <form
              className="prompt-form"
              onSubmit={(event) => {
                event.preventDefault();
                if (text.trim() !== '') report(actions.answer(prompt, text.trim(), false));
              }}
            >
              <textarea
                className="prompt-field"
                aria-label={`Answer: ${prompt.wording}`}
                // biome-ignore lint/a11y/noAutofocus: the field appears because the writer asked to answer.
                autoFocus
                rows={3}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
              <div className="prompt-buttons">
                {offer === null ? null : (
                  <button
                    type="button"
                    className="button main"
                    disabled={text.trim() === ''}
                    onClick={() => report(actions.answer(prompt, text.trim(), true))}
                  >
                    {offer}
                  </button>
                )}
                <button
                  type="submit"
                  className={offer === null ? 'button main' : 'button'}
                  disabled={text.trim() === ''}
                >
                  {offer === null ? 'Keep the answer' : 'Only keep it'}
                </button>
              </div>
            </form>
          ) : null}
          {open === 'link' ? (
            <div className="prompt-form">
              <p className="prompt-hint">Select the passage that deals with it, then point to it here.</p>
              <div className="prompt-buttons">
                <button
                  type="button"
                  className="button main"
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => report(actions.link(prompt))}
                >
                  This passage
                </button>
              </div>
            </div>
          ) : null}
          {open === 'dismiss' ? (
            <Dismiss
              prompt={prompt}
              onDismiss={(reason, words) => report(actions.dismiss(prompt, reason, words))}
            />
          ) : null}
          {open === 'why' ? (
            <div className="prompt-why">
              <p>{prompt.why.sentence}</p>
              <dl>
                <dt>Before</dt>
                <dd>{prompt.why.before}</dd>
                <dt>After</dt>
                <dd>{prompt.why.after}</dd>
              </dl>
              <p className="prompt-source">{prompt.why.source}</p>
            </div>
          ) : null}
          {trouble === null ? null : (
            <p className="prompt-trouble" role="alert">
              {trouble}
            </p>
          )}
        </div>
      ) : null}
    </li>
  );
}

function Dismiss(props: {
  readonly prompt: ReviewPrompt;
  onDismiss(reason: DismissalReason, text: string): void;
}) {
  const [text, setText] = useState('');
  const reasons = dismissalReasons.filter((reason) => reason !== 'knows' || props.prompt.term !== null);
  return (
    <div className="prompt-form">
      <div className="prompt-reasons">
        {reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            className="button"
            onClick={() => props.onDismiss(reason, text.trim())}
          >
            {nameOfReason[reason]}
          </button>
        ))}
      </div>
      <input
        className="prompt-field"
        aria-label="A word on why (optional)"
        placeholder="A word on why (optional)"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
