/** The front page: who this is, what they work on, and the works that show it. */
import { nameOfKind } from '#core/document/kind.ts';
import { renderInlineHtml } from '#core/markdown/html.ts';
import type { Bibliography } from '#core/references/bibtex.ts';
import { compareEntries, referenceHtml, yearOf } from '#core/references/style.ts';
import { deliverablesHtml, repositoryHtml } from './deliverables.ts';
import { frontData } from './document-meta.ts';
import { escapeHtml, relativeAddress, safeAddress } from './escape.ts';
import { dotted, statusHtml, timeHtml, workItem } from './list-pages.ts';
import { type ChosenWork, publicationsOutput, type SiteDocument } from './model.ts';
import { pictureHtml } from './picture.ts';
import type { RenderedPicture } from './rendered.ts';
import { portfolioLinks, renderPage, type SiteFrame } from './shell.ts';
import type { FrontSection } from './theme.ts';

/** How many the front page lists of what has a page of its own. */
const newestShown = 6;
const projectsShown = 4;
const publicationsShown = 5;
const topicsShown = 8;

const output = 'index.html';

export interface FrontParts {
  /** The portfolio's `about`, rendered. */
  readonly aboutHtml: string;
  /** The person's own publications, or null for a portfolio that names none. */
  readonly publications: Bibliography | null;
  /** The figure of a chosen work, or null where it has none. */
  readonly pictureOf: (work: ChosenWork) => RenderedPicture | null;
}

export function frontPage(frame: SiteFrame, parts: FrontParts): string {
  const { model } = frame;
  const { portfolio } = model;
  const sections: Readonly<Record<FrontSection, () => string>> = {
    chosen: () => chosenSection(frame, parts.pictureOf),
    projects: () => projectsSection(frame),
    publications: () => publicationsSection(parts.publications),
    newest: () => newestSection(frame),
    path: () => pathSection(frame),
  };
  const shown = frame.front.map((name) => sections[name]()).filter((html) => html !== '');
  if (shown.length === 0) shown.push('<p class="nothing-yet">The first piece is still being written.</p>');
  return renderPage(
    frame,
    {
      output,
      name: 'front',
      title: portfolio.title,
      description: portfolio.tagline || `The work of ${portfolio.author || portfolio.title}.`,
      data: frontData(model),
    },
    [whoHtml(frame, parts.aboutHtml), ...shown].join('\n'),
  );
}

function whoHtml(frame: SiteFrame, aboutHtml: string): string {
  const { model } = frame;
  const { portfolio } = model;
  const who = [`<h1>${escapeHtml(portfolio.author || portfolio.title)}</h1>`];
  if (portfolio.affiliation !== null)
    who.push(`<p class="affiliation">${escapeHtml(portfolio.affiliation)}</p>`);
  if (portfolio.tagline !== '') who.push(`<p class="tagline">${escapeHtml(portfolio.tagline)}</p>`);
  const facts: string[] = [];
  const links = portfolioLinks(model, output);
  if (links.length > 0)
    facts.push(`<div class="fact-links"><dt>Elsewhere</dt><dd><ul>${links.join('')}</ul></dd></div>`);
  const topics = [...model.tags]
    .sort((a, b) => b.documents.length - a.documents.length)
    .slice(0, topicsShown)
    .map(
      (tag) =>
        `<li><a href="${escapeHtml(relativeAddress(output, tag.output))}">${escapeHtml(tag.name)}</a></li>`,
    );
  if (topics.length > 0)
    facts.push(`<div class="fact-topics"><dt>Writes about</dt><dd><ul>${topics.join('')}</ul></dd></div>`);
  return `<header class="front-header">
<div class="front-who">
${who.join('\n')}
</div>
${aboutHtml === '' ? '' : `<div class="about prose">\n${aboutHtml}\n</div>\n`}${facts.length === 0 ? '' : `<dl class="front-facts">\n${facts.join('\n')}\n</dl>\n`}</header>`;
}

function section(name: FrontSection, title: string, html: string): string {
  return `<section class="front-section ${name}" aria-labelledby="${name}">
<h2 id="${name}">${title}</h2>
${html}
</section>`;
}

function chosenSection(frame: SiteFrame, pictureOf: FrontParts['pictureOf']): string {
  const { chosen, chosenByHand } = frame.model;
  if (chosen.length === 0) return '';
  const works = chosen.map((work, index) => chosenHtml(work, pictureOf(work), index));
  return section('chosen', chosenByHand ? 'Chosen work' : 'Newest work', works.join('\n'));
}

