/** Keeps a review of the open document: computed when the text rests, shown when it would not disturb. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { resolveInLibrary } from '#core/document/links.ts';
import { outlineOf } from '#core/document/outline.ts';
import { knownPath } from '#core/host/library-path.ts';
import type { DocumentTree } from '#core/markdown/schema.ts';
import type { ReaderDifference, Review, ReviewPrompt } from '#core/reader/engine.ts';
import { figureLabels } from '#core/reader/figure-labels.ts';
import { checksPath, recordPath } from '#core/reader/review-record.ts';
import { useWatched } from '#renderer/components/observable.ts';
import type { DocumentSession } from '#renderer/editor/session.ts';
import { useHost } from '#renderer/host/host-context.tsx';
import { useWorkspace } from '#renderer/workspace/workspace-state.ts';
import { type LibraryFile, useLibraryFile } from './library-file.ts';
import type { DocumentToReview } from './messages.ts';
import { reviewClient } from './review-client.ts';
import { useChanges } from './use-changes.ts';

/** The session tells after 400 ms of rest; the list waits for 2 s, or for the save, so that nothing jumps. */
const listRest = 1600;

export interface ReviewFiles {
  readonly readers: LibraryFile;
  readonly glossary: LibraryFile;
  readonly record: LibraryFile;
  /** Checks put aside in every document. */
  readonly checks: LibraryFile;
}

export interface OpenReview {
  /** Null until the first review is there. */
  readonly review: Review | null;
  /** The tree that the review speaks of. */
  readonly tree: DocumentTree | null;
  /** The newest review, also while the list still waits: for marks in the text. */
  readonly latest: { readonly review: Review; readonly tree: DocumentTree } | null;
  /** Open before, no longer asked, and never settled by hand: closed by the text itself. */
  readonly gone: readonly ReviewPrompt[];
  readonly files: ReviewFiles;
  compare(readerId: string): Promise<ReaderDifference | null>;
}

export function useReview(session: DocumentSession): OpenReview {
  const host = useHost();
  const workspace = useWorkspace();
  const listing = useWatched(workspace.listing);
  const fields = useWatched(session.frontMatter);
  const saved = useWatched(session.saveStatus).state === 'saved';
  const readers = useLibraryFile(knownPath('readers.yml'));
  const glossary = useLibraryFile(knownPath('glossary.yml'));
  const bibliography = useLibraryFile(knownPath('references.bib'));
  const record = useLibraryFile(knownPath(recordPath(session.path)));
  const checks = useLibraryFile(knownPath(checksPath));
  const lastTwelveHours = useChanges(session);
  const [tree, setTree] = useState<DocumentTree | null>(null);
  const [labels, setLabels] = useState<Readonly<Record<string, readonly string[]>>>({});
  const [latest, setLatest] = useState<OpenReview['latest']>(null);
  const [shown, setShown] = useState<OpenReview['latest']>(null);
  const [gone, setGone] = useState<readonly ReviewPrompt[]>([]);
  const turn = useRef(0);

  useEffect(() => session.onDocumentRest(setTree), [session]);

  // Labels are read again when the set of figures changes, or one was saved.
  const figures =
    tree === null
      ? ''
      : session
          .figures()
          .flatMap((figure) => (figure.path?.endsWith('.svg') ? [`${figure.src}\n${figure.path}`] : []))
          .join('\n\n');
  const figureRevisions = listing.figures.map((figure) => figure.revision).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a figure with a new revision has new labels.
  useEffect(() => {
    let left = false;
    void (async () => {
      const found: Record<string, readonly string[]> = {};
      for (const pair of figures.split('\n\n')) {
        const [src, path] = pair.split('\n');
        if (src === undefined || path === undefined) continue;
        const outcome = await host.call('figure.read', { path: knownPath(path) });
        if (outcome.ok) found[src] = figureLabels(outcome.value.svg);
      }
      if (!left) setLabels(found);
    })();
    return () => {
      left = true;
    };
  }, [host, figures, figureRevisions]);

  const deadLinks = useMemo(() => {
    if (tree === null || listing.documents.length === 0) return [];
    const there = new Set<string>([
      ...listing.documents.map((document) => document.path),
      ...listing.figures.map((figure) => figure.path),
      ...listing.media,
    ]);
    return outlineOf(tree).links.flatMap(({ href }) => {
      if (href === '' || /^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(href)) return [];
      const path = resolveInLibrary(session.path, href);
      return path !== null && /\.(?:md|markdown|qmd)$/i.test(path) && !there.has(path) ? [href] : [];
    });
  }, [tree, listing, session.path]);

  const ready = readers.read && glossary.read && bibliography.read && record.read && checks.read;
  const document = useMemo(
    (): DocumentToReview | null =>
      tree === null || !ready
        ? null
        : {
            path: session.path,
            fields,
            tree,
            record: record.text,
            readerId: null,
            figureLabels: labels,
            deadLinks,
            today: new Date().toISOString().slice(0, 10),
            lastTwelveHours,
            library: {
              readers: readers.text,
              glossary: glossary.text,
              bibliography: bibliography.text,
              checks: checks.text,
            },
          },
    [
      tree,
      ready,
      lastTwelveHours,
      session.path,
      fields,
      record.text,
      labels,
      deadLinks,
      readers.text,
      glossary.text,
      bibliography.text,
      checks.text,
    ],
  );

  useEffect(() => {
    if (document === null) return;
    const mine = ++turn.current;
    void reviewClient.review(document).then((review) => {
      if (review !== null && mine === turn.current) setLatest({ review, tree: document.tree });
    });
  }, [document]);

  // What changed by a choice of the writer's (a record, a reader) shows at once; what changed by typing waits.
  const settledBy = `${record.text}\n${checks.text}\n${readers.text}\n${glossary.text}\n${JSON.stringify(fields)}`;
  const lastSettled = useRef('');
  useEffect(() => {
    if (latest === null) return;
    const show = (): void => {
      lastSettled.current = settledBy;
      setShown((before) => {
        if (before !== null && before.review !== latest.review) {
          const now = new Set(latest.review.prompts.map((prompt) => prompt.key));
          const left = before.review.prompts.filter(
            (prompt) => prompt.state === 'open' && prompt.id !== 'P21' && !now.has(prompt.key),
          );
          if (left.length > 0)
            setGone((all) =>
              [
                ...left,
                ...all.filter((one) => !now.has(one.key) && !left.some((other) => other.key === one.key)),
              ].slice(0, 12),
            );
          else setGone((all) => all.filter((one) => !now.has(one.key)));
        }
        return latest;
      });
    };
    if (shown === null || saved || lastSettled.current !== settledBy) {
      show();
      return;
    }
    const timer = setTimeout(show, listRest);
    return () => clearTimeout(timer);
  }, [latest, saved, settledBy, shown]);

  const compare = useCallback(
    (readerId: string) =>
      document === null ? Promise.resolve(null) : reviewClient.compare({ ...document, readerId }),
    [document],
  );
  const files = useMemo(() => ({ readers, glossary, record, checks }), [readers, glossary, record, checks]);
  return { review: shown?.review ?? null, tree: shown?.tree ?? null, latest, gone, files, compare };
}
