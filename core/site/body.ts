/**
 * One document's text, rendered for its page: links resolved, figures and the rest numbered,
 * formulas and code set, notes and references gathered. Parsed once, by the editor's own grammar.
 */

import { SlugNames } from '#core/document/slug.ts';
import { figureLabel, frameInAddress, isDrawing } from '#core/figure/name.ts';
import { parseAttributes } from '#core/markdown/grammar/attributes.ts';
import {
  type FigureParts,
  type HtmlHooks,
  languageOf,
  renderHtml,
  renderInlineHtml,
} from '#core/markdown/html.ts';
import { parseCitation } from '#core/references/citation.ts';
import {
  citationHtml,
  compareEntries,
  referenceHtml,
  referenceId,
  yearSuffixes,
} from '#core/references/style.ts';
import { blockHtml } from './body-blocks.ts';
import { type BodyContext, type PictureFacts, Problems } from './body-context.ts';
import { fitHeadings } from './body-headings.ts';
import { BodyLinks, clip } from './body-links.ts';
import { placeNotes, splitNotes } from './body-notes.ts';
import { Numbers } from './body-numbers.ts';
import { setEquations, setTables } from './body-tables.ts';
import { balanceHtml, cleanHtml } from './clean-html.ts';
import { escapeHtml, relativeAddress, webAddress } from './escape.ts';
import { fragmentOf, pictureHtml } from './picture.ts';
import { curlHtml, curlsQuotes } from './quotes.ts';
import type { RenderedBody, RenderedPicture } from './rendered.ts';

/** Ids that the page itself uses. */
const pageIds = ['main', 'references'];

/** Renders a body. `linesBefore` counts the lines of front matter, so that problems name lines of the file. */
export function renderBody(body: string, linesBefore: number, context: BodyContext): RenderedBody {
  return new BodyRenderer(body, linesBefore, context).render();
}

interface FigureOnPage {
  readonly picture: RenderedPicture;
  readonly label: string;
  readonly captionHtml: string;
  readonly width: string;
}

class BodyRenderer {
  private readonly problems: Problems;
  private readonly links: BodyLinks;
  private readonly numbers = new Numbers();
  private readonly names = new SlugNames();
  private readonly figures: FigureOnPage[] = [];
  private readonly inlinePictures = new Map<string, PictureFacts>();
  /** Formulas and code blocks, put in last: no later step needs to look into them. */
  private readonly pieces: string[] = [];
  /** The source of the formula that a piece holds, by its number. */
  private readonly formulas = new Map<string, string>();
  private readonly citations: string[] = [];
  private readonly cited = new Set<string>();
  private readonly hooks: HtmlHooks;
  private rawHtml = false;
  private usesMaths = false;

  constructor(
    private readonly body: string,
    linesBefore: number,
    private readonly context: BodyContext,
  ) {
    this.problems = new Problems(body, linesBefore);
    this.links = new BodyLinks(context, this.problems);
    for (const id of pageIds) this.names.reserve(id);
    this.hooks = this.makeHooks();
  }

  render(): RenderedBody {
    const whole = renderHtml(this.body, this.hooks);
    const { text: written, items } = splitNotes(whole);
    const balanced = this.rawHtml ? balanceHtml(written) : written;
    const title = escapeHtml(this.context.document.title);
    const { html: headed, headings } = fitHeadings(unwrapFigures(balanced), title);
    for (const heading of headings) this.numbers.section(heading.id, heading.html);
    let text = setEquations(setTables(headed, this.numbers), this.numbers);
    text = this.finish(this.setFigures(text));
    const notes = this.finish(this.setFigures(unwrapFigures(this.rawHtml ? balanceHtml(items) : items)));
    const placed = placeNotes(text, notes);
    const html = `${placed.text}${placed.section}${this.referencesHtml()}`.trimEnd();
    this.checkFragments(html);
    return {
      html,
      headings: headings.map((heading) => ({ ...heading, html: this.finish(heading.html) })),
      words: countWords(this.body),
      usesMaths: this.usesMaths,
      picture: this.figures[0]?.picture ?? null,
      assets: [...this.links.assets].sort(),
      problems: this.problems.list,
    };
  }