function chosenHtml(work: ChosenWork, picture: RenderedPicture | null, index: number): string {
  const { document } = work;
  const href = escapeHtml(relativeAddress(output, document.output));
  const facts = [escapeHtml(nameOfKind[document.kind].one), timeHtml(document.date), statusHtml(document)];
  // The picture repeats where the title leads; to a screen reader one link is enough.
  const figure =
    picture === null
      ? ''
      : `\n<a class="chosen-figure" href="${href}" tabindex="-1" aria-hidden="true">${pictureHtml({ ...picture, alt: '' }, output, index === 0)}</a>`;
  return `<article class="chosen-work${picture === null ? ' without-figure' : ''}">
<div class="chosen-words">
<h3><a href="${href}">${escapeHtml(document.title)}</a></h3>
${work.sentence === '' ? '' : `<p class="work-summary">${escapeHtml(work.sentence)}</p>\n`}<p class="work-facts">${dotted(facts)}</p>
</div>${figure}
</article>`;
}

/** Documents that no other section of the front page shows. */
function others(frame: SiteFrame): SiteDocument[] {
  const { model, front } = frame;
  const shown = new Set<SiteDocument>(model.chosen.map((work) => work.document));
  if (front.includes('projects')) for (const project of shownProjects(frame)) shown.add(project);
  return model.documents.filter((document) => document.kind !== 'page' && !shown.has(document));
}

function shownProjects(frame: SiteFrame): SiteDocument[] {
  const chosen = new Set(frame.model.chosen.map((work) => work.document));
  return (frame.model.byKind.get('project') ?? [])
    .filter((project) => !chosen.has(project) || project.deliverables.length > 0)
    .slice(0, projectsShown);
}

function projectsSection(frame: SiteFrame): string {
  const projects = shownProjects(frame).map((project) => {
    const href = escapeHtml(relativeAddress(output, project.output));
    const parts = [
      `<h3><a href="${href}">${escapeHtml(project.title)}</a></h3>`,
      project.summary === '' ? '' : `<p class="work-summary">${escapeHtml(project.summary)}</p>`,
      deliverablesHtml(project.deliverables, relativeAddress(output, project.output)),
      repositoryHtml(project.repository),
    ];
    return `<article class="project">\n${parts.filter((part) => part !== '').join('\n')}\n</article>`;
  });
  return projects.length === 0 ? '' : section('projects', 'Projects', projects.join('\n'));
}

function publicationsSection(publications: Bibliography | null): string {
  const entries = [...(publications?.entries.values() ?? [])].sort(
    (a, b) => Number(yearOf(b) > yearOf(a)) - Number(yearOf(b) < yearOf(a)) || compareEntries(a, b),
  );
  if (entries.length === 0) return '';
  const items = entries
    .slice(0, publicationsShown)
    .map(
      (entry) =>
        `<li><span class="publication-year">${escapeHtml(yearOf(entry))}</span> <span class="publication">${referenceHtml(entry, '')}</span></li>`,
    );
  const more =
    entries.length > publicationsShown
      ? `All ${entries.length} publications, with BibTeX`
      : 'Publications with BibTeX';
  return section(
    'publications',
    'Publications',
    `<ul class="publication-list">\n${items.join('\n')}\n</ul>\n<p class="more"><a href="${publicationsOutput}">${more}</a></p>`,
  );
}

function newestSection(frame: SiteFrame): string {
  const rest = others(frame);
  if (rest.length === 0) return '';
  const items = rest.slice(0, newestShown).map((document) => workItem(document, output, 3));
  const more =
    rest.length > newestShown ? '\n<p class="more"><a href="archive.html">Everything, by date</a></p>' : '';
  const title =
    frame.front[0] === 'newest'
      ? 'Newest entries'
      : frame.model.chosenByHand
        ? 'More, newest first'
        : 'Before that';
  return section('newest', title, `<ul class="works">\n${items.join('\n')}\n</ul>${more}`);
}

function pathSection(frame: SiteFrame): string {
  const { portfolio, byPath } = frame.model;
  if (portfolio.path.length === 0) return '';
  const hooks = { link: safeAddress, image: () => null };
  const steps = portfolio.path.map(
    ({ when, what }) =>
      `<li>${when === '' ? '' : `<span class="path-when">${escapeHtml(when)}</span> `}<span class="path-what">${renderInlineHtml(what, hooks)}</span></li>`,
  );
  const about = byPath.get('pages/about.md');
  const more =
    about === undefined
      ? ''
      : `\n<p class="more"><a href="${escapeHtml(relativeAddress(output, about.output))}">${escapeHtml(about.title)}</a></p>`;
  return section('path', 'The path so far', `<ol class="path-list">\n${steps.join('\n')}\n</ol>${more}`);
}
