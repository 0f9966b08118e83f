/** Footnotes on a page: numbered in the order in which the text calls them, gathered at its end. */
import type { Token } from '../grammar/types.ts';

interface Note {
  readonly number: number;
  references: number;
  readonly tokens: readonly Token[];
}

export class Footnotes {
  /** Everything but the definitions. */
  readonly body: Token[] = [];
  readonly #definitions = new Map<string, Token[]>();
  readonly #notes = new Map<string, Note>();
  readonly #prefix: string;
  #inlineNotes = 0;

  constructor(tokens: readonly Token[], prefix: string) {
    this.#prefix = prefix;
    let into: Token[] = this.body;
    let depth = 0;
    for (const token of tokens) {
      if (token.type === 'footnote_open') {
        depth++;
        if (depth === 1) {
          into = [];
          if (!this.#definitions.has(token.info)) this.#definitions.set(token.info, into);
          continue;
        }
      } else if (token.type === 'footnote_close') {
        depth--;
        if (depth === 0) {
          into = this.body;
          continue;
        }
      }
      if (token.type !== 'footnote_open' && token.type !== 'footnote_close') into.push(token);
    }
  }

  /** The call in the text; null when nothing defines the label. */
  reference(label: string): string | null {
    const tokens = this.#definitions.get(label);
    return tokens === undefined ? null : this.#call(label, tokens);
  }

  inlineNote(token: Token): string {
    const inline: Token = Object.assign(Object.create(Object.getPrototypeOf(token)), token, {
      type: 'inline',
      block: true,
    });
    return this.#call(`^${++this.#inlineNotes}`, [inline]);
  }

  #call(key: string, tokens: readonly Token[]): string {
    const note = this.#notes.get(key) ?? { number: this.#notes.size + 1, references: 0, tokens };
    this.#notes.set(key, note);
    note.references++;
    const { number } = note;
    const id = `${this.#prefix}fnref-${number}${note.references > 1 ? `-${note.references}` : ''}`;
    return `<sup class="footnote-ref"><a href="#${this.#prefix}fn-${number}" id="${id}" role="doc-noteref">${number}</a></sup>`;
  }

  /** The section at the end; empty when nothing was called. */
  section(render: (tokens: readonly Token[]) => string): string {
    if (this.#notes.size === 0) return '';
    const written: [Note, string][] = [];
    // A note may call further notes, which are added while this runs.
    for (const note of this.#notes.values()) written.push([note, render(note.tokens)]);
    const items = written.map(([note, html]) => {
      const back = this.#backLinks(note);
      const content = html.endsWith('</p>\n')
        ? `${html.slice(0, -5)} ${back}</p>\n`
        : `${html}${html.endsWith('\n') || html === '' ? '' : ' '}${back}\n`;
      return `<li id="${this.#prefix}fn-${note.number}">\n${content}</li>\n`;
    });
    return `<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n${items.join('')}</ol>\n</section>\n`;
  }

  #backLinks(note: Note): string {
    return Array.from({ length: note.references }, (_, i) => {
      const id = `${this.#prefix}fnref-${note.number}${i > 0 ? `-${i + 1}` : ''}`;
      return `<a href="#${id}" role="doc-backlink" aria-label="Back to the text of note ${note.number}">↩</a>`;
    }).join(' ');
  }
}
