/** The reader at the writer's side: who reads, what they ask, what they have to hold. */
import './review.css';
import { X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReviewPrompt } from '#core/reader/engine.ts';
import { addGlossaryTerm } from '#core/reader/glossary.ts';
import type { Stage } from '#core/reader/prompts/rule.ts';
import { callOf } from '#core/reader/reader.ts';
import { addKnownTerm, parseReaders, writeReader } from '#core/reader/readers.ts';
import { changeRecord, checksPath, parseRecord, type RecordChange } from '#core/reader/review-record.ts';
import type { Passage } from '#core/reader/text/model.ts';
import { command, useCommands } from '#renderer/commands/registry.ts';
import { useWatched } from '#renderer/components/observable.ts';
import { type DocumentSession, type PassageMark, useSession } from '#renderer/editor/session.ts';
import { usePreferences } from '#renderer/workspace/use-preferences.ts';
import { useWorkspace } from '#renderer/workspace/workspace-state.ts';
import { LoadStrip } from './load-strip.tsx';
import { sessionPassage } from './passages.ts';
import type { PromptActions } from './prompt-item.tsx';
import { PromptList } from './prompt-list.tsx';
import { ProseMarks } from './prose-marks.tsx';
import { ReaderCard } from './reader-card.tsx';
import { putAnswer, readerAfter } from './settle.ts';
import { SettledList } from './settled-list.tsx';
import { TermLedger } from './term-ledger.tsx';
import { useReview } from './use-review.ts';

export interface ReaderPanelProps {
  onClose(): void;
}

export function ReaderPanel(props: ReaderPanelProps) {
  const session = useSession();
  return session === null ? null : <OpenPanel key={session.path} session={session} onClose={props.onClose} />;
}

const stages: readonly { readonly id: Stage; readonly name: string }[] = [
  { id: 'before', name: 'Before' },
  { id: 'draft', name: 'Drafting' },
  { id: 'publish', name: 'Publishing' },
];

/** Below so many words there is hardly a text: the questions before writing come first. */
const draftBegins = 60;

