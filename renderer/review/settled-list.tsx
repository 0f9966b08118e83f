/** What was asked and is settled: by an answer, a passage, a decision, or by the text itself. */
import type { PromptState, ReviewPrompt } from '#core/reader/engine.ts';
import { nameOfReason } from '#core/reader/review-record.ts';

const nameOfState: Readonly<Record<PromptState, string>> = {
  open: 'No longer asked',
  answered: 'Answered',
  linked: 'In the text',
  dismissed: 'Put aside',
  gone: 'No longer asked',
};

export interface SettledListProps {
  readonly prompts: readonly ReviewPrompt[];
  onReopen(prompt: ReviewPrompt): void;
  onGo(prompt: ReviewPrompt): void;
}

export function SettledList(props: SettledListProps) {
  if (props.prompts.length === 0) return null;
  return (
    <details className="fold">
      <summary>Settled ({props.prompts.length})</summary>
      <ul className="settled">
        {props.prompts.map((prompt) => (
          <li key={prompt.key}>
            <p className="settled-question">{prompt.wording}</p>
            {prompt.answer === null ? null : <p className="settled-answer">{prompt.answer}</p>}
            <p className="settled-foot">
              <span>
                {nameOfState[prompt.state]}
                {prompt.dismissal === null ? '' : `: ${nameOfReason[prompt.dismissal.reason].toLowerCase()}`}
                {prompt.dismissal === null || prompt.dismissal.text === ''
                  ? ''
                  : `. ${prompt.dismissal.text}`}
              </span>
              {prompt.link === null ? null : (
                <button type="button" className="prompt-tool" onClick={() => props.onGo(prompt)}>
                  Show
                </button>
              )}
              {prompt.state === 'open' ||
              (prompt.state === 'gone' && prompt.answer === null && prompt.dismissal === null) ? null : (
                <button type="button" className="prompt-tool" onClick={() => props.onReopen(prompt)}>
                  {prompt.state === 'gone' ? 'Forget' : 'Ask again'}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
