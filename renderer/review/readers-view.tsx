/** The library's readers: who they are, what each knows, which documents are for them. */
import './review.css';
import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { knownPath } from '#core/host/library-path.ts';
import { freeReaderId, newReader, type Reader } from '#core/reader/reader.ts';
import { parseReaders, removeReader, writeReader } from '#core/reader/readers.ts';
import { starterReaders } from '#core/reader/starter-readers.ts';
import { useWatched } from '#renderer/components/observable.ts';
import { useSession } from '#renderer/editor/session.ts';
import { useWorkspace } from '#renderer/workspace/workspace-state.ts';
import { useLibraryFile } from './library-file.ts';
import { ReaderForm } from './reader-form.tsx';

export interface ReadersViewProps {
  onClose(): void;
}

export function ReadersView(props: ReadersViewProps) {
  const workspace = useWorkspace();
  const listing = useWatched(workspace.listing);
  const file = useLibraryFile(knownPath('readers.yml'));
  const { readers, problems } = useMemo(() => parseReaders(file.text ?? ''), [file.text]);
  const session = useSession();
  const named = session === null ? null : session.frontMatter.get().reader;
  const [chosen, setChosen] = useState<string | null>(typeof named === 'string' ? named : null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = readers.find((reader) => reader.id === chosen) ?? readers[0] ?? null;
  const starters = starterReaders.filter((starter) => !readers.some((reader) => reader.id === starter.id));

  const write = (reader: Reader): void => {
    void file.change((text) => writeReader(text, reader)).then(setTrouble);
  };
  const add = (reader: Reader): void => {
    const id = freeReaderId(
      reader.id,
      readers.map((each) => each.id),
    );
    write({ ...reader, id });
    setChosen(id);
    // Whoever was sent here by a document without a reader has found one.
    if (session !== null && session.readOnly === null && named === undefined)
      session.setFrontMatter('reader', id);
  };
  return (
    <div className="readers-view">
      <nav className="readers-list" aria-label="Readers">
        <button type="button" className="button quiet readers-back" onClick={props.onClose}>
          <ArrowLeft size={16} strokeWidth={1.75} aria-hidden="true" /> Back to the page
        </button>
        <h1>Readers</h1>
        <ul>
          {readers.map((reader) => (
            <li key={reader.id}>
              <button
                type="button"
                className="document-row"
                aria-current={reader.id === open?.id ? 'page' : undefined}
                onClick={() => setChosen(reader.id)}
              >
                {reader.name || reader.id}
              </button>
            </li>
          ))}
        </ul>
        <button type="button" className="button" onClick={() => add(newReader('reader', 'New reader'))}>
          Someone new
        </button>
        {starters.length === 0 ? null : (
          <section className="readers-starters">
            <h2>Or start from</h2>
            <ul>
              {starters.map((starter) => (
                <li key={starter.id}>
                  <button type="button" className="document-row" onClick={() => add(starter)}>
                    {starter.name}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </nav>
      <main className="readers-page">
        {problems.map((problem) => (
          <p key={`${problem.line} ${problem.message}`} className="prompt-trouble" role="alert">
            {problem.file}, line {problem.line}: {problem.message}
          </p>
        ))}
        {trouble === null ? null : (
          <p className="prompt-trouble" role="alert">
            {trouble}
          </p>
        )}
        {open === null ? (
          file.read ? (
            <div className="readers-none">
              <p>Write for one person.</p>
              <p>
                A real one if you can: what they know decides which words you may use, and what they doubt
                decides what you must meet. It stays in <code>readers.yml</code>, on this machine.
              </p>
            </div>
          ) : null
        ) : (
          <ReaderForm
            key={open.id}
            reader={open}
            documents={listing.documents.filter((document) => document.reader === open.id)}
            onChange={(change) => {
              // On the reader as the file has them then: two quick changes both count.
              void file
                .change((text) => {
                  const current = parseReaders(text).readers.find((reader) => reader.id === open.id);
                  return current === undefined ? text : writeReader(text, change(current));
                })
                .then(setTrouble);
            }}
            onOpen={(path) => {
              props.onClose();
              void workspace.openDocument(path);
            }}
            onRemove={() => {
              void file.change((text) => removeReader(text, open.id)).then(setTrouble);
              setChosen(null);
            }}
          />
        )}
      </main>
    </div>
  );
}
