import type { NodeViewRendererProps } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { type BlockChoice, blockName, calloutKinds, divNames } from '../block-names.ts';
import { nameField } from './name-field.ts';

interface Container {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly choice: HTMLSelectElement;
  showChoice(value: string): void;
}

/** A section with a quiet head: which kind it is, as a choice. */
function container(
  props: NodeViewRendererProps,
  label: string,
  choices: readonly BlockChoice[],
  choose: (value: string) => void,
): Container {
  const dom = document.createElement('section');
  const head = document.createElement('div');
  head.className = 'container-head';
  head.contentEditable = 'false';
  const choice = document.createElement('select');
  choice.className = 'container-kind';
  choice.setAttribute('aria-label', label);
  choice.disabled = !props.editor.isEditable;
  choice.addEventListener('change', () => choose(choice.value));
  const contentDOM = document.createElement('div');
  contentDOM.className = 'container-text';
  head.append(choice);
  dom.append(head, contentDOM);
  return {
    dom,
    contentDOM,
    choice,
    showChoice(value) {
      const known = choices.some((one) => one.value === value);
      const all = known ? choices : [{ value, name: blockName(choices, value), purpose: '' }, ...choices];
      choice.replaceChildren(
        ...all.map((one) => new Option(one.name, one.value, false, one.value === value)),
      );
    },
  };
}

function setAttributes(props: NodeViewRendererProps, change: Record<string, string | null>): void {
  const position = props.getPos();
  if (position === undefined) return;
  const { tr } = props.editor.state;
  for (const [name, value] of Object.entries(change)) tr.setNodeAttribute(position, name, value);
  props.editor.view.dispatch(tr);
}

function asNodeView(
  parts: Container,
  node: ProseMirrorNode,
  show: (node: ProseMirrorNode) => void,
): NodeView {
  let current = node;
  show(current);
  return {
    dom: parts.dom,
    contentDOM: parts.contentDOM,
    update(next: ProseMirrorNode) {
      if (next.type !== current.type) return false;
      const changed = next.attrs !== current.attrs;
      current = next;
      if (changed) show(current);
      return true;
    },
    ignoreMutation: (mutation) =>
      mutation.type !== 'selection' && !parts.contentDOM.contains(mutation.target),
    stopEvent: (event) => {
      const target = event.target as globalThis.Node;
      return parts.dom.contains(target) && !parts.contentDOM.contains(target);
    },
  };
}

/** A callout: kind and title in its head. */
export function calloutView(props: NodeViewRendererProps): NodeView {
  const parts = container(props, 'Kind of callout', calloutKinds, (kind) => setAttributes(props, { kind }));
  const title = nameField({
    label: 'Title of the callout',
    placeholder: 'title',
    editable: props.editor.isEditable,
    commit: (value) => setAttributes(props, { title: value === '' ? null : value }),
    leave: () => props.editor.commands.focus(),
  });
  parts.choice.after(title.element);
  return asNodeView(parts, props.node, (node) => {
    parts.dom.className = `callout callout-${String(node.attrs['kind'])
      .toLowerCase()
      .replace(/[^a-z]/g, '')}`;
    parts.showChoice(String(node.attrs['kind']));
    title.show(typeof node.attrs['title'] === 'string' ? node.attrs['title'] : '');
  });
}

/** A fenced div: its name in its head, and what else stands after the colons. */
export function divView(props: NodeViewRendererProps): NodeView {
  const nameOf = (node: ProseMirrorNode): string =>
    typeof node.attrs['name'] === 'string' ? node.attrs['name'] : '';
  const textOf = (node: ProseMirrorNode): string =>
    typeof node.attrs['attributes'] === 'string' ? node.attrs['attributes'].trim() : '';
  let current = props.node;
  const parts = container(props, 'Kind of block', divNames, (name) => {
    const before = nameOf(current);
    const text = textOf(current);
    const after = before !== '' && text.includes(before) ? text.replace(before, name) : name;
    setAttributes(props, { name, attributes: after });
  });
  const more = nameField({
    label: 'Attributes after the colons',
    placeholder: 'attributes',
    editable: props.editor.isEditable,
    commit(value) {
      const name = /^\{?[^}]*?\.([\w-]+)/.exec(value)?.[1] ?? /^([\w-]+)/.exec(value)?.[1] ?? null;
      setAttributes(props, { name, attributes: value });
    },
    leave: () => props.editor.commands.focus(),
  });
  more.element.classList.add('div-attributes');
  return asNodeView(parts, props.node, (node) => {
    current = node;
    const name = nameOf(node);
    parts.dom.className = `div div-${name.toLowerCase().replace(/[^a-z0-9-]/g, '') || 'plain'}`;
    parts.showChoice(name);
    more.show(textOf(node));
    // What the name already says needs no second field.
    if (textOf(node) === name || textOf(node) === `{.${name}}`) more.element.remove();
    else parts.choice.after(more.element);
  });
}