  private makeHooks(): HtmlHooks {
    const { links } = this;
    return {
      link: (href) => links.address(href),
      image: (src) => this.inlinePicture(src),
      figure: (parts) => this.figure(parts),
      headingId: (text) => this.names.nameFor(text),
      math: (tex, display) => this.maths(tex, display),
      code: (text, info) => this.code(text, info),
      html: (source) => {
        this.rawHtml = true;
        return cleanHtml(source, {
          link: (href) => links.address(href),
          image: (src, alt) => this.rawPicture(src, alt),
        });
      },
      citation: (source) => this.citation(source),
      crossReference: (_label, source) => this.numbers.mark(source),
      wikilink: (target, text) => {
        const address = links.wikiAddress(target);
        const shown = escapeHtml(text ?? links.wikiPage(target)?.title ?? target);
        return address === null ? shown : `<a href="${escapeHtml(address)}">${shown}</a>`;
      },
      embed: (target, text) => this.embed(target, text ?? ''),
      div: (name, attributes) =>
        blockHtml(name, attributes, this.numbers, (title) => renderInlineHtml(title, this.hooks)),
      source: (source) => `<code>${escapeHtml(source.trim())}</code>`,
    };
  }

  // Pictures ------------------------------------------------------------------

  private figure({ src, alt, caption, attributes }: FigureParts): string {
    const path = this.links.picturePath(src);
    const facts = path === null ? null : this.context.picture(path);
    if (facts === null) return pictureElsewhere(src, alt);
    if (alt.trim() === '') this.missingAlt(src);
    const parsed = attributes === null ? null : parseAttributes(attributes);
    const width = parsed?.pairs.find(([name]) => name === 'width')?.[1] ?? '';
    this.figures.push({
      picture: this.framed(src, facts, alt),
      label: parsed?.id ?? figureLabel(src),
      captionHtml: caption === null ? '' : renderInlineHtml(caption, this.hooks),
      width: /^\d{1,3}(?:\.\d+)?%$/.test(width)
        ? width
        : /^\d{1,4}(?:px)?$/.test(width)
          ? `${Number.parseInt(width, 10)}px`
          : '',
    });
    return `<!--figure:${this.figures.length - 1}-->`;
  }

  /** Figures get their numbers in the order of the page: those with a caption, and those referred to. */
  private setFigures(html: string): string {
    const { wanted } = this.numbers;
    const used = new Set<string>();
    return html.replace(/<!--figure:(\d+)-->/g, (_, index: string) => {
      const figure = this.figures[Number(index)];
      if (figure === undefined) return '';
      const { picture, label, captionHtml, width } = figure;
      const named = captionHtml !== '' || wanted.has(label);
      const name = named
        ? `<span class="caption-label">Figure\u00a0${this.numbers.number('fig', label)}.</span>`
        : '';
      const caption = name === '' ? '' : `\n<figcaption>${`${name} ${captionHtml}`.trim()}</figcaption>`;
      const id = used.has(label) ? '' : ` id="${escapeHtml(label)}"`;
      used.add(label);
      const image = pictureHtml(picture, this.context.document.output, Number(index) === 0);
      const sized = width === '' ? image : image.replace('<img ', `<img style="width:${width}" `);
      return `<figure${id}>\n${sized}${caption}\n</figure>`;
    });
  }

  private inlinePicture(src: string): string | null {
    const path = this.links.picturePath(src);
    const facts = path === null ? null : this.context.picture(path);
    if (facts === null) return null;
    const { width, height, fragment } = this.framed(src, facts, '');
    const address = relativeAddress(this.context.document.output, facts.output) + fragmentOf(fragment);
    this.inlinePictures.set(address, { ...facts, width, height });
    return address;
  }

  /** The picture, or the frame of it that the address names (`a.excalidraw.svg#frame`) with the frame's own size. */
  private framed(src: string, facts: PictureFacts, alt: string): RenderedPicture {
    const { frames, ...whole } = facts;
    const name = isDrawing(src) ? frameInAddress(src) : null;
    if (name === null) return { ...whole, alt };
    const size = frames?.[name];
    if (size !== undefined) return { ...whole, ...size, fragment: name, alt };
    this.problems.add(
      'warning',
      'missing-frame',
      `${clip(src)} names a frame that the drawing does not have; the whole drawing is shown.`,
      src,
    );
    return { ...whole, alt };
  }

