/** The page of one document. */
import type { Reader } from '#core/reader/reader.ts';
import { citeThis } from '#core/references/cite-this.ts';
import { timestamp } from './dates.ts';
import { deliverablesHtml, repositoryHtml } from './deliverables.ts';
import { documentData, documentMeta } from './document-meta.ts';
import { downloadsHtml } from './downloads.ts';
import { escapeHtml, relativeAddress } from './escape.ts';
import { dotted, statusHtml, timeHtml } from './list-pages.ts';
import { lastChange } from './machine-files.ts';
import type { SiteDocument } from './model.ts';
import { minutesOf, readersBox } from './readers-box.ts';
import type { RenderedBody, RenderedHeading } from './rendered.ts';
import { runningTitle } from './running-title.ts';
import { absoluteAddress, kindLink, renderPage, type SiteFrame } from './shell.ts';

export function documentPage(
  frame: SiteFrame,
  document: SiteDocument,
  body: RenderedBody,
  reader: Reader | null,
): string {
  const { portfolio } = frame.model;
  const author = document.author || portfolio.author;
  const contents = contentsHtml(body);
  const parts = [
    documentHeader(frame, document, body),
    document.readersBox ? readersBox(document, reader, body.words) : '',
    contents,
    `<div class="prose">\n${body.html}\n</div>`,
    document.kind === 'page' ? '' : documentFooter(frame, document, body),
  ];
  const main = `<article class="document kind-${document.kind}${contents === '' ? '' : ' has-contents'}">
${parts.filter((part) => part !== '').join('\n')}
</article>`;
  return renderPage(
    frame,
    {
      output: document.output,
      name: 'document',
      title: document.title,
      description: document.summary || `${document.title}, by ${author || portfolio.title}.`,
      usesMaths: body.usesMaths,
      type: document.kind === 'page' ? 'website' : 'article',
      picture: body.picture !== null && body.picture.look === 'photo' ? body.picture.output : null,
      author,
      published: document.date === null ? null : timestamp(document.date),
      changed: document.updated === null ? null : timestamp(document.updated),
      extra: [...documentMeta(frame.model, document), runningTitle(frame.model, document)],
      data: documentData(frame.model, document, body.words),
    },
    main,
  );
}

function documentHeader(frame: SiteFrame, document: SiteDocument, body: RenderedBody): string {
  const { portfolio } = frame.model;
  const eyebrow = [kindLink(document.kind, document.output), statusHtml(document)].filter(
    (part) => part !== '',
  );
  const author = document.author || portfolio.author;
  const facts: string[] = [];
  if (document.kind !== 'page') {
    if (author !== '') facts.push(`<span class="byline-author">${escapeHtml(author)}</span>`);
    if (document.date !== null) facts.push(timeHtml(document.date));
    if (lastChange(document) !== (document.date ?? '')) facts.push(`changed ${timeHtml(document.updated)}`);
    const minutes = minutesOf(body.words);
    facts.push(minutes === 1 ? '1 minute' : `${minutes} minutes`);
  }
  return `<header class="document-header">
${eyebrow.length === 0 ? '' : `<p class="eyebrow">${eyebrow.join(' ')}</p>\n`}<h1>${escapeHtml(document.title)}</h1>
${document.summary === '' ? '' : `<p class="summary">${escapeHtml(document.summary)}</p>\n`}${facts.length === 0 ? '' : `<p class="byline">${dotted(facts)}</p>\n`}${projectHtml(document)}</header>`;
}

/** What a project hands over, and where its code lives. */
function projectHtml(document: SiteDocument): string {
  const parts = [deliverablesHtml(document.deliverables, ''), repositoryHtml(document.repository)];
  const shown = parts.filter((part) => part !== '');
  return shown.length === 0 ? '' : `<div class="project-facts">${shown.join('\n')}</div>\n`;
}

/** A contents list is worth its space in a text of some length with three sections or more. */
function contentsHtml(body: RenderedBody): string {
  const top = Math.min(...body.headings.map((heading) => heading.level));
  const sections = body.headings.filter((heading) => heading.level === top);
  if (sections.length < 3 || body.words < 500) return '';
  const item = (heading: RenderedHeading) =>
    `<li><a href="#${escapeHtml(heading.id)}">${heading.html}</a></li>`;
  return `<nav class="contents" aria-label="Contents">
<p class="contents-title">Contents</p>
<ol>
${sections.map(item).join('\n')}
</ol>
</nav>`;
}

function documentFooter(frame: SiteFrame, document: SiteDocument, body: RenderedBody): string {
  const parts: string[] = [];
  const tags = [...new Set(document.tags)].flatMap((name) => {
    const tag = frame.model.tagOf.get(name);
    if (tag === undefined) return [];
    return [
      `<li><a href="${escapeHtml(relativeAddress(document.output, tag.output))}">${escapeHtml(tag.name)}</a></li>`,
    ];
  });
  if (tags.length > 0) parts.push(`<ul class="tags">${[...new Set(tags)].join('')}</ul>`);
  parts.push(`<details class="cite-this">
<summary>Cite this</summary>
<pre tabindex="0"><code>${escapeHtml(bibtexOf(frame, document))}</code></pre>
</details>`);
  const downloads = downloadsHtml(frame.model, document, body.assets);
  if (downloads !== '') parts.push(downloads);
  const neighbours = [
    neighbour(document.previous, document, 'previous', 'Earlier'),
    neighbour(document.next, document, 'next', 'Later'),
  ].filter((part) => part !== '');
  if (neighbours.length > 0) {
    parts.push(`<nav class="neighbours" aria-label="Earlier and later">\n${neighbours.join('\n')}\n</nav>`);
  }
  return `<footer class="document-footer">\n${parts.join('\n')}\n</footer>`;
}

function bibtexOf(frame: SiteFrame, document: SiteDocument): string {
  const { portfolio } = frame.model;
  return citeThis({
    title: document.title,
    author: document.author || portfolio.author,
    date: document.date,
    slug: document.output.replace(/^.*\/|\.html$/g, ''),
    url: absoluteAddress(frame.model, document.output),
    siteTitle: portfolio.title,
  });
}

function neighbour(target: SiteDocument | null, from: SiteDocument, relation: string, label: string): string {
  if (target === null) return '';
  const href = escapeHtml(relativeAddress(from.output, target.output));
  return `<a class="${relation}" rel="${relation === 'previous' ? 'prev' : 'next'}" href="${href}"><span>${label}</span> ${escapeHtml(target.title)}</a>`;
}
