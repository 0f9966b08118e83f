/** The prose checks: marks in the text while they are on, and the reason of the one that was chosen. */
import { useEffect, useMemo } from 'react';
import { checkRule, checkRules } from '#core/reader/checks/check.ts';
import type { CheckMark } from '#core/reader/checks/mark.ts';
import type { DocumentSession } from '#renderer/editor/session.ts';
import { sessionPassage } from './passages.ts';
import type { OpenReview } from './use-review.ts';

export interface ProseMarksProps {
  readonly session: DocumentSession;
  readonly latest: OpenReview['latest'];
  readonly on: boolean;
  readonly chosen: string | null;
  onSwitch(on: boolean): void;
  onChoose(id: string | null): void;
  /** Checks that are put aside in every document. */
  readonly aside: readonly string[];
  onDismiss(mark: CheckMark, where: PutAside): void;
  onRestore(check: string): void;
}

/** Where a mark is put aside: this place, this document, every document. */
export type PutAside = 'here' | 'document' | 'for-good';

export function markId(mark: CheckMark): string {
  return `${mark.check}:${mark.passage.block.join('.')}:${mark.passage.from}`;
}

export function ProseMarks(props: ProseMarksProps) {
  const { session, latest, on } = props;
  const marks = useMemo(
    () =>
      latest === null || !on
        ? []
        : latest.review.checks.filter((mark) => checkRule.get(mark.check)?.quiet !== true),
    [latest, on],
  );
  useEffect(() => {
    if (latest === null) return;
    session.decorate(
      'prose',
      marks.map((mark) => ({
        ...sessionPassage(latest.tree, mark.passage),
        id: markId(mark),
        tone: 'prose' as const,
      })),
    );
  }, [session, latest, marks]);
  useEffect(() => () => session.decorate('prose', []), [session]);

  const chosen = marks.find((mark) => markId(mark) === props.chosen);
  const at = chosen === undefined ? -1 : marks.indexOf(chosen);
  const go = (by: number): void => {
    const next = marks[(at + by + marks.length) % marks.length];
    if (next === undefined || latest === null) return;
    props.onChoose(markId(next));
    session.showPassage(sessionPassage(latest.tree, next.passage));
  };
  return (
    <section className="prose" aria-label="Prose">
      <label className="prose-switch">
        <input type="checkbox" checked={on} onChange={(event) => props.onSwitch(event.target.checked)} />
        <span>Marks on the prose</span>
      </label>
      {on && latest !== null && !latest.review.english ? (
        <p className="prompt-hint">These marks read English only, and this text is in another language.</p>
      ) : null}
      {on && marks.length > 0 && chosen === undefined ? (
        <button type="button" className="prompt-more" onClick={() => go(1)}>
          {marks.length === 1 ? 'Show the one mark' : `Go through ${marks.length} marks`}
        </button>
      ) : null}
      {chosen === undefined ? null : (
        <MarkCard
          mark={chosen}
          session={session}
          latest={latest}
          onNext={() => go(1)}
          onDismiss={(where) => {
            props.onDismiss(chosen, where);
            props.onChoose(null);
          }}
          onClose={() => props.onChoose(null)}
        />
      )}
      {on && props.aside.length > 0 ? (
        <p className="prompt-hint">
          Put aside for good:{' '}
          {props.aside.map((id) => (
            <button key={id} type="button" className="prompt-more" onClick={() => props.onRestore(id)}>
              Mark “{checkRules.find((rule) => rule.id === id)?.name ?? id}” again
            </button>
          ))}
        </p>
      ) : null}
    </section>
  );
}

function MarkCard(props: {
  readonly mark: CheckMark;
  readonly session: DocumentSession;
  readonly latest: OpenReview['latest'];
  onNext(): void;
  onDismiss(where: PutAside): void;
  onClose(): void;
}) {
  const { mark, session, latest } = props;
  const rule = checkRule.get(mark.check);
  if (rule === undefined || latest === null) return null;
  const repair = (): void => {
    const span = session.locate(sessionPassage(latest.tree, mark.passage));
    if (span === null || mark.fix === null) return;
    session.editor.commands.insertContentAt(span, { type: 'text', text: mark.fix });
    props.onClose();
  };
  return (
    <div className="mark-card">
      <h3>{rule.name}</h3>
      <p>{rule.reason}</p>
      {mark.note === null ? null : <p className="prompt-note">{mark.note}</p>}
      <dl className="prompt-why">
        <dt>Before</dt>
        <dd>{rule.before}</dd>
        <dt>After</dt>
        <dd>{rule.after}</dd>
      </dl>
      <div className="prompt-tools">
        {mark.fix === null || session.readOnly !== null ? null : (
          <button type="button" className="prompt-tool" onClick={repair}>
            Change to “{mark.fix === ' ' ? 'one space' : mark.fix}”
          </button>
        )}
        <button type="button" className="prompt-tool" onClick={() => props.onDismiss('here')}>
          Leave this one
        </button>
        <button type="button" className="prompt-tool" onClick={() => props.onDismiss('document')}>
          Not in this document
        </button>
        <button type="button" className="prompt-tool" onClick={() => props.onDismiss('for-good')}>
          Never again
        </button>
        <button type="button" className="prompt-tool" onClick={props.onNext}>
          Next
        </button>
      </div>
    </div>
  );
}
