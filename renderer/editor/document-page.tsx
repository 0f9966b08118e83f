/** The page: notices, front matter, and the text, formatted or as Markdown. */
import { useEffect, useMemo, useRef } from 'react';
import { relativeHref } from '#core/document/links.ts';
import { useWatched } from '#renderer/components/observable.ts';
import { usePreferences } from '#renderer/workspace/use-preferences.ts';
import { useWorkspace } from '#renderer/workspace/workspace-state.ts';
import { FindBar } from './find/find-bar.tsx';
import { useFind } from './find/use-find.ts';
import { FrontMatterForm } from './front-matter-form.tsx';
import { InlineSource } from './menus/inline-source.tsx';
import { SelectionToolbar } from './menus/selection-toolbar.tsx';
import { SuggestionList } from './menus/suggestion-list.tsx';
import { TableToolbar } from './menus/table-toolbar.tsx';
import type { OpenSession } from './open-session.ts';
import { SaveNotices } from './save-notices.tsx';
import { SourceView } from './source-view.tsx';
import { useEditorCommands } from './use-editor-commands.ts';

/** The editor's own element, hung into the page as it is. */
function FormattedText(props: { readonly session: OpenSession }) {
  const place = useRef<HTMLDivElement>(null);
  const { session } = props;
  const { editor } = session;
  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    const { dom } = editor.view;
    host.append(dom);
    if (session.wantsFocus) {
      session.wantsFocus = false;
      editor.view.focus();
      editor.commands.scrollIntoView();
    }
    const frame = requestAnimationFrame(() => host.classList.add('settled'));
    return () => {
      cancelAnimationFrame(frame);
      dom.remove();
    };
  }, [editor, session]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the free space under the text belongs to the text.
    <div
      ref={place}
      className="text-place"
      onMouseDown={(event) => {
        if (event.target !== place.current || !editor.isEditable) return;
        event.preventDefault();
        const last = editor.state.doc.lastChild;
        if (last?.type.name === 'paragraph') editor.commands.focus('end');
        else {
          const end = editor.state.doc.content.size;
          editor.chain().insertContentAt(end, { type: 'paragraph' }).focus('end').run();
        }
      }}
    />
  );
}

export function DocumentPage(props: { readonly session: OpenSession }) {
  const { session } = props;
  const { editor } = session;
  const workspace = useWorkspace();
  const mode = useWatched(session.mode);
  const { documents } = useWatched(workspace.listing);
  useEditorCommands(session);
  const find = useFind(session);
  const { spelling } = usePreferences().preferences;
  useEffect(() => {
    if (!editor.isDestroyed) editor.view.dom.spellcheck = spelling;
  }, [editor, spelling]);

  const targets = useMemo(
    () =>
      documents
        .filter((document) => document.path !== session.path)
        .map((document) => ({ href: relativeHref(session.path, document.path), title: document.title })),
    [documents, session],
  );
  // Places on the screen are worked out anew when the page moves under them.
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scroll.current;
    const moved = (): void => {
      if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta('addToHistory', false));
    };
    element?.addEventListener('scrollend', moved);
    return () => element?.removeEventListener('scrollend', moved);
  }, [editor]);

  if (mode === 'source') {
    return (
      <div className="page page-source">
        <SaveNotices session={session} />
        <SourceView session={session} />
      </div>
    );
  }
  return (
    <div className="page" ref={scroll}>
      {find.turn === null ? null : <FindBar session={session} turn={find.turn} onClose={find.close} />}
      <article className="sheet">
        <SaveNotices session={session} />
        <FrontMatterForm session={session} onLeave={() => session.takeKeyboard('start')} />
        <FormattedText session={session} />
      </article>
      <SelectionToolbar editor={editor} targets={targets} />
      <TableToolbar editor={editor} />
      <SuggestionList />
      <InlineSource editor={editor} />
    </div>
  );
}