  private rawPicture(src: string, alt: string): string {
    const path = this.links.picturePath(src);
    const facts = path === null ? null : this.context.picture(path);
    if (facts === null) return escapeHtml(alt);
    if (alt.trim() === '') this.missingAlt(src);
    return pictureHtml(this.framed(src, facts, alt), this.context.document.output, false);
  }

  private embed(target: string, text: string): string {
    const name = target.replace(/[|#].*$/, '').trim();
    for (const path of this.context.named(name)) {
      const facts = this.context.picture(path);
      if (facts === null) continue;
      this.links.assets.add(path);
      const { alt, width } = embedWords(text);
      if (alt === '') this.missingAlt(target);
      const frame = /#([^|]+)/.exec(target)?.[1]?.trim();
      const src = frame === undefined ? path : `${path}#${frame}`;
      this.figures.push({
        picture: this.framed(src, facts, alt),
        label: figureLabel(src),
        captionHtml: '',
        width,
      });
      return `<!--figure:${this.figures.length - 1}-->`;
    }
    const page = this.links.wikiPage(target);
    const address = page === null ? this.links.wikiAddress(target) : this.links.wikiAddress(page.path);
    const shown = escapeHtml(page?.title ?? target);
    return address === null ? shown : `<a class="embed" href="${escapeHtml(address)}">${shown}</a>`;
  }

  private missingAlt(src: string): void {
    this.problems.add(
      'warning',
      'missing-alt',
      `The picture ${clip(src)} has no text for someone who cannot see it.`,
      src,
    );
  }

  // Formulas, code, citations --------------------------------------------------

  private maths(tex: string, display: boolean): string {
    this.usesMaths = true;
    const { html, error } = this.context.maths(tex, display);
    if (error !== null) this.problems.add('warning', 'maths', `A formula could not be set: ${error}`, tex);
    this.formulas.set(String(this.pieces.length), tex);
    return this.later(html);
  }

  private later(html: string): string {
    this.pieces.push(html);
    return `<!--piece:${this.pieces.length - 1}-->`;
  }

  private code(text: string, info: string | null): string {
    const language = languageOf(info)?.toLowerCase() ?? null;
    const attributes = info === null ? null : parseAttributes(/\{.*\}/.exec(info)?.[0] ?? '');
    const highlighted = language === null ? null : this.context.code(text, language);
    const name = language === null ? '' : ` class="language-${escapeHtml(language)}"`;
    const pre = this.later(`<pre tabindex="0"><code${name}>${highlighted ?? escapeHtml(text)}</code></pre>`);
    const id = attributes?.id ?? null;
    if (id === null || !id.startsWith('lst-')) return pre;
    const caption = attributes?.pairs.find(([key]) => key === 'lst-cap')?.[1] ?? '';
    const label = `<span class="caption-label">Listing\u00a0${this.numbers.number('lst', id)}.</span>`;
    const captionHtml = caption === '' ? '' : ` ${renderInlineHtml(caption, this.hooks)}`;
    return `<figure class="listing" id="${escapeHtml(id)}">\n${pre}\n<figcaption>${label}${captionHtml}</figcaption>\n</figure>`;
  }

  private citation(source: string): string | null {
    const citation = parseCitation(source);
    if (citation === null) return null;
    for (const { key } of citation.items) {
      if (this.context.bibliography.entries.has(key)) this.cited.add(key);
      else
        this.problems.add(
          'warning',
          'unknown-citation',
          `@${clip(key)} is not in the bibliography.`,
          `@${key}`,
        );
    }
    this.citations.push(source);
    return `<!--citation:${this.citations.length - 1}-->`;
  }

  private citedEntries() {
    return [...this.cited]
      .flatMap((key) => this.context.bibliography.entries.get(key) ?? [])
      .sort(compareEntries);
  }

  private referencesHtml(): string {
    const entries = this.citedEntries();
    if (entries.length === 0) return '';
    const suffixes = yearSuffixes(entries);
    const items = entries.map(
      (entry) =>
        `<li id="${referenceId(entry.key)}">${referenceHtml(entry, suffixes.get(entry.key) ?? '')}</li>`,
    );
    return `<section class="references" role="doc-bibliography" aria-labelledby="references">
<h2 id="references">References</h2>
<ul>
${items.join('\n')}
</ul>
</section>
`;
  }

  // The last pass -----------------------------------------------------------------

  /** Fills in what had to wait, and writes void elements as HTML does. */
  private finish(html: string): string {
    const suffixes = yearSuffixes(this.citedEntries());
    const style = {
      entry: (key: string) => this.context.bibliography.entries.get(key),
      yearSuffix: (key: string) => suffixes.get(key) ?? '',
    };
    const filled = this.numbers
      .fill(html, this.problems)
      .replace(/<!--citation:(\d+)-->/g, (_, index: string) => {
        const citation = parseCitation(this.citations[Number(index)] ?? '');
        return citation === null ? '' : citationHtml(citation, style);
      });
    const curled = curlsQuotes(this.context.language) ? curlHtml(filled) : filled;
    return curled
      .replace(
        /<img src="([^"]*)" alt="([^"]*)"([^>]*?)\s*\/>/g,
        (tag, src: string, alt: string, rest: string) => {
          const facts = this.inlinePictures.get(src);
          if (facts === undefined) return tag;
          if (alt === '') this.missingAlt(facts.output);
          const size =
            facts.width === null || facts.height === null || /\b(width|height)="/.test(rest)
              ? ''
              : ` width="${Math.round(facts.width)}" height="${Math.round(facts.height)}"`;
          const look = / class="/.test(rest) ? '' : ` class="${facts.look}"`;
          return `<img${look} src="${src}" alt="${alt}"${rest}${size} loading="lazy" decoding="async">`;
        },
      )
      .replace(/ ?\/>/g, '>')
      .replace(/ (disabled|checked|open)=""/g, ' $1')
      .replace(
        /<th([^>]*)>(<span class="math inline"><!--piece:(\d+)--><\/span>)<\/th>/g,
        (_, attributes: string, inner: string, index: string) => {
          // A column headed by a formula alone is announced by its source.
          const tex = this.formulas.get(index) ?? '';
          return `<th${attributes}><span class="heard">${escapeHtml(tex)}</span><span aria-hidden="true">${inner}</span></th>`;
        },
      )
      .replace(/<!--piece:(\d+)-->/g, (_, index: string) => this.pieces[Number(index)] ?? '');
  }

  private checkFragments(html: string): void {
    for (const fragment of this.links.fragments) {
      let id = fragment;
      try {
        id = decodeURIComponent(fragment);
      } catch {
        // Kept as written: no id will be found, and the problem is noted.
      }
      if (id === 'main' || html.includes(` id="${escapeHtml(id)}"`)) continue;
      this.problems.add(
        'warning',
        'dead-link',
        `The link to #${clip(id)} leads to nothing on its page.`,
        `#${fragment}`,
      );
    }
  }
}

/** A picture that the page may not load: a link when it is on the web, else its description. */
function pictureElsewhere(src: string, alt: string): string {
  const address = webAddress(src);
  const shown = escapeHtml(alt.trim() === '' ? (address === null ? src : address) : alt);
  if (address === null) return `<p class="missing-picture">${shown}</p>`;
  return `<p class="missing-picture"><a href="${escapeHtml(address)}">${shown}</a></p>`;
}

/** An embedded picture stands in a paragraph of its own in the source; a figure may not. */
function unwrapFigures(html: string): string {
  return html.replace(/<p>\s*(<!--figure:\d+-->)\s*<\/p>/g, '$1');
}

/** Words of prose: code, formulas and addresses are not read word by word. */
export function countWords(body: string): number {
  const prose = body
    .replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, ' ')
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g, ' x ')
    .replace(/\]\([^)\n]*\)/g, '] ');
  return prose.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** What stands after the bars of an embed: a size such as `300` or `300x200`, and words for the picture. */
function embedWords(text: string): { readonly alt: string; readonly width: string } {
  const parts = text.split('|');
  const size = parts
    .map((part) => /^\s*(\d{1,4})(?:x\d{1,4})?\s*$/.exec(part)?.[1])
    .find((one) => one !== undefined);
  const words = parts.filter((part) => !/^\s*\d{1,4}(?:x\d{1,4})?\s*$/.test(part));
  return { alt: words.join('|').trim(), width: size === undefined ? '' : `${size}px` };
}
