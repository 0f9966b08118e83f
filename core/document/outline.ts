/** What a document holds: headings, figures, equations, footnotes, links and citations, each with its place. */

import { figureLabel } from '../figure/name.ts';
import { parseAttributes } from '../markdown/grammar/attributes.ts';
import { citationKeys, isLabel } from '../markdown/grammar/citation.ts';
import { sourceOf } from '../markdown/parse.ts';
import type { DocumentNode, DocumentTree } from '../markdown/schema.ts';
import { textOf } from '../markdown/text.ts';
import { SlugNames } from './slug.ts';

/** Where something stands: its top-level block, and the line in the body from 0 (null for a block that is new). */
export interface Place {
  readonly block: number;
  readonly line: number | null;
}

export interface OutlineHeading extends Place {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}
export interface OutlineFigure extends Place {
  readonly src: string;
  readonly alt: string;
  readonly caption: string | null;
  /** `fig-agent-loop`: the declared id, else made from the file name. */
  readonly label: string;
  readonly inline: boolean;
}
export interface OutlineLabel extends Place {
  readonly label: string;
}
export interface OutlineLink extends Place {
  readonly href: string;
  readonly text: string;
}
export interface OutlineTarget extends Place {
  readonly target: string;
}
export interface OutlineCitation extends Place {
  readonly key: string;
  /** Written as `@key`, without brackets. */
  readonly bare: boolean;
}

export interface Outline {
  readonly headings: readonly OutlineHeading[];
  readonly figures: readonly OutlineFigure[];
  /** Labels that may be referred to: sections, equations, divs, figures, tables and listings. */
  readonly labels: readonly OutlineLabel[];
  readonly equations: readonly (Place & { readonly label: string | null; readonly tex: string })[];
  readonly footnotes: readonly OutlineLabel[];
  readonly footnoteReferences: readonly OutlineLabel[];
  readonly links: readonly OutlineLink[];
  readonly wikilinks: readonly OutlineTarget[];
  readonly embeds: readonly OutlineTarget[];
  readonly citations: readonly OutlineCitation[];
  readonly crossReferences: readonly OutlineLabel[];
}

/** Collects all of it in one walk. */
export function outlineOf(tree: DocumentTree): Outline {
  const names = new SlugNames();
  const headings: OutlineHeading[] = [];
  const figures: OutlineFigure[] = [];
  const labels: OutlineLabel[] = [];
  const equations: (Place & { label: string | null; tex: string })[] = [];
  const footnotes: OutlineLabel[] = [];
  const footnoteReferences: OutlineLabel[] = [];
  const links: OutlineLink[] = [];
  const wikilinks: OutlineTarget[] = [];
  const embeds: OutlineTarget[] = [];
  const citations: OutlineCitation[] = [];
  const crossReferences: OutlineLabel[] = [];

  const label = (attributes: unknown, place: Place): string | null => {
    const id = typeof attributes === 'string' ? (parseAttributes(attributes)?.id ?? null) : null;
    if (id !== null) labels.push({ ...place, label: id });
    return id;
  };

  const keys = (source: string, place: Place): void => {
    for (const key of citationKeys(source)) {
      if (isLabel(key)) crossReferences.push({ ...place, label: key });
      else citations.push({ ...place, key, bare: !source.startsWith('[') });
    }
  };

  const visit = (node: DocumentNode, place: Place): void => {
    const attrs = node.attrs ?? {};
    const here: Place = { block: place.block, line: sourceOf(node)?.line ?? place.line };
    switch (node.type) {
      case 'heading': {
        const text = textOf(node).trim();
        const id = label(attrs.attributes, here);
        if (id !== null) names.reserve(id);
        headings.push({ ...here, level: Number(attrs.level), text, id: id ?? names.nameFor(text) });
        break;
      }
      case 'figure':
      case 'image': {
        const src = String(attrs.src ?? '');
        const id = label(attrs.attributes, here) ?? figureLabel(src);
        const caption = attrs.caption ?? attrs.title ?? null;
        if (node.type === 'figure') labels.push({ ...here, label: id });
        figures.push({
          ...here,
          src,
          alt: String(attrs.alt ?? ''),
          caption: caption === null ? null : String(caption),
          label: id,
          inline: node.type === 'image',
        });
        break;
      }
      case 'mathBlock':
        equations.push({ ...here, label: label(attrs.attributes, here), tex: String(attrs.tex ?? '') });
        break;
      case 'div':
        label(attrs.attributes, here);
        break;
      case 'codeBlock':
        label(/\{.*\}/.exec(String(attrs.info ?? ''))?.[0], here);
        break;
      case 'footnoteDefinition':
        footnotes.push({ ...here, label: String(attrs.label) });
        break;
      case 'footnoteReference':
        footnoteReferences.push({ ...here, label: String(attrs.label) });
        break;
      case 'citation':
      case 'crossReference':
        keys(String(attrs.source ?? ''), here);
        break;
      case 'wikilink':
        wikilinks.push({ ...here, target: String(attrs.target ?? '') });
        break;
      case 'embed':
        embeds.push({ ...here, target: String(attrs.target ?? '') });
        break;
    }
    let lastLink: unknown = null;
    for (const child of node.content ?? []) {
      const link = child.marks?.find((mark) => mark.type === 'link');
      const href = link?.attrs?.href;
      if (typeof href === 'string') {
        const last = links.at(-1);
        if (lastLink === href && last !== undefined)
          links[links.length - 1] = { ...last, text: last.text + textOf(child) };
        else links.push({ ...here, href, text: textOf(child) });
      }
      lastLink = href ?? null;
      visit(child, here);
    }
  };

  tree.content.forEach((node, block) => {
    visit(node, { block, line: null });
  });
  return {
    headings,
    figures,
    labels,
    equations,
    footnotes,
    footnoteReferences,
    links,
    wikilinks,
    embeds,
    citations,
    crossReferences,
  };
}
