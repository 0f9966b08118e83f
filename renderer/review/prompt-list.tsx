/** The open questions: five in sight, the rest behind "more"; F8 goes from one to the next. */
import { useEffect, useState } from 'react';
import type { ReviewPrompt } from '#core/reader/engine.ts';
import { command, useCommands } from '#renderer/commands/registry.ts';
import { isInBlock } from './passages.ts';
import { type PromptActions, PromptItem } from './prompt-item.tsx';

const inSight = 5;

export interface PromptListProps {
  readonly prompts: readonly ReviewPrompt[];
  /** Number of the top-level block with the cursor. */
  readonly block: number;
  /** Key of the chosen prompt, or null. */
  readonly active: string | null;
  readonly actions: PromptActions;
  onActive(key: string | null): void;
  /** Goes to the prompt's passage in the text. */
  onGo(prompt: ReviewPrompt): void;
  onLight(prompt: ReviewPrompt | null): void;
}

export function PromptList(props: PromptListProps) {
  const { prompts, active } = props;
  const [all, setAll] = useState(false);
  const at = prompts.findIndex((prompt) => prompt.key === active);
  const more = all || at >= inSight;
  const shown = more ? prompts : prompts.slice(0, inSight);
  const here = prompts.find((prompt) => prompt.passages.some((passage) => isInBlock(passage, props.block)));
  const beside = here === undefined || shown.includes(here) ? null : here;

  const step = (by: 1 | -1): void => {
    if (prompts.length === 0) return;
    const next =
      prompts[at < 0 ? (by > 0 ? 0 : prompts.length - 1) : (at + by + prompts.length) % prompts.length];
    if (next === undefined) return;
    props.onActive(next.key);
    props.onGo(next);
  };
  useCommands([command('reader.next', () => step(1)), command('reader.previous', () => step(-1))]);
  useEffect(() => {
    if (prompts.length <= inSight) setAll(false);
  }, [prompts.length]);

  const item = (prompt: ReviewPrompt) => (
    <PromptItem
      key={prompt.key}
      prompt={prompt}
      active={prompt.key === active}
      here={prompt === here}
      actions={props.actions}
      onLight={(lit) => props.onLight(lit ? prompt : null)}
      onChoose={() => {
        props.onActive(prompt.key === active ? null : prompt.key);
        if (prompt.key !== active) props.onGo(prompt);
      }}
    />
  );
  return (
    <>
      {beside === null ? null : (
        <section className="beside" aria-label="Beside this paragraph">
          <h3>Beside this paragraph</h3>
          <ul className="prompts">{item(beside)}</ul>
        </section>
      )}
      <ul className="prompts" aria-label="Questions">
        {shown.filter((prompt) => prompt !== beside).map(item)}
      </ul>
      {prompts.length > inSight && at < inSight ? (
        <button type="button" className="prompt-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${prompts.length - inSight} more`}
        </button>
      ) : null}
    </>
  );
}
