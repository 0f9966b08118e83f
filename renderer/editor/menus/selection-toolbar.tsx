/** A quiet toolbar over selected text, and the field for a link's address. */
import { getMarkRange } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import { Bold, Code, ExternalLink, Italic, Link2, Sigma, Strikethrough, Unlink } from 'lucide-react';
import { useEffect, useState } from 'react';
import { safeHref } from '#core/document/links.ts';
import { CommandButton } from '#renderer/components/command-button.tsx';
import { Floating, type Place } from '#renderer/components/floating.tsx';
import { Observable, useWatched } from '#renderer/components/observable.ts';
import { editorContext } from '../editor-context.ts';
import { useEditorTurn } from './use-editor-turn.ts';

/** The editor whose link is being edited. */
export const linkEdit = new Observable<Editor | null>(null);

/** Opens the field for the link of the selection. */
export function editLink(editor: Editor): void {
  linkEdit.set(editor);
}

function placeOfSelection(editor: Editor): Place | null {
  const { from, to } = editor.state.selection;
  try {
    const start = editor.view.coordsAtPos(from);
    const end = editor.view.coordsAtPos(to, -1);
    const oneLine = Math.abs(start.top - end.top) < 8;
    return {
      left: oneLine ? Math.min(start.left, end.left) : start.left,
      top: start.top,
      right: end.right,
      bottom: end.bottom,
    };
  } catch {
    return null;
  }
}

function hrefAtCursor(editor: Editor): string {
  const href: unknown = editor.getAttributes('link')['href'];
  return typeof href === 'string' ? href : '';
}

/** Puts a link on the selection, or on the link around the cursor, or inserts its address as a link. */
function setLink(editor: Editor, href: string): void {
  const { selection, schema, doc } = editor.state;
  const type = schema.marks['link'];
  if (type === undefined) return;
  const around = getMarkRange(selection.$from, type);
  const range = selection.empty ? around : { from: selection.from, to: selection.to };
  const { tr } = editor.state;
  if (range === undefined) {
    const mark = type.create({ href });
    tr.replaceSelectionWith(schema.text(href, [mark]), false);
  } else {
    const title: unknown = doc
      .resolve(range.from + 1)
      .marks()
      .find((mark) => mark.type === type)?.attrs['title'];
    tr.removeMark(range.from, range.to, type);
    tr.addMark(range.from, range.to, type.create({ href, title: typeof title === 'string' ? title : null }));
    tr.setSelection(TextSelection.create(tr.doc, range.to));
    tr.removeStoredMark(type);
  }
  editor.view.dispatch(tr);
}

function removeLink(editor: Editor): void {
  const { selection, schema, tr } = editor.state;
  const type = schema.marks['link'];
  if (type === undefined) return;
  const range = selection.empty ? getMarkRange(selection.$from, type) : selection;
  if (range !== undefined) editor.view.dispatch(tr.removeMark(range.from, range.to, type));
}

export interface LinkTarget {
  readonly href: string;
  readonly title: string;
}

interface LinkFieldProps {
  readonly editor: Editor;
  readonly targets: readonly LinkTarget[];
  onClose(): void;
}

function LinkField(props: LinkFieldProps) {
  const { editor } = props;
  const [href, setHref] = useState(() => hrefAtCursor(editor));
  const refused = href.trim() !== '' && safeHref(href) === null;
  const apply = (): void => {
    if (refused) return;
    if (href.trim() === '') removeLink(editor);
    else setLink(editor, href.trim());
    props.onClose();
    editor.view.focus();
  };
  return (
    <form
      className="link-field"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <input
        type="text"
        // biome-ignore lint/a11y/noAutofocus: the field was opened to be typed into.
        autoFocus
        list="link-targets"
        aria-label="Address of the link"
        aria-invalid={refused}
        placeholder="https://… or a document"
        spellCheck={false}
        autoComplete="off"
        value={href}
        onChange={(event) => setHref(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          props.onClose();
          editor.view.focus();
        }}
      />
      <datalist id="link-targets">
        {props.targets.map((target) => (
          <option key={target.href} value={target.href}>
            {target.title}
          </option>
        ))}
      </datalist>
      <button type="submit" className="button quiet" disabled={refused}>
        Set link
      </button>
      {refused ? (
        <span className="link-refused" role="alert">
          Only web, mail and relative addresses
        </span>
      ) : null}
    </form>
  );
}

/** True while a mouse button is down, so that the toolbar does not chase a selection being made. */
function usePressed(): boolean {
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    const down = (event: PointerEvent): void => {
      if (event.target instanceof Element && event.target.closest('.floating') === null) setPressed(true);
    };
    const up = (): void => setPressed(false);
    window.addEventListener('pointerdown', down, true);
    window.addEventListener('pointerup', up, true);
    window.addEventListener('pointercancel', up, true);
    return () => {
      window.removeEventListener('pointerdown', down, true);
      window.removeEventListener('pointerup', up, true);
      window.removeEventListener('pointercancel', up, true);
    };
  }, []);
  return pressed;
}

/** Something is selected, or the cursor stands in a link. */
function mayShow(editor: Editor): boolean {
  return !editor.state.selection.empty || editor.isActive('link');
}

export function SelectionToolbar(props: {
  readonly editor: Editor;
  readonly targets: readonly LinkTarget[];
}) {
  const { editor } = props;
  useEditorTurn(editor, mayShow);
  const pressed = usePressed();
  const editing = useWatched(linkEdit) === editor;
  const { selection } = editor.state;
  const inCode = selection.$from.parent.type.spec.code === true;
  const selected = selection instanceof TextSelection && !selection.empty && !inCode;
  const inLink = selection.empty && editor.isActive('link');
  if (!editor.isEditable) return null;
  if (!editing && (pressed || !editor.isFocused || (!selected && !inLink))) return null;
  const place = placeOfSelection(editor);
  if (place === null) return null;

  if (editing) {
    return (
      <Floating place={place} side="above" className="selection-toolbar" role="group" label="Link">
        <LinkField editor={editor} targets={props.targets} onClose={() => linkEdit.set(null)} />
      </Floating>
    );
  }
  const href = hrefAtCursor(editor);
  return (
    <Floating
      place={place}
      side="above"
      className="selection-toolbar"
      role="toolbar"
      label={selected ? 'Format the selection' : 'Link'}
    >
      {selected ? (
        <>
          <CommandButton id="format.bold" icon={Bold} keepFocus pressed={editor.isActive('bold')} />
          <CommandButton id="format.italic" icon={Italic} keepFocus pressed={editor.isActive('italic')} />
          <CommandButton
            id="format.strike"
            icon={Strikethrough}
            keepFocus
            pressed={editor.isActive('strike')}
          />
          <CommandButton id="format.code" icon={Code} keepFocus pressed={editor.isActive('code')} />
          <CommandButton id="insert.maths" icon={Sigma} keepFocus />
        </>
      ) : (
        <span className="link-shown" title={href}>
          {href}
        </span>
      )}
      <CommandButton id="format.link" icon={Link2} keepFocus pressed={editor.isActive('link')} />
      {editor.isActive('link') ? (
        <>
          <button
            type="button"
            className="button quiet"
            aria-label="Open the link"
            title="Open the link"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editorContext(editor)?.follow(href)}
          >
            <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="button quiet"
            aria-label="Remove the link"
            title="Remove the link"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => removeLink(editor)}
          >
            <Unlink size={16} strokeWidth={1.75} aria-hidden="true" />
          </button>
        </>
      ) : null}
    </Floating>
  );
}
