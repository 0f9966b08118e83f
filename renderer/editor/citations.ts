/** How the citations of the open document read: by author and year, as on the site. */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { citationKeys } from '#core/markdown/grammar/citation.ts';
import { type CitationContext, yearSuffixes } from '#core/references/style.ts';
import { Observable, type Watchable } from '#renderer/components/observable.ts';
import type { Entries } from '#renderer/library/references.ts';

function contextOf(entries: Entries, cited: readonly string[]): CitationContext {
  const suffixes = yearSuffixes(cited.flatMap((key) => entries.get(key) ?? []));
  return { entry: (key) => entries.get(key), yearSuffix: (key) => suffixes.get(key) ?? '' };
}

/**
 * The works that a document cites, with the letters that tell works of one year apart. Those depend on
 * everything the document cites, so they are worked out when it is at rest.
 */
export class Citations {
  readonly context: Observable<CitationContext>;
  readonly #entries: Watchable<Entries>;
  readonly #stop: () => void;
  #cited: readonly string[] = [];

  constructor(entries: Watchable<Entries>) {
    this.#entries = entries;
    this.context = new Observable(contextOf(entries.get(), []));
    this.#stop = entries.subscribe(() => this.#tell());
  }

  /** Takes note of what the document cites now. */
  look(doc: ProseMirrorNode): void {
    const cited = new Set<string>();
    doc.descendants((node) => {
      if (node.type.name === 'citation') {
        for (const key of citationKeys(String(node.attrs['source']))) cited.add(key);
      }
      return true;
    });
    const before = this.#cited;
    this.#cited = [...cited].sort();
    const same = before.length === cited.size && before.every((key) => cited.has(key));
    if (!same) this.#tell();
  }

  destroy(): void {
    this.#stop();
  }

  #tell(): void {
    this.context.set(contextOf(this.#entries.get(), this.#cited));
  }
}
