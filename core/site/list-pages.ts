/** Pages that list documents: one for each kind, one for each tag, all tags, the archive, not found. */
import { type Kind, nameOfKind } from '#core/document/kind.ts';
import { dayAndMonth, longDate, machineDate } from './dates.ts';
import { escapeHtml, relativeAddress } from './escape.ts';
import { listOutput, type SiteDocument, type Tag } from './model.ts';
import { partCount, searchScript, searchStyle } from './search-index.ts';
import { absoluteAddress, renderPage, type SiteFrame } from './shell.ts';

const sentenceOfKind: Readonly<Record<Kind, string>> = {
  post: 'Essays and results, newest first.',
  proposal: 'What I would do next, what it would cost, and how one could tell that it failed.',
  project: 'Things made: what they are for, where they stand, and where to get them.',
  note: 'Notes on what I read: the question that I brought, and what I took away.',
  page: '',
};

export function listPage(frame: SiteFrame, kind: Kind): string {
  const output = listOutput(kind);
  const documents = frame.model.byKind.get(kind) ?? [];
  const name = nameOfKind[kind].many;
  const main = `<header class="list-header">
<h1>${escapeHtml(name)}</h1>
<p>${escapeHtml(sentenceOfKind[kind])}</p>
</header>
<ul class="works">
${documents.map((document) => workItem(document, output)).join('\n')}
</ul>`;
  return renderPage(
    frame,
    {
      output,
      name: 'list',
      title: name,
      description: `${name} by ${frame.model.portfolio.author || frame.model.portfolio.title}.`,
    },
    main,
  );
}

/** One document in a list: title, summary, date. */
export function workItem(document: SiteDocument, from: string, level: 2 | 3 = 2): string {
  const href = escapeHtml(relativeAddress(from, document.output));
  const summary =
    document.summary === '' ? '' : `\n<p class="work-summary">${escapeHtml(document.summary)}</p>`;
  const facts = dotted([timeHtml(document.date), statusHtml(document)]);
  return `<li class="work">
<h${level}><a href="${href}">${escapeHtml(document.title)}</a></h${level}>${summary}${facts === '' ? '' : `\n<p class="work-facts">${facts}</p>`}
</li>`;
}

/** Small facts in a row; empty ones are left out. */
export function dotted(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('<span class="separator" aria-hidden="true"> · </span>');
}

/** `<time>` for an ISO date, or nothing. */
export function timeHtml(date: string | null, short = false): string {
  if (date === null) return '';
  const machine = machineDate(date);
  const shown = escapeHtml(short ? dayAndMonth(date) : longDate(date));
  return machine === null ? shown : `<time datetime="${machine}">${shown}</time>`;
}

/** Says so when the writer does not yet stand behind a text. */
export function statusHtml(document: Pick<SiteDocument, 'status'>): string {
  if (document.status === 'draft') return '<span class="status">Draft</span>';
  if (document.status === 'half-formed') return '<span class="status">Half-formed</span>';
  return '';
}

export function tagPage(frame: SiteFrame, tag: Tag): string {
  const count = tag.documents.length;
  const main = `<header class="list-header">
<p class="eyebrow"><a href="index.html">Tags</a></p>
<h1>${escapeHtml(tag.name)}</h1>
<p>${count === 1 ? 'One piece' : `${count} pieces`} with this tag.</p>
</header>
<ul class="works">
${tag.documents.map((document) => workItem(document, tag.output)).join('\n')}
</ul>`;
  return renderPage(
    frame,
    { output: tag.output, name: 'tag', title: tag.name, description: `Everything tagged ${tag.name}.` },
    main,
  );
}

export function tagsPage(frame: SiteFrame): string {
  const output = 'tags/index.html';
  const items = frame.model.tags.map(
    (tag) =>
      `<li><a href="${escapeHtml(relativeAddress(output, tag.output))}">${escapeHtml(tag.name)}</a> <span class="count">${tag.documents.length}</span></li>`,
  );
  const main = `<header class="list-header">
<h1>Tags</h1>
</header>
<ul class="tag-list">
${items.join('\n')}
</ul>`;
  return renderPage(frame, { output, name: 'tags', title: 'Tags', description: 'All tags.' }, main);
}

export function archivePage(frame: SiteFrame): string {
  const output = 'archive.html';
  const years = new Map<string, SiteDocument[]>();
  for (const document of frame.model.documents) {
    if (document.kind === 'page') continue;
    const year = /^\d{4}/.exec(document.date ?? '')?.[0] ?? 'Undated';
    const list = years.get(year);
    if (list === undefined) years.set(year, [document]);
    else list.push(document);
  }
  const sections = [...years].map(([year, documents]) => {
    const rows = documents.map((document) => {
      const href = escapeHtml(relativeAddress(output, document.output));
      return `<li><span class="archive-date">${timeHtml(document.date, true)}</span> <a href="${href}">${escapeHtml(document.title)}</a> <span class="archive-kind">${escapeHtml(nameOfKind[document.kind].one)}</span></li>`;
    });
    return `<section class="archive-year">
<h2>${year}</h2>
<ul>
${rows.join('\n')}
</ul>
</section>`;
  });
  const main = `<header class="list-header">
<h1>Everything, by date</h1>
</header>
<div id="search" class="site-search" data-parts="${partCount(frame.model.documents.length)}"><script src="${searchScript}"></script></div>
${sections.join('\n')}`;
  return renderPage(
    frame,
    {
      output,
      name: 'archive',
      title: 'Everything, by date',
      description: 'Every piece on this site, by date.',
      runsScript: true,
      styles: [searchStyle],
    },
    main,
  );
}

/**
 * A server shows this page at any depth, so its own address says nothing: with a `url` it links
 * absolutely, and its style stands in the page.
 */
export function notFoundPage(frame: SiteFrame, style: string): string {
  const { model } = frame;
  const home = absoluteAddress(model, 'index.html') ?? 'index.html';
  const archive = absoluteAddress(model, 'archive.html') ?? 'archive.html';
  const title = escapeHtml(model.portfolio.title);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(model.portfolio.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'none'; base-uri 'none'; form-action 'none'">
<title>Page not found · ${title}</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<style>
${style.replace(/<\//g, '<\\/')}
</style>
</head>
<body class="page-not-found">
<main id="main">
<p class="eyebrow">404</p>
<h1>There is no page here.</h1>
<p>It may have been renamed, or the link to it may be older than the page. Everything that is here is listed in one place.</p>
<p><a href="${escapeHtml(archive)}">Everything, by date</a></p>
<p><a href="${escapeHtml(home)}">${title}</a></p>
</main>
</body>
</html>
`;
}
