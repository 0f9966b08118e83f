/**
 * Numbers of figures, tables, equations, listings and theorems, and the references to them.
 *
 * A reference may come before what it names, so references are written as marks (comments, which
 * no document can write itself: raw comments are taken out) and filled in when all is numbered.
 */
import { citationKeys } from '#core/markdown/grammar/citation.ts';
import type { Problems } from './body-context.ts';
import { escapeHtml } from './escape.ts';

const nameOfPrefix: Readonly<Record<string, string>> = {
  fig: 'Figure',
  tbl: 'Table',
  eq: 'Equation',
  lst: 'Listing',
  thm: 'Theorem',
  lem: 'Lemma',
  cor: 'Corollary',
  prp: 'Proposition',
  cnj: 'Conjecture',
  def: 'Definition',
  exm: 'Example',
  exr: 'Exercise',
  sol: 'Solution',
  rem: 'Remark',
  alg: 'Algorithm',
};

export function prefixOf(label: string): string {
  return /^[a-z]+(?=-)/.exec(label)?.[0] ?? '';
}

export function nameOfLabel(label: string): string | null {
  return nameOfPrefix[prefixOf(label)] ?? null;
}

interface Reference {
  readonly labels: readonly string[];
  readonly numberOnly: boolean;
  readonly source: string;
}

export class Numbers {
  private readonly counts = new Map<string, number>();
  private readonly numbers = new Map<string, string>();
  private readonly sections = new Map<string, string>();
  private readonly references: Reference[] = [];

  /** Gives the next number of a kind to a label; the same label keeps its first number. */
  number(prefix: string, label: string | null): string {
    const next = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, next);
    const text = String(next);
    if (label !== null && !this.numbers.has(label)) this.numbers.set(label, text);
    return text;
  }

  /** A heading with an id may be referred to by its title. */
  section(id: string, titleHtml: string): void {
    this.sections.set(id, titleHtml);
  }

  /** Labels that the text refers to. */
  get wanted(): ReadonlySet<string> {
    return new Set(this.references.flatMap((reference) => reference.labels));
  }

  /** The mark for a reference; `source` is `@fig-x`, `[-@eq-y]`, `[@fig-a; @fig-b]`. */
  mark(source: string): string {
    const keys = citationKeys(source);
    this.references.push({ labels: keys, numberOnly: /^\[\s*-@/.test(source), source });
    return `<!--reference:${this.references.length - 1}-->`;
  }

  fill(html: string, problems: Problems): string {
    return html.replace(/<!--reference:(\d+)-->/g, (_, index: string) => {
      const reference = this.references[Number(index)];
      if (reference === undefined) return '';
      return reference.labels.map((label) => this.link(label, reference, problems)).join(', ');
    });
  }

  private link(label: string, reference: Reference, problems: Problems): string {
    const href = `#${escapeHtml(encodeURIComponent(label))}`;
    const title = this.sections.get(label);
    if (title !== undefined) return `<a href="${href}">“${title}”</a>`;
    const number = this.numbers.get(label);
    if (number === undefined) {
      problems.add(
        'warning',
        'unresolved-reference',
        `@${label} names nothing in this document.`,
        `@${label}`,
      );
      return `<span class="unknown-citation">@${escapeHtml(label)}</span>`;
    }
    const name = nameOfLabel(label);
    const text = reference.numberOnly || name === null ? number : `${name}\u00a0${number}`;
    return `<a href="${href}">${text}</a>`;
  }
}
