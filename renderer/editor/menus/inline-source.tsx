/** The small field in which the source of a chip or a formula is edited. */
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Floating, type Place } from '#renderer/components/floating.tsx';
import { useWatched } from '#renderer/components/observable.ts';
import { type InlineEdit, inlineEdit } from '../inline-edit.ts';
import { showFormula } from '../katex-loader.ts';
import { readInline, writeInline } from '../markdown-nodes.ts';

const names: Readonly<Record<string, string>> = {
  mathInline: 'TeX of the formula',
  citation: 'Citation, such as [@key, p. 3]',
  crossReference: 'Cross-reference, such as @fig-name',
  wikilink: 'Link to a document, such as [[name|words]]',
  embed: 'Embedded document, such as ![[name]]',
  htmlInline: 'HTML',
  sourceInline: 'Markdown',
  image: 'Image, such as ![alt text](address)',
};

export function InlineSource(props: { readonly editor: Editor }) {
  const edit = useWatched(inlineEdit);
  if (edit === null || edit.editor !== props.editor) return null;
  return <Field key={edit.position} edit={edit} />;
}

function placeOf(edit: InlineEdit): Place {
  const dom = edit.editor.view.nodeDOM(edit.position);
  if (dom instanceof HTMLElement) return dom.getBoundingClientRect();
  return edit.editor.view.coordsAtPos(edit.position);
}

/** Exchanges the node for what was typed, and puts the cursor behind it. */
function replaceNode(edit: InlineEdit, isFormula: boolean, typed: string): void {
  const { editor, position } = edit;
  const { state } = editor;
  const node = state.doc.nodeAt(position);
  if (node === null) return;
  const { tr } = state;
  const end = position + node.nodeSize;
  if (typed.trim() === '') tr.delete(position, end);
  else if (isFormula) tr.setNodeAttribute(position, 'tex', typed);
  else {
    const content = readInline(state.schema, typed);
    if (content === null) tr.setNodeAttribute(position, 'source', typed);
    else tr.replaceWith(position, end, content);
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(tr.mapping.map(end), tr.doc.content.size))));
  editor.view.dispatch(tr);
}

function Field(props: { readonly edit: InlineEdit }) {
  const { edit } = props;
  const node = edit.editor.state.doc.nodeAt(edit.position);
  const isFormula = node?.type.name === 'mathInline';
  const stored = node === null ? '' : isFormula ? String(node.attrs['tex']) : writeInline(node);
  const [typed, setTyped] = useState(stored);
  const latest = useRef(typed);
  latest.current = typed;
  const finished = useRef(false);
  const preview = useRef<HTMLSpanElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [place] = useState(() => placeOf(edit));

  const finish = (keep: boolean, focus: boolean): void => {
    if (finished.current) return;
    finished.current = true;
    if (keep && latest.current !== stored) replaceNode(edit, isFormula, latest.current);
    else if (latest.current === '' && stored === '') replaceNode(edit, isFormula, '');
    else if (focus) edit.editor.commands.setTextSelection(edit.position + (node?.nodeSize ?? 1));
    inlineEdit.set(null);
    if (focus) edit.editor.view.focus();
  };
  useEffect(() => {
    if (preview.current !== null) showFormula(preview.current, typed, false);
  }, [typed]);
  useLayoutEffect(() => {
    const element = field.current;
    const take = (): void => {
      if (element === null || document.activeElement === element) return;
      element.focus({ preventScroll: true });
      element.select();
    };
    take();
    // Once more after the click that opened the field, which may give the keyboard back to the text.
    const frame = requestAnimationFrame(take);
    return () => cancelAnimationFrame(frame);
  }, []);
  if (node === null) return null;
  const label = names[node.type.name] ?? 'Source';
  return (
    <Floating place={place} side="below" className="inline-source" role="group" label={label}>
      <textarea
        ref={field}
        rows={Math.max(1, Math.min(6, Math.ceil(typed.length / 44)))}
        aria-label={label}
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/\n+/g, ' '))}
        onBlur={() => finish(true, false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish(true, true);
          else if (event.key === 'Escape') finish(false, true);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {isFormula ? <span ref={preview} className="inline-preview" aria-hidden="true" /> : null}
    </Floating>
  );
}