function OpenPanel(props: { readonly session: DocumentSession; onClose(): void }) {
  const { session } = props;
  const workspace = useWorkspace();
  const { preferences, change: changePreferences } = usePreferences();
  const { review, tree, latest, gone, files, compare } = useReview(session);
  const fields = useWatched(session.frontMatter);
  const block = useWatched(session.currentBlock);
  const [chosenStage, setChosenStage] = useState<Stage | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [lit, setLit] = useState<ReviewPrompt | null>(null);
  const [mark, setMark] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const readers = useMemo(() => parseReaders(files.readers.text ?? '').readers, [files.readers.text]);
  const named = typeof fields.reader === 'string' ? fields.reader : null;
  const reader = readers.find((each) => each.id === named) ?? null;
  const name = callOf(reader);
  const stage: Stage = chosenStage ?? (review !== null && review.words < draftBegins ? 'before' : 'draft');

  const aside = useMemo(
    () =>
      parseRecord(files.checks.text ?? '', checksPath)
        .checks.filter((entry) => entry.quote === null)
        .map((entry) => entry.check),
    [files.checks.text],
  );

  const open = useMemo(
    () => (review?.prompts ?? []).filter((prompt) => prompt.state === 'open' && prompt.stage === stage),
    [review, stage],
  );
  const settled = useMemo(
    () => [...(review?.prompts ?? []).filter((prompt) => prompt.state !== 'open'), ...gone],
    [review, gone],
  );

  const go = useCallback(
    (passage: Passage | undefined): void => {
      if (passage !== undefined && tree !== null) session.showPassage(sessionPassage(tree, passage));
    },
    [session, tree],
  );

  // Light marks under what the five questions speak of; the chosen one shines.
  const shining = lit?.key ?? active;
  useEffect(() => {
    if (tree === null) return;
    const marks = open
      .slice(0, 5)
      .flatMap((prompt): PassageMark[] =>
        prompt.passages.slice(0, 6).map((passage) => ({ ...sessionPassage(tree, passage), id: prompt.key })),
      );
    session.decorate('reader', marks);
  }, [session, tree, open]);
  useEffect(() => {
    if (tree === null) return;
    const prompt = open.find((each) => each.key === shining);
    session.decorate(
      'reader-lit',
      (prompt?.passages ?? []).map((passage) => ({
        ...sessionPassage(tree, passage),
        id: prompt?.key ?? '',
      })),
    );
  }, [session, tree, open, shining]);
  useEffect(
    () => () => {
      session.decorate('reader', []);
      session.decorate('reader-lit', []);
    },
    [session],
  );
  useEffect(
    () =>
      session.onMarkChosen((owner, id) => {
        if (owner === 'reader' || owner === 'reader-lit') setActive(id);
        if (owner === 'prose') setMark(id);
      }),
    [session],
  );

  const record = useCallback(
    (change: RecordChange) => files.record.change((text) => changeRecord(text, change)),
    [files],
  );
  const say = (work: Promise<string | null>): void => void work.then(setTrouble);

  const actions: PromptActions = {
    async answer(prompt, text, into) {
      const after = into && reader !== null ? readerAfter(prompt, text, reader) : null;
      if (after !== null) {
        const problem = await files.readers.change((source) => writeReader(source, after));
        if (problem !== null) return problem;
      } else if (into && tree !== null && !putAnswer(prompt, text, session, tree)) {
        return 'The passage has changed meanwhile; the answer could not be put in.';
      }
      if (prompt.id === 'P17') return record({ type: 'reading', by: name, stumbled: text });
      return record({ type: 'answer', prompt: prompt.key, question: prompt.wording, text });
    },
    async link(prompt) {
      const passage = session.selectedPassage();
      if (passage === null) return 'Nothing is selected in the text yet.';
      return record({
        type: 'link',
        prompt: prompt.key,
        question: prompt.wording,
        block: String(passage.block),
        quote: passage.quote,
      });
    },
    async dismiss(prompt, reason, text) {
      if (reason === 'knows' && reader !== null && prompt.term !== null) {
        const term = prompt.term;
        const problem = await files.readers.change((source) => addKnownTerm(source, reader.id, term));
        if (problem !== null) return problem;
      }
      return record({ type: 'dismiss', prompt: prompt.key, question: prompt.wording, reason, text });
    },
    special(prompt) {
      switch (prompt.becomes) {
        case 'reader':
          return [
            ...readers.map((each) => ({
              name: each.name || each.id,
              run: () => void session.setFrontMatter('reader', each.id),
            })),
            { name: 'Someone new…', run: () => workspace.showView('readers') },
          ];
        case 'status':
          return [
            { name: 'Half-formed', run: () => void session.setFrontMatter('status', 'half-formed') },
            { name: 'A draft', run: () => void session.setFrontMatter('status', 'draft') },
            { name: 'It stands', run: () => void session.setFrontMatter('status', 'stands') },
          ];
        case 'readers-box':
          return prompt.id === 'P05'
            ? [{ name: 'Show the reader’s box', run: () => void session.setFrontMatter('readers-box', true) }]
            : [];
        case 'canvas':
          return [{ name: 'Draw it', run: () => workspace.openFigure({ path: null, alt: '', caption: '' }) }];
        default:
          return [];
      }
    },
  };

  useCommands([
    command('reader.readers', () => workspace.showView('readers')),
    command('reader.prose', () => changePreferences({ proseChecks: !preferences.proseChecks }), {
      active: () => preferences.proseChecks,
    }),
  ]);

  return (
    <div className="reader-panel">
      <button
        type="button"
        className="button quiet reader-close"
        aria-label="Close the reader panel"
        onClick={props.onClose}
      >
        <X size={15} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <ReaderCard
        reader={reader}
        readers={readers}
        missing={named !== null && reader === null && files.readers.read ? named : null}
        compare={compare}
        onChoose={(id) => void session.setFrontMatter('reader', id)}
        onOpenReaders={() => workspace.showView('readers')}
      />
      {review === null ? null : (
        <>
          <div className="stages" role="tablist" aria-label="When">
            {stages.map((each) => (
              <button
                key={each.id}
                type="button"
                role="tab"
                aria-selected={each.id === stage}
                className="stage"
                onClick={() => {
                  setChosenStage(each.id);
                  setActive(null);
                }}
              >
                {each.name}
              </button>
            ))}
          </div>
          {open.length === 0 ? (
            <p className="reader-silence">
              {stage === 'draft'
                ? `${name.charAt(0).toUpperCase()}${name.slice(1)} reads on.`
                : 'Nothing more to ask here.'}
            </p>
          ) : (
            <PromptList
              prompts={open}
              block={block}
              active={active}
              actions={actions}
              onActive={setActive}
              onGo={(prompt) => go(prompt.passages[0])}
              onLight={setLit}
            />
          )}
          <LoadStrip
            steps={review.load}
            name={name}
            block={block}
            onGo={(at) => session.showPassage({ block: at })}
          />
          <TermLedger
            entries={review.ledger}
            name={name}
            onGo={go}
            onDefine={(entry) => {
              go(entry.first);
              const span = tree === null ? null : session.locate(sessionPassage(tree, entry.first));
              if (span !== null)
                session.editor
                  .chain()
                  .focus()
                  .insertContentAt(span.to, { type: 'text', text: ' ()' })
                  .setTextSelection(span.to + 2)
                  .run();
            }}
            onGlossary={(entry, means) =>
              say(
                files.glossary.change((text) => addGlossaryTerm(text, { term: entry.term, means, also: [] })),
              )
            }
            onKnown={
              reader === null
                ? null
                : (entry) => say(files.readers.change((text) => addKnownTerm(text, reader.id, entry.term)))
            }
            onNotTerm={(entry) => say(record({ type: 'not-term', term: entry.term }))}
          />
          <SettledList
            prompts={settled}
            onReopen={(prompt) => say(record({ type: 'reopen', prompt: prompt.key }))}
            onGo={(prompt) => go(prompt.link ?? prompt.passages[0])}
          />
          <ProseMarks
            session={session}
            latest={latest}
            on={preferences.proseChecks}
            chosen={mark}
            onSwitch={(on) => changePreferences({ proseChecks: on })}
            onChoose={setMark}
            aside={aside}
            onDismiss={(chosen, where) => {
              const change: RecordChange = {
                type: 'dismiss-check',
                check: chosen.check,
                quote: where === 'here' ? chosen.passage.quote : null,
              };
              say(
                where === 'for-good'
                  ? files.checks.change((text) => changeRecord(text, change))
                  : record(change),
              );
            }}
            onRestore={(check) =>
              say(files.checks.change((text) => changeRecord(text, { type: 'restore-check', check })))
            }
          />
        </>
      )}
      {trouble === null ? null : (
        <p className="prompt-trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
