/** How many unexplained words the reader holds, paragraph by paragraph: one sees where they leave. */
import type { LoadStep } from '#core/reader/ledger.ts';

export interface LoadStripProps {
  readonly steps: readonly LoadStep[];
  readonly name: string;
  readonly block: number;
  onGo(block: number): void;
}

const height = 36;

export function LoadStrip(props: LoadStripProps) {
  const { steps } = props;
  const most = Math.max(...steps.map((step) => step.untold), 0);
  // One word is carried without trouble, and three paragraphs need no map.
  if (most < 2 || steps.length < 4) return null;
  const scale = Math.max(most, 4);
  return (
    <section className="load" aria-label={`Words that ${props.name} holds`}>
      <h3>
        Words {props.name} holds without having been told: at most {most}
      </h3>
      <div className="load-strip">
        {steps.map((step) => {
          const added = step.added.length === 0 ? '' : `; new here: ${step.added.join(', ')}`;
          const words = `Paragraph ${step.block + 1}: ${step.untold}${added}`;
          return (
            <button
              key={step.block}
              type="button"
              tabIndex={-1}
              className={step.block === props.block ? 'load-step load-here' : 'load-step'}
              title={words}
              aria-label={words}
              onClick={() => props.onGo(step.block)}
            >
              <span
                className="load-bar"
                style={{ height: Math.max(step.untold === 0 ? 1 : 3, (step.untold / scale) * height) }}
              />
            </button>
          );
        })}
      </div>
    </section>
  );
}
